// The site works without this file. It adds three comforts: a click on a paragraph number copies its address, the
// search box offers words of the index, and a form for alerts begins with the time zone of the reader. Nothing leaves this host and nothing is stored.
"use strict";

const live = document.createElement("div");
live.className = "visually-hidden";
live.setAttribute("role", "status");
document.body.append(live);

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copy]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
  try {
    await navigator.clipboard.writeText(link.href);
    live.textContent = "";
    live.textContent = `Address copied: ${link.getAttribute("aria-label") || link.textContent}`;
  } catch {
    live.textContent = "The address is in the address bar.";
  }
});

for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-words`;
  input.after(list);
  input.setAttribute("list", list.id);
  let pending;
  input.addEventListener("input", () => {
    clearTimeout(pending);
    const typed = input.value.split(/\s+/).pop();
    if (typed.length < 3) return;
    pending = setTimeout(async () => {
      const answer = await fetch(`${input.dataset.suggest}?prefix=${encodeURIComponent(typed)}`);
      if (!answer.ok) return;
      const before = input.value.slice(0, input.value.length - typed.length);
      const { suggestions } = await answer.json();
      list.replaceChildren(
        ...suggestions.map(({ kind, text }) => {
          const option = new Option("", before + text);
          option.label = kind === "word" ? text : `${text} (${kind})`;
          return option;
        }),
      );
    }, 150);
  });
}

for (const choice of document.querySelectorAll("select[data-own-zone]")) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (choice.value === "UTC" && [...choice.options].some((option) => option.value === own)) choice.value = own;
}
