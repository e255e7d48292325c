"""Libraries as they were after each thing that happened to them, and what an independent reading says is due.

A history is a row of stages; each is a library of its own, a copy made after one more decision was published, changed,
moved, withdrawn or back-filled. What matches at a stage is asked of the search engine, one strict search for each
subscription: nothing here uses the reverse index, the event log or the ledger."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from search_ui.alerts.asking import read_query
from search_ui.alerts.model import Draft, EventKind
from search_ui.index.embedded import EmbeddedEngine
from search_ui.library import Library
from search_ui.library.publication import Change, Event
from tests.search_ui.library.documents import HOGE_RAAD, KOBLENZ, document, known

SUBSCRIBERS = ("u1@ngo.example", "u2@ngo.example")
DRAFTS = (
    ("u1@ngo.example", Draft("alpha", query="alpha")),
    (
        "u1@ngo.example",
        Draft("beta", query="beta OR gamma", events=(EventKind.NEW_DECISION, EventKind.CHANGED, EventKind.WITHDRAWN)),
    ),
    ("u2@ngo.example", Draft("not beta", query="alpha -beta", include_backfills=True)),
    ("u2@ngo.example", Draft("court", kind="court", target="NLD/HR", query="delta*")),
    (
        "u2@ngo.example",
        Draft(
            "phrase", query='"delta epsilon"', channel="webhook", webhook_url="https://x.example/", webhook_secret="s"
        ),
    ),
)
_WORDS = ("alpha", "beta", "gamma", "delta", "delta epsilon", "epsilon", "zeta")


@dataclass(frozen=True, slots=True)
class Stage:
    """A library at one moment: what it holds, its whole log, and per subscription (by place) what matches."""

    library: Library
    log: tuple[Change, ...]
    present: frozenset[str]
    matches: tuple[frozenset[str], ...]

    @property
    def last(self) -> int:
        return self.log[-1].sequence if self.log else 0


def build_history(folder: Path, seed: int, steps: int) -> list[Stage]:
    """The stages of one invented history, the first one empty."""
    chance = Random(seed)
    folder.mkdir(parents=True)
    path = folder / "now.sqlite"
    script = _Script(Library.open(f"sqlite:///{path}"), chance)
    engine = EmbeddedEngine(folder / "index")
    stages = [_stage(script.library, engine, path, folder / "0.sqlite")]
    for step in range(1, steps + 1):
        script.next()
        stages.append(_stage(script.library, engine, path, folder / f"{step}.sqlite"))
    script.library.close()
    engine.close()
    return stages


def _stage(library: Library, engine: EmbeddedEngine, path: Path, copy: Path) -> Stage:
    engine.rebuild(library.indexed_decisions())
    matches = []
    for _, draft in DRAFTS:
        query = replace(read_query(draft), limit=1000, passages_per_decision=0)
        matches.append(frozenset(hit.id for hit in engine.search(query).hits))
    library._database.erase_remains()  # brings everything into the one file
    shutil.copy(path, copy)
    present = frozenset(library.published_ids())
    return Stage(Library.open(f"sqlite:///{copy}"), tuple(library.changes(0, 10_000)), present, tuple(matches))


class _Script:
    """Does one thing after the other to a library."""

    def __init__(self, library: Library, chance: Random) -> None:
        self.library = library
        self._chance = chance
        self._records: dict[str, str] = {}  # record -> docket
        self._decisions: dict[str, str] = {}
        self._promised: list[str] = []
        self._count = 0

    def next(self) -> None:
        deeds = [
            self._publish,
            self._change,
            self._back_fill,
            self._promise,
            self._withdraw,
            self._take_back,
            self._move,
        ]
        self._chance.choices(deeds, (8, 5, 2, 3, 2, 2, 2))[0]()

    def _text(self) -> str:
        return " ".join(self._chance.sample(_WORDS, 3)) + f" {self._count}."

    def _put(self, record: str, docket: str, *, backfill: bool = False) -> None:
        self._count += 1
        court = self._chance.choice((HOGE_RAAD, KOBLENZ)) if record not in self._records else HOGE_RAAD
        fetched = f"2026-11-{1 + self._count // 24:02d}T{self._count % 24:02d}:00:00+00:00"
        published = self.library.publish(
            document(record, self._text(), docket_numbers=(docket,) if docket else (), court=court, fetched_at=fetched),
            backfill=backfill,
        )
        self._records[record] = docket
        self._decisions[record] = published.decision_id

    def _publish(self) -> None:
        docket = (
            self._promised.pop() if self._promised and self._chance.random() < 0.7 else f"{self._count + 1} StR 7/20"
        )
        self._put(f"r{self._count}", docket if self._chance.random() < 0.7 else "")

    def _back_fill(self) -> None:
        docket = f"{self._count + 1} StR 8/20" if self._chance.random() < 0.5 else ""
        self._put(f"r{self._count}", docket, backfill=True)

    def _change(self) -> None:
        if self._records:
            record = self._chance.choice(sorted(self._records))
            self._put(record, self._records[record], backfill=self._chance.random() < 0.2)

    def _promise(self) -> None:
        self._count += 1
        docket = f"{self._count} StE 3/19"
        entry = known(
            f"nld-{self._count}",
            court_id="NLD/HR",
            docket_numbers=(docket,),
            summaries={"en": (self._text(), "It held.")},
        )
        self.library.publish_registry([entry])
        self._promised.append(docket)

    def _withdraw(self) -> None:
        if self._records:
            record = self._chance.choice(sorted(self._records))
            self.library.withdraw(self.library.current_id(self._decisions[record]) or "", "court order")

    def _take_back(self) -> None:
        if self._records:
            record = self._chance.choice(sorted(self._records))
            self.library.remove_document("portal", record)
            if self._chance.random() < 0.5:
                self._put(record, self._records[record])

    def _move(self) -> None:
        undocketed = sorted(record for record, docket in self._records.items() if not docket)
        if undocketed:
            self._count += 1
            self._put(self._chance.choice(undocketed), f"{self._count} StR 9/20")


# -- what is due -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Truth:
    """What the ledger should hold: (place of the subscription, decision, key of the event)."""

    rows: set[tuple[int, str, str]] = field(default_factory=set)
    watermark: int = 0
    _arrived: dict[str, Change] = field(default_factory=dict)
    _now_called: dict[str, str] = field(default_factory=dict)

    def called(self, decision: str) -> str:
        """The id a decision has now."""
        while decision in self._now_called:
            decision = self._now_called[decision]
        return decision

    def examine(self, stage: Stage, until: int, told: Sequence[set[str]]) -> None:
        """The log up to `until` was examined with the library as at `stage`; `told` are the decisions that each
        subscription was told of before."""
        lines = [line for line in stage.log if line.sequence > self.watermark]
        for line in lines:
            if line.event is Event.MOVED:
                self._rename(line.decision_id, stage)
        happened: dict[str, list[tuple[Change, EventKind, str]]] = {}
        changed: dict[str, Change] = {}
        for line in lines:
            decision = self.called(line.decision_id)
            if line.sequence > until:
                continue
            if line.event is Event.WITHDRAWN:
                for place, of_place in enumerate(told):
                    if decision in {self.called(one) for one in of_place} and EventKind.WITHDRAWN in _events(place):
                        self.rows.add((place, decision, f"withdrawn:{line.sequence}"))
            if decision not in stage.present:
                continue
            if line.event is Event.NEW and decision not in self._arrived:
                self._arrived[decision] = line
                happened.setdefault(decision, []).append((line, EventKind.NEW_DECISION, "new_decision"))
            elif line.event in {Event.TEXT_PUBLISHED, Event.CHANGED, Event.NEW}:
                # new under this id, or new again, but known
                kind = EventKind.TEXT_PUBLISHED if line.event is Event.TEXT_PUBLISHED else EventKind.CHANGED
                happened.setdefault(decision, []).append((line, kind, f"{kind.value}:{line.sequence}"))
                changed[decision] = line
                self._arrived.setdefault(decision, line)
        for place, (_, draft) in enumerate(DRAFTS):
            for decision, events in happened.items():
                if decision in stage.matches[place]:
                    self._tell(place, draft, decision, events, changed.get(decision))
        self.watermark = until

    def _tell(
        self,
        place: int,
        draft: Draft,
        decision: str,
        events: list[tuple[Change, EventKind, str]],
        change: Change | None,
    ) -> None:
        wanted = [
            key for line, kind, key in events if kind in draft.events and (draft.include_backfills or not line.backfill)
        ]
        knows = any(
            self.called(name) == decision and key == "new_decision" for at, name, key in self.rows if at == place
        )
        if not wanted and not knows and change is not None:
            live = not change.backfill and not self._arrived[decision].backfill
            if draft.include_backfills or live:
                wanted = ["new_decision"]
        self.rows |= {(place, decision, key) for key in wanted}

    def _rename(self, former: str, stage: Stage) -> None:
        present = stage.library.current_id(former, even_withdrawn=True)
        if present is None or present == former:
            return
        self._now_called.pop(present, None)
        self._now_called[former] = present
        before = self._arrived.pop(former, None)
        if before is not None:
            known = self._arrived.get(present)
            # the earlier arrival counts, and how the present id came if it is known
            self._arrived[present] = before if known is None else known

    def as_called_now(self) -> set[tuple[int, str, str]]:
        """The rows under the present ids of their decisions."""
        return {(place, self.called(decision), key) for place, decision, key in self.rows}


def _events(place: int) -> tuple[EventKind, ...]:
    return DRAFTS[place][1].events
