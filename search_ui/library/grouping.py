"""Which documents are texts of the same decision.

A pure function of the set of documents and registry decisions: no order of arrival, no clock. From the strongest
identifier to the weakest:

1. Documents of one ECLI are one decision; a registry decision with that ECLI is that decision.
2. A registry decision that the document declares, or that `enrichment.registry.match` found for it.
3. The same neutral citation.
4. The same court, day and docket number (one of several suffices).
5. The same text, where nothing else that is known of the two disagrees: courts publish short orders with word for word
   the same text in different proceedings.

Where the strongest identifier fits several decisions nothing is merged; where weaker ones point elsewhere than the
strongest, the strongest wins, and the document does not join the two. Both leave a problem on the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from search_ui.library.keys import (
    KeyKind,
    Keys,
    id_of_ecli,
    id_of_neutral_citation,
    id_of_place,
)

# rechtspraak.nl gives one judgment several ECLIs (translations, second publications); elsewhere the ECLI is the
# decision's only one, so that another ECLI means another decision.
_SEVERAL_ECLIS = ("forum", "NLD")

_TIERS: tuple[KeyKind, ...] = ("ecli", "claim", "neutral", "place")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as grouping sees it. `member` is any name; `record_id` is the id it has when it stands alone."""

    member: str
    keys: Keys
    record_id: str


@dataclass(frozen=True, slots=True)
class Known:
    """A registry decision: `id` is its own and that of whatever it is joined with."""

    id: str
    keys: Keys


@dataclass(frozen=True, slots=True)
class Grouping:
    """`decision_of` gives the decision id of each document's member; `problems` one line for some of them."""

    decision_of: Mapping[str, str]
    problems: Mapping[str, str]


@dataclass(slots=True, eq=False)
class _Group:
    known: Known | None
    documents: list[Document] = field(default_factory=list)
    keys: dict[KeyKind, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, documents: Sequence[Document], known: Known | None = None) -> _Group:
        group = cls(known)
        if known is not None:
            group._learn(known.keys)
        group.join(documents)
        return group

    def join(self, documents: Sequence[Document]) -> None:
        """Add documents. Their docket numbers become the decision's only where they fit together: with those it has,
        or, where it has none, if each of the documents has one and they are connected. One document with an odd
        docket number must not draw the documents of another proceeding here."""
        self.documents += documents
        for document in documents:
            self._learn((kind, key) for kind, key in document.keys if kind not in _BY_DOCKET)
        waiting = list(documents)
        if not self.keys["docket"]:
            clusters, without = _clusters(documents, "docket")
            waiting = clusters[0] if len(clusters) == 1 and not without else []
            if waiting:
                self._learn(_by_docket(waiting[0]))
        while fitting := [
            document for document in waiting if any(key in self.keys["docket"] for _, key in _by_docket(document))
        ]:
            for document in fitting:
                self._learn(_by_docket(document))
            waiting = [document for document in waiting if document not in fitting]

    def _learn(self, keys: Iterable[tuple[KeyKind, str]]) -> None:
        for kind, key in keys:
            # A claim is a document's word about where it belongs, not a name of the decision it came to.
            if kind != "claim" or (self.known is not None and key == self.known.id):
                self.keys[kind].add(key)


_BY_DOCKET: tuple[KeyKind, ...] = ("docket", "place", "forum_place")


def _by_docket(document: Document) -> list[tuple[KeyKind, str]]:
    return [(kind, key) for kind, key in document.keys if kind in _BY_DOCKET]


def group_documents(documents: Iterable[Document], known: Iterable[Known]) -> Grouping:
    """The decision of every document."""
    return _Grouper(
        sorted(documents, key=lambda document: document.member), sorted(known, key=lambda row: row.id)
    ).run()


def recognised(document: Document, withdrawn: Known) -> bool:
    """Whether a document is (again) a text of a withdrawn decision: by its record, by any identifier it shares with it,
    or by its text, unless what else is known of the two disagrees."""
    if any(kind == "record" and (kind, key) in withdrawn.keys for kind, key in document.keys):
        return True
    unit, other = _Group.of([document]), _Group.of((), withdrawn)
    claims = {key for kind, key in document.keys if kind == "claim"}
    if withdrawn.id in claims and ("claim", withdrawn.id) in withdrawn.keys:
        return True
    if _contradict(unit, other):
        return False
    same_place = bool(unit.keys["place"] & other.keys["place"]) or (
        bool(unit.keys["forum_place"] & other.keys["forum_place"]) and not _differ(unit, other, "court")
    )
    if same_place or unit.keys["ecli"] & other.keys["ecli"] or unit.keys["neutral"] & other.keys["neutral"]:
        return True
    return bool(unit.keys["text"] & other.keys["text"]) and not _contradict(unit, other, strictly=True)


class _Grouper:
    def __init__(self, documents: list[Document], known: list[Known]) -> None:
        self._documents = documents
        self._groups = [_Group.of((), row) for row in known]
        self._by_key: dict[tuple[KeyKind, str], dict[int, _Group]] = defaultdict(dict)
        self._problems: dict[str, list[str]] = defaultdict(list)
        self._alone: list[Document] = []
        for group in self._groups:
            self._index(group)

    def run(self) -> Grouping:
        eclis, rest = _clusters(self._documents, "ecli")
        neutrals, rest = _clusters(rest, "neutral")
        for clusters in (eclis, neutrals):
            for unit in self._attach([_Group.of(members) for members in clusters]):
                self._found(unit)
        rest = self._attach_while_possible(rest)
        placed, rest = _clusters(rest, "place")
        for members in placed:
            self._found(_Group.of(members))
        rest = self._attach_while_possible(rest)
        self._found_by_text(rest)
        return self._result()

    # -- joining -----------------------------------------------------------------------------------------------------

    def _attach(self, units: list[_Group], *, by_text: bool = False) -> list[_Group]:
        """Join each unit to the one group its identifiers name, all at once; returns those that name none. A unit
        that names several becomes a decision of its own."""
        joining: dict[int, list[tuple[_Group, KeyKind]]] = defaultdict(list)
        target: dict[int, _Group] = {}
        left: list[_Group] = []
        apart: list[_Group] = []
        for unit in units:
            groups, kind = self._candidates(unit, by_text=by_text)
            if not groups:
                left.append(unit)
            elif len(groups) > 1:
                self._note(unit, f"its {_WORDS[kind]} fits several decisions: {_names(groups)}")
                apart.append(unit)
            else:
                joining[id(groups[0])].append((unit, kind))
                target[id(groups[0])] = groups[0]
        for name, members in joining.items():
            group = target[name]
            several_eclis = _has_several_eclis(group)
            if any(
                _contradict(one, other, strictly=kind == "text" == other_kind, several_eclis=several_eclis)
                for (one, kind), (other, other_kind) in combinations(members, 2)
            ):
                # E.g. two orders of one day in one proceeding: only one can be the known decision, no telling which.
                for unit, _ in members:
                    self._note(unit, f"one of several decisions that could be {_name(group)}")
                    apart.append(unit)
                continue
            group.join([document for unit, _ in members for document in unit.documents])
            self._index(group)
        for unit in apart:
            if unit.keys["ecli"] or unit.keys["neutral"]:
                self._found(unit)
            else:
                self._alone += unit.documents
        return left

    def _attach_while_possible(self, documents: list[Document]) -> list[Document]:
        """Each joined document can name its decision to the next (docket A, dockets A and B, docket B)."""
        left = documents
        while left:
            before = len(left)
            units = self._attach([_Group.of([document]) for document in left], by_text=True)
            left = [unit.documents[0] for unit in units]
            if len(left) == before:
                break
        return left

    def _candidates(self, unit: _Group, *, by_text: bool) -> tuple[list[_Group], KeyKind]:
        """The groups that the unit's strongest identifier names, and that identifier's kind."""
        claims = {key for document in unit.documents for kind, key in document.keys if kind == "claim"}
        chosen: list[_Group] = []
        chosen_by: KeyKind = "text"
        for kind in _TIERS:
            found = self._having(kind, claims if kind == "claim" else unit.keys[kind])
            if kind == "place":
                found += [
                    group
                    for group in self._having("forum_place", unit.keys["forum_place"])
                    if group.known is not None and group not in found and not _differ(unit, group, "court")
                ]
            fitting = [group for group in found if not _contradict(unit, group)]
            if kind in ("ecli", "claim") and len(fitting) < len(found):
                refused = [group for group in found if group not in fitting]
                self._note(unit, f"its {_WORDS[kind]} names {_names(refused)}, whose identifiers are others")
            if not chosen:
                chosen, chosen_by = fitting, kind
                if kind == "ecli" and len(chosen) > 1:
                    # One ECLI twice in the registry: the document's own word may decide between them.
                    chosen = [group for group in chosen if group.known and group.known.id in claims] or chosen
            elif kind != "place" and (elsewhere := [group for group in fitting if group not in chosen]):
                self._note(
                    unit, f"its {_WORDS[chosen_by]} names {_names(chosen)}, its {_WORDS[kind]} {_names(elsewhere)}"
                )
        if not chosen and by_text:
            chosen_by = "text"
            same_text = self._having("text", unit.keys["text"])
            chosen = [group for group in same_text if not _contradict(unit, group, strictly=True)]
        return chosen, chosen_by

    def _having(self, kind: KeyKind, keys: Iterable[str]) -> list[_Group]:
        found = {name: group for key in keys for name, group in self._by_key[kind, key].items()}
        return list(found.values())

    # -- new decisions -----------------------------------------------------------------------------------------------

    def _found(self, group: _Group) -> None:
        self._groups.append(group)
        self._index(group)

    def _found_by_text(self, documents: list[Document]) -> None:
        """What is left has nothing to go by but its text."""
        texts, without = _clusters(documents, "text")
        for members in texts:
            units = [_Group.of([document]) for document in members]
            if any(_contradict(one, other, strictly=True) for one, other in combinations(units, 2)):
                self._alone += members
            else:
                self._found(_Group.of(members))
        self._alone += without

    # -- the result --------------------------------------------------------------------------------------------------

    def _index(self, group: _Group) -> None:
        for kind, keys in group.keys.items():
            for key in keys:
                self._by_key[kind, key][id(group)] = group

    def _note(self, unit: _Group, problem: str) -> None:
        for document in unit.documents:
            if problem not in self._problems[document.member]:
                self._problems[document.member].append(problem)

    def _note_shared_dockets(self) -> None:
        """Two decisions of one court, day and docket number: rightly so, or one document has a wrong identifier."""
        groups_at: dict[str, list[_Group]] = defaultdict(list)
        for group in self._groups:
            places = {key for document in group.documents for kind, key in document.keys if kind == "place"}
            for place in places | group.keys["place"]:
                groups_at[place].append(group)
        for group in self._groups:
            for document in group.documents:
                places = {key for kind, key in document.keys if kind == "place"}
                if others := {_name(other) for place in places for other in groups_at[place] if other is not group}:
                    self._problems[document.member].append(
                        f"its docket number is also that of {', '.join(sorted(others))} of the same court and day"
                    )

    def _result(self) -> Grouping:
        self._note_shared_dockets()
        decision_of = {document.member: document.record_id for document in self._alone}
        for group in self._groups:
            decision_of |= {document.member: _name(group) for document in group.documents}
        return Grouping(decision_of, {member: "; ".join(lines) for member, lines in self._problems.items() if lines})


_WORDS: Mapping[KeyKind, str] = {
    "ecli": "ECLI",
    "claim": "registry entry",
    "neutral": "citation",
    "place": "docket number",
    "text": "text",
}


def _name(group: _Group) -> str:
    """The id of a decision: the registry's, or made from the strongest identifier its documents share."""
    if group.known is not None:
        return group.known.id
    if group.keys["ecli"]:
        return id_of_ecli(min(group.keys["ecli"]))
    if group.keys["neutral"]:
        return id_of_neutral_citation(min(group.keys["neutral"]))
    if group.keys["place"]:
        return min(id_of_place(place) for place in group.keys["place"])
    return min(document.record_id for document in group.documents)


def _names(groups: Iterable[_Group]) -> str:
    return ", ".join(sorted(_name(group) for group in groups))


def _has_several_eclis(group: _Group) -> bool:
    return group.known is not None and _SEVERAL_ECLIS in group.known.keys


def _contradict(one: _Group, other: _Group, *, strictly: bool = False, several_eclis: bool = False) -> bool:
    """Whether the two cannot be one decision by what is known of them; `strictly` also by day, court and docket."""
    if _differ(one, other, "ecli") and not (several_eclis or _has_several_eclis(one) or _has_several_eclis(other)):
        return True
    if _other_number_in_series(one.keys["neutral"], other.keys["neutral"]):
        return True
    return strictly and any(_differ(one, other, kind) for kind in _STRICT)


_STRICT: tuple[KeyKind, ...] = ("date", "court", "docket")


def _differ(one: _Group, other: _Group, kind: KeyKind) -> bool:
    return bool(one.keys[kind] and other.keys[kind] and one.keys[kind].isdisjoint(other.keys[kind]))


def _other_number_in_series(ones: set[str], others: set[str]) -> bool:
    """A decision may stand in several collections ([1999] UKHL 17, [2000] 1 AC 147), but once in each."""
    if not ones or not others or not ones.isdisjoint(others):
        return False
    return not {_series(key) for key in ones}.isdisjoint(_series(key) for key in others)


def _series(key: str) -> str:
    return "".join(character for character in key if character.isalpha())


def _clusters(documents: Iterable[Document], kind: KeyKind) -> tuple[list[list[Document]], list[Document]]:
    """The documents in clusters connected by keys of `kind`, and those that have none."""
    by_key: dict[str, list[Document]] = defaultdict(list)
    keys_of: dict[str, list[str]] = {}
    without = []
    for document in documents:
        keys = keys_of[document.member] = [key for kind_, key in document.keys if kind_ == kind]
        for key in keys:
            by_key[key].append(document)
        if not keys:
            without.append(document)
    clusters = []
    seen: set[str] = set()
    for key in sorted(by_key):
        cluster: dict[str, Document] = {}
        waiting = [key]
        while waiting:
            key = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            for document in by_key[key]:
                cluster[document.member] = document
                waiting += keys_of[document.member]
        if cluster:
            clusters.append(list(cluster.values()))
    return clusters, without
