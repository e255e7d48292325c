"""What the library holds is a function of what was published, never of the order."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_ui.library import Library, Publication
from search_ui.library.grouping import Document, Known, group_documents
from tests.search_ui.library.documents import BGH, HOGE_RAAD, KOBLENZ, document, known

DOCKETS = ("3 StR 1/20", "3 StR 2/20", "1 Ks 3/20")
DATES = ("2021-01-28", "2021-02-01", "2021", None)
ECLIS = ("ECLI:DE:BGH:2021:280121U3STR1.20.0", "ECLI:DE:BGH:2021:280121B3STR1.20.1", "ECLI:NL:HR:2021:10", None, None)
NEUTRALS = ("[2021] UKSC 5", "[2021] UKSC 6", "[2021] 1 AC 3", None, None, None)
REGISTERED = ("de-one--2021-01-28--supreme", "de-two--2021-02-01--first", "nl-three--2021--appeal")
dockets = st.lists(st.sampled_from(DOCKETS), max_size=2, unique=True).map(tuple)

registry_entries = st.builds(
    known,
    st.sampled_from(REGISTERED),
    ecli=st.sampled_from(ECLIS),
    docket_numbers=dockets,
    decision_date=st.sampled_from(DATES),
    court_id=st.sampled_from(("DEU/BGH", "DEU/OLGKOBL", None)),
    forum_country=st.sampled_from(("DEU", "NLD")),
    neutral_citation=st.sampled_from(NEUTRALS),
    outcome=st.sampled_from(("convicted", "acquitted")),
)


@st.composite
def documents(draw: st.DrawFn) -> Publication:
    text = draw(
        st.sampled_from(("The appeal is dismissed, see 3 StR 1/20.", "See BGH, 28.1.2021 - 3 StR 2/20.", "Brief."))
    )
    words = next((words for words in DOCKETS if words in text), None)
    version = draw(st.integers(1, 2))
    return document(
        draw(st.sampled_from(("a", "b", "c", "d", "e"))),
        text,
        draw(st.sampled_from(("The rest is silence.", "It ends here."))),
        cites=[("docket", words)] if words else [],
        court=draw(st.sampled_from((BGH, BGH, KOBLENZ, HOGE_RAAD, None))),
        date=draw(st.sampled_from(DATES)),
        ecli=draw(st.sampled_from(ECLIS)),
        docket_numbers=draw(dockets),
        neutral_citation=draw(st.sampled_from(NEUTRALS)),
        registry_id=draw(st.sampled_from((None, None, *REGISTERED))),
        accused=draw(st.sampled_from(((), ("Kamal Noor",)))),
        editorial_note=draw(st.booleans()),
        fetched_at=f"2026-11-0{version}T10:00:00+00:00",
        bytes_=f"version {version}",
    )


def distinct_versions(publications: list[Publication]) -> bool:
    """At most one document for a record and time of fetching: the world does not offer two."""
    versions = [(item.document.record_id, item.document.fetched_at) for item in publications]
    return len(versions) == len(set(versions))


publications = st.lists(documents(), min_size=2, max_size=6).filter(distinct_versions)
registries = st.lists(registry_entries, max_size=3, unique_by=lambda entry: entry.decision_id)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(publications=publications, registry=registries, data=st.data())
def test_any_order_of_publication_gives_the_same_library(
    empty_library: Path, publications: list[Publication], registry: list, data: st.DataObject
) -> None:
    steps = [*publications, *registry]
    other_order = data.draw(st.permutations(steps))
    with TemporaryDirectory() as folder:
        first = fill(empty_library, Path(folder) / "first.sqlite", steps)
        other = fill(empty_library, Path(folder) / "other.sqlite", other_order)
        again = fill(empty_library, Path(folder) / "other.sqlite", steps, into_existing=True)
    assert first == other == again


def fill(empty: Path, path: Path, steps: list, *, into_existing: bool = False) -> tuple[str, list[str]]:
    if not into_existing:
        shutil.copy(empty, path)
    library = Library.open(f"sqlite:///{path}")
    try:
        for step in steps:
            if isinstance(step, Publication):
                library.publish(step)
            else:
                library.publish_registry([step])
        assert library.check_integrity() == []
        ids = [item.id for item in library.indexed_decisions()]
        assert len(ids) == len(set(ids))
        assert set(ids) == library.published_ids()
        return library.fingerprint(), sorted(ids)
    finally:
        library.close()


# -- the rule itself -------------------------------------------------------------------------------------------------

kinds = {
    "ecli": "EF", "claim": "RST", "neutral": ("1UKSC", "2UKSC", "1AC"), "place": ("c|1|2021-01-28", "c|2|2021-01-28"),
    "text": "tu", "court": "cd", "date": "12", "docket": "12",
}  # fmt: skip
keys = st.frozensets(st.sampled_from([(kind, key) for kind, values in kinds.items() for key in values]), max_size=6)


def one_ecli(found: frozenset[tuple[str, str]]) -> bool:
    return sum(kind == "ecli" for kind, _ in found) <= 1


members = st.lists(keys.filter(one_ecli), max_size=8).map(
    lambda all_keys: [Document(f"d{n}", item, f"doc-{n}") for n, item in enumerate(all_keys)]
)
registry_nodes = st.dictionaries(st.sampled_from("RST"), keys.filter(one_ecli), max_size=3).map(
    lambda found: [Known(name, frozenset({*item, ("claim", name)})) for name, item in found.items()]
)


@settings(max_examples=500, deadline=None)
@given(members=members, nodes=registry_nodes, data=st.data())
def test_grouping_is_a_function_of_the_set(members: list[Document], nodes: list[Known], data: st.DataObject) -> None:
    expected = group_documents(members, nodes)
    names = data.draw(st.permutations([document.member for document in members]))
    renamed = dict(zip([document.member for document in members], names, strict=True))
    shuffled = data.draw(st.permutations(members))
    got = group_documents(
        [Document(renamed[item.member], item.keys, item.record_id) for item in shuffled],
        data.draw(st.permutations(nodes)),
    )
    assert {member: got.decision_of[renamed[member]] for member in expected.decision_of} == expected.decision_of
    assert {member: expected.problems.get(member) for member in expected.decision_of} == {
        member: got.problems.get(renamed[member]) for member in expected.decision_of
    }


@settings(max_examples=300, deadline=None)
@given(members=members, nodes=registry_nodes)
def test_two_eclis_never_share_a_decision(members: list[Document], nodes: list[Known]) -> None:
    grouping = group_documents(members, nodes)
    ecli_of: dict[str, str] = {}
    for item in members:
        for kind, key in item.keys:
            if kind == "ecli":
                assert ecli_of.setdefault(grouping.decision_of[item.member], key) == key


@settings(max_examples=300, deadline=None)
@given(members=members, nodes=registry_nodes)
def test_documents_without_anything_in_common_never_share_a_decision(
    members: list[Document], nodes: list[Known]
) -> None:
    grouping = group_documents(members, nodes)
    for component in components(members, nodes):
        alone = group_documents(
            [item for item in members if item.member in component], [node for node in nodes if node.id in component]
        )
        for item in members:
            if item.member in component:
                assert alone.decision_of[item.member] == grouping.decision_of[item.member]


def components(members: list[Document], nodes: list[Known]) -> Iterator[set[str]]:
    linking = ("ecli", "claim", "neutral", "place", "text")
    named = [(item.member, item.keys) for item in members] + [(node.id, node.keys) for node in nodes]
    left = {name: {key for key in found if key[0] in linking} for name, found in named}
    while left:
        name, found = left.popitem()
        component = {name}
        while joined := [other for other, keys_ in left.items() if keys_ & found]:
            for other in joined:
                component.add(other)
                found |= left.pop(other)
        yield component


@pytest.mark.parametrize("late", [0, 1, 2])
def test_a_late_fetch_of_a_record_replaces_an_early_one_in_any_order(new_library, late: int) -> None:
    versions = [
        document("a", f"Words of version {n}.", docket_numbers=("3 StR 1/20",), fetched_at=f"2026-11-0{n}T00:00:00Z")
        for n in (1, 2, 3)
    ]
    library = new_library()
    for version in versions[late:] + versions[:late]:
        library.publish(version)
    (decision_id,) = library.published_ids()
    view = library.decision(decision_id)
    assert view.paragraphs[0].text == "Words of version 3."
    assert set(view.documents[0].earlier_versions) == {version.document.sha256 for version in versions[:2]}
