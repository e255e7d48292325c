"""Names of accused persons that must not be shown: acquitted ones, and those the registry gives in shortened form.

The registry's form (`Abdul R.`) is what courts and their press offices use for them. Texts published elsewhere may
still hold the full name; it is masked wherever the library gives it out. A mask leaves the initial and is as long as
what it covers, so that the offsets of evidence and citations stay right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from enrichment.decision import Evidence, Fact
from enrichment.text import Paragraph

_BLOCK = "█"
_SHORT = re.compile(r"[^\W\d_]{1,2}\.?")
_PARTICLES = {"al", "el", "ben", "bin", "ibn", "de", "da", "di", "du", "van", "von", "der", "den", "le", "la", "abu"}


def is_shortened(form: str) -> bool:
    """Whether a name is already in a form that does not name the person: `Abdul R.`, `A. B.`, `N.N.`, or a
    description such as "the former commander"."""
    words = re.findall(r"[^\W\d_]+\.?", form)
    if not words:
        return True
    return bool(_SHORT.fullmatch(words[-1])) or not words[-1][0].isupper()


def shortened(form: str) -> str:
    """The first name and the initial of each further one: `Abdul R.`; of a single name the initial."""
    if is_shortened(form):
        return form
    first, *others = form.split()
    initials = [f"{word[0]}." for word in others if word.casefold().strip("-") not in _PARTICLES]
    return " ".join([first, *initials]) if initials else f"{form.strip()[0]}."


def initials(form: str) -> str:
    """`Jacques Mungwarere` as `J. M.`, the form in which a document's accused is listed when he or she is acquitted."""
    return " ".join(f"{part[0]}." for part in re.split(r"[\s-]+", form) if part[:1].isupper())


@dataclass(frozen=True, slots=True)
class NameMask:
    """Full names that must not be shown. An empty one masks nothing."""

    names: tuple[str, ...] = ()
    reason: str = ""

    @classmethod
    def for_accused(cls, forms: Iterable[str], allowed: Sequence[str], reason: str) -> NameMask:
        """Masks those of `forms` that are full names and not among the `allowed` forms."""
        known = {form.casefold() for form in allowed}
        names = sorted({form for form in forms if form.casefold() not in known and not is_shortened(form)})
        return cls(tuple(names), reason) if names else cls()

    def __bool__(self) -> bool:
        return bool(self.names)

    def form(self, form: str) -> str:
        """The form of one person, shortened if it is masked."""
        return shortened(form) if any(form.casefold() == name.casefold() for name in self.names) else form

    def accused(self, forms: Iterable[str]) -> tuple[str, ...]:
        """The forms of several persons, the masked ones shortened."""
        return tuple(dict.fromkeys(map(self.form, forms)))

    def text(self, text: str) -> str:
        """`text` of the same length without the names."""
        if not self.names:
            return text
        return _pattern(self.names).sub(_mask, text)

    def optional(self, text: str | None) -> str | None:
        """As `text`, for what may be missing."""
        return None if text is None else self.text(text)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph without the names in text and headings."""
        if not self.names:
            return paragraph
        headings = tuple(self.text(heading) for heading in paragraph.heading_path)
        return replace(paragraph, text=self.text(paragraph.text), heading_path=headings)

    def fact(self, fact: Fact) -> Fact:
        """The fact without the names in value and quotes."""
        if not self.names:
            return fact
        value = self.form(fact.value) if fact.field == "accused" else self.text(fact.value)
        return replace(fact, value=value, evidence=tuple(self.evidence(item) for item in fact.evidence))

    def evidence(self, evidence: Evidence) -> Evidence:
        """The evidence without the names in its quote (as in the masked paragraph)."""
        return replace(evidence, quote=self.text(evidence.quote)) if self.names else evidence

    def notes(self) -> tuple[str, ...]:
        """What was masked and why, in plain words."""
        return (f"{', '.join(shortened(name) for name in self.names)}: {self.reason}",) if self.names else ()


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Each name in full, and its words but first name and particles; as written, in capitals, before a genitive s."""
    forms: set[str] = set()
    for name in names:
        words = name.split()
        telling = [
            word for word in words[1:] or words if word.casefold().strip("-") not in _PARTICLES and len(word) > 2
        ]
        forms |= {r"\s+".join(re.escape(word) for word in words), *(re.escape(word) for word in telling)}
        forms |= {re.escape(word.upper()) for word in telling}
        forms |= {r"\s+".join(re.escape(word.upper()) for word in words)}
    alternatives = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?=s?(?!\w))")


def _mask(match: re.Match[str]) -> str:
    return re.sub(r"(?<=\w)\w", _BLOCK, match[0])
