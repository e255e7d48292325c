"""How fast new decisions find their subscriptions: the reverse index against one query per subscription.

Ten thousand invented subscriptions (searches of every kind, and people who follow an accused, a court, a concept, a
state, a case) and a thousand invented decisions. The same seed gives the same of both everywhere. `run()` returns the
figures; it fails where the two ways do not find the same."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from enrichment.vocabulary import load_concepts, load_countries
from search_ui.alerts.analysis import Analysed, Following
from search_ui.alerts.asking import Register
from search_ui.alerts.evidence import reasons
from search_ui.alerts.model import Draft
from search_ui.alerts.reverse_index import ReverseIndex
from search_ui.index.embedded import EmbeddedEngine
from search_ui.index.engine import IndexedDecision
from search_ui.index.folding import WORD
from tests.bench import search_corpus

SUBSCRIPTIONS = 10_000
DECISIONS = 1_000  # new ones
LIBRARY = 10_000  # with them: some 266,000 passages
ASKED_ONE_BY_ONE = 300  # subscriptions that are timed and compared one by one; their time is scaled to all
SAMPLE = 40
_FOLLOWED = ("accused", "court", "concept", "state", "case")


def run(*, subscriptions: int = SUBSCRIPTIONS, decisions: int = DECISIONS, library: int = LIBRARY) -> dict[str, Any]:
    """The figures. Times are processor seconds of one process (so that other work on the machine does not count), but
    `wall_s`, which is the time of the clock for all that matching takes. `times_faster` is what one new decision costs
    against one query for each subscription on the full index, which is what saved searches take to hear of it.
    `times_faster_together` is what is left of that where all the new decisions are waited for, and each subscription
    is asked once for all of them."""
    everything = [_with_accused(one) for one in islice(search_corpus.decisions(10**9, seed=11), library)]
    new = everything[-decisions:]
    drafts = make_drafts(subscriptions, everything)

    started = time.perf_counter()
    began = time.process_time()
    register = Register()
    asked = {str(number): register.read(draft) for number, draft in enumerate(drafts)}
    reading_s = time.process_time() - began

    began = time.process_time()
    analysed = [Analysed(one, _following(number, one)) for number, one in enumerate(new)]
    analysing_s = time.process_time() - began
    began = time.process_time()
    index = ReverseIndex(asked, analysed[:SAMPLE])
    filing_s = time.process_time() - began
    began = time.process_time()
    found = [index.matching(one) for one in analysed]
    matching_s = time.process_time() - began
    matches = sum(map(len, found))
    began = time.process_time()
    for one, names in zip(analysed, found, strict=True):
        for name in names:
            reasons(asked[name], one)
    evidence_s = time.process_time() - began

    wall_s = time.perf_counter() - started

    searches = [number for number, draft in enumerate(drafts) if draft.kind not in {"case", "accused"}]
    chosen = Random(3).sample(searches, min(ASKED_ONE_BY_ONE, len(searches)))
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder))
        engine.rebuild(everything)
        of_new = {one.id for one in new}
        found_by = {name: set() for name in map(str, chosen)}
        for one, names in zip(new, found, strict=True):
            for name in names:
                if name in found_by:
                    found_by[name].add(one.id)
        one_by_one_s = 0.0
        for number in chosen:
            query = replace(asked[str(number)].query, limit=library, passages_per_decision=0, facets=())
            began = time.process_time()
            hits = engine.search(query).hits
            one_by_one_s += time.process_time() - began
            assert {hit.id for hit in hits} & of_new == found_by[str(number)], drafts[number]
        engine.close()
    every_subscription_once_s = one_by_one_s / len(chosen) * subscriptions
    total_s = analysing_s + filing_s + matching_s
    return {
        "subscriptions": subscriptions,
        "new_decisions": decisions,
        "library": library,
        "matches": matches,
        "reading_subscriptions_s": round(reading_s, 2),  # once in the life of a process
        "analysing_s": round(analysing_s, 2),
        "filing_s": round(filing_s, 2),
        "matching_s": round(matching_s, 2),
        "evidence_s": round(evidence_s, 2),
        "all_s": round(reading_s + total_s + evidence_s, 2),
        "wall_s": round(wall_s, 2),
        "every_subscription_once_s": round(every_subscription_once_s, 2),
        "one_decision_ms": round((analysing_s + matching_s) / decisions * 1000, 2),
        "times_faster": round(every_subscription_once_s / ((analysing_s + matching_s) / decisions)),
        "times_faster_together": round(every_subscription_once_s / total_s, 1),
        "compared_one_by_one": len(chosen),
    }


def make_drafts(count: int, decisions: list[IndexedDecision], seed: int = 5) -> list[Draft]:
    """Subscriptions as analysts write them: four in five are searches, most with a state, a filter or a date."""
    typed = [asked.query.typed for asked in search_corpus.queries(count, of_decisions=len(decisions), seed=seed)]
    return [_draft(Random(seed * 1_000_003 + number), number, typed[number], decisions) for number in range(count)]


def _draft(random: Random, number: int, typed: str, decisions: list[IndexedDecision]) -> Draft:
    name = f"alert {number}"
    one = random.choice(decisions)
    if random.random() < 0.2:
        kind = random.choice(_FOLLOWED)
        if kind == "accused":
            return Draft(name, "accused", target=random.choice(one.names))
        if kind == "concept":
            return Draft(name, "concept", target=random.choice(load_concepts()).id, query=_word(random, one))
        if kind == "state":
            return Draft(name, "state", target=random.choice(load_countries()).id, query=_word(random, one))
        if kind == "case":
            return Draft(name, "case", target=f"case-{random.randrange(len(decisions))}")
        return Draft(name, filters={"court": (), "source": one.facets["source"]}, query=_word(random, one))
    filters: dict[str, tuple[str, ...]] = {}
    if random.random() < 0.6:
        facet = random.choice(("forum", "territorial_state", "nationality", "crime", "situation"))
        filters[facet] = one.facets[facet][:1]
    if random.random() < 0.3:
        typed += f" date:{random.randint(1995, 2020)}..2026"
    if random.random() < 0.3:
        typed += f" -{_word(random, one)}"
    return Draft(name, query=typed, filters=filters, concepts_on=random.random() < 0.9)


def _word(random: Random, decision: IndexedDecision) -> str:
    return random.choice(WORD.findall(random.choice(decision.passages).text))


def _with_accused(decision: IndexedDecision) -> IndexedDecision:
    return replace(decision, accused=decision.names)


def _following(number: int, decision: IndexedDecision) -> Following:
    return Following(f"case-{number}", decision.accused)


if __name__ == "__main__":
    import json

    print(json.dumps(run(), indent=2))
