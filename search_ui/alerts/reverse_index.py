"""From a decision to the subscriptions it could match, without asking each of them.

Every subscription is filed under one of its necessary clauses, the one that the fewest decisions meet, and every such
clause under the keys that lead to it. A decision looks up its own keys, meets a few clauses, and only the subscriptions
filed there are asked in full. What is never met costs nothing, however many subscriptions there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search_ui.alerts.analysis import Analysed
from search_ui.alerts.asking import Asked, Need

_ALWAYS = "always"


class ReverseIndex:
    """The subscriptions `asked` (by any id), filed for look-up. `sample` are decisions of the usual kind, from which
    the rarity of clauses is estimated: a poor sample costs time, never a match."""

    def __init__(self, asked: Mapping[str, Asked], sample: Sequence[Analysed] = ()) -> None:
        self._asked = asked
        needs = {need for one in asked.values() for need in one.needs}
        frequency = _frequencies(needs, sample)
        self._by_key: dict[str, list[Need]] = defaultdict(list)
        self._filed: dict[Need, list[str]] = defaultdict(list)
        self._unfiled: list[str] = []
        for name, one in asked.items():
            if one.needs:
                rarest = min(one.needs, key=lambda need: (frequency[need], _breadth(need), need.number))
                self._filed[rarest].append(name)
            else:
                self._unfiled.append(name)
        for need in self._filed:
            for key in need.leads():
                self._by_key[key].append(need)
        self._keys = frozenset(self._by_key)
        beginnings = (key[2:] for key in self._by_key if key.startswith("b:"))
        self._lengths = sorted({len(beginning) for beginning in beginnings})

    def candidates(self, decision: Analysed) -> list[str]:
        """The subscriptions whose rarest clause the decision meets; every one that matches is among them."""
        found = list(self._unfiled)
        for need in self._led_to(decision):
            if need.met_by(decision):
                found += self._filed[need]
        return found

    def matching(self, decision: Analysed) -> list[str]:
        """The subscriptions that the decision matches."""
        return [name for name in self.candidates(decision) if self._asked[name].met_by(decision)]

    def _led_to(self, decision: Analysed) -> Iterable[Need]:
        by_key = self._by_key
        needs: dict[Need, None] = {}
        for key in self._keys & decision.keys:
            needs.update(dict.fromkeys(by_key[key]))
        for length in self._lengths:
            for beginning in {word[:length] for word in decision.words if len(word) >= length}:
                needs.update(dict.fromkeys(by_key.get(f"b:{beginning}", ())))
        needs.update(dict.fromkeys(by_key.get(_ALWAYS, ())))
        return needs


def _frequencies(needs: Iterable[Need], sample: Sequence[Analysed]) -> Counter[Need]:
    """How many decisions of the sample meet each clause."""
    by_key: dict[str, list[Need]] = defaultdict(list)
    others: list[Need] = []
    for need in needs:
        leads = need.leads()
        if any(key.startswith("b:") or key == _ALWAYS for key in leads):
            others.append(need)
        else:
            for key in leads:
                by_key[key].append(need)
    keys = frozenset(by_key)
    found: Counter[Need] = Counter()
    for decision in sample:
        led_to = {need for key in keys & decision.keys for need in by_key[key]}
        found.update(need for need in (*led_to, *others) if need.met_by(decision))
    return found


def _breadth(need: Need) -> int:
    """How many keys lead to a clause: among clauses that no decision of the sample meets, fewer is rarer."""
    leads = need.leads()
    return 1_000_000 if _ALWAYS in leads else len(leads)
