"""What happened to decisions, read from the library's sequence log in its order and written down once.

The log says that a decision is new, got its text, changed or went. Beyond that a change is held against what the
decision was when it was last examined: it may have become final, or be under appeal now; and a new decision of a higher
court is news about the one below. A decision that is found under another id is still the same decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from search_ui.alerts.model import Event, EventKind
from search_ui.alerts.schema import EVENTS, EXAMINED, FORMER_IDS
from search_ui.alerts.subscriptions import next_version
from search_ui.index.folding import folded_words
from search_ui.library import DecisionCard, Library
from search_ui.library.database import batches
from search_ui.library.following import FollowedDecision
from search_ui.library.publication import Change
from search_ui.library.publication import Event as LibraryEvent

_RANK = {"first": 1, "appeal": 2, "supreme": 3, "constitutional": 4, "international": 4}


@dataclass(slots=True)
class Derived:
    """What a stretch of the log means. `rechecked` are decisions whose state changed, with the sequence of the change:
    they may match now for the first time. `returned` were gone and are back; `gone` are not in the library any more,
    with the reason for the ledger. `present` are the decisions as they were read for this."""

    events: list[Event] = field(default_factory=list)
    rechecked: dict[str, Change] = field(default_factory=dict)
    returned: list[str] = field(default_factory=list)
    gone: dict[str, str] = field(default_factory=dict)
    withdrawn: list[Event] = field(default_factory=list)
    present: dict[str, FollowedDecision] = field(default_factory=dict)


class Chronicle:
    """Reads the sequence log within one transaction of the alerts' database."""

    def __init__(self, connection: Connection, library: Library) -> None:
        self._connection = connection
        self._library = library

    def note_moves(self, window: Iterable[Change]) -> None:
        """Learn of all decisions of a window that were found to be another, before any of it is read: the log does not
        say which came of which."""
        for change in window:
            if change.event is LibraryEvent.MOVED:
                current = self._library.current_id(change.decision_id, even_withdrawn=True)
                if current is not None and current != change.decision_id:
                    self._rename(change.decision_id, current)

    def _rename(self, former: str, current: str) -> None:
        connection = self._connection
        connection.execute(delete(FORMER_IDS).where(FORMER_IDS.c.former_id.in_([former, current])))
        connection.execute(update(FORMER_IDS).where(FORMER_IDS.c.decision_id == former).values(decision_id=current))
        connection.execute(insert(FORMER_IDS).values(former_id=former, decision_id=current))
        next_version(connection)  # somebody may follow it
        before = self._examined([former, current])
        if former in before:
            if current not in before:
                connection.execute(update(EXAMINED).where(EXAMINED.c.decision_id == former).values(decision_id=current))
            else:
                first = min(before[former]["first_sequence"], before[current]["first_sequence"])
                connection.execute(
                    update(EXAMINED).where(EXAMINED.c.decision_id == current).values(first_sequence=first)
                )
                connection.execute(delete(EXAMINED).where(EXAMINED.c.decision_id == former))

    def read(self, changes: Sequence[Change]) -> Derived:
        """What these lines of the log mean; their events are written to the event log."""
        derived = Derived()
        names = {change.decision_id: self.current(change.decision_id) for change in changes}
        present = {one.indexed.id: one for one in self._library.followed(list(dict.fromkeys(names.values())))}
        derived.present = present
        before = self._examined(names.values())
        for change in changes:
            name = names[change.decision_id]
            self._read_line(change, name, present.get(name), before, derived)
        self._write(derived)
        return derived

    def _read_line(
        self,
        change: Change,
        name: str,
        now: FollowedDecision | None,
        before: dict[str, dict[str, Any]],
        derived: Derived,
    ) -> None:
        kind = change.event
        if kind is LibraryEvent.WITHDRAWN:
            known_as = before[name]["designation"] if name in before else None
            key = f"withdrawn:{change.sequence}"
            derived.withdrawn.append(_event(name, EventKind.WITHDRAWN, key, change, note=known_as))
            derived.gone[name] = "the decision was withdrawn"
            return
        if kind is LibraryEvent.REMOVED or (kind is LibraryEvent.MOVED and name == change.decision_id):
            if now is None:
                derived.gone[name] = "its source no longer publishes the decision"
            return
        if kind is LibraryEvent.CITED:
            self._recheck_citing(name, change, derived)
            return
        if now is None or kind is LibraryEvent.MOVED:
            return  # gone since: a later line says so
        derived.gone.pop(name, None)
        known = before.get(name)
        if kind is LibraryEvent.NEW:
            if known is None:
                derived.events.append(_event(name, EventKind.NEW_DECISION, "new_decision", change))
                derived.events += self._appeals_decided(now, change, before)
            else:  # back again, or under another id now: to those who know it a change
                derived.returned.append(name)
                kind = LibraryEvent.CHANGED
        if kind is LibraryEvent.TEXT_PUBLISHED:
            key = f"text_published:{change.sequence}"
            derived.events.append(_event(name, EventKind.TEXT_PUBLISHED, key, change, note=now.text_available))
            derived.rechecked[name] = change
        elif kind is LibraryEvent.CHANGED:
            derived.events.append(_event(name, EventKind.CHANGED, f"changed:{change.sequence}", change))
            derived.rechecked[name] = change
        standing = _standing(now)
        if known is not None and kind is not LibraryEvent.NEW and standing != known["standing"]:
            if standing == "final":
                derived.events.append(_event(name, EventKind.NOW_FINAL, f"now_final:{change.sequence}", change))
            elif standing == "appealed":
                derived.events.append(_event(name, EventKind.APPEAL_FILED, f"appeal_filed:{change.sequence}", change))
        before[name] = self._remember(now, change, known, standing)

    def _remember(
        self, now: FollowedDecision, change: Change, known: Mapping[str, Any] | None, standing: str | None
    ) -> dict[str, Any]:
        values: dict[str, Any] = {
            "decision_id": now.indexed.id,
            "first_sequence": known["first_sequence"] if known else change.sequence,
            "latest_sequence": change.sequence,
            "case_key": now.case_key,
            "instance": now.instance,
            "date": now.indexed.date,
            "designation": ", ".join(filter(None, (now.indexed.court_name, *now.docket_numbers[:1]))),
            "standing": standing,
        }
        if known is None:
            self._connection.execute(insert(EXAMINED).values(**values))
        else:
            own = EXAMINED.c.decision_id == now.indexed.id
            self._connection.execute(update(EXAMINED).where(own).values(**values))
            if known["case_key"] != now.case_key:
                self._follow_case(known["case_key"], now.case_key)
        return values

    def _follow_case(self, former: str, current: str) -> None:
        """A case whose last decision went over to another is that other one now."""
        if self._library.case(former) is None:
            next_version(self._connection)
            self._connection.execute(delete(FORMER_IDS).where(FORMER_IDS.c.former_id == case_name(former)))
            self._connection.execute(
                update(FORMER_IDS)
                .where(FORMER_IDS.c.decision_id == case_name(former))
                .values(decision_id=case_name(current))
            )
            self._connection.execute(
                insert(FORMER_IDS).values(former_id=case_name(former), decision_id=case_name(current))
            )

    # -- appeals -----------------------------------------------------------------------------------------------------

    def _appeals_decided(
        self, now: FollowedDecision, change: Change, before: Mapping[str, Mapping[str, Any]]
    ) -> list[Event]:
        """A new decision of a higher court is an event of each decision below it in the same case, if that was known
        before. Co-accused of one case have judgments and appeals of their own: the decision below is one that the new
        text names, or else one with an accused in common, or else the only one."""
        rank = _RANK.get(now.instance or "", 0)
        case = self._library.case(now.case_key) if rank > 1 else None
        if case is None:
            return []
        below = [
            card
            for card in case.decisions
            if 0 < _RANK.get(card.instance or "", 0) < rank
            and card.id != now.indexed.id
            and not (card.date and now.indexed.date and card.date[:10] > now.indexed.date)
        ]
        if now.earlier:
            named = [card for card in below if self._keys(card) & now.earlier]
            below = named or below
        elif now.accused:
            below = [card for card in below if _share_accused(card, now)] or below[:1] * (len(below) == 1)
        else:
            below = below[:1] * (len(below) == 1)
        known = {**self._examined([card.id for card in below]), **before}
        return [
            _event(
                card.id, EventKind.APPEAL_DECIDED, f"appeal_decided:{now.indexed.id}", change, related=now.indexed.id
            )
            for card in below
            if card.id in known and known[card.id]["first_sequence"] < change.sequence
        ]

    @staticmethod
    def _keys(card: DecisionCard) -> set[str]:
        from search_ui.library.keys import reference_keys

        names = (*card.docket_numbers, card.ecli, card.neutral_citation)
        return {key for name in names if name for key in reference_keys(name)}

    # -- citations ---------------------------------------------------------------------------------------------------

    def _recheck_citing(self, cited: str, change: Change, derived: Derived) -> None:
        """The library understood only now that a decision cites another one."""
        if cited in self.followed_citations:
            for citing in self._library.cited_by(cited):
                derived.rechecked.setdefault(citing.decision.id, change)

    followed_citations: frozenset[str] = frozenset()
    """The decisions whose citations somebody follows."""

    # -- what is known -----------------------------------------------------------------------------------------------

    def current(self, decision_id: str) -> str:
        """The id under which a decision is known now."""
        return current_name(self._connection, decision_id)

    def group(self, decision_id: str) -> list[str]:
        """All ids a decision has had, the present one first."""
        found = select(FORMER_IDS.c.former_id).where(FORMER_IDS.c.decision_id == decision_id)
        return [decision_id, *self._connection.execute(found.order_by(FORMER_IDS.c.former_id)).scalars()]

    def _examined(self, decision_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for some in batches(sorted(set(decision_ids))):
            rows = self._connection.execute(select(EXAMINED).where(EXAMINED.c.decision_id.in_(some))).mappings()
            found |= {row["decision_id"]: dict(row) for row in rows}
        return found

    def first_sequences(self, decision_ids: Iterable[str]) -> dict[str, int]:
        """The sequence with which each decision came into the library, as far as it has been examined."""
        return {name: row["first_sequence"] for name, row in self._examined(decision_ids).items()}

    def arrived_as_backfill(self, decision_id: str) -> bool:
        """Whether a decision came into the library by a back-fill: under its present id, else under its first one."""
        arrivals = select(EVENTS.c.decision_id, EVENTS.c.backfill).where(
            EVENTS.c.decision_id.in_(self.group(decision_id)), EVENTS.c.key == "new_decision"
        )
        found = self._connection.execute(arrivals.order_by(EVENTS.c.sequence)).all()
        own = [row for row in found if row.decision_id == decision_id]
        return any(row.backfill for row in (own or found)[:1])

    def _write(self, derived: Derived) -> None:
        rows: list[dict[str, Any]] = [
            {
                "decision_id": event.decision_id,
                "key": event.key,
                "kind": event.kind.value,
                "sequence": event.sequence,
                "at": event.at,
                "backfill": event.backfill,
                "related": event.related,
                "note": event.note,
            }
            for event in (*derived.events, *derived.withdrawn)
        ]
        known = {
            (row["decision_id"], row["key"])
            for some in batches(sorted({row["decision_id"] for row in rows}))
            for row in self._log_rows(some)
        }
        new = {(row["decision_id"], row["key"]): row for row in rows if (row["decision_id"], row["key"]) not in known}
        if new:
            self._connection.execute(insert(EVENTS), list(new.values()))

    def _log_rows(self, decision_ids: Sequence[str]) -> Sequence[RowMapping]:
        found = select(EVENTS.c.decision_id, EVENTS.c.key).where(EVENTS.c.decision_id.in_(decision_ids))
        return self._connection.execute(found).mappings().all()


def current_name(connection: Connection, name: str) -> str:
    """The id under which a decision, or the name under which a case, is known now."""
    found = select(FORMER_IDS.c.decision_id).where(FORMER_IDS.c.former_id == name)
    return connection.execute(found).scalar() or name


def case_name(case_key: str) -> str:
    """A case among the former ids, which are otherwise of decisions."""
    return f"case {case_key}"


def _event(
    decision_id: str,
    kind: EventKind,
    key: str,
    change: Change,
    *,
    related: str | None = None,
    note: str | None = None,
) -> Event:
    return Event(decision_id, kind, key, change.sequence, change.at, change.backfill, related, note)


def _standing(now: FollowedDecision) -> str | None:
    if now.finality == "final":
        return "final"
    return "appealed" if now.appealed else now.finality


def _share_accused(card: DecisionCard, now: FollowedDecision) -> bool:
    def names(accused: Iterable[str]) -> set[tuple[str, ...]]:
        return {tuple(folded_words(name)) for name in accused}

    return bool(names(card.accused) & names(now.accused))
