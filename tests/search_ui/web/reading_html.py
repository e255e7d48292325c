"""Reading a page of ours in a test."""

from __future__ import annotations

from lxml import html

VOID_OF_SCRIPT = ("onclick", "onload", "onerror", "onmouseover", "onfocus")


def parsed(text: str) -> html.HtmlElement:
    """The page as a tree."""
    return html.document_fromstring(text)


def text_of(element: html.HtmlElement) -> str:
    """Its words, blanks folded."""
    return " ".join(element.text_content().split())


def one(tree: html.HtmlElement, path: str) -> html.HtmlElement:
    """The only element at `path`."""
    found = tree.xpath(path)
    assert len(found) == 1, f"{path}: {len(found)} elements"
    return found[0]


def row(tree: html.HtmlElement, name: str) -> html.HtmlElement:
    """The value beside `name` in a list of facts."""
    return one(tree, f"//aside//dl[@class='rows']/div[dt[normalize-space()='{name}']]/dd")


def assert_harmless(text: str) -> None:
    """No script of others, no event attribute, no foreign resource, no inline style."""
    tree = parsed(text)
    for script in tree.iter("script"):
        assert script.get("src", "").startswith("/static/")
        assert not (script.text or "").strip()
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            assert name.lower() not in VOID_OF_SCRIPT
            assert name != "style"
            if name in ("href", "src", "action"):
                assert value.split(":", 1)[0] in ("https", "http", "mailto") or value.startswith(("/", "#", "?"))
                assert not value.startswith("//")
        if element.get("rel") == "canonical":
            continue  # names the page, loads nothing
        if element.tag in ("link", "script", "img", "iframe", "form"):
            address = element.get("href") or element.get("src") or element.get("action") or "/"
            assert address.startswith("/")
