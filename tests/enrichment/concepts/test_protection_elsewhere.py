"""Protection outside the six languages with rules of their own, and where the language is not known."""

from __future__ import annotations

import pytest

from enrichment.enrich import enrich
from enrichment.facts.inflected_names import in_latin, in_serbian_letters, is_given_name, is_same_word
from tests.enrichment.concepts.court_texts import text_of


def _masked(language: str | None, text: str) -> str:
    return "\n".join(paragraph.text for paragraph in enrich(text_of(text, language=language)).paragraphs)


@pytest.mark.parametrize(
    ("language", "text", "hidden", "readable"),
    [
        (
            "no",
            "Aktor: Statsadvokat Petra Hagen. Tiltalte Mirso Kovic, født 14. mai 1967, bosatt Granlia 8, 1405 Langhus, slo "
            "fornærmede Goran Peric. Vitnet Ljubica Peric, kona hans, forklarte at Peric døde.",
            ("Goran", "Ljubica", "Peric", "14. mai 1967", "Granlia 8"),
            ("Petra Hagen", "Mirso Kovic"),
        ),
        (
            "da",
            "Tiltaltes forsvarer, advokat Bo Elmkvist, påstod frifindelse. Vidnet Jean Hakorima så Pascasie Mukarema og "
            "hendes søn Eric blive dræbt.",
            ("Hakorima", "Mukarema", "Eric"),
            ("Bo Elmkvist",),
        ),
        (
            "fi",
            "Vastaaja: François Bazarama, syntynyt 1.5.1951. Puheenjohtaja: käräjätuomari Aija Kaarila. Todistaja Gaspard "
            "Habineza kertoi tapahtumista. Habinezan mukaan Colette Mukandi surmattiin.",
            ("1.5.1951", "Habineza", "Mukandi"),
            ("François Bazarama", "Aija Kaarila"),
        ),
        (
            "hu",
            "Dr. Varga Béla tanácselnök előtt. A vád szerint lelőtték Szabó Istvánt. Szabó István özvegye tanúként vallott, "
            "a vádat dr. Kovács Ibolya ügyész képviselte.",
            ("Szabó", "István"),
            ("Varga Béla", "Kovács Ibolya"),
        ),
        (
            "it",
            "La teste Aminata Diallo, residente in via Padova 118, 20132 Milano, ha riferito che l'imputato Osman Barre "
            "percuoteva il suo amico Abdi Nur. Presidente dott.ssa Evelina Canali.",
            ("Aminata", "Diallo", "via Padova 118", "Abdi", "Nur"),
            ("Osman Barre", "Evelina Canali"),
        ),
        (
            "pt",
            "O procurador da República Sérgio Gardim ofereceu denúncia contra Carlos Ustrano pelo sequestro de Aluízio Palhas. "
            "A viúva, Leda Palhas, e a testemunha Inês Romeira, nascida a 5 de junho de 1940, depuseram.",
            ("Aluízio", "Leda", "Palhas", "Inês", "5 de junho de 1940"),
            ("Sérgio Gardim", "Carlos Ustrano"),
        ),
        (
            "pl",
            "Pokrzywdzona Oksana Melnik opisała zatrzymanie. Jej mąż Ołeh został rozstrzelany. Zeznania Melnikowej odczytał "
            "sędzia Andrzej Krasny.",
            ("Oksana", "Melnik", "Ołeh"),
            ("Andrzej Krasny",),
        ),
        (
            "bs",
            "Optuženi Radomir Vukić, koga brani advokat Rade Golić, odveo je Kadu Spahić i njenu kćerku Merimu. Zaštićeni "
            "svjedok S-4 to je potvrdio.",
            ("Kadu", "Spahić", "Merimu", "S-4"),
            ("Radomir Vukić", "Rade Golić"),
        ),
        (
            "sr",
            "Окривљени Милош Чајић, бранилац адвокат Бранко Димић. Оштећена Нада Хоџић је изјавила да је убијен њен муж "
            "Фадил Хоџић.",
            ("Нада", "Хоџић", "Фадил"),
            ("Милош Чајић", "Бранко Димић"),
        ),
        (
            "cs",
            "Obžalovaný Zdeněk Horák, nar. 4. 4. 1931, bil poškozeného Františka Zahrádku. Výslech Zahrádky vedl státní "
            "zástupce Milan Richter.",
            ("4. 4. 1931", "Františka", "Zahrád"),
            ("Zdeněk Horák", "Milan Richter"),
        ),
    ],
)
def test_who_is_no_accused_and_no_official_is_masked(
    language: str, text: str, hidden: tuple[str, ...], readable: tuple[str, ...]
) -> None:
    masked = _masked(language, text)
    assert [name for name in hidden if name in masked] == []
    assert [name for name in readable if name not in masked] == []


@pytest.mark.parametrize(
    ("text", "hidden", "readable"),
    [
        ("Tilltalad: HAMID REZAIE\nMålsägande: AFSHIN MORADI", "AFSHIN", "HAMID REZAIE"),
        ("Interpuesto por Rosa Elvira Chocobar", "Chocobar", "Interpuesto por"),
        ("Presiding judge: Kimberly Post. Witness: Oumar Cissé", "Cissé", "Kimberly Post"),
    ],
)
def test_a_text_too_short_to_tell_its_language_is_protected(text: str, hidden: str, readable: str) -> None:
    masked = _masked(None, text)
    assert hidden not in masked
    assert readable in masked


def test_names_of_cases_and_authors_stay() -> None:
    text = "Retten henviste til Procureur c. Bemba og til Jens Vedsted, Strafferet, s. 12, Karnov. Vidnet Ole Bang kom."
    masked = _masked("da", text)
    assert "Bemba" in masked
    assert "Jens Vedsted" in masked
    assert "Bang" not in masked


def test_endings_make_no_other_name() -> None:
    assert is_same_word("Habinezan", "Habineza", inflects=True)
    assert is_same_word("Vukovića", "Vuković", inflects=True)
    assert not is_same_word("Marković", "Marko", inflects=True)
    assert not is_same_word("Habinezan", "Habineza", inflects=False)


def test_given_names_are_known_in_all_their_cases_and_letters() -> None:
    assert is_given_name("Františka", inflects=True)
    assert is_given_name("Драган", inflects=True)
    assert not is_given_name("Ustavom", inflects=True)
    assert in_latin("Хоџић") == "Hodžić"
    assert in_serbian_letters(r"tužil\w{1,3}") == r"тужил\w{1,3}"
