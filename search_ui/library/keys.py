"""What identifies a document or a registry decision, as comparable keys, and the ids made from them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from enrichment.decision import Decision
from search_ui.index.identifiers import identifier_keys

KeyKind = Literal[
    "record",  # source and record id
    "ecli",
    "claim",  # the registry decision a document declares or matches; of a registry decision: its own id
    "neutral",  # neutral citation or place in a collection
    "place",  # court, docket number and day
    "forum_place",  # forum state, docket number and day, where the court itself is not in the register
    "text",
    "date",
    "court",
    "docket",
    "forum",
    "alias",  # of a withdrawn decision: another id it could be asked by
]
LINKING: tuple[KeyKind, ...] = ("record", "ecli", "claim", "neutral", "place", "forum_place", "text")
"""Kinds by which two of them may be the same decision; the others only tell them apart."""

Keys = frozenset[tuple[KeyKind, str]]

INTERNATIONAL = "INTL"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z0-9.]+:\d{4}:[A-Z0-9.]+")


@lru_cache(maxsize=65536)
def reference_keys(identifier: str) -> tuple[str, ...]:
    """The comparison keys of one docket number or citation, the most specific first."""
    return tuple(identifier_keys(identifier))


def ecli_key(ecli: str) -> str:
    """An ECLI without blanks, in capitals."""
    return "".join(ecli.split()).upper()


@dataclass(frozen=True, slots=True)
class _Described:
    """The identity of a decision before it is turned into keys."""

    ecli: str | None
    neutral_citation: str | None
    docket_numbers: tuple[str, ...]
    court_id: str | None
    forum: str | None
    date: str | None

    def keys(self) -> set[tuple[KeyKind, str]]:
        day = self.date if self.date and _DAY.fullmatch(self.date) else None
        dockets = {key for number in self.docket_numbers for key in reference_keys(number)}
        keys: set[tuple[KeyKind, str]] = {("docket", docket) for docket in dockets}
        if self.ecli:
            keys.add(("ecli", ecli_key(self.ecli)))
        if self.neutral_citation:
            keys |= {("neutral", key) for key in reference_keys(self.neutral_citation)}
        if self.court_id:
            keys.add(("court", self.court_id))
        if self.forum:
            keys.add(("forum", self.forum))
        if day:
            keys.add(("date", day))
            if self.court_id:
                keys |= {("place", f"{self.court_id}|{docket}|{day}") for docket in dockets}
            if self.forum:
                keys |= {("forum_place", f"{self.forum}|{docket}|{day}") for docket in dockets}
        return keys


def document_keys(decision: Decision, source: str, record_id: str) -> Keys:
    """The keys of a document. Its record is hashed: names of files can hold names of people, and a withdrawn
    decision's keys are kept."""
    keys = _describe(decision).keys()
    keys.add(("record", _record_hash(source, record_id)))
    if decision.registry_id:
        keys.add(("claim", decision.registry_id))
    if decision.text_sha256 and any(paragraph.text.strip() for paragraph in decision.paragraphs):
        keys.add(("text", decision.text_sha256))
    return frozenset(keys)


def registry_keys(body: dict[str, Any]) -> Keys:
    """The keys of a registry decision (the fields of `RegistryDecision`)."""
    described = _Described(
        body["ecli"],
        body["neutral_citation"],
        tuple(body["docket_numbers"]),
        body["court_id"],
        body["forum_country"] or INTERNATIONAL,
        body["decision_date"],
    )
    return frozenset({*described.keys(), ("claim", body["decision_id"])})


def _describe(decision: Decision) -> _Described:
    court = decision.court
    return _Described(
        decision.ecli,
        decision.neutral_citation,
        decision.docket_numbers,
        (court.id or None) if court else None,
        (court.country or (INTERNATIONAL if court.level == "international" else None)) if court else None,
        decision.decision_date,
    )


# -- ids -------------------------------------------------------------------------------------------------------------


def own_ids(decision: Decision, source: str, record_id: str) -> tuple[str, ...]:
    """Every id this document's identifiers can give its decision, the most telling first: from the ECLI, the neutral
    citation, court + date + docket number (several numbers, several ids), and last its record.

    Made of `[a-z0-9_-]` alone, because search engines allow no more."""
    ids = []
    if decision.ecli:
        ids.append(id_of_ecli(ecli_key(decision.ecli)))
    if decision.neutral_citation:
        ids += [id_of_neutral_citation(key) for key in reference_keys(decision.neutral_citation)]
    for docket in decision.docket_numbers:
        for key in reference_keys(docket):
            if (
                decision.court
                and decision.court.id
                and decision.decision_date
                and _DAY.fullmatch(decision.decision_date)
            ):
                ids.append(id_of_place(f"{decision.court.id}|{key}|{decision.decision_date}"))
    ids.append(id_of_record(source, record_id))
    return tuple(dict.fromkeys(ids))


def id_of_ecli(key: str) -> str:
    """`ecli-de-bgh-2021-280121u3str564_19_0`: blanks of the form are `-`, its stops `_`, so that no two are alike."""
    if not _ECLI.fullmatch(key):
        return f"ecli-{_hash(key)[:12]}"
    return key.lower().replace(":", "-").replace(".", "_")


def id_of_neutral_citation(key: str) -> str:
    """`cit-2019-uksc-51`."""
    return f"cit-{_spaced(key)}"


def id_of_place(place: str) -> str:
    """`deu-olgkobl-2022-01-13-1-ste-9-19`."""
    court, docket, day = place.split("|")
    return f"{_slug(court)}-{day}-{_spaced(docket)}"


def id_of_record(source: str, record_id: str) -> str:
    """`doc-<12 hex digits>`: for documents nothing else is known of, or nothing certain."""
    return f"doc-{_record_hash(source, record_id)[:12]}"


def _spaced(key: str) -> str:
    """A comparison key with `-` between letters and digits; keys hold `-` only between digits, so it stays unique."""
    return _slug(re.sub(r"(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Z])", "-", key))


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    # Letters outside ASCII are lost in the slug: a part of their hash keeps it unique.
    return slug if text.isascii() else f"{slug}-{_hash(text)[:6]}"


def _record_hash(source: str, record_id: str) -> str:
    return _hash(f"{source}\n{record_id}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def keys_sha256(keys: Iterable[tuple[KeyKind, str]], ids: Iterable[str]) -> str:
    """A hash of keys and ids, to see whether they have changed."""
    return _hash("\n".join([*(f"{kind} {key}" for kind, key in sorted(keys)), "", *ids]))


# -- whose keys they are ---------------------------------------------------------------------------------------------


def document_member(document_id: int) -> str:
    """The name of a document among the owners of keys."""
    return f"d{document_id}"


def registry_member(decision_id: str) -> str:
    """The name of a registry decision among the owners of keys."""
    return f"r{decision_id}"


def withdrawn_member(decision_id: str) -> str:
    """The name of a withdrawn decision among the owners of keys."""
    return f"t{decision_id}"
