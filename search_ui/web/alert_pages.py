"""What the alert pages show, in words: what an alert asks for, what it would have brought, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from search_ui.alerts.cadence import zone_named
from search_ui.alerts.entries import number_as_written
from search_ui.alerts.evidence import OWN_NUMBER, PART_OF_NUMBER
from search_ui.alerts.links import Links
from search_ui.alerts.model import (
    Delivery,
    DeliveryState,
    DryRun,
    Explanation,
    Reason,
    Replayed,
    Subscriber,
    Subscription,
)
from search_ui.alerts.phrases import Phrases
from search_ui.index.engine import FACETS
from search_ui.library import DecisionCard
from search_ui.web.addresses import case_address, decision_address
from search_ui.web.alert_forms import CADENCES, CHANNELS, KINDS, search_of
from search_ui.web.alert_wishes import facet_label, what_it_asks
from search_ui.web.dates import readable_date
from search_ui.web.judgment_text import place
from search_ui.web.lines import DecisionLine, decision_line
from search_ui.web.site import Site
from search_ui.web.wording import FACET_NAMES, sentence_case

_SHOWN_FACETS = ("forum", "crime", "territorial_state", "relevance", "outcome", "language")
_SHOWN_VALUES = 5
_STATES: Mapping[DeliveryState, str] = {
    DeliveryState.MATCHED: "Waits for its message",
    DeliveryState.QUEUED: "In a message, not yet sent",
    DeliveryState.HANDING_OVER: "Being handed over",
    DeliveryState.SENT: "Sent",
    DeliveryState.FAILED: "Refused for now, will be tried again",
    DeliveryState.BOUNCED: "Came back",
    DeliveryState.UNCERTAIN: "Answer lost, being sent again",
    DeliveryState.WITHHELD: "Withheld",
    DeliveryState.CANCELLED: "Cancelled",
}
_TONES: Mapping[DeliveryState, str] = {
    DeliveryState.SENT: "good",
    DeliveryState.FAILED: "caution",
    DeliveryState.BOUNCED: "caution",
    DeliveryState.UNCERTAIN: "caution",
}
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_SENDABLE = (DeliveryState.WITHHELD, DeliveryState.BOUNCED)
_WORDS = Phrases("en")
_ALERT_STATES = {
    "active": "Active",
    "paused": "Paused",
    "faulty": "Stopped: it cannot be matched",
    "deleted": "Deleted",
}
_AREAS = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert in a list and at the head of its own pages."""

    id: str
    name: str
    kind: str
    asks: tuple[str, ...]
    how: str
    state: str
    state_reason: str
    active: bool
    paused: bool
    began: str
    search_href: str
    feed_href: str
    webhook_url: str
    webhook_secret: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """Why something matched, with its paragraph."""

    text: str
    href: str
    where: str
    snippet: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One match and what became of it."""

    id: str
    event: str
    backfill: bool
    decision: str
    href: str
    court: str
    date: str
    state: str
    tone: str
    reason: str
    when: str
    next: str
    again: bool
    reasons: tuple[ReasonLine, ...]
    history: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its share of the largest, in percent."""

    name: str
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What the matches of the last year have in common."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the alert would have brought in the last 12 months."""

    headline: str
    share: str
    months: tuple[Bar, ...]
    facets: tuple[Facet, ...]
    samples: tuple[DecisionLine, ...]
    warnings: tuple[str, ...]
    problems: tuple[str, ...]
    error: str


# -- alerts ----------------------------------------------------------------------------------------------------------


def alert_line(site: Site, subscription: Subscription, links: Links, time_zone: str) -> AlertLine:
    """One alert in words."""
    cadence = CADENCES[subscription.cadence].split(" (")[0].split(",")[0].lower()
    how = CHANNELS[subscription.channel] + (f", {cadence}" if subscription.channel != "atom" else "")
    followed = {
        "case": case_address(subscription.target or ""),
        "cites": decision_address(subscription.target or ""),
    }
    return AlertLine(
        id=subscription.id,
        name=subscription.name,
        kind=KINDS[subscription.kind],
        asks=what_it_asks(site, subscription),
        how=how,
        state=_ALERT_STATES[subscription.state],
        state_reason=subscription.state_reason or "",
        active=subscription.state == "active",
        paused=subscription.state in ("paused", "faulty"),
        began=moment(subscription.created_at, time_zone),
        search_href=search_of(subscription.query, subscription.filters)
        if subscription.kind == "search"
        else followed.get(subscription.kind, ""),
        feed_href=links.feed(subscription.id) if subscription.channel == "atom" else "",
        webhook_url=subscription.webhook_url or "",
        webhook_secret=subscription.webhook_secret or "",
    )


# -- the trial -------------------------------------------------------------------------------------------------------


def trial(site: Site, run: DryRun) -> Trial:
    """What a dry run found, in words."""
    cards = site.library.cards(list(run.samples))
    most = max(run.per_month.values(), default=0)
    return Trial(
        headline=f"{_number(run.total, 'decision')} in the last 12 months",
        share=f"{_number(run.whole_library, 'decision')} of {run.library_size:,} in the whole library",
        months=tuple(Bar(_month(month), count, _share(count, most)) for month, count in sorted(run.per_month.items())),
        facets=tuple(_facets(site, run)),
        samples=tuple(decision_line(cards[key]) for key in run.samples if key in cards),
        warnings=tuple(map(_sentence, run.warnings)),
        problems=tuple(map(_sentence, run.problems)),
        error=_sentence(run.error or ""),
    )


def _facets(site: Site, run: DryRun) -> Iterator[Facet]:
    for facet in _SHOWN_FACETS:
        counts = sorted(run.by_facet.get(facet, {}).items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_VALUES]
        if counts:
            bars = tuple(Bar(facet_label(site, facet, value), n, _share(n, counts[0][1])) for value, n in counts)
            yield Facet(FACET_NAMES[facet].split(" (")[0], bars)


def _sentence(line: str) -> str:
    """A line of the alerts' own with a capital and a full stop."""
    return f"{line[:1].upper()}{line[1:]}{'' if line.endswith(('.', '?', '!')) else '.'}" if line else ""


def _share(count: int, most: int) -> int:
    return round(100 * count / most) if most else 0


def _number(count: int, noun: str) -> str:
    return f"No {noun}" if count == 0 else f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def _month(month: str) -> str:
    return readable_date(month)


# -- the record ------------------------------------------------------------------------------------------------------


def ledger_lines(
    deliveries: Sequence[Delivery], cards: Mapping[str, DecisionCard], time_zone: str
) -> tuple[LedgerLine, ...]:
    """The matches of an alert, as given."""
    return tuple(_ledger_line(row, cards.get(row.decision_id), time_zone) for row in deliveries)


def _ledger_line(row: Delivery, card: DecisionCard | None, time_zone: str) -> LedgerLine:
    line = decision_line(card) if card is not None else None
    changed = row.history[-1].at if row.history else row.matched_at
    again = row.next_attempt_at if row.state is DeliveryState.FAILED else None
    return LedgerLine(
        id=row.id,
        event=_WORDS(row.event.kind.value),
        backfill=row.event.backfill,
        decision=line.title if line else row.event.note or row.decision_id,
        href=line.href if line else "",
        court=line.court if line else "",
        date=line.date if line else "",
        state=_STATES[row.state],
        tone=_TONES.get(row.state, ""),
        reason=row.withheld_reason or "",
        when=moment(changed, time_zone),
        next=moment(again, time_zone),
        again=card is not None and row.state in _SENDABLE,
        reasons=reason_lines(row.evidence, row.decision_id, card),
        history=tuple(
            f"{moment(step.at, time_zone)}: {_STATES[step.state].lower()}{f' ({step.note})' if step.note else ''}"
            for step in row.history
        ),
    )


def reason_lines(reasons: Sequence[Reason], decision_id: str, card: DecisionCard | None) -> tuple[ReasonLine, ...]:
    """The evidence of a match; `card` is the decision's where the library still shows it."""
    return tuple(
        ReasonLine(
            text=_why(reason, card),
            href=f"{decision_address(decision_id)}#p{reason.paragraph}" if reason.paragraph is not None else "",
            where=place(reason.paragraph, reason.number) if reason.paragraph is not None else "",
            snippet=reason.snippet or "",
        )
        for reason in reasons
    )


def _why(reason: Reason, card: DecisionCard | None) -> str:
    """A reason in words; a filter by the name of its value."""
    facet, colon, value = reason.clause.partition(": ")
    if facet == "court" and card is not None and card.court:
        value = card.court
    if colon and facet in FACETS and not reason.found:
        return sentence_case(_WORDS.filter_words(facet, value))
    if card is not None and reason.how in (OWN_NUMBER, PART_OF_NUMBER):
        return f"{number_as_written(reason.clause, card)}: {reason.how}"
    return f"{reason.clause}: {reason.how}" if reason.clause and reason.how != reason.clause else reason.how


@dataclass(frozen=True, slots=True)
class ReplayLine:
    """One event of a past window, and whether the ledger has it."""

    event: str
    decision: str
    href: str
    when: str
    recorded: str
    reasons: tuple[ReasonLine, ...]


def replay_lines(
    replayed: Sequence[Replayed], cards: Mapping[str, DecisionCard], time_zone: str
) -> tuple[ReplayLine, ...]:
    """What a window would have sent."""
    return tuple(
        ReplayLine(
            event=_WORDS(item.event.kind.value),
            decision=decision_line(cards[item.event.decision_id]).title
            if item.event.decision_id in cards
            else item.event.note or item.event.decision_id,
            href=decision_address(item.event.decision_id),
            when=moment(_read_moment(item.event.at), time_zone),
            recorded=_STATES[item.recorded] if item.recorded else "Not in the record",
            reasons=reason_lines(item.evidence, item.event.decision_id, cards.get(item.event.decision_id)),
        )
        for item in replayed
    )


@dataclass(frozen=True, slots=True)
class ExplanationBox:
    """Why a decision does or does not belong to an alert."""

    heading: str
    decision: str
    href: str
    reasons: tuple[ReasonLine, ...]
    missing: tuple[str, ...]
    obstacles: tuple[str, ...]
    recorded: tuple[LedgerLine, ...]


def explanation_box(site: Site, explained: Explanation, card: DecisionCard | None, time_zone: str) -> ExplanationBox:
    """An explanation in words."""
    cards = {card.id: card} if card is not None else {}
    return ExplanationBox(
        heading="This decision matches" if explained.matches else "This decision does not match",
        decision=decision_line(card).title if card is not None else explained.decision_id,
        href=decision_address(explained.decision_id),
        reasons=reason_lines(explained.reasons, explained.decision_id, card),
        missing=tuple(_missing(site, line) for line in explained.missing),
        obstacles=tuple(_DAY.sub(lambda day: readable_date(day[0]), _sentence(line)) for line in explained.obstacles),
        recorded=ledger_lines(explained.deliveries, cards, time_zone),
    )


def _missing(site: Site, line: str) -> str:
    """A filter that is not met by the names of its values; anything else as it is."""
    facet, _, rest = line.partition(": ")
    values, _, why = rest.rpartition(": ")
    if facet not in FACETS or not values:
        return line
    labels = " or ".join(facet_label(site, facet, value) for value in values.split(", "))
    return f"{FACET_NAMES[facet].split(' (')[0]}, {labels}: {why}"


# -- time ------------------------------------------------------------------------------------------------------------


def moment(at: datetime | None, time_zone: str) -> str:
    """A moment on the reader's clock: `23 November 2026, 07:00`; empty for None."""
    if at is None:
        return ""
    local = at.astimezone(zone_named(time_zone))
    return f"{readable_date(local.date().isoformat())}, {local:%H:%M}"


def _read_moment(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None


@cache
def time_zones() -> tuple[str, ...]:
    """The time zones people may choose, by name."""
    return ("UTC", *sorted(zone for zone in available_timezones() if zone.startswith(_AREAS)))


def zone_of(subscriber: Subscriber | None) -> str:
    """The clock a session reads."""
    return subscriber.time_zone if subscriber is not None else "UTC"
