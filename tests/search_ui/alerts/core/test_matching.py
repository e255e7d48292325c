"""The reverse index finds what search finds: no more, no less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from enrichment.vocabulary import load_concepts
from search_ui.alerts.analysis import Analysed
from search_ui.alerts.asking import Asked, Register
from search_ui.alerts.evidence import LONGEST_SNIPPET, reasons, unmet
from search_ui.alerts.model import Draft
from search_ui.alerts.reverse_index import ReverseIndex
from search_ui.index.embedded import EmbeddedEngine
from search_ui.index.engine import IndexedDecision, Passage
from search_ui.index.folding import WORD
from tests.bench import search_corpus

_FORMS = (
    "{p}*", '"{ph}"', "{a} -{b}", "-{b}", "{a} OR {b}", "{a}-{b}", "accused:{n}", "-accused:{n}", "{a} year:2001", "{y}",
    "-{p}*", '{a} -"{ph}"', "docket:{id}", "{id} {a}", "-{id}", "date:>2010", "before:1995-06", "أنور رسلان", "§", "{a} §",
    "lang:de {a}", "state:Syria", "Syria 2004", "-{a}-{b}", "", "{n} {b}", "crime:torture -{b}", "issue:immunity",
    '("{ph}" OR {a}) {b}', "cites:{id}", "date:2001..2003 {p}*", "{a} {b}", "forum:germany,france", "{n}",
)  # fmt: skip


@cache
def corpus() -> list[IndexedDecision]:
    found = []
    for one in search_corpus.decisions(900, seed=3):
        found.append(replace(one, accused=one.names[:1], cites=one.identifiers[:1]))
    return [*found, replace(found[0], id="undated", date=None), replace(found[1], id="year only", date="2004")]


def drafts(seed: int, count: int) -> list[Draft]:
    """Searches of every form with words that stand in the corpus, and what the benchmark of search asks."""
    random = Random(seed)
    asked = [
        Draft("x", query=one.query.typed, filters=one.query.filters, concepts_on=number % 5 != 0)
        for number, one in enumerate(search_corpus.queries(count, of_decisions=len(corpus()), seed=seed))
    ]
    for _ in range(count):
        decision = random.choice(corpus())
        words = [word for passage in decision.passages for word in WORD.findall(passage.text)]
        at = random.randrange(len(words) - 3)
        query = random.choice(_FORMS).format(
            p=random.choice(words)[: random.randint(2, 5)],
            ph=" ".join(words[at : at + random.randint(2, 3)]),
            a=random.choice(words),
            b=random.choice(words),
            n=random.choice(decision.names),
            y=(decision.date or "2000")[:4],
            id=random.choice(decision.identifiers),
        )
        asked.append(Draft("x", query=query, concepts_on=random.random() < 0.7))
    asked += [Draft("x", "concept", target=concept.id) for concept in random.sample(load_concepts(), 15)]
    asked += [Draft("x", "state", target=state, query="-torture") for state in ("SYR", "RWA", "DEU")]
    return asked


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedEngine]:
    opened = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    opened.rebuild(corpus())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def analysed() -> list[Analysed]:
    return [Analysed(decision) for decision in corpus()]


@pytest.mark.parametrize("seed", range(4))
def test_the_reverse_index_finds_what_one_strict_search_for_each_subscription_finds(
    engine: EmbeddedEngine, analysed: list[Analysed], seed: int
) -> None:
    register = Register()
    asked = {str(number): register.read(draft) for number, draft in enumerate(drafts(seed, 150))}
    for decision in analysed:
        decision.answers.clear()
    index = ReverseIndex(asked, analysed[: 10 * seed])
    found: dict[str, set[str]] = {name: set() for name in asked}
    for decision in analysed:
        for name in index.matching(decision):
            found[name].add(decision.decision.id)
    wrong = {}
    for name, one in asked.items():
        query = replace(one.query, limit=len(corpus()), passages_per_decision=0)
        truth = {hit.id for hit in engine.search(query).hits}
        if truth != found[name]:
            wrong[one.query.typed] = truth ^ found[name]
    assert wrong == {}
    assert sum(map(len, found.values())) > 1000


def test_a_near_spelling_is_no_match() -> None:
    decision = Analysed(
        replace(corpus()[0], language="de", passages=(Passage(0, "Die Folterkammern lagen im Keller.", language="de"),))
    )
    assert _ask("Folterkammer").met_by(decision)  # another form of the word
    assert not _ask("Folterkamner").met_by(decision)


def test_every_match_is_explained_in_a_short_passage_of_the_decision(analysed: list[Analysed]) -> None:
    register = Register()
    asked = [register.read(draft) for draft in drafts(9, 60)]
    for decision in analysed[:12]:
        decision.answers.clear()
        decision.evidence.clear()
        decision.reasons.clear()
        for one in asked:
            if not one.met_by(decision):
                assert unmet(one, decision)
                continue
            assert unmet(one, decision) == ()
            given = reasons(one, decision)
            assert given
            for reason in given:
                assert reason.snippet is None or len(reason.snippet) <= LONGEST_SNIPPET
                for start, end in reason.marks:
                    assert reason.snippet is not None
                    assert reason.snippet[start:end] == reason.found


def test_subscriptions_that_no_decision_leads_to_are_never_asked() -> None:
    """What a decision costs grows with what it matches, not with the number of subscriptions."""
    decisions = [Analysed(decision) for decision in corpus()[:20]]
    register = Register()
    strangers = {str(number): register.read(Draft("x", query=f"torture qzx{number}")) for number in range(3000)}
    index = ReverseIndex(strangers, decisions[:10])
    assert sum(len(index.candidates(decision)) for decision in decisions) == 0
    assert sum(len(decision.answers) for decision in decisions[10:]) == 0


def _ask(query: str) -> Asked:
    return Register().read(Draft("x", query=query, concepts_on=False))
