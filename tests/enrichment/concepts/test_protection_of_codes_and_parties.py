"""Codes of protected witnesses, other names of the accused, and parties of ordinary cases."""

from __future__ import annotations

import pytest

from enrichment.decision import Decision
from enrichment.enrich import enrich, enrich_fully
from enrichment.facts.private_data import find_private_data
from enrichment.text import Paragraph, Text
from tests.enrichment.concepts.court_texts import text_of

FILLER = "The contract between the companies was signed in March. The price was paid in two parts. " * 12


def _masked(language: str, text: str) -> str:
    return "\n".join(p.text for p in enrich(text_of(text, language=language)).paragraphs)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        (
            "de",
            "Der Zeuge Z28 war in der Zelle. Er hörte Schreie.\n\nZ28 erkannte den Angeklagten Bilal K. wieder.",
            "Z28",
        ),
        ("en", "The accused Teah was there. C-15 testified that she was tortured by soldiers.", "C-15"),
        ("fr", "Le témoin T12 a été entendu sur le meurtre.\n\nSelon T12, les gendarmes ont tiré.", "T12"),
        ("en", "The accused Teah tortured prisoners. The Court heard evidence from W3. W3 remembered him.", "W3"),
        ("en", "The complainant, whom I shall call AB, was tortured. AB was then released.", "AB"),
    ],
)
def test_a_code_is_masked_wherever_it_stands(language: str, text: str, code: str) -> None:
    masked = _masked(language, text)
    assert code not in masked
    assert "[protected witness 1]" in masked


def test_an_army_known_by_letters_is_no_witness() -> None:
    assert "the group known as RUF-X and XYZ" in _masked("en", "He joined the group known as RUF-X and XYZ in the war.")


def test_a_party_that_speaks_under_a_letter_and_number_is_no_witness_in_a_civil_case() -> None:
    assert "D2 stated" in _masked("en", f"{FILLER}\n\nD2 stated that the rent was paid. {FILLER}")


@pytest.mark.parametrize(
    ("language", "text", "private"),
    [
        ("de", "Der am 12.08.1985 in Kobane geborene Zeuge", "12.08.1985"),
        ("nl", "op 3 mei 1963 te Homs geboren", "3 mei 1963"),
        ("nl", "Zij wonen op het adres Steenweg op Gent 230, 9300 Aalst.", "Steenweg op Gent 230, 9300 Aalst"),
        ("fr", "domiciliée Chemin des Vignes 3, 1806 Saint-Légier", "Chemin des Vignes 3, 1806 Saint-Légier"),
        (
            "es",
            "vecina de la calle Paraguay 1842, 3.º B, de Buenos Aires",
            "calle Paraguay 1842, 3.º B, de Buenos Aires",
        ),
    ],
)
def test_private_data_in_other_orders(language: str, text: str, private: str) -> None:
    assert {text[start:end] for start, end, _ in find_private_data(text, language)} == {private}


def test_another_name_of_the_accused_stays() -> None:
    text = "The accused, John Sando, also known as Mohammed Kallon, ordered the killing of Morris Yarkpa."
    masked = _masked("en", text)
    assert "Mohammed Kallon" in masked
    assert "Yarkpa" not in masked


def test_who_is_killed_is_a_victim_whatever_the_office() -> None:
    masked = _masked("fr", "L'accusé Jean Muvunyi était là. Le bourgmestre Narcisse Ruhamanya avait été abattu.")
    assert "Ruhamanya" not in masked
    assert "Jean Muvunyi" in masked


@pytest.mark.parametrize("title", ["Amina Okoro v Hanover Insurance Ltd", None])
def test_a_party_of_a_civil_case_stays_named_even_as_a_witness(title: str | None) -> None:
    text = (
        f"{FILLER}\n\nThe claimant, Amina Okoro, was the wife of the driver. Witness Amina Okoro testified that the car "
        f"was hers. The witness Bartholomew Quigg testified as well. {FILLER}"
    )
    decision = enrich(text_of(text, language="en", title=title))
    masked = "\n".join(p.text for p in decision.paragraphs)
    assert masked.count("Amina Okoro") == 2
    assert "Quigg" not in masked


def test_names_within_hyphens_and_in_headings_go_too() -> None:
    above = "3 Testimony of Fatou Jallow, as in Doe v Roe"
    text = "The accused Teah was convicted of torture. Witness Fatou Jallow testified. The Jallow-Camara family fled."
    decision = enrich_fully(Text((Paragraph(text, heading_path=(above,)),), "plain", "plain", language="en"))
    shown = decision.decision.paragraphs[0]
    assert "Jallow" in "".join(decision.names)
    assert "Jallow" not in shown.text
    assert "Jallow" not in shown.heading_path[0]


def test_the_fuller_form_of_an_acquitted_person_goes_with_the_short_one() -> None:
    text = (
        "R v Sharon Fox\n\nThe accused Sharon Fox was tried for murder before the Crown Court. Ms Fox was acquitted of the "
        "murder by the jury.\n\nThe verdict is not guilty. The accused is acquitted."
    )
    enriched = enrich_fully(text_of(text, language="en"))
    assert "Fox" not in "\n".join(p.text for p in enriched.decision.paragraphs)
    assert all("Fox" not in name for name in enriched.decision.accused)
    assert {"Fox", "Sharon Fox"} & enriched.names


def test_a_decision_without_names_has_none_to_look_for() -> None:
    enriched = enrich_fully(text_of("The appeal is dismissed.", language="en"))
    assert isinstance(enriched.decision, Decision)
    assert enriched.names == frozenset()


def test_a_party_on_a_line_of_the_caption_stays_named() -> None:
    caption = "BETWEEN:\nABIGAIL LAURA MOORE\nApplicant\n- and -\nTHOMAS MOORE\nRespondent"
    text = f"{caption}\n{FILLER}\nThe testimony of Abigail Moore was clear. The testimony of Bartholomew Quigg was not. {FILLER}"
    masked = _masked("en", text)
    assert "Abigail Moore was clear" in masked
    assert "Quigg" not in masked


def test_counsel_is_told_by_who_instructs_and_for_whom() -> None:
    text = (
        f"{FILLER}\nMr Oliver Thornby (instructed by Messrs Capstone) for the Applicant\nMr Thornby submitted that the "
        f"witness, Mr Thornby said, was mistaken. {FILLER}"
    )
    decision = enrich(text_of(text, language="en"))
    assert ("counsel", "Oliver Thornby") in [(person.role, person.form) for person in decision.persons]
    assert "[name" not in "\n".join(p.text for p in decision.paragraphs)


def test_words_that_stand_where_a_name_could_are_no_persons() -> None:
    text = (
        f"{FILLER}\nCounsel Further submitted that the claim fails. Judge Presiding: Deputy Judge Advocate General. "
        f"The defendant Site was closed. {FILLER}"
    )
    assert enrich(text_of(text, language="en")).persons == ()


def test_the_number_and_seat_of_an_office_are_no_persons() -> None:
    text = (
        "El fiscal Superior de la Tercera Circunscripción acusó al procesado. La Fiscal Séptimo del Circuito apeló. "
        "El juez Séptimo de Control resolvió. El magistrado Ernesto Valbuena Quiroga, ponente, redactó la sentencia."
    )
    persons = [(person.role, person.form) for person in enrich(text_of(text, language="es")).persons]
    assert persons == [("judge", "Ernesto Valbuena Quiroga")]


def test_nobody_is_accused_in_a_civil_case() -> None:
    text = f"Okoro v Hanbury\n{FILLER}\nThe defendant Peter Hanbury denied the debt. {FILLER}"
    decision = enrich(text_of(text, language="en"))
    assert decision.accused == ()
    assert decision.unread["accused"] == "nobody is accused in a case of this kind"
    assert "Peter Hanbury denied" in decision.paragraphs[2].text


def test_the_accused_of_a_caption_that_runs_on_stay_named() -> None:
    text = (
        "Specialist Prosecutor v. Hashim Example, Bashkim Sample, Isni\nProbe, Fadil Muster and Hajredin Modell\n"
        "The Defence requests that Mr Modell attend the hearing on the war crimes charges remotely."
    )
    masked = _masked("en", text)
    assert "[name" not in masked


# language, text, names that must go, names that must stay
NARRATED = [
    (
        "de",
        "Die Gruppe um den Angeklagten Nikola J. holte den Müller Hasan Begović sowie Enver Delić und einen Mann namens Rešid "
        "aus den Häusern und tötete sie.",
        ["Hasan Begović", "Enver Delić", "Rešid"],
        ["Nikola J."],
    ),
    (
        "en",
        "On 4 November 1989 Bernabé Escalona, a priest, was shot. A woman called Nokoi was shot too, on the orders of Modou "
        "Sarr. Counsel for Sarr, Nicole Bergman, denied it.",
        ["Escalona", "Nokoi"],
        ["Modou Sarr", "Nicole Bergman"],
    ),
    (
        "es",
        "Según el testigo Osvaldo Pucci, a Ramiro Soria lo mataron. A Soria lo detuvo el acusado Luis Prado. La letrada de la "
        "víctima, doña Carla Esteve, pidió prisión.",
        ["Pucci", "Ramiro", "Soria"],
        ["Luis Prado", "Carla Esteve"],
    ),
    (
        "fr",
        "Devant le juge d'instruction, Clarisse Nzeyi a indiqué que l'accusé Jean Rugwe avait tué. « Il criait », déclare Mme "
        "Nzeyi. Ses jumeaux Aimé et Solange sont morts.",
        ["Clarisse", "Nzeyi", "Aimé", "Solange"],
        ["Jean Rugwe"],
    ),
    (
        "nl",
        "Verdachte Ephrem Bosco schoot. De advocaat van de benadeelde partij, mr. Britta Vos, sprak. Voorzitter mr. Van der Horst "
        "sloot de zitting over de moord op Martine Uwera.",
        ["Uwera"],
        ["Ephrem Bosco", "Britta Vos", "Van der Horst"],
    ),
    (
        "sv",
        "Enligt vittnet Siamak Nouri var det Hamid Noury som läste upp namnen på fångar som avrättades.",
        ["Siamak"],
        ["Hamid Noury"],
    ),
]


@pytest.mark.parametrize(("language", "text", "gone", "stay"), NARRATED)
def test_who_suffers_is_masked_and_who_acts_or_pleads_is_not(
    language: str, text: str, gone: list[str], stay: list[str]
) -> None:
    masked = _masked(language, text)
    assert [name for name in gone if name in masked] == []
    assert [name for name in stay if name not in masked] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            f"{FILLER * 2}\nShe attempted injury to a child, see Mendoza v. Garland. In Mendoza the child of Mendoza was hurt.",
        ),
        (
            "en",
            f"{FILLER * 2}\nThe victim of the flood, Bodylines Ltd, claimed. The policy of the victim Bodylines was void.",
        ),
        ("en", f"{FILLER * 2}\nFor an offence against a child, DHS must make two showings."),
        ("de", "Opfer von Gewalt wurden in A-Stadt versorgt. Das Verwaltungsgericht A-Stadt hat die Klage abgewiesen."),
        ("de", "Die Einnahmen des Vereins aus dem Vertrieb von Yoga-Produkten kamen dem Opfer zugute."),
        ("de", "Das Land steht in der Liste der Pressefreiheit 2022 auf Platz 89 (von 180)."),
    ],
)
def test_cases_firms_authorities_and_things_are_no_protected_persons(language: str, text: str) -> None:
    assert "removed]" not in _masked(language, text)


def test_a_town_read_as_an_acquitted_accused_stays() -> None:
    text = (
        "Prosecutor v. Sefer Sample\nThe accused Sefer Sample is acquitted of the murder of civilians.\n"
        "The accused Grabovo was acquitted. Civilians were killed in Grabovo. He was in Grabovo. The bodies lay near Grabovo."
    )
    enriched = enrich_fully(text_of(text, language="en"))
    assert "Grabovo" not in enriched.names
    assert "killed in Grabovo" in enriched.decision.paragraphs[2].text


def test_who_signs_above_an_office_is_counsel() -> None:
    text = (
        "Prosecutor v. Hashim Example\nThe Defence requests that the accused attend the hearing on the war crimes charges.\n"
        "Respectfully submitted,\nAlexander Admiral\nCounsel for Hashim Example"
    )
    assert "Alexander Admiral" in _masked("en", text)


def test_a_respondent_is_no_prosecution() -> None:
    text = (
        f"Burnett (Respondent) v Hanover Ltd (Appellant)\n{FILLER}\n{FILLER}\nThe testimony of Mrs Burnett was clear."
    )
    assert "Mrs Burnett was" in _masked("en", text)


def test_a_verdict_behind_a_comma_still_names_the_accused() -> None:
    text = "La cour, statuant par défaut, déclare Ali Exemple coupable de torture commise en Syrie et le condamne à dix ans."
    assert enrich(text_of(text, language="fr")).accused == ("Ali Exemple",)


def test_treaties_headings_places_and_units_are_nobody() -> None:
    text = (
        "The witness Ahmad Beispielov was held in Lashkar Gah by the Taliban and tortured. A. Submissions of the parties. "
        "The accused commanded the Silver Fox Independent Platoon and was convicted of murder as a crime against humanity."
    )
    read = _masked("en", text)
    assert "Beispielov" not in read
    assert "in Lashkar Gah by" in read
    assert "A. Submissions of" in read
    assert "Silver Fox Independent Platoon" in read
    spanish = (
        "Las víctimas alegan que el Estatuto de Roma y el Convenio de Ginebra fueron infringidos. "
        "El testigo Juan Ejemplo Pérez declaró que los soldados torturaron a los presos."
    )
    read = _masked("es", spanish)
    assert "el Estatuto de Roma y el Convenio de Ginebra" in read
    assert "Ejemplo" not in read


def test_a_verdict_behind_a_colon_names_the_accused() -> None:
    text = (
        "La cour condamne : Ali Exemple à vingt ans de réclusion pour torture commise en Syrie, Omar Modèle à dix ans."
    )
    assert enrich(text_of(text, language="fr")).accused == ("Ali Exemple", "Omar Modèle")
