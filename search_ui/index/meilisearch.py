"""The Meilisearch engine: a server of the operator's, spoken to through its official client.

The same contract as the embedded engine, with these limits: Meilisearch has no stemmer (inflected forms are found by
near spelling, by the beginnings of words and by the names of concepts, not by stems); a typo in the first letter of a
word counts double; two neighbouring words of five letters or more are also tried as one; of one decision 1.9 million
words are searched.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from search_ui.index import meilisearch_documents as layout
from search_ui.index import meilisearch_likeness as likeness
from search_ui.index import meilisearch_query as compiled
from search_ui.index.engine import IndexedDecision, Query, Results, Suggestion
from search_ui.index.folding import folded_words
from search_ui.index.highlight import Highlighter
from search_ui.index.hits import (
    FoundPassage,
    build_hit,
    by_frequency,
    cases_of_numbers,
    checked_filters,
    ranked_suggestions,
)
from search_ui.index.meilisearch_server import Server
from search_ui.index.meilisearch_writing import StoredIndex
from search_ui.index.relaxation import Relaxation, relaxation
from search_ui.index.semantic import LEFT_OUT, Embedder, Near, fixed_part, fused, words_meant
from search_ui.index.suggestions import beginnings, typed_suggestions, words_of

_ALL = 10_000_000  # more keys than there are
_PASSAGES_PER_DECISION = 12  # looked at for each decision of a page
_PASSAGE_QUERIES = 60
_PART_OF_QUERY = 0.3  # what a passage with some of the words is worth
_FIT = 0.5  # how much the server's score counts beside the weight of what a decision holds
_NUMBERED = 5  # decisions that bear one number, at most


@dataclass(frozen=True, slots=True)
class _Held:
    """What decisions (by key) that hold enough of a relaxed query are worth, and what its groups weigh."""

    scores: dict[str, float]
    weights: tuple[int, ...]


class MeilisearchEngine:
    """A `SearchEngine` on a Meilisearch server.

    `key` needs the actions `meilisearch_keys.INDEXING` on the indexes `<prefix>_*`, or `meilisearch_keys.SEARCHING` in
    a process that only searches. Nothing is sent before the first use.
    """

    def __init__(
        self,
        url: str,
        key: str | None = None,
        *,
        prefix: str = "uj",
        task_timeout_s: float = 3600.0,
        embedder: Embedder | None = None,
    ) -> None:
        self._embedder = embedder
        self._server = Server(url, key, task_timeout_s=task_timeout_s)
        self._stored = StoredIndex(self._server, prefix, embedder, task_timeout_s)

    # -- reading -----------------------------------------------------------------------------------------------------

    def search(self, query: Query) -> Results:
        """Answer `query`. Raises `EngineUnavailable`, and ValueError for a facet that does not exist."""
        began = time.perf_counter()
        filters = checked_filters(query)
        self._stored.check_state()
        plan = compiled.plan(query)
        looked_up = self._look_up(plan)
        together = [facet for facet in query.facets if facet not in filters]
        answer = self._ask(query, plan, looked_up, together, hits=max(query.offset, 0) + max(query.limit, 0))
        notes: tuple[str, ...] = ()
        asked, ranks = plan, None
        if way := relaxation(query, int(answer["totalHits"])):
            held = self._relax(query, way, plan.excluded)
            kept = compiled.Plan((compiled.Alternative(frozenset()),), (), ())
            everything = [compiled.keys_condition(sorted(held.scores))]
            more = self._ask(query, kept, everything, together, hits=_ALL if held.scores else 0)
            notes = way.notes(int(answer["totalHits"]), int(more["totalHits"]), held.weights)
            if more["totalHits"] > answer["totalHits"]:
                answer, asked, looked_up, ranks = more, kept, everything, held.scores
        first = answer["hits"] if ranks is None else _ranked(answer["hits"], ranks)
        cases = cases_of_numbers(query, map(layout.read_decision, first[:_NUMBERED]))
        if cases is not None and ranks is not None:
            dates = compiled.condition(replace(query, filters={})) or None
            of_cases = self._scores([compiled.of_fact(cases)], dates, plan.excluded)
            ranks = {**dict.fromkeys(of_cases, -1.0), **ranks}  # after the decision asked for
            looked_up = [compiled.keys_condition(sorted(ranks))]
            answer = self._ask(query, asked, looked_up, together, hits=_ALL)
        elif cases is not None and len(asked.alternatives) < compiled.MOST_ALTERNATIVES:
            asked = replace(asked, alternatives=(*asked.alternatives, compiled.of_fact(cases)))
            answer = self._ask(query, asked, looked_up, together, hits=max(query.offset, 0) + max(query.limit, 0))
        words = words_meant(query) if self._embedder is not None else ""
        near: Mapping[str, Near] = {}
        if words and not self._stored.knows_meaning():
            notes = (*notes, LEFT_OUT)
        elif words:
            by_words = ranks or self._scores_of(plan, query)
            near = self._nearest(query, words)
            ranks = fused(sorted(by_words, key=by_words.__getitem__, reverse=True), list(near))
            asked = compiled.Plan((compiled.Alternative(frozenset()),), (), ())
            looked_up = [compiled.keys_condition(sorted(ranks))]
            answer = self._ask(query, asked, looked_up, together, hits=_ALL if ranks else 0)
        facets = _counts(answer, self._stored.decisions, together)
        for facet in query.facets:
            if facet in filters:
                widened = self._ask(query, asked, looked_up, [facet], hits=0, without_filter=facet)
                facets |= _counts(widened, self._stored.decisions, [facet])
        ranked = answer["hits"]
        if ranks is not None and query.sort == "relevance":
            ranked = _ranked(ranked, ranks)
        found = ranked[max(query.offset, 0) :][: max(query.limit, 0)]
        passages = self._best_passages(query, plan, [document["key"] for document in found])
        if near and self._embedder is not None and query.passages_per_decision > 0:
            bare = {key: near[key] for document in found if (key := document["key"]) in near and key not in passages}
            passages |= likeness.nearest_passages(self._server, self._stored.passages, self._embedder, words, bare)
        highlighter = Highlighter(query, stemming=False)
        highlighter.cases = cases
        hits = tuple(
            build_hit(
                highlighter,
                layout.read_decision(document),
                max(ranks[document["key"]], 0.0) if ranks else float(document["_federation"]["weightedRankingScore"]),
                passages.get(document["key"], ()),
                near.get(document["key"]),
            )
            for document in found
        )
        ordered = {facet: facets[facet] for facet in query.facets}
        took_ms = (time.perf_counter() - began) * 1000
        return Results(int(answer["totalHits"]), hits, ordered, took_ms, notes, by_meaning=bool(words))

    def ids(self) -> set[str]:
        """The ids of every decision in the index."""
        if self._stored.read_state() is None:
            return set()
        return {document["shown"]["id"] for document in self._server.documents(self._stored.decisions, ["shown"])}

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Names (by any of their words), courts and words of titles and headnotes that begin with `prefix`."""
        folded = " ".join(folded_words(prefix))
        if not folded or limit < 1:
            return []
        self._stored.check_state()
        answer = self._server.ask(
            lambda client: client.index(self._stored.decisions).facet_search("suggestions", folded)
        )
        found = [(hit["value"], int(hit["count"])) for hit in answer["facetHits"]]
        # the server also offers near spellings of what was typed
        begins = [(value, count) for value, count in found if value.startswith(folded)]
        return ranked_suggestions(words_of(begins), limit)

    def suggestions(self, prefix: str, limit: int = 5) -> tuple[Suggestion, ...]:
        """Decisions, accused, courts, concepts, other persons and words that begin with `prefix`."""
        self._stored.check_state()
        found = []
        for beginning in beginnings(prefix):
            answer = self._server.ask(
                lambda client: client.index(self._stored.decisions).facet_search("suggestions", beginning)  # noqa: B023
            )
            found += [
                (hit["value"], int(hit["count"])) for hit in answer["facetHits"] if hit["value"].startswith(beginning)
            ]
        return typed_suggestions(found, prefix, limit) if limit > 0 else ()

    def watermark(self) -> int:
        """The library sequence up to which this index is complete (0 for a new one)."""
        return self._stored.watermark()

    def close(self) -> None:
        """Nothing is kept open between requests."""

    def _look_up(self, plan: compiled.Plan) -> list[str]:
        """What did not fit into the main query, as filter expressions on the keys of the decisions that match it."""
        conditions = [compiled.keys_condition(self._keys(group)) for group in plan.looked_up]
        beginnings = [atom for atom in plan.excluded if atom.kind == "beginning"]
        if beginnings:
            group = tuple(compiled.Alternative(frozenset({atom})) for atom in beginnings)
            conditions.append(f"NOT {compiled.keys_condition(self._keys(group))}")
        return conditions

    def _relax(self, query: Query, way: Relaxation, excluded: Sequence[compiled.Atom]) -> _Held:
        """The decisions that hold enough of a query, with what they are worth; filters on facets do not count yet.

        The keys of the decisions of every group are fetched, which is well for some hundred thousand decisions."""
        among = replace(query, must=way.fixed)
        plan = compiled.plan(among)
        conditions = [compiled.condition(among), *self._look_up(plan)]
        if plan.alternatives[0].atoms:
            conditions.append(compiled.keys_condition(self._keys(plan.alternatives)))
        candidates = compiled.joined_conditions(conditions)
        unfiltered = replace(among, filters={})
        wider = compiled.joined_conditions([compiled.condition(unfiltered), *conditions[1:]])
        bare = [compiled.Alternative(frozenset())]
        inside = self._scores(bare, candidates, excluded).keys()
        holds: list[dict[str, float]] = []
        for group in way.groups:
            parts = [self._scores(part, wider, excluded) for part in compiled.of_group(group)]
            shared = set.intersection(*map(set, parts)) if parts else set()
            holds.append({key: max(part[key] for part in parts) for key in shared})
        weights = tuple(way.weights([len(inside & hold.keys()) for hold in holds], len(inside)))
        needed = way.needed(weights)
        scores: dict[str, float] = {}
        if way.fixed and not needed:
            scores = dict.fromkeys(self._scores(bare, wider, excluded), 0.0)
        reached = dict.fromkeys(scores, 0)
        for hold, weight in zip(holds, weights, strict=True):
            for key, score in hold.items() if weight else ():
                reached[key] = reached.get(key, 0) + weight
                scores[key] = scores.get(key, 0.0) + weight * (1 + _FIT * score)
        while needed > 1 and sum(reached[key] >= needed for key in inside & reached.keys()) < query.relax_below:
            needed -= 1  # still hardly any: less is enough
        return _Held({key: score for key, score in scores.items() if reached[key] >= needed}, weights)

    def _scores_of(self, plan: compiled.Plan, query: Query) -> dict[str, float]:
        """The keys of the decisions that match a plan, with the server's score; filters on facets do not count."""
        conditions = [compiled.condition(replace(query, filters={})), *self._look_up(plan)]
        return self._scores(plan.alternatives, compiled.joined_conditions(conditions), plan.excluded)

    def _nearest(self, query: Query, words: str) -> dict[str, Near]:
        """The decisions near in meaning, by key, the nearest first; filters on facets do not count."""
        assert self._embedder is not None
        fixed = replace(fixed_part(query), filters={})
        plan = compiled.plan(fixed)
        condition = compiled.condition(fixed)
        if plan.looked_up or plan.excluded or plan.alternatives[0].atoms:
            condition = compiled.keys_condition(sorted(self._scores_of(plan, fixed)))
        return likeness.nearest(self._server, self._stored.decisions, self._embedder, words, condition)

    def _scores(
        self, group: Sequence[compiled.Alternative], condition: str | None, excluded: Sequence[compiled.Atom]
    ) -> dict[str, float]:
        """The keys of the decisions that match one of the alternatives, with the server's score (0..1)."""
        queries = [self._query(alternative, condition, excluded=excluded, fields=["key"]) for alternative in group]
        answer = self._server.search(queries, {"page": 1, "hitsPerPage": _ALL})
        return {hit["key"]: float(hit["_federation"]["weightedRankingScore"]) for hit in answer["hits"]}

    def _keys(self, group: Sequence[compiled.Alternative]) -> list[str]:
        queries = [self._query(alternative, None, fields=["key"]) for alternative in group]
        answer = self._server.search(queries, {"page": 1, "hitsPerPage": _ALL})
        return [document["key"] for document in answer["hits"]]

    def _ask(
        self,
        query: Query,
        plan: compiled.Plan,
        looked_up: Sequence[str],
        facets: Sequence[str],
        *,
        hits: int,
        without_filter: str | None = None,
    ) -> dict[str, Any]:
        """The alternatives of a plan as one federated search on the decisions: totals and facets are of their union."""
        condition = compiled.joined_conditions([compiled.condition(query, without_filter=without_filter), *looked_up])
        sort = {"date": ["oldest:asc"], "-date": ["newest:asc"]}.get(query.sort)
        if sort is None and not any(alternative.atoms for alternative in plan.alternatives):
            sort = ["standing:asc"]
        queries = [
            self._query(alternative, condition, excluded=plan.excluded, sort=sort, fields=["key", "shown"])
            for alternative in plan.alternatives
        ]
        federation: dict[str, Any] = {"page": 1, "hitsPerPage": hits}
        if facets:
            federation["facetsByIndex"] = {self._stored.decisions: [f"facet_{facet}" for facet in facets]}
        return self._server.search(queries, federation)

    def _query(
        self,
        alternative: compiled.Alternative,
        condition: str | None,
        *,
        index: str | None = None,
        excluded: Sequence[compiled.Atom] = (),
        sort: Sequence[str] | None = None,
        fields: Sequence[str],
        worth: float = 1.0,
    ) -> dict[str, Any]:
        query: dict[str, Any] = {
            "indexUid": index or self._stored.decisions,
            "q": compiled.query_text(alternative.atoms, excluded),
            "matchingStrategy": "all",
            "locales": layout.QUERY_LOCALES,
            "attributesToRetrieve": list(fields),
            "federationOptions": {"weight": round(alternative.worth * worth, 4)},
        }
        if condition:
            query["filter"] = condition
        if sort:
            query["sort"] = list(sort)
        return query

    def _best_passages(self, query: Query, plan: compiled.Plan, owners: Sequence[str]) -> dict[str, list[FoundPassage]]:
        wanted = query.passages_per_decision
        leaves = compiled.leaf_alternatives(query)
        if wanted < 1 or not owners or not leaves:
            return {}
        whole = [alternative for alternative in plan.alternatives if len(alternative.atoms) > 1]
        asked = [
            *((alternative, 1.0) for alternative in whole),
            *((leaf, _PART_OF_QUERY if whole else 1.0) for leaf in leaves),
        ][:_PASSAGE_QUERIES]
        found, complete = self._ask_passages(asked, owners, wanted)
        missing = [owner for owner in owners if owner not in found]
        if missing and not complete:
            # crowded out by the passages of others
            for owner in missing:
                found |= self._ask_passages(asked, [owner], wanted)[0]
        return found

    def _ask_passages(
        self, asked: Sequence[tuple[compiled.Alternative, float]], owners: Sequence[str], wanted: int
    ) -> tuple[dict[str, list[FoundPassage]], bool]:
        """The best passages by owner, and whether these are all."""
        condition = f"owner IN [{', '.join(owners)}]"
        queries = [
            self._query(alternative, condition, index=self._stored.passages, fields=["owner", "shown"], worth=worth)
            for alternative, worth in asked
        ]
        hits = len(owners) * max(_PASSAGES_PER_DECISION, wanted)
        answer = self._server.search(queries, {"page": 1, "hitsPerPage": hits})
        found: dict[str, list[FoundPassage]] = {}
        for document in answer["hits"]:
            mine = found.setdefault(document["owner"], [])
            if len(mine) < wanted:
                score = float(document["_federation"]["weightedRankingScore"])
                mine.append(FoundPassage(score, layout.read_passage(document)))
        return found, int(answer["totalHits"]) <= hits

    # -- writing -----------------------------------------------------------------------------------------------------

    def upsert(self, decisions: Iterable[IndexedDecision]) -> int:
        """Put decisions in, replacing those of the same id; visible on return. Returns how many."""
        return self._stored.upsert(decisions)

    def delete(self, ids: Iterable[str]) -> None:
        """Take decisions out, gone on return; unknown ids are ignored."""
        self._stored.delete(ids)

    def rebuild(self, decisions: Iterable[IndexedDecision], *, watermark: int = 0) -> int:
        """Build new indexes beside the old ones and swap all of them in one task. When `decisions` raises, or the
        server fails, the old ones stay."""
        return self._stored.rebuild(decisions, watermark=watermark)

    def set_watermark(self, sequence: int) -> None:
        """Record durably that everything up to `sequence` is in."""
        self._stored.set_watermark(sequence)

    def drop(self) -> None:
        """Remove the indexes from the server."""
        self._stored.drop()

    def dump(self) -> str:
        """Have the server write a dump (all its indexes) to its own disk; the name of the dump. Needs the master key,
        or one with `dumps.create`. The index can also be rebuilt from the library at any time."""
        return self._server.dump()


def _ranked(documents: Sequence[dict[str, Any]], ranks: Mapping[str, float]) -> list[dict[str, Any]]:
    return sorted(documents, key=lambda document: -ranks[document["key"]])  # equals stay in the server's order


def _counts(answer: Mapping[str, Any], index: str, facets: Sequence[str]) -> dict[str, dict[str, int]]:
    counted = answer.get("facetsByIndex", {}).get(index, {}).get("distribution", {})
    return {facet: by_frequency(counted.get(f"facet_{facet}", {}).items()) for facet in facets}
