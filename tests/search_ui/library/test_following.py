"""Reading the library as the index and the alerts do: everything that changed since a number, exactly once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from enrichment.decision import Issue, Relevance
from search_ui.library import Library, Withdrawn
from tests.search_ui.library.documents import KOBLENZ, document, known

ONE = "de-one--2021-01-28--supreme"


def test_the_current_state_of_each_changed_decision_once(library: Library) -> None:
    library.publish(document("a", "First words.", docket_numbers=("3 StR 1/20",)))
    library.publish(document("b", docket_numbers=("3 StR 2/20",)))
    for n in (2, 3):
        words = f"Words {n}."
        library.publish(
            document("a", words, docket_numbers=("3 StR 1/20",), fetched_at=f"2026-11-0{n}T00:00:00Z", bytes_=words)
        )
    items = list(library.indexed_decisions())
    assert [item.id for item in items] == ["deu-bgh-2021-01-28-3-str-2-20", "deu-bgh-2021-01-28-3-str-1-20"]
    assert [passage.text for passage in items[1].passages if passage.kind == "reasons"] == ["Words 3."]
    assert [item.id for item in library.indexed_decisions(2)] == ["deu-bgh-2021-01-28-3-str-1-20"]
    assert list(library.indexed_decisions(library.last_sequence())) == []


def test_an_id_that_is_no_more_is_told(library: Library) -> None:
    first = library.publish(document("a", docket_numbers=("3 StR 1/20",)))
    watermark = library.last_sequence()
    library.publish_registry([known(ONE, docket_numbers=("3 StR 1/20",))])
    items = list(library.indexed_decisions(watermark))
    assert Withdrawn(first.decision_id) in items
    assert {item.id for item in items} == {first.decision_id, ONE}
    assert {item.id for item in library.indexed_decisions()} == {ONE}


def test_what_the_index_receives(library: Library) -> None:
    library.publish_registry([known(ONE, docket_numbers=("3 StR 1/20",), ecli="ECLI:DE:BGH:2021:280121U3STR1.20.0")])
    library.publish(
        document(
            "a",
            "Die Immunität steht nicht entgegen.",
            docket_numbers=("3 StR 1/20",),
            issues=(Issue("functional_immunity", "rejected"),),
            situation="syria",
        )
    )
    (item,) = library.indexed_decisions()
    assert [(passage.kind, passage.language, passage.text) for passage in item.passages] == [
        ("title", None, "Case of the border camp"),
        ("summary", "de", "Ihm wurden Kriegsverbrechen in einem Lager vorgeworfen. Immunität steht nicht entgegen."),
        ("summary", "en", "He was charged with war crimes in a camp. The court held that immunity is no bar."),
        ("reasons", "de", "Die Immunität steht nicht entgegen."),
    ]
    assert item.identifiers == ("3STR1-20", "ECLI:DE:BGH:2021:280121U3STR1.20.0")
    assert (item.court_name, item.date, item.language) == ("Bundesgerichtshof", "2021-01-28", "de")
    assert dict(item.facets) == {
        "forum": ("DEU",),
        "territorial_state": ("SYR",),
        "nationality": ("SYR",),
        "crime": ("war_crimes",),
        "mode": (),
        "basis": ("universal",),
        "issue": ("functional_immunity:rejected",),
        "outcome": ("convicted",),
        "court": ("DEU/BGH",),
        "instance": ("supreme",),
        "situation": ("syria",),
        "year": ("2021",),
        "language": ("de",),
        "source": ("portal", "registry"),
        "relevance": ("uj",),
        "text": ("court",),
    }
    assert 0 < item.authority <= 1


def test_one_picture_while_others_write(library: Library) -> None:
    for n in range(5):
        library.publish(document(str(n), docket_numbers=(f"3 StR {n}/20",)))
    stream = library.indexed_decisions()
    seen = [next(stream).id]
    library.publish(document("late", docket_numbers=("9 StR 9/20",)))
    library.withdraw("deu-bgh-2021-01-28-3-str-4-20", "request")
    seen += [item.id for item in stream]
    assert seen == [f"deu-bgh-2021-01-28-3-str-{n}-20" for n in range(5)]


def test_a_lower_number_never_appears_after_a_higher_one(library: Library) -> None:
    url = str(library._database._engine.url.render_as_string(hide_password=False))

    def write(name: str) -> None:
        mine = Library.open(url)
        for n in range(12):
            mine.publish(document(f"{name}{n}", docket_numbers=(f"3 StR {n}/20",), court=KOBLENZ))
        mine.close()

    followed: list[int] = []
    with ThreadPoolExecutor(3) as pool:
        writers = [pool.submit(write, name) for name in "abc"]
        while not all(writer.done() for writer in writers):
            followed += [change.sequence for change in library.changes(followed[-1] if followed else 0)]
    for writer in writers:
        writer.result()
    followed += [change.sequence for change in library.changes(followed[-1] if followed else 0)]
    assert followed == list(range(1, library.last_sequence() + 1))
    assert len(followed) == 36
    assert library.counts()["decisions"] == 12


def test_lists(library: Library) -> None:
    library.publish_registry(
        [known(ONE), known("fr-two--2019--first", forum_country="FRA", court_id="FRA/CA", decision_date="2019")]
    )
    library.publish(document("a", court=KOBLENZ, date="2022-01-13", relevance=Relevance("neither", 0.0)))
    library.publish(document("b", court=None, date=None))
    newest = [item.date for item in library.browse()]
    assert newest == ["2022-01-13", "2021-01-28", "2019", None]
    assert [item.date for item in library.browse(order="oldest", limit=2, offset=1)] == ["2021-01-28", "2022-01-13"]
    assert library.browse(order="published")[0].date is None
    assert [item.id for item in library.browse(forum="DEU", registered=True)] == [ONE]
    assert [item.court_id for item in library.browse(court_id="DEU/OLGKOBL")] == ["DEU/OLGKOBL"]
    assert len(library.browse(text="none")) == 2
    assert len(library.browse(relevance="uj")) == 2
    assert library.forums() == {"DEU": 2, "FRA": 1}
    assert library.courts(registered=True) == {"DEU/BGH": 1, "FRA/CA": 1}
    assert list(library.cards([ONE, "unknown", "fr-two--2019--first"])) == [ONE, "fr-two--2019--first"]


def test_coverage_and_counts(library: Library) -> None:
    library.publish_registry(
        [known(ONE, docket_numbers=("3 StR 1/20",)), known("fr-two--2019--first", decision_date="2019")]
    )
    library.publish(document("a", "Text.", docket_numbers=("3 StR 1/20",)))
    library.publish(document("b", "Text.", source="folder", editorial_note=True, registry_id=ONE, fetched_at=None))
    folder, portal, registry = library.coverage()
    assert (folder.source, folder.documents, folder.editorial_notes, folder.duplicates, folder.last_fetched) == (
        "folder", 1, 1, 1, None,
    )  # fmt: skip
    assert (portal.decisions, portal.newest_decision, portal.last_fetched) == (
        1, "2021-01-28", "2026-11-01T10:00:00.000000+00:00",
    )  # fmt: skip
    assert (registry.source, registry.decisions, registry.without_text, registry.oldest_decision) == (
        "registry",
        2,
        1,
        "2019",
    )
    assert library.counts() == {
        "decisions": 2, "with_court_text": 1, "with_editorial_note": 0, "without_text": 1, "documents": 2,
        "paragraphs": 2, "cases": 2, "courts": 1, "countries": 1, "languages": 1, "withdrawn": 0,
    }  # fmt: skip


def test_found_by_any_form_of_its_number(library: Library) -> None:
    result = library.publish(
        document("a", docket_numbers=("3 StR 564/19",), ecli="ECLI:DE:BGH:2021:280121U3STR564.19.0")
    )
    for typed in ("3StR564/19", "3 StR 564/19", "BGH 3 StR 564/19", "ecli:de:bgh:2021:280121u3str564.19.0"):
        assert [item.id for item in library.find_by_identifier(typed)] == [result.decision_id]
    assert library.find_by_identifier("3 StR 565/19") == []
    assert library.find_by_identifier("no number") == []
