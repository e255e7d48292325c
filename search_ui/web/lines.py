"""How a decision is named in a list: title, court, date, docket numbers, accused, outcome, and what is held of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search_ui.library.views import DecisionCard, own_title
from search_ui.web.addresses import decision_address
from search_ui.web.dates import readable_date
from search_ui.web.wording import country_name, word

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True, slots=True)
class Tag:
    """A short remark set apart. `tone` is `caution`, `good` or empty."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision in words; `date_iso` is for machines."""

    href: str
    title: str
    court: str
    date: str
    date_iso: str
    dockets: tuple[str, ...]
    accused: str
    outcome: str
    level: str
    tags: tuple[Tag, ...]


def decision_line(card: DecisionCard) -> DecisionLine:
    """The words for `card`."""
    return DecisionLine(
        href=decision_address(card.id),
        title=_title(card),
        court=card.court or "",
        date=readable_date(card.date),
        date_iso=card.date or "",
        dockets=card.docket_numbers or tuple(filter(None, (card.neutral_citation or card.ecli,))),
        accused="; ".join(card.accused),
        outcome=outcome_line(card.outcome, card.sentence),
        level=", ".join(filter(None, (_forum(card), _instance(card)))),
        tags=_tags(card),
    )


def _title(card: DecisionCard) -> str:
    """The title; where there is none, what else names the decision."""
    if title := own_title(card):
        return title
    known = (card.court, readable_date(card.date), *card.docket_numbers[:1])
    return ", ".join(filter(None, known)) or "Untitled decision"


def outcome_line(outcome: str | None, sentence: str | None) -> str:
    """`Convicted: life imprisonment`; `Sentence: ...` where only that is known; empty when neither says anything."""
    result = word("outcome", outcome) if outcome and outcome != "other" else "Sentence" if sentence else ""
    return f"{result}: {readable_sentence(sentence)}" if sentence else result


def readable_sentence(sentence: str | None) -> str:
    """An ISO 8601 duration in words (`P4Y6M`: 4 years 6 months); any other form as it stands, None as empty."""
    found = _DURATION.fullmatch(sentence or "")
    if not sentence or not found or not any(found.groups()):
        return sentence or ""
    units = zip(found.groups(), ("year", "month", "week", "day"), strict=True)
    return " ".join(f"{number} {unit}{'s' if number != '1' else ''}" for number, unit in units if number)


def _forum(card: DecisionCard) -> str:
    return country_name(card.forum) if card.forum and card.forum != "INTL" else ""


def _instance(card: DecisionCard) -> str:
    name = word("instance", card.instance) if card.instance else ""
    return f"{name[:1].lower()}{name[1:]}" if _forum(card) else name


def _tags(card: DecisionCard) -> tuple[Tag, ...]:
    if card.text_available == "none":
        return (Tag("Text not yet collected", "caution"),)
    if card.text_available == "editorial_note":
        return (Tag("Editorial note, not the court’s words", "caution"),)
    return ()
