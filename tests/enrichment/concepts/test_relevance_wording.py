"""The wording as a whole: what it learns from labelled texts, and how far it goes."""

from __future__ import annotations

import pytest

from enrichment.enrich import enrich
from enrichment.evaluation.fit_relevance import signals_of
from enrichment.evaluation.fit_wording import Worded, fit_wording
from enrichment.relevance_wording import WordingTable, load_wording, weigh_wording
from enrichment.text import Paragraph, Text


def _text(text: str, language: str, title: str | None = None) -> Text:
    return Text(tuple(Paragraph(line) for line in text.split("\n")), "plain", "plain", language=language, title=title)


def _learnt() -> WordingTable:
    texts = [("uj", {"warlord", "villages", "court"})] * 5
    texts += [("core_crime", {"warlord", "tribunal", "court"})] * 5
    texts += [("neither", {"tenancy", "rent", "court"})] * 10
    return fit_wording([Worded(label, 1.0, frozenset(words), of_gold=True) for label, words in texts])


def test_words_are_weighed_as_the_texts_that_hold_them_are_labelled() -> None:
    table = _learnt()
    war, rent = (weigh_wording({word: word}, table) for word in ("warlord", "rent"))
    assert war.core > table.bias[0] > rent.core
    abroad, at_home = (weigh_wording({word: word}, table) for word in ("villages", "tribunal"))
    assert abroad.abroad > table.bias[1] > at_home.abroad
    assert war.telling == ("warlord",)


def test_what_stands_in_every_text_or_in_too_few_is_not_learnt() -> None:
    table = _learnt()
    assert "court" not in table.words
    rare = Worded("uj", 1.0, frozenset({"rarely"}), of_gold=True)
    assert "rarely" not in fit_wording([rare, Worded("neither", 1.0, frozenset({"rent"}), of_gold=True)] * 2).words


def test_words_of_texts_outside_the_gold_are_not_learnt() -> None:
    real = Worded("neither", 0.3, frozenset({"sentence_of", "real"}), of_gold=False)
    gold = [Worded("uj", 1.0, frozenset({"warlord"}), of_gold=True), Worded("neither", 1.0, frozenset(), of_gold=True)]
    assert set(fit_wording([real] * 9 + gold * 4).words) == {"warlord"}


def test_no_word_counts_where_none_is_known() -> None:
    table = load_wording()
    assert (weigh_wording({"qqqqqqq": "qqqqqqq"}, table).core, weigh_wording({}, table).abroad) == table.bias


def test_the_reason_names_words_of_the_text() -> None:
    text = "De rechtbank wijst de vordering af. Eiser huurt de woning; het beroep op dwaling is ongegrond."
    reasons = enrich(_text(text, "nl")).relevance.reasons
    named = next(reason for reason in reasons if reason.startswith("against: the wording as a whole"))
    assert any(word in named for word in ("vordering", "Eiser", "beroep", "ongegrond"))


@pytest.mark.parametrize(
    "text",
    [
        "The Minister of Justice signed a memorandum with the Registrar of the International Criminal Court.",
        "Die Ministerin unterzeichnete ein Abkommen über die Zusammenarbeit mit dem Internationalen Strafgerichtshof.",
        "La ministre a signé un accord de coopération avec la Cour pénale internationale.",
    ],
)
def test_who_deals_with_a_tribunal_is_none(text: str) -> None:
    language = {"T": "en", "D": "de", "L": "fr"}[text[0]]
    assert "international_tribunal" not in signals_of(_text(text, language))


def test_a_tribunal_that_speaks_is_one() -> None:
    text = "The International Criminal Court convicted the militia leader and signed the warrant of commitment."
    assert signals_of(_text(text, "en")).get("international_tribunal")


def test_a_request_for_evidence_is_no_trial() -> None:
    text = (
        "Die Staatsanwaltschaft von Bosnien und Herzegowina ersuchte die Schweiz um Rechtshilfe in Strafsachen wegen "
        "Kriegsverbrechen. Gegen die Schlussverfügung wurde Beschwerde erhoben."
    )
    assert signals_of(_text(text, "de")).get("about_extradition")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jugoslaviadomstolen dømte den tidligere leirsjefen til tjue års fengsel for drap i Omarska.", "no"),
        ("Das Libanon-Sondertribunal hat zwei Angeklagte in Abwesenheit verurteilt.", "de"),
        ("Het Speciaal Hof voor Sierra Leone bevestigt de straf van de oud-president.", "nl"),
        ("Les chambres spécialisées pour le Kosovo condamnent un ancien commandant.", "fr"),
    ],
)
def test_tribunals_are_known_by_their_names_in_every_language(text: str, language: str) -> None:
    assert signals_of(_text(text, language)).get("international_tribunal")
