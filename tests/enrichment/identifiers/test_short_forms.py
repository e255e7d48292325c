"""Short forms are read where only one decision can be meant, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.decision import CitationKind
from enrichment.facts.citations import find_citations
from enrichment.facts.short_forms import find_short_forms
from enrichment.text import Paragraph, Role


def short(
    *texts: str, language: str = "de", country: str | None = None, role: Role = Role.BODY
) -> list[tuple[str, str | None]]:
    paragraphs = [Paragraph(text, role=role) for text in texts]
    citations = find_citations(paragraphs, language=language, country=country)
    found = find_short_forms(paragraphs, citations)
    for item in found:
        assert paragraphs[item.paragraph].text[item.start : item.end] == item.text
        assert item.by.startswith("short_form.")
    return [(item.text, item.norm) for item in found]


def test_a_place_word_means_the_citation_before_it() -> None:
    text = "So BGH, Urteil vom 28. Januar 2021 - 3 StR 564/19, BGHSt 65, 286 Rn. 12. Ebd. Rn. 16 wird das ausgeführt."
    assert short(text) == [("Ebd.", "3 StR 564/19")]


def test_a_court_before_the_word_tells_which_of_several_is_meant() -> None:
    text = (
        "Das BVerfG, Beschluss vom 12. Dezember 2000 - 2 BvR 1290/99 -, und der BGH, Urteil vom 30. April 1999 - 3 StR 215/98, "
        "stimmen überein. Anders noch BGH aaO, Rn. 5; dagegen BVerfG, aaO, Rn. 21."
    )
    assert short(text) == [("aaO", "3 StR 215/98"), ("aaO", "2 BvR 1290/99")]


def test_two_decisions_of_one_court_leave_it_open() -> None:
    text = (
        "BGH, Beschluss vom 6. Juni 2019 - StB 14/19, und BGH, Beschluss vom 5. September 2019 - AK 47/19, sind einschlägig. "
        "BGH aaO hat dies bestätigt."
    )
    assert short(text) == []


def test_a_book_cited_last_is_the_antecedent() -> None:
    assert (
        short("BGH, 3 StR 564/19. Ferner Werle/Jeßberger, Völkerstrafrecht, 5. Aufl., Rn. 771. Ebd. findet sich mehr.")
        == []
    )
    assert short("BGH, 3 StR 564/19; Werle/Jeßberger, aaO, Rn. 771.") == []


def test_a_court_not_cited_before_leaves_it_open() -> None:
    assert short("(BVerwG, Beschluss vom 17.03.2020 - 3 VR 1.19 -, Rn. 21; OVG Meckl.-Vorp., a.a.O., Rn. 6)") == []


def test_ibid_of_a_footnote_means_the_only_citation_of_the_note_before() -> None:
    notes = ("Prosecutor v. Tadić, IT-94-1-AR72, para. 70.", "Ibid., para. 94.")
    assert short(*notes, language="en", role=Role.FOOTNOTE) == [("Ibid.", "IT-94-1-AR72")]
    two = ("Prosecutor v. Tadić, IT-94-1-AR72; Prosecutor v. Kunarac, IT-96-23-T.", "Ibid., para. 94.")
    assert short(*two, language="en", role=Role.FOOTNOTE) == []


def test_a_name_means_the_only_decision_cited_with_it() -> None:
    first = (
        "The Court refers to Jorgic v. Germany, no. 74613/01, § 66, and to Van Anraat v. the Netherlands, no. 65389/09."
    )
    second = "As in Jorgic, cited above, § 70, the Court finds no violation. The Anraat case differs."
    assert short(first, second, language="en") == [("Jorgic, cited above", "74613/01"), ("Anraat case", "65389/09")]


def test_a_name_of_two_decisions_means_neither() -> None:
    first = "Prosecutor v. Tadić, IT-94-1-T, Judgment; Prosecutor v. Tadić, IT-94-1-A, Judgment."
    assert short(first, "The Tadić case settled this.", language="en") == []


def test_states_and_prosecutors_name_no_case() -> None:
    first = "Jorgic v. Germany, no. 74613/01; Prosecutor v. Akayesu, ICTR-96-4-T."
    assert short(first, "The Germany case and the Prosecutor case.", language="en") == []


@pytest.mark.parametrize(
    ("language", "first", "second", "found"),
    [
        ("en", "In Attorney-General v. Adolf Eichmann (Criminal Case 40/61) the court so held.", "The Eichmann case is followed.",
         [("Eichmann case", "Criminal Case 40/61")]),
        ("fr", "CEDH, Ould Dah c. France, req. n° 13113/03, 17 mars 2009.", "Il résulte de l'arrêt Ould Dah, précité, que la loi cède.",
         [("Ould Dah, précité", "13113/03")]),
        ("nl", "EHRM, Jorgic tegen Duitsland, nr. 74613/01.", "Uit het arrest Jorgic volgt dit.", [("Jorgic", "74613/01")]),
        ("de", "EGMR, Jorgic gegen Deutschland, Nr. 74613/01.", "Im Fall Jorgic war es ebenso.", [("Jorgic", "74613/01")]),
        ("de", "EGMR, Jorgic gegen Deutschland, Nr. 74613/01.", "So lag es auch im Fall Jorgic.", [("Jorgic", "74613/01")]),
    ],
)  # fmt: skip
def test_names_in_other_languages(language: str, first: str, second: str, found: list[tuple[str, str]]) -> None:
    assert short(first, second, language=language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "De Hoge Raad (ECLI:NL:HR:2008:BC7421) oordeelde anders; in voornoemd arrest is beslist.", "ECLI:NL:HR:2008:BC7421"),
        ("fr", "Pourvoi n° 22-80.057, 12 mai 2023. L'arrêt précité le confirme.", "22-80.057"),
        ("sv", "Svea hovrätts dom i mål B 9704-22 står fast; nämnda avgörande gäller.", "B 9704-22"),
        ("fr", "Pourvoi n° 22-80.057 et pourvoi n° 22-82.468. L'arrêt précité le confirme.", None),
        ("nl", "In voornoemd arrest is beslist.", None),
    ],
)  # fmt: skip
def test_descriptions_mean_the_only_decision_of_the_paragraph(language: str, text: str, found: str | None) -> None:
    assert [norm for _, norm in short(text, language=language)] == ([found] if found else [])


def test_provisions_are_no_antecedent() -> None:
    assert short("Vgl. § 7 Abs. 1 Nr. 5 VStGB. Ebd. Nr. 9 gilt anderes.") == []


def test_kind_and_rule_are_named() -> None:
    paragraphs = [Paragraph("Jorgic v. Germany, no. 74613/01."), Paragraph("As in Jorgic, cited above, so here.")]
    (found,) = find_short_forms(paragraphs, find_citations(paragraphs, language="en", country=None))
    assert (found.kind, found.by, found.paragraph) == (CitationKind.ECHR_APPLICATION, "short_form.case_name/1", 1)


@given(st.text(alphabet="a.O Ibidcv()§,;:BGHJorgicvGermany 3StR564/19\n–", max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_odd(text: str) -> None:
    short(text, text, language="de")
