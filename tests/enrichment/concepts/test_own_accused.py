"""Who of those named where an accused could be is the accused of this very case."""

from __future__ import annotations

import pytest

from enrichment.enrich import enrich, enrich_fully
from tests.enrichment.concepts.court_texts import text_of

CASES = [
    pytest.param(
        "nl",
        "Beroep in cassatie van X te Z tegen de uitspraak van het Gerechtshof. De Staatssecretaris van Financiën heeft "
        "een verweerschrift ingediend. De verdachte Staatssecretaris van Financiën is geen verdachte.",
        (),
        id="an office",
    ),
    pytest.param(
        "de",
        "Der Angeklagte Karim Deschner wurde wegen Mordes verurteilt. Die Feststellungen belegen nicht, dass dem "
        "Angeklagten der Verkaufserlös zufloss.",
        ("Karim Deschner",),
        id="a noun behind the word",
    ),
    pytest.param(
        "en",
        "The accused Milan Dravić was convicted of murder as a war crime. Contrary to the claims of the accused, the "
        "lines between Vitez and Krasnopolje worked. Shells fell in Krasnopolje. The brigade was based in Krasnopolje.",
        ("Milan Dravić",),
        id="a town",
    ),
    pytest.param(
        "en",
        "A federal jury convicted Peter Quillon of perjury. The court sentenced him to two years. Quillon appealed his "
        "conviction. Intent may be implied. United States v. Hollister, 436 F.2d 101 (9th Cir. 1970). The conviction "
        "is affirmed.",
        ("Peter Quillon",),
        id="a case that is cited",
    ),
    pytest.param(
        "en",
        "R v Tamsin Orde\n\nThe defendant Tamsin Orde was convicted of torture. The offence is continuous. "
        "A sentence takes effect from the day of its pronouncement (R v Menhir [1980] AC 598). The appeal is dismissed.",
        ("Tamsin Orde",),
        id="a case cited with its report",
    ),
    pytest.param(
        "en",
        "Between:\n\nDavid Hollin and Celine Auber\n\nAppellants\n\nand\n\nHis Majesty The King\n\nRespondent\n\n- and -\n\n"
        "Criminal Lawyers of Example\n\nIntervener\n\nThe appellants were convicted of murder by a jury. The appeal is "
        "dismissed.",
        ("David Hollin", "Celine Auber"),
        id="a caption with the role under each name",
    ),
    pytest.param(
        "en",
        "R v Tamsin Orde\n\nThe defendant Tamsin Orde was convicted of torture. The appeal is dismissed.\n\n"
        "Solicitors for the appellant: Harrow Beck Law, Edmonton.",
        ("Tamsin Orde",),
        id="lawyers",
    ),
]


@pytest.mark.parametrize(("language", "text", "accused"), CASES)
def test_only_the_accused_of_this_case_are_listed(language: str, text: str, accused: tuple[str, ...]) -> None:
    decision = enrich(text_of(text, language))
    assert set(decision.accused) == set(accused)


def test_who_applies_to_a_court_gives_the_case_its_name_and_the_court_is_no_accused() -> None:
    text = (
        "HOUSE OF LORDS\nRegina v Bow Street Metropolitan Stipendiary Magistrate, ex parte Quintero Ugalde (No 3)\n"
        "Spain asked for the extradition of a former head of State for torture.\n"
        "Torture committed abroad became an extradition crime only when English courts were given jurisdiction over it."
    )
    decision = enrich(text_of(text, "en"))
    assert decision.accused == ()
    assert "ex parte Quintero Ugalde" in decision.paragraphs[1].text


def test_an_official_who_is_masked_somewhere_is_listed_nowhere() -> None:
    text = (
        "The Prosecutor v. Milan Dravić\nCounsel Tarik Hodalj appeared for the accused.\n"
        "The accused Milan Dravić was charged with murder as a war crime. The victim Tarik Hodalj was killed in the "
        "village. The body of the victim Tarik Hodalj was found in the river by his sister.\n"
        "The Trial Chamber convicts the accused Milan Dravić of murder as a war crime."
    )
    enriched = enrich_fully(text_of(text, "en"))
    named = {person.form for person in enriched.decision.persons if not person.masked}
    assert "Milan Dravić" in named
    assert not named & enriched.names
