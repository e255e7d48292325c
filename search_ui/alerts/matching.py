"""Every subscription held against a decision: exhaustively, strictly, and without asking each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from search_ui.alerts.analysis import Analysed, Following
from search_ui.alerts.asking import Asked, CannotAsk, Register
from search_ui.alerts.events import case_name
from search_ui.alerts.evidence import reasons
from search_ui.alerts.model import Event, EventKind, Reason, Subscription
from search_ui.alerts.reverse_index import ReverseIndex
from search_ui.library.following import FollowedDecision
from search_ui.library.publication import Change

_SAMPLE = 40  # decisions from which the rarity of clauses is estimated
_FEW = 8


class Matcher:
    """The subscriptions in memory. Not to be shared by threads."""

    def __init__(self) -> None:
        self._register = Register()
        self._asked: dict[str, Asked] = {}
        self._read_as: dict[str, tuple[object, ...]] = {}
        self._index: ReverseIndex | None = None
        self._sample: list[Analysed] = []
        self._sampled = 0
        self.subscriptions: dict[str, Subscription] = {}
        self.faults: dict[str, str] = {}
        """The subscriptions that cannot be matched, and why."""

    def load(self, subscriptions: Iterable[Subscription], current: Callable[[str], str]) -> None:
        """Take these subscriptions in place of those before; only what changed is read anew. `current` gives the
        present id of what is followed."""
        self.subscriptions = {one.id: one for one in subscriptions}
        self.faults = {}
        for gone in self._asked.keys() - self.subscriptions.keys():
            del self._asked[gone], self._read_as[gone]
        for name, one in self.subscriptions.items():
            wish = _present(one, current)
            says = (wish.kind, wish.query, tuple(wish.filters.items()), wish.concepts_on, wish.target)
            if self._read_as.get(name) == says:
                continue
            self._asked.pop(name, None)
            self._read_as.pop(name, None)
            try:
                self._asked[name] = self._register.read(wish)
                self._read_as[name] = says
            except CannotAsk as error:
                self.faults[name] = str(error)
        self._index = None

    @property
    def followed_citations(self) -> frozenset[str]:
        """The decisions whose citations somebody follows, by the ids they have now."""
        return frozenset(str(says[4]) for says in self._read_as.values() if says[0] == "cites")

    def matching(self, decision: Analysed) -> list[str]:
        """The ids of the subscriptions that a decision matches."""
        return self._reverse_index(decision).matching(decision)

    def matches(self, subscription_id: str, decision: Analysed) -> bool:
        """Whether one subscription matches: the same, asked directly."""
        asked = self._asked.get(subscription_id)
        return asked is not None and asked.met_by(decision)

    def asked(self, subscription_id: str) -> Asked:
        """What a subscription asks for. Raises KeyError for one that cannot be matched."""
        return self._asked[subscription_id]

    def evidence(self, subscription_id: str, decision: Analysed) -> tuple[Reason, ...]:
        """Why a subscription matched."""
        return reasons(self._asked[subscription_id], decision)

    def _reverse_index(self, decision: Analysed) -> ReverseIndex:
        if len(self._sample) < _SAMPLE:
            self._sample.append(decision)
        poor = self._sampled < _FEW <= len(self._sample) or self._sampled < _SAMPLE <= len(self._sample)
        if self._index is None or poor:
            self._index = ReverseIndex(self._asked, self._sample)
            self._sampled = len(self._sample)
        return self._index


def _present(subscription: Subscription, current: Callable[[str], str]) -> Subscription:
    """A subscription with the present id of what it follows."""
    target = subscription.target or ""
    if subscription.kind == "cites":
        return replace(subscription, target=current(target))
    if subscription.kind == "case":
        return replace(subscription, target=current(case_name(target)).removeprefix(case_name("")))
    return subscription


def analysed(decision: FollowedDecision) -> Analysed:
    """A decision of the library, taken apart for matching."""
    return Analysed(decision.indexed, Following(decision.case_key, decision.accused, decision.cites))


@dataclass(frozen=True, slots=True)
class Occasion:
    """What may be told of one decision: its events, when it came into the library and how, and its last change, since
    which it may match for the first time."""

    events: Sequence[Event]
    first_sequence: int
    arrived_as_backfill: bool = False
    change: Change | None = None


def told_of(subscription: Subscription, occasion: Occasion, *, knows: bool) -> list[Event]:
    """What a subscription that matches is told. `knows` says that the decision was told before as a new one.

    Each chosen kind of event after the start of the subscription, back-fills only where asked for. A decision that came
    after the start and matches only since a change is told as a new one."""
    chosen = [
        event
        for event in occasion.events
        if event.kind in subscription.events
        and event.kind is not EventKind.WITHDRAWN
        and event.sequence > subscription.starts_at_sequence
        and (not event.backfill or subscription.include_backfills)
    ]
    change = occasion.change
    if (
        not chosen
        and not knows
        and change is not None
        and EventKind.NEW_DECISION in subscription.events
        and occasion.first_sequence > subscription.starts_at_sequence
        and change.sequence > subscription.starts_at_sequence
    ):
        backfill = occasion.arrived_as_backfill or change.backfill
        if not backfill or subscription.include_backfills:
            name = occasion.events[0].decision_id if occasion.events else change.decision_id
            note = "matches since it changed"
            chosen = [
                Event(name, EventKind.NEW_DECISION, "new_decision", change.sequence, change.at, backfill, note=note)
            ]
    return chosen
