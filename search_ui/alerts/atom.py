"""The Atom feed (RFC 4287) of one subscription: its ledger, newest first, with the paragraph and the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape
from xml.etree import ElementTree

from search_ui.alerts.entries import Entry, decisions_of, entry
from search_ui.alerts.links import Links
from search_ui.alerts.mail import marked
from search_ui.alerts.model import Delivery, Subscription
from search_ui.alerts.phrases import Phrases
from search_ui.library import Library

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BEGINNING = "1970-01-01T00:00:00Z"
_AT_LEAST = 50  # entries, where there are so many
_LATELY = timedelta(days=14)  # a reader that looks at least so often misses nothing, however much came at once
MOST_ENTRIES = 1000


def in_feed(deliveries: Sequence[Delivery], now: datetime) -> list[Delivery]:
    """What of a subscription's ledger (newest first) stands in its feed at `now`: all of the last two weeks, and what
    was before that as far as the feed would be short without it."""
    return [
        row
        for place, row in enumerate(deliveries[:MOST_ENTRIES])
        if place < _AT_LEAST or row.matched_at is None or row.matched_at > now - _LATELY
    ]


def subscription_feed(
    subscription: Subscription, deliveries: Sequence[Delivery], library: Library, links: Links, site: str
) -> bytes:
    """The feed document. An entry's time is when the event was published here, so that what is added late is new to a
    feed reader too."""
    phrases = Phrases("en")
    cards = library.cards(decisions_of(deliveries))
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    here = links.feed(subscription.id)
    _add(feed, "id", here)
    _add(feed, "title", f"{subscription.name} · {site}")
    _add(feed, "updated", max((_time(row) for row in deliveries), default=_BEGINNING))
    _link(feed, "self", here, "application/atom+xml")
    author = ElementTree.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", site)
    for row in deliveries:
        shown = entry(row, cards, links, phrases)
        item = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(item, "id", f"{here}#{row.id}")
        _add(item, "title", f"{shown.event_name}: {shown.title}")
        _add(item, "updated", _time(row))
        _link(item, "alternate", shown.href, "text/html")
        _add(item, "content", _content(shown), type="html")
    ElementTree.register_namespace("", _ATOM)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _content(shown: Entry) -> str:
    facts = (shown.court, shown.date, *shown.dockets, shown.accused, shown.outcome, shown.remark)
    lines = [f"<p>{escape(' · '.join(filter(None, facts)))}</p>"]
    if shown.higher:
        lines.append(f'<p><a href="{escape(shown.higher_href)}">{escape(shown.higher)}</a></p>')
    for passage in shown.passages:
        lines.append(
            f'<p><a href="{escape(passage.href)}">{escape(passage.place)}</a></p>'
            f'<blockquote lang="{escape(passage.language)}" dir="{passage.direction}">'
            f"{marked(passage.text, passage.marks)}</blockquote>"
        )
    if shown.why:
        lines.append(f"<p>{escape('; '.join(shown.why))}</p>")
    return "".join(lines)


def _time(row: Delivery) -> str:
    moment = row.matched_at.isoformat(timespec="seconds") if row.matched_at else row.event.at
    return moment.replace("+00:00", "Z")


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes).text = _NOT_IN_XML.sub(" ", text)


def _link(parent: ElementTree.Element, relation: str, href: str, media_type: str) -> None:
    ElementTree.SubElement(
        parent, f"{{{_ATOM}}}link", {"rel": relation, "href": _NOT_IN_XML.sub("", href), "type": media_type}
    )
