"""Who stays readable in French, Spanish and Swedish, and who beside them does not."""

from __future__ import annotations

import pytest

from enrichment.enrich import enrich, enrich_fully
from enrichment.facts.names import is_abstract
from tests.enrichment.concepts.court_texts import text_of


def _masked(language: str, text: str) -> str:
    return "\n".join(paragraph.text for paragraph in enrich(text_of(text, language=language)).paragraphs)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "fr",
            "La partie civile met en cause Calixte Mbarushi dans le meurtre de son frère Aimé Ruta.",
            "Calixte Mbarushi",
        ),
        ("fr", "La défense de Paul Sindayi conteste le viol de Marie Uwase.", "Paul Sindayi"),
        ("fr", "Le témoin Luc Banza a désigné Cheikh Tounkara comme le chef du camp de torture.", "Cheikh Tounkara"),
        ("es", "La defensa de Raúl Ocampo negó la tortura de Inés Vidal.", "Raúl Ocampo"),
        ("es", "Se amplió la querella por torturas contra ocho militares, entre ellos Donato Ruiz.", "Donato Ruiz"),
        ("sv", "Tingsrätten finner att Claver Bizima har gjort sig skyldig till mord på Fidèle Muna.", "Claver Bizima"),
        ("sv", "Enligt åtalet har Lina Isberg hållit Gule Hassan som slav.", "Lina Isberg"),
    ],
)
def test_what_is_told_of_an_accused_keeps_the_name(language: str, text: str, name: str) -> None:
    assert name in _masked(language, text)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "es",
            "Ilmos. Sres. Magistrados: D. Félix Guevara, Presidente; Dª. Clara Bayar; D. Antonio Delgado. En la causa por "
            "torturas se dicta sentencia.",
            ("Félix Guevara", "Clara Bayar", "Antonio Delgado"),
        ),
        (
            "es",
            "Condenaron las torturas. Firman: Jorge Burad - Juan Macías - Héctor Cort.",
            ("Jorge Burad", "Juan Macías"),
        ),
        ("es", "El Presidente de la Corte, Diego Sayán, leyó la sentencia sobre las torturas.", ("Diego Sayán",)),
        ("fr", "M. Xavier Samuel, premier vice-président adjoint, juge le crime de torture.", ("Xavier Samuel",)),
    ],
)
def test_a_bench_stays_readable_to_its_end(language: str, text: str, names: tuple[str, ...]) -> None:
    masked = _masked(language, text)
    assert [name for name in names if name not in masked] == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Avocat de Mme Mukandori dans l'affaire de torture, il a plaidé.", "Mukandori"),
        ("fr", "Le témoin de la torture, M. Thierno Baldi, président d'une association de victimes, parle.", "Baldi"),
        ("fr", "En cause du procureur fédéral et de : Gasana Ndobi, partie civile pour torture.", "Ndobi"),
        (
            "fr",
            "La cour, composée de M. Vauquel, président, a condamné Luc Mani pour la torture de David Nemin.",
            "Nemin",
        ),
        ("sv", "Personalia: Goretti Nyira, född 19720308. Hon såg hur fångarna torterades.", "Nyira"),
        ("sv", "Offret Emmanuel H torterades. Emmanuel H:s uppgifter är trovärdiga.", "H:s"),
        ("es", "Fue torturada Consuelo Arriaga Vda. de Pratt.", "Pratt"),
        ("es", "Sonia Vidal, entonces teniente, declaró como testigo sobre las torturas.", "Vidal"),
    ],
)
def test_no_office_near_by_uncovers_a_victim_or_witness(language: str, text: str, name: str) -> None:
    assert name not in _masked(language, text)


def test_the_wife_of_an_accused_is_an_accused_where_she_is_charged() -> None:
    text = "L'épouse de Sabri Essadi, Sonia Mejbri, est mise en examen du chef de génocide."
    assert "Sonia Mejbri" in _masked("fr", text)


def test_a_case_name_stays_and_a_victim_named_in_full_is_masked_everywhere() -> None:
    text = (
        "Véase Caso Familia Barrera Vs. Venezuela, sobre torturas. El señor Juan Barrera fue torturado.\n\n"
        "También el Caso Goibur y otros Vs. Paraguay."
    )
    fully = enrich_fully(text_of(text, language="es"))
    masked = "\n".join(paragraph.text for paragraph in fully.decision.paragraphs)
    assert "Caso Familia Barrera Vs. Venezuela" in masked
    assert "Goibur" in masked
    assert [name for name in fully.names if name in masked] == []


def test_institutions_and_abstract_nouns_are_nobody() -> None:
    text = "La Ley para la Consolidación de la Paz y el Fondo de Asistencia Legal ayudan a víctimas de tortura."
    assert _masked("es", text) == text
    assert is_abstract("Consolidación")
    assert not is_abstract("Encarnación")
    assert not is_abstract("Sarmiento")
