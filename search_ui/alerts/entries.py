"""What a reader is shown of each match, in words of the reader's language: the same for mail, feed and webhook.

Everything about a decision is read from the library at the moment of writing, so that a name that has been protected
since the match is protected in the message too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from search_ui.alerts.evidence import OWN_NUMBER, PART_OF_NUMBER
from search_ui.alerts.links import Links
from search_ui.alerts.model import Delivery, EventKind, Reason, Subscription
from search_ui.alerts.phrases import Phrases
from search_ui.alerts.recorded import may_be_recorded, recorded_in
from search_ui.index.engine import FACETS
from search_ui.index.identifiers import identifier_keys
from search_ui.library import DecisionCard, DecisionView, Library
from search_ui.library.views import own_title

_PASSAGES = 2  # paragraphs shown of one decision
_LOOKED_UP = 24  # decisions of a message whose text is looked at for what is recorded of them
_REASONS = 4  # lines of "why" of one decision
_AND = " · "
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ku", "ps", "ur", "yi"}
_ORDER = (
    EventKind.NEW_DECISION,
    EventKind.TEXT_PUBLISHED,
    EventKind.APPEAL_DECIDED,
    EventKind.NOW_FINAL,
    EventKind.APPEAL_FILED,
    EventKind.CHANGED,
    EventKind.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class PassageShown:
    """A paragraph that matched: where it stands, its words (masks kept), and which of them matched (offsets)."""

    href: str
    place: str
    text: str
    marks: tuple[tuple[int, int], ...]
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One match as it is shown. `date_iso` is for machines. `higher` is the decision of the higher court where an
    appeal was decided. `short` is enough for a subject line: court and docket, as far as they are known. A withdrawn
    decision has court and docket in `title` and nothing else."""

    delivery_id: str
    decision_id: str
    event: EventKind
    event_name: str
    backfill: bool
    at: str
    href: str
    title: str
    court: str
    date: str
    date_iso: str
    dockets: tuple[str, ...]
    accused: str
    outcome: str
    remark: str
    passages: tuple[PassageShown, ...]
    why: tuple[str, ...]
    short: str
    higher: str = ""
    higher_href: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The matches of one subscription, what matters most first."""

    subscription_id: str
    name: str
    entries: tuple[Entry, ...]


def sections(
    deliveries: Iterable[Delivery],
    subscriptions: Mapping[str, Subscription],
    library: Library,
    links: Links,
    phrases: Phrases,
) -> tuple[Section, ...]:
    """The matches by subscription, in the order of the subscriptions' names."""
    rows = sorted(deliveries, key=lambda row: (row.subscription_id, row.id))
    cards = library.cards(decisions_of(rows))
    looked_up: dict[str, DecisionView | None] = {}
    gathered: dict[str, list[Entry]] = {}
    for row in rows:
        shown = entry(row, cards, links, phrases)
        card = cards.get(row.decision_id)
        to_be_found = not shown.passages and may_be_recorded(row.evidence)
        if card is not None and shown.court and to_be_found and card.text_available != "none":
            if row.decision_id not in looked_up and len(looked_up) < _LOOKED_UP:
                looked_up[row.decision_id] = library.decision(row.decision_id)
            view = looked_up.get(row.decision_id)
            followed = subscriptions[row.subscription_id].target if row.subscription_id in subscriptions else None
            found = recorded_in(view, row.evidence, followed) if view is not None else None
            shown = replace(shown, passages=tuple(_passages([found], card, links, phrases)) if found else ())
        gathered.setdefault(row.subscription_id, []).append(shown)
    named = [
        Section(key, subscriptions[key].name if key in subscriptions else "", tuple(sorted(found, key=_weight)))
        for key, found in gathered.items()
    ]
    return tuple(sorted(named, key=lambda section: (section.name.casefold(), section.subscription_id)))


def _weight(shown: Entry) -> tuple[int, tuple[int, ...], str, str]:
    newest_first = tuple(-int(part) for part in shown.date_iso.split("-") if part.isdigit()) or (0,)
    return _ORDER.index(shown.event), newest_first, shown.decision_id, shown.delivery_id


def decisions_of(rows: Iterable[Delivery]) -> list[str]:
    """The decisions that are named when these matches are shown."""
    return sorted({row.decision_id for row in rows} | {row.event.related for row in rows if row.event.related})


def entry(row: Delivery, cards: Mapping[str, DecisionCard], links: Links, phrases: Phrases) -> Entry:
    """One match in words. `cards` lack what the library no longer shows."""
    kind = row.event.kind
    card = cards.get(row.decision_id)
    if card is None or kind is EventKind.WITHDRAWN:
        return Entry(
            delivery_id=row.id,
            decision_id=row.decision_id,
            event=kind,
            event_name=phrases(EventKind.WITHDRAWN.value),
            backfill=False,
            at=row.event.at,
            href=links.decision(row.decision_id),
            title=row.event.note or row.decision_id,
            court="",
            date="",
            date_iso="",
            dockets=(),
            accused="",
            outcome="",
            remark=phrases("withdrawn_text"),
            passages=(),
            why=(),
            short=row.event.note or row.decision_id,
        )
    dockets = card.docket_numbers or tuple(filter(None, (card.neutral_citation or card.ecli,)))
    higher = cards.get(row.event.related or "")
    noted = kind is EventKind.TEXT_PUBLISHED and row.event.note == "editorial_note"
    return Entry(
        delivery_id=row.id,
        decision_id=row.decision_id,
        event=kind,
        event_name=phrases("note_published" if noted else kind.value),
        backfill=row.event.backfill,
        at=row.event.at,
        href=links.decision(card.id),
        title=_title(card, phrases),
        court=card.court or phrases("no_court"),
        date=phrases.date(card.date) or phrases("no_date"),
        date_iso=card.date or "",
        dockets=dockets,
        accused="; ".join(card.accused),
        outcome=phrases.outcome(card.outcome, card.sentence),
        remark=_remark(card, phrases),
        passages=tuple(_passages(row.evidence, card, links, phrases)),
        why=tuple(_why(row.evidence, card, phrases)),
        short=", ".join(filter(None, (card.court, *dockets[:1]))) or _title(card, phrases),
        higher=_named(higher, phrases) if higher is not None else "",
        higher_href=links.decision(higher.id) if higher is not None else "",
    )


def _named(card: DecisionCard, phrases: Phrases) -> str:
    parts = (
        card.court,
        phrases.date(card.date),
        *card.docket_numbers[:1],
        phrases.outcome(card.outcome, card.sentence),
    )
    return ", ".join(filter(None, parts)) or card.title


def _title(card: DecisionCard, phrases: Phrases) -> str:
    known = (card.court, phrases.date(card.date), *card.docket_numbers[:1])
    return own_title(card) or ", ".join(filter(None, known)) or phrases("untitled")


def _remark(card: DecisionCard, phrases: Phrases) -> str:
    if card.text_available == "none":
        return phrases("no_text")
    return phrases("note_text") if card.text_available == "editorial_note" else ""


def _passages(evidence: Sequence[Reason], card: DecisionCard, links: Links, phrases: Phrases) -> Iterable[PassageShown]:
    """The paragraphs that matched, each once, those in which most was found first."""
    found: dict[int, list[Reason]] = {}
    for reason in evidence:
        if reason.paragraph is not None and reason.snippet:
            found.setdefault(reason.paragraph, []).append(reason)
    richest = sorted(found.items(), key=lambda item: (-len({reason.clause for reason in item[1]}), item[0]))
    for paragraph, reasons in richest[:_PASSAGES]:
        first = reasons[0]
        same = (reason for reason in reasons if reason.snippet == first.snippet)
        language = first.language or card.language or ""
        yield PassageShown(
            href=links.decision(card.id, paragraph),
            place=phrases("paragraph", number=first.number) if first.number else phrases("paragraph_unnumbered"),
            text=first.snippet or "",
            marks=tuple(sorted({mark for reason in same for mark in reason.marks})),
            language=language,
            direction="rtl" if language in _RIGHT_TO_LEFT else "ltr",
        )


def _why(evidence: Sequence[Reason], card: DecisionCard, phrases: Phrases) -> Iterable[str]:
    lines = dict.fromkeys(filter(None, (_reason(reason, card, phrases) for reason in evidence)))
    yield from list(lines)[:_REASONS]


def _reason(reason: Reason, card: DecisionCard, phrases: Phrases) -> str:
    """`“torture” found as “Folter” (German), another name of the same concept`; a filter as `acts in: Syria`."""
    clause = reason.clause.strip('"“”')
    if not clause:
        return ""
    facet, colon, value = clause.partition(": ")
    if colon and (facet in FACETS or facet == "accused") and not reason.found:
        return phrases.filter_words(facet, (card.court or value) if facet == "court" else value)
    if reason.how in (OWN_NUMBER, PART_OF_NUMBER):
        return phrases("why_number", number=number_as_written(clause, card))
    if clause in _FOLLOWED:
        return phrases(_FOLLOWED[clause])
    found = phrases.concept(reason.found) if reason.found and reason.paragraph is None else reason.found
    notes = []
    if not reason.expansion:  # the word itself, perhaps inflected
        words = phrases("why_word", clause=clause)
    elif reason.language and reason.language != phrases.language:
        name = phrases.language_name(reason.language)
        words = phrases("why_found_in", clause=clause, found=found, language=name)
    else:
        words = phrases("why_found", clause=clause, found=found)
    if reason.expansion:
        notes.append(phrases("why_expansion"))
    if reason.paragraph is None:
        notes.append(phrases("why_summary" if reason.snippet else "why_fact"))
    return ", ".join((words, *notes))


def number_as_written(compared: str, card: DecisionCard) -> str:
    """The number of a decision that a number, in the form in which they are compared, names or is a part of."""
    numbers = tuple(filter(None, (*card.docket_numbers, card.ecli, card.neutral_citation)))
    keys = {number: identifier_keys(number) for number in numbers}
    named = (number for number in numbers if compared in keys[number])
    partly = (number for number in numbers if any(compared in key for key in keys[number]))
    return next(named, None) or next(partly, compared)


_FOLLOWED = {"the case": "clause_case", "cites the decision": "clause_cites"}
"""What a clause of an alert that follows something says (see `asking`), and the phrase for it."""


def merged(section: Section) -> Section:
    """The section with one entry for each decision: what happened to it is named in one line."""
    kept: dict[str, Entry] = {}
    for shown in section.entries:
        before = kept.get(shown.decision_id)
        if before is None:
            kept[shown.decision_id] = shown
        else:
            names = dict.fromkeys((*before.event_name.split(_AND), shown.event_name))
            higher = (before.higher, before.higher_href) if before.higher else (shown.higher, shown.higher_href)
            kept[shown.decision_id] = replace(
                before, event_name=_AND.join(names), higher=higher[0], higher_href=higher[1]
            )
    return replace(section, entries=tuple(kept.values()))
