"""Names of acquitted persons are not shown, in no part of what the library gives out. All names are invented."""

from __future__ import annotations

import pytest

from search_ui.library import Library
from search_ui.library.anonymity import NameMask, is_shortened, shortened
from search_ui.library.indexing import IndexedDecision
from tests.search_ui.library.documents import document, fact, known, person

ONE = "de-one--2021-01-28--supreme"
WORDS = "Kamal Noorani wird freigesprochen. NOORANI war in Nooranis Haus, nicht in Noor."


def everything(library: Library, decision_id: str) -> str:
    indexed = next(item for item in library.indexed_decisions() if item.id == decision_id)
    assert isinstance(indexed, IndexedDecision)
    card = library.cards([decision_id])[decision_id]
    exports = ["".join(library.export([decision_id], name)) for name in ("jsonl", "csv", "ris", "bibtex", "csl-json")]
    return "\n".join([repr(library.decision(decision_id)), repr(indexed), repr(card), *exports])


def acquittal(record: str = "a", **fields: object):
    return document(
        record,
        WORDS,
        title="Strafsache gegen Kamal Noorani",
        accused=("Kamal Noorani",),
        persons=(person("accused", "Kamal Noorani"), person("judge", "Dr. Zweig")),
        facts=[fact("accused", "Kamal Noorani", 0, WORDS, "Kamal Noorani")],
        **fields,
    )


@pytest.mark.parametrize("registry_first", [True, False])
def test_a_name_the_registry_shortens_is_shown_nowhere(library: Library, registry_first: bool) -> None:
    entry = known(ONE, docket_numbers=("3 StR 1/20",), outcome="acquitted", accused=("Kamal N.",))
    steps = [
        lambda: library.publish_registry([entry]),
        lambda: library.publish(acquittal(docket_numbers=("3 StR 1/20",))),
    ]
    for step in steps if registry_first else reversed(steps):
        step()
    shown = everything(library, ONE)
    assert "noorani" not in shown.lower()
    view = library.decision(ONE)
    assert view.accused == ("Kamal N.",)
    assert view.masked_names == ("Kamal N.: acquitted; names of acquitted persons are shown shortened",)
    assert "Noor." in view.paragraphs[0].text
    assert [item.form for item in view.persons] == ["Kamal N.", "Dr. Zweig"]


def test_an_acquittal_outside_the_registry_is_shortened_too(library: Library) -> None:
    result = library.publish(acquittal(outcome="acquitted"))
    assert "noorani" not in everything(library, result.decision_id).lower()
    assert library.decision(result.decision_id).accused == ("Kamal N.",)


def test_masks_leave_offsets_right(library: Library) -> None:
    result = library.publish(acquittal(outcome="acquitted"))
    view = library.decision(result.decision_id)
    assert len(view.paragraphs[0].text) == len(WORDS)
    for item in view.facts:
        for evidence in item.evidence:
            assert view.paragraphs[evidence.paragraph].text[evidence.start : evidence.end] == evidence.quote


def test_a_quote_that_cuts_through_a_name_does_not_show_it(library: Library) -> None:
    cut = fact("outcome", "acquitted", 0, WORDS, "oorani wird freigesprochen")
    result = library.publish(document("a", WORDS, accused=("Kamal Noorani",), facts=[cut], outcome="acquitted"))
    (evidence,) = library.decision(result.decision_id).facts[0].evidence
    assert "oorani" not in evidence.quote
    assert evidence.quote.endswith(" wird freigesprochen")


def test_a_convicted_person_is_named_as_the_court_does(library: Library) -> None:
    words = "Kamal Noorani wird verurteilt."
    library.publish_registry([known(ONE, accused=("Kamal Noorani",), outcome="convicted")])
    library.publish(document("a", words, registry_id=ONE, accused=("Kamal Noorani",)))
    view = library.decision(ONE)
    assert (view.accused, view.paragraphs[0].text, view.masked_names) == (("Kamal Noorani",), words, ())


def test_the_press_office_form_holds_for_full_names_elsewhere(library: Library) -> None:
    library.publish_registry([known(ONE, accused=("Kamal N.",), outcome="convicted")])
    library.publish(document("a", "Kamal Noorani wird verurteilt.", registry_id=ONE, accused=("Kamal Noorani",)))
    assert "noorani" not in everything(library, ONE).lower()


def test_a_name_the_extraction_shortened_is_not_shown_by_its_quote(library: Library) -> None:
    words = "Der Angeklagte Kamal Noorani wird freigesprochen."
    found = fact("accused", "K. N.", 0, words, "Kamal Noorani")
    result = library.publish(document("a", words, accused=("K. N.",), facts=[found], outcome="acquitted"))
    assert "noorani" not in everything(library, result.decision_id).lower()


def test_persons_with_one_short_form_stay_apart(library: Library) -> None:
    persons = (person("accused", "Kamal Noorani"), person("accused", "Kamal Nasser"), person("judge", "Dr. Zweig"))
    result = library.publish(
        document("a", accused=("Kamal Noorani", "Kamal Nasser"), persons=persons, outcome="acquitted")
    )
    view = library.decision(result.decision_id)
    assert [item.form for item in view.persons] == ["Kamal N.", "Kamal N.", "Dr. Zweig"]


def test_only_accused_and_officials_are_searchable_names(library: Library) -> None:
    persons = (person("judge", "Dr. Zweig"), person("witness", "Z. 7", masked=True), person("victim", "Ada Still"))
    library.publish(document("a", accused=("Kamal Noorani",), persons=persons, outcome="convicted"))
    (indexed,) = library.indexed_decisions()
    assert indexed.names == ("Kamal Noorani", "Dr. Zweig")


@pytest.mark.parametrize(
    ("form", "short"),
    [
        ("Kamal Noorani", "Kamal N."),
        ("Kamal al-Noorani", "Kamal a."),
        ("Abdul Karim Noorani", "Abdul K. N."),
        ("Kamal van der Meer", "Kamal M."),
        ("Noorani", "N."),
        ("Kamal N.", "Kamal N."),
        ("K. N.", "K. N."),
        ("the former commander", "the former commander"),
    ],
)
def test_shortened_names(form: str, short: str) -> None:
    assert shortened(form) == short
    assert is_shortened(short)


def test_a_mask_without_names_changes_nothing() -> None:
    mask = NameMask.for_accused(("Kamal N.",), (), "acquitted")
    assert not mask
    assert mask.text("Kamal Noorani") == "Kamal Noorani"
