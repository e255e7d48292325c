"""The messages themselves: what alerts, the silent digest, confirmation and sign-in say to their reader."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from html import escape
from typing import Any

from markupsafe import Markup

from search_ui.alerts.entries import Entry, Section, merged, sections
from search_ui.alerts.links import Links
from search_ui.alerts.mail_message import Sender, cut, message_bytes
from search_ui.alerts.model import Batch, EventKind, Subscriber, Subscription
from search_ui.alerts.phrases import Phrases
from search_ui.library import DecisionView, Library

_IN_FULL = 12  # decisions shown with their paragraphs, and so many again under other alerts; the rest one line each
_BRIEF_FROM = 3  # decisions from which on the message begins with a list of them
_SUMMARY = 2  # sentences
_SHORT = 150  # characters of what somebody typed in a message to an address that has not been confirmed
_ADDRESS_LIKE = re.compile(r"\S*(?::/|www\.|@)\S*|\S*\w\.[^\W\d_]{2,}(?![\w.])\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceChecked:
    """A source as the silent digest names it. `last_success` is None where it was never collected."""

    name: str
    active: bool
    last_success: datetime | None
    failed: bool


# -- what is sent ----------------------------------------------------------------------------------------------------


def alert_mail(
    batch: Batch, library: Library, links: Links, sender: Sender, now: datetime, *, test: bool = False
) -> bytes:
    """The message for `batch`; `now` is its date. With `test` it says that it is a test."""
    subscriber = _addressed(batch.subscriber)
    phrases = Phrases(subscriber.language)
    read = sections(batch.deliveries, batch.subscriptions, library, links, phrases)
    told = tuple(merged(section) for section in read)
    full, above = _portions(told)
    again = list(above)[:_IN_FULL]
    named = list(dict.fromkeys(shown.decision_id for section in told for shown in section.entries))
    several = len(told) > 1
    first = [shown for section in told for shown in section.entries]
    values: dict[str, Any] = {
        "heading": _heading(told, phrases, len(named)),
        "brief": _unique(first) if _BRIEF_FROM <= len(named) <= _IN_FULL else (),
        "several": several,
        "test": test,
        "sections": [
            {
                "name": section.name,
                "count": phrases("section_count_one")
                if len(section.entries) == 1
                else phrases("section_count", count=len(section.entries)),
                "full": [_shown(shown, library, phrases) for shown in section.entries if shown.delivery_id in full],
                "again": [
                    {**_shown(shown, library, phrases), "above": above[shown.delivery_id]}
                    for shown in section.entries
                    if shown.delivery_id in again
                ],
                "rest": [
                    {**_plain(shown), "above": above.get(shown.delivery_id, "")}
                    for shown in section.entries
                    if shown.delivery_id not in full and shown.delivery_id not in again
                ],
            }
            for section in told
        ],
        **_ways_to_stop(batch.subscriptions, [section.subscription_id for section in told], subscriber, links, phrases),
    }
    return message_bytes(
        "alert",
        values,
        phrases=phrases,
        sender=sender,
        to=subscriber,
        subject=_subject(told, phrases, len(named)),
        message_id=batch.message_id,
        now=now,
        thread=[section.subscription_id for section in told],
        unsubscribe=_one_click([section.subscription_id for section in told], subscriber, links),
    )


def silence_mail(
    batch: Batch,
    subscriptions: Sequence[Subscription],
    sources: Sequence[SourceChecked],
    links: Links,
    sender: Sender,
    now: datetime,
    *,
    since: datetime,
) -> bytes:
    """The message that says that nothing was found since `since`, and what was looked through."""
    subscriber = _addressed(batch.subscriber)
    phrases = Phrases(subscriber.language)
    ids = [subscription.id for subscription in subscriptions]
    lines = [_source_line(source, phrases, subscriber.time_zone) for source in sources if source.active]
    values = {
        "heading": phrases("silence_heading", since=phrases.date(since.date().isoformat())),
        "intro": phrases("silence_intro", until=phrases.moment(now, subscriber.time_zone)),
        "alerts": [
            {"name": subscription.name, "href": links.record(subscription.id)} for subscription in subscriptions
        ],
        "sources": lines,
        "caution": any(line["failed"] for line in lines),
        **_ways_to_stop({item.id: item for item in subscriptions}, ids, subscriber, links, phrases),
    }
    return message_bytes(
        "silence",
        values,
        phrases=phrases,
        sender=sender,
        to=subscriber,
        subject=phrases("silence_subject"),
        message_id=batch.message_id,
        now=now,
        thread=["silence"],
        unsubscribe=_one_click(ids, subscriber, links),
    )


def confirm_mail(
    to: Subscriber, lines: Sequence[str], href: str, sender: Sender, now: datetime, *, until: datetime
) -> bytes:
    """The message with which an address confirms a new alert; `lines` describe the alert. Anybody may have asked for
    it: what they typed stays short and leads nowhere (see `_harmless`)."""
    phrases = Phrases(to.language)
    shown = [_harmless(line) for line in lines]
    return _letter("confirm", to, href, sender, now, until, phrases, lines=shown, subject=phrases("confirm_subject"))


def sign_in_mail(to: Subscriber, href: str, sender: Sender, now: datetime, *, until: datetime) -> bytes:
    """The message with a link that signs in once."""
    phrases = Phrases(to.language)
    return _letter("sign_in", to, href, sender, now, until, phrases, lines=(), subject=phrases("sign_in_subject"))


def _letter(
    kind: str,
    to: Subscriber,
    href: str,
    sender: Sender,
    now: datetime,
    until: datetime,
    phrases: Phrases,
    *,
    lines: Sequence[str],
    subject: str,
) -> bytes:
    to = _addressed(to)
    values = {
        "heading": phrases(f"{kind}_heading"),
        "text": phrases(f"{kind}_text", site=sender.site),
        "lines": lines,
        "href": href,
        "button": phrases(f"{kind}_button"),
        "ignore": phrases(f"{kind}_ignore", until=phrases.moment(until, to.time_zone)),
    }
    unique = hashlib.sha256(href.encode()).hexdigest()[:32]
    return message_bytes(
        "letter",
        values,
        phrases=phrases,
        sender=sender,
        to=to,
        subject=subject,
        message_id=f"<{kind}.{unique}@{sender.domain}>",
        now=now,
        thread=[],
        unsubscribe=None,
    )


# -- parts -----------------------------------------------------------------------------------------------------------


def _addressed(subscriber: Subscriber | None) -> Subscriber:
    if subscriber is None or not subscriber.email:
        raise ValueError("a message needs a subscriber with an address")
    return subscriber


def _portions(told: Iterable[Section]) -> tuple[set[str], dict[str, str]]:
    """Which deliveries are shown in full, and for others of the same decision the name of the alert under which it
    is."""
    full: set[str] = set()
    above: dict[str, str] = {}
    under: dict[tuple[str, EventKind], str] = {}
    for section in told:
        for shown in section.entries:
            key = (shown.decision_id, shown.event)
            if key not in under and len(full) < _IN_FULL:
                full.add(shown.delivery_id)
                under[key] = section.name
            elif key in under:
                above[shown.delivery_id] = under[key]
    return full, above


def _unique(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    kept: dict[str, Entry] = {}
    for shown in entries:
        kept.setdefault(shown.decision_id, shown)
    return [_plain(shown) for shown in kept.values()]


def _plain(shown: Entry) -> dict[str, Any]:
    own = {field.name: getattr(shown, field.name) for field in fields(shown)}
    return {**own, "withdrawn": shown.event is EventKind.WITHDRAWN or not shown.court}


def _shown(shown: Entry, library: Library, phrases: Phrases) -> dict[str, Any]:
    passages = [
        {
            "href": passage.href,
            "place": passage.place,
            "plain": " ".join(passage.text.split()),
            "html": marked(passage.text, passage.marks),
            "language": passage.language,
            "direction": passage.direction,
        }
        for passage in shown.passages
    ]
    view = library.decision(shown.decision_id) if not passages else None
    return {**_plain(shown), "passages": passages, "summary": _summary(view, phrases.language) if view else ""}


def _summary(view: DecisionView, language: str) -> str:
    """The editors' summary where no paragraph of the decision can be shown."""
    sentences = view.summaries.get(language) or view.summaries.get("en") or ()
    return " ".join(sentences[:_SUMMARY])


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """`text`, escaped, with `<mark>` around the offsets; marks that overlap are one."""
    pieces, position = [], 0
    for start, end in sorted(marks):
        start = max(start, position)
        if 0 <= start < end <= len(text):
            pieces += [escape(text[position:start]), f"<mark>{escape(text[start:end])}</mark>"]
            position = end
    return Markup("".join((*pieces, escape(text[position:]))))  # noqa: S704 - every piece is escaped above


def _heading(told: Sequence[Section], phrases: Phrases, decisions: int) -> str:
    if len(told) > 1 and decisions == 1:
        return phrases("heading_one_several", event=told[0].entries[0].event_name, searches=len(told))
    if len(told) > 1:
        return phrases("heading_several", count=decisions, searches=len(told))
    name = told[0].name if told else ""
    if decisions == 1:
        return phrases("heading_one", event=told[0].entries[0].event_name, name=name)
    return phrases("heading_many", count=decisions, name=name)


def _subject(told: Sequence[Section], phrases: Phrases, decisions: int) -> str:
    """What is new comes first, because that is all a list of messages shows."""
    shown = told[0].entries[0]
    if decisions == 1:
        return cut(phrases("subject_one", event=shown.event_name, what=shown.short))
    others = phrases("subject_one_more" if decisions == 2 else "subject_more", what=shown.short, rest=decisions - 1)
    return cut(phrases("subject_many", count=decisions, what=others))


def _harmless(text: str) -> str:
    """What somebody typed, without what a mail program makes a link of."""
    return cut(_ADDRESS_LIKE.sub("[…]", text[: 3 * _SHORT]), _SHORT)


def _source_line(source: SourceChecked, phrases: Phrases, time_zone: str) -> dict[str, Any]:
    if source.last_success is None:
        state = phrases("silence_failed" if source.failed else "silence_never")
    else:
        state = phrases("silence_ok", when=phrases.moment(source.last_success, time_zone))
        if source.failed:
            state = f"{phrases('silence_failed')}{phrases.semicolon}{state}"
    return {"name": source.name, "state": state, "failed": source.failed}


def _ways_to_stop(
    subscriptions: Mapping[str, Subscription], ids: Sequence[str], to: Subscriber, links: Links, phrases: Phrases
) -> dict[str, Any]:
    stops = [
        {
            "href": links.unsubscribe(key),
            "text": phrases("footer_stop")
            if len(ids) == 1
            else f"{phrases('footer_stop')}{phrases.colon}{subscriptions[key].name if key in subscriptions else key}",
        }
        for key in ids
    ]
    if len(ids) > 1:
        stops.append({"href": links.unsubscribe_all(to.id), "text": phrases("footer_stop_all")})
    return {"manage": links.manage, "stops": stops}


def _one_click(ids: Sequence[str], to: Subscriber, links: Links) -> str:
    return links.unsubscribe(ids[0]) if len(ids) == 1 else links.unsubscribe_all(to.id)
