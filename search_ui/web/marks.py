"""Marks inside text, from offsets: the only place where markup is put around words that came from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Span:
    """`start` and `end` are code-point offsets. `element` is `mark`, `a` or `span`; `anchor` becomes the id of its
    first piece (a span that crosses another one is cut into pieces), `href` the address of a link."""

    start: int
    end: int
    element: str = "mark"
    anchor: str | None = None
    href: str | None = None
    css: str | None = None


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """`text`, escaped, with its spans as nested elements.

    Spans outside the text or empty are left out; spans that cross are cut where the earlier one ends; a link inside a
    link is dropped (HTML does not know it), its text stays.
    """
    ordered = sorted(_within(text, spans), key=lambda span: (span.start, -span.end, span.element))
    if not ordered:
        return Markup(escape(text))  # noqa: S704 - escaped here
    return Markup("".join(_pieces(text, ordered)))  # noqa: S704 - every piece is escaped below


def _within(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        if 0 <= span.start < span.end <= len(text):
            yield span


def _pieces(text: str, pending: list[Span]) -> Iterator[str]:
    """Walk the text once; `open_` is the stack of open spans, the innermost last."""
    open_: list[Span] = []
    position = 0
    while pending or open_:
        closes = open_[-1].end if open_ else len(text) + 1
        if pending and pending[0].start < closes:
            span = pending.pop(0)
            yield escape(text[position : span.start])
            position = span.start
            if open_ and span.end > closes:
                _put_back(pending, Span(closes, span.end, span.element, None, span.href, span.css))
                span = Span(span.start, closes, span.element, span.anchor, span.href, span.css)
            if span.element == "a" and any(other.element == "a" for other in open_):
                continue
            yield _opening(span)
            open_.append(span)
        else:
            yield escape(text[position:closes])
            position = closes
            yield f"</{open_.pop().element}>"
    yield escape(text[position:])


def _put_back(pending: list[Span], span: Span) -> None:
    at = next(
        (index for index, other in enumerate(pending) if (other.start, -other.end) > (span.start, -span.end)),
        len(pending),
    )
    pending.insert(at, span)


def _opening(span: Span) -> str:
    attributes = (("id", span.anchor), ("href", span.href), ("class", span.css))
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes if value)
    return f"<{span.element}{written}>"
