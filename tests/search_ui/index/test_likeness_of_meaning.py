"""Likeness of meaning: the same for both engines, with a model small enough to know what it must find."""

from __future__ import annotations

import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import open_subject
from tiny_embedder import TinyEmbedder

from search_ui.index.choose import open_engine
from search_ui.index.engine import EngineUnavailable, IndexedDecision, Passage
from search_ui.index.query import parse_query
from search_ui.index.read_as import read_as
from search_ui.index.semantic import _PACKAGE, _VERSION, LEFT_OUT, embedder_of, fused, installed_embedder, words_meant

ROOT = Path(__file__).parents[3]
INSTALLED = all(find_spec(name) for name in (_PACKAGE, "tokenizers", "safetensors"))


def decision(key, *texts, forum="DEU", date="2020-05-01"):
    passages = tuple(Passage(number, text, str(number + 1), "reasons") for number, text in enumerate(texts))
    facets = {"forum": (forum,), "year": (date[:4],)}
    return IndexedDecision(key, f"Decision {key}", "Court", date, "en", (f"A{key[-1]}-1",), (), facets, passages)


SHIP = decision("d1", "Preliminary remarks.", "The ship left the harbour with its crew.")
SCHOONER = decision("d2", "The costs are shared.", "On board of the schooner were nine sailors.", forum="NLD")
BAKER = decision("d3", "A baker sold flour.")
MUSIC = decision("d4", "The concert of the orchestra was cancelled.", date="2011-01-01")
ALL = (SHIP, SCHOONER, BAKER, MUSIC)


@pytest.fixture(params=["embedded", "meilisearch"])
def subject(request, tmp_path, live_meilisearch):
    name = "likeness_" + request.node.originalname.removeprefix("test_")
    with open_subject(request.param, name, tmp_path, live_meilisearch, TinyEmbedder()) as opened:
        assert opened.engine.rebuild(ALL, watermark=4) == 4
        yield opened


def ask(engine, typed, **options):
    return engine.search(parse_query(typed, **{"semantic": True, "facets": ("forum",), **options}))


def ids(results):
    return [hit.id for hit in results.hits]


def test_decisions_near_in_meaning_join_those_with_the_words_and_say_why(subject):
    results = ask(subject.engine, "ship")
    assert ids(results) == ["d1", "d2"]
    assert results.total == 2
    assert results.by_meaning
    assert dict(results.facets["forum"]) == {"DEU": 1, "NLD": 1}
    word, meaning = results.hits
    assert meaning.why == ("a passage is near in meaning (likeness 1.00)",)
    assert any("ship" in why for why in word.why)
    (passage,) = meaning.passages
    assert (passage.number, passage.marks) == ("2", ())
    assert passage.text == SCHOONER.passages[1].text
    assert word.score > meaning.score > 0


def test_the_words_alone_decide_where_meaning_is_not_asked_for(subject):
    for results in (
        ask(subject.engine, "ship", semantic=False),
        ask(subject.reopen(None), "ship"),
    ):
        assert ids(results) == ["d1"]
        assert not results.by_meaning
    assert ids(ask(subject.engine, "ship", sort="-date")) == ["d1"]


def test_numbers_phrases_and_fields_are_never_guessed_at(subject):
    for typed in ('"ship left"', "A1/1", "docket:A1/1 ship", "forum:Germany", "begin*"):
        assert not ask(subject.engine, typed).by_meaning, typed


def test_filters_exclusions_phrases_and_dates_hold_for_them_too(subject):
    assert ids(ask(subject.engine, "ship", filters={"forum": ["NLD"]})) == ["d2"]
    assert dict(ask(subject.engine, "ship", filters={"forum": ["NLD"]}).facets["forum"]) == {"DEU": 1, "NLD": 1}
    assert ids(ask(subject.engine, "ship -nine")) == ["d1"]
    assert ids(ask(subject.engine, 'vessel "nine sailors"')) == ["d2"]
    assert ids(ask(subject.engine, "musician", date_from="2015")) == []
    assert ids(ask(subject.engine, "musician", date_to="2015")) == ["d4"]


def test_pages_follow_each_other(subject):
    whole = ask(subject.engine, "ship bakery", relax_below=5)
    assert set(ids(whole)) == {"d1", "d2", "d3"}
    parts = [ids(ask(subject.engine, "ship bakery", relax_below=5, limit=1, offset=at))[0] for at in range(3)]
    assert parts == ids(whole)


def test_what_changes_or_goes_is_forgotten(subject):
    engine = subject.engine
    engine.upsert([decision("d2", "Bread from the oven.")])
    assert ids(ask(engine, "ship")) == ["d1"]
    assert ids(ask(engine, "flour")) == ["d3", "d2"]
    engine.delete(["d2"])
    assert ids(ask(engine, "flour")) == ["d3"]
    engine.upsert([SCHOONER])
    assert ids(ask(subject.reopen(), "ship")) == ["d1", "d2"]
    assert engine.watermark() == 4


def test_an_index_written_to_without_the_model_says_that_it_knows_no_meaning(subject):
    subject.reopen(None).upsert([decision("d5", "A sailor.")])
    results = ask(subject.engine, "ship")
    assert ids(results) == ["d1"]
    assert LEFT_OUT in results.notes
    assert subject.engine.rebuild([*ALL, decision("d5", "A sailor.")]) == 5
    assert ids(ask(subject.engine, "ship"))[0] == "d1"
    assert set(ids(ask(subject.engine, "ship"))) == {"d1", "d2", "d5"}


def test_vectors_of_another_model_are_not_compared(subject):
    assert LEFT_OUT in ask(subject.reopen(TinyEmbedder("tiny 2")), "ship").notes


# -- the embedded engine's files --------------------------------------------------------------------------------------


def test_nothing_of_a_text_stays_in_the_files_after_it_is_taken_out(tmp_path):
    import numpy

    from search_ui.index.embedded import EmbeddedEngine

    engine = EmbeddedEngine(tmp_path, embedder=TinyEmbedder())
    engine.rebuild(ALL)
    for number in range(40):  # many small parts are joined
        engine.upsert([decision(f"e{number}", "A baker.")])
    engine.delete(["d1"])
    files = sorted(tmp_path.glob("generations/*/vectors/*.vectors.npy"))
    assert 0 < len(files) <= 18
    rows = numpy.concatenate([numpy.load(file) for file in files])
    assert len(rows) == 40 + 2 + 1 + 1
    assert (rows[:, 0] > 0).sum() == 1  # the schooner; the ship is gone
    assert len(list(tmp_path.glob("generations/*/vectors/*.npy"))) == 2 * len(files)


# -- reading ----------------------------------------------------------------------------------------------------------


def test_the_words_whose_meaning_is_looked_for_are_the_plain_ones_as_typed():
    assert words_meant(parse_query('command responsibility "de facto" -Pinochet', semantic=True)) == (
        "command responsibility"
    )
    assert words_meant(parse_query("torture 3 StR 564/19", semantic=True)) == ""
    assert words_meant(parse_query("torture")) == ""
    query = parse_query("ship", semantic=True)
    assert [part.kind for part in read_as(query, by_meaning=True)] == ["word", "meaning"]
    assert [part.kind for part in read_as(query)] == ["word"]


def test_orders_are_fused_by_rank():
    worth = fused(["a", "b", "c"], ["b", "d"])
    assert sorted(worth, key=worth.get, reverse=True)[0] in {"a", "b"}
    assert worth["b"] > worth["c"] > worth["d"] > 0
    assert fused([], ["x"]).keys() == {"x"}


# -- the switch and the package ---------------------------------------------------------------------------------------


def test_it_is_off_unless_asked_for(tmp_path):
    assert embedder_of({}) is None
    assert embedder_of({"UJ_SEMANTIC": " OFF "}) is None
    with pytest.raises(EngineUnavailable, match="off or hybrid"):
        open_engine(tmp_path, {"UJ_SEMANTIC": "yes"})


def test_one_version_is_pinned_everywhere():
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["semantic"]
    locked = [line.split()[0] for line in (ROOT / "requirements-semantic.lock").read_text("utf-8").splitlines()]
    assert [name for name in locked if not name.startswith("--hash")] == extra
    assert f"{_PACKAGE}=={_VERSION}" in extra


@pytest.mark.skipif(INSTALLED, reason="the model is installed")
def test_without_the_package_the_mend_is_named(tmp_path):
    with pytest.raises(EngineUnavailable, match="make semantic"):
        open_engine(tmp_path, {"UJ_SEMANTIC": "hybrid"})


@pytest.mark.skipif(not INSTALLED, reason=f"{_PACKAGE} is not installed (make semantic)")
def test_the_model_of_the_package_tells_near_from_far(tmp_path):
    model = installed_embedder()
    ship, vessel, law, nothing = model.embed(["a ship at sea", "the boat sailed the ocean", "criminal procedure", ""])
    assert ship @ vessel > 0.4 > ship @ law
    assert not nothing.any()
    engine = open_engine(tmp_path, {"UJ_SEMANTIC": "hybrid"})
    engine.rebuild(ALL)
    assert ids(ask(engine, "symphony"))[:1] == ["d4"]
    engine.close()
