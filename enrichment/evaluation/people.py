"""Protection: whether victims, witnesses and private data are gone from the text, and all others still readable."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from enrichment.enrich import enrich
from enrichment.evaluation.gold import GoldRecord, Span, read_records
from enrichment.evaluation.placed_text import PlacedText, place_text
from enrichment.evaluation.scores import Report, Tally, ratio, rounded, worst_first
from enrichment.masking import MASKS
from enrichment.withholding import WITHHELD

MASKED_ROLES = ("victim", "witness", "relative", "address", "birth_date")
KEPT_ROLES = ("accused", "judge", "prosecutor", "counsel", "public_figure")
_WITHHELD = r"\[[^\[\],]{1,40}" + re.escape(WITHHELD.removeprefix("{initials}")) + r"\]"
_MASK = re.compile("|".join([*(re.escape(mask[:-1]) + r"(?: \d+)?\]" for mask in MASKS.values()), _WITHHELD]))


def evaluate_people(gold: Path, folders: Sequence[Path] = ()) -> Report:
    """Score what `enrich` leaves readable.

    `recall` is the share of `mask` spans of which no letter or figure can be read, `kept` the share of `keep` spans
    that can be read in full; `precision` compares the masks that lie outside every `mask` span with the spans masked.
    `worst` gives places, never names. Raises `MalformedGold`."""
    recalls: dict[str, list[bool]] = defaultdict(list)
    kept: dict[str, list[bool]] = defaultdict(list)
    languages: dict[str, list[bool]] = defaultdict(list)
    tally = Tally()
    records: list[dict[str, Any]] = []
    for record in read_records(gold):
        text = record.text(folders)
        to_mask, to_keep = _spans(record, "mask", MASKED_ROLES, text), _spans(record, "keep", KEPT_ROLES, text)
        cuts = list(masked_spans(place_text(text, language=record.language)))
        hidden = {offset for start, end in cuts for offset in range(start, end)}
        missed, lost = [], []
        for span in to_mask:
            gone = all(offset in hidden for offset in _readable(span, text))
            recalls[span.values["role"]].append(gone)
            languages[record.language or "?"].append(gone)
            if not gone:
                missed.append(_shown(span))
        for span in to_keep:
            stays = not any(offset in hidden for offset in _readable(span, text))
            kept[span.values["role"]].append(stays)
            if not stays:
                lost.append(_shown(span))
        wanted = {offset for span in to_mask for offset in range(span.start, span.end)}
        needless = [(start, end) for start, end in cuts if not any(offset in wanted for offset in range(start, end))]
        tally.add(Tally(len(to_mask) - len(missed), len(needless), len(missed)))
        records.append(
            {
                "id": record.id,
                "errors": len(missed) + len(lost) + len(needless),
                "missed": missed,
                "lost": lost,
                "needless": [{"start": start, "end": end} for start, end in needless],
            }
        )
    keeps = [stays for stay in kept.values() for stays in stay]
    return Report(
        kind="people",
        n=len(records),
        overall={**tally.to_dict(), "kept": rounded(ratio(sum(keeps), len(keeps)))},
        by={
            **{role: _share("recall", recalls[role]) for role in MASKED_ROLES if role in recalls},
            **{role: _share("kept", kept[role]) for role in KEPT_ROLES if role in kept},
        },
        more={"by_language": {language: _share("recall", languages[language]) for language in sorted(languages)}},
        worst=worst_first(records, lambda item: 3 * len(item["missed"]) + len(item["lost"]) + len(item["needless"])),
    )


def masked_spans(placed: PlacedText) -> Iterator[tuple[int, int]]:
    """What protection took out of a text, as spans of the whole text in order."""
    masked = enrich(placed.text).paragraphs
    assert len(masked) == len(placed.text.paragraphs)
    for index, (before, after) in enumerate(zip(placed.text.paragraphs, masked, strict=True)):
        for start, end in removed(before.text, after.text):
            span = placed.whole_span(index, start, end)
            if span is not None:
                yield span


def removed(before: str, after: str) -> Iterator[tuple[int, int]]:
    """The spans of `before` that stand as masks in `after`. Raises ValueError where anything else differs."""
    pieces = _MASK.split(after)
    position = 0
    for index, piece in enumerate(pieces):
        last = index == len(pieces) - 1
        at = before.find(piece, position) if not last else len(before) - len(piece)
        if at < position or not before.startswith(piece, at) or (index == 0 and at != 0):
            raise ValueError("protection changed the text beside its masks")
        if index:
            yield position, at
        position = at + len(piece)


def _spans(record: GoldRecord, key: str, roles: Sequence[str], text: str) -> tuple[Span, ...]:
    spans = record.spans(key, text)
    for span in spans:
        if span.values.get("role") not in roles:
            raise record.malformed(f"{key!r} has the role {span.values.get('role')!r}; roles are {', '.join(roles)}")
    return spans


def _readable(span: Span, text: str) -> Iterator[int]:
    return (offset for offset in range(span.start, span.end) if text[offset].isalnum())


def _share(name: str, judged: list[bool]) -> dict[str, Any]:
    return {name: rounded(ratio(sum(judged), len(judged))), "n": len(judged)}


def _shown(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "role": span.values["role"]}
