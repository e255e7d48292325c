from __future__ import annotations

import pytest

from enrichment.facts.outcome import read_outcome
from enrichment.facts.reading import read_sentences
from enrichment.facts.sentence import read_sentence
from enrichment.text import Paragraph, Role

OUTCOMES = [
    (
        "de",
        "Die Revision des Angeklagten gegen das Urteil des Oberlandesgerichts Koblenz vom 24. Februar 2021 wird verworfen.",
        "upheld",
    ),
    (
        "de",
        "Der Angeklagte wird wegen Beihilfe zu einem Verbrechen gegen die Menschlichkeit zu einer Freiheitsstrafe von vier Jahren und sechs Monaten verurteilt.",
        "convicted",
    ),
    (
        "de",
        "Auf die Revision des Generalbundesanwalts wird das Urteil im Ausspruch über die Einzelstrafe aufgehoben. Im Übrigen wird die Revision verworfen.",
        "partially_upheld",
    ),
    ("de", "Der Haftbefehl des Ermittlungsrichters wird aufgehoben.", "quashed"),
    ("de", "Die Untersuchungshaft hat fortzudauern.", "other"),
    ("de", "Die Verfassungsbeschwerde wird nicht zur Entscheidung angenommen.", "inadmissible"),
    ("en", "The appeal is dismissed.", "upheld"),
    ("en", "The Court of Appeal dismissed his appeal against conviction.", "upheld"),
    ("en", "The appeal is allowed and the conviction is quashed.", "quashed"),
    ("en", "We affirm the conviction but vacate the sentence and remand.", "partially_upheld"),
    ("en", "The jury found the defendant guilty of torture. He was sentenced to 97 years in prison.", "convicted"),
    ("en", "The court acquitted the accused of all charges.", "acquitted"),
    ("en", "Leave to appeal was refused.", "inadmissible"),
    ("en", "The court dismissed the complaint for lack of jurisdiction.", "dismissed"),
    (
        "en",
        "The trial court convicted him. The prosecution asked the court to dismiss the appeal. The Court of Appeal upheld the conviction.",
        "upheld",
    ),
    ("fr", "Par ces motifs, la Cour REJETTE le pourvoi.", "upheld"),
    ("fr", "CASSE et ANNULE, en toutes ses dispositions, l'arrêt de la chambre de l'instruction.", "quashed"),
    ("fr", "La cour d'assises condamne l'accusé à trente ans de réclusion criminelle.", "convicted"),
    ("fr", "La cour d'assises d'appel a confirmé la culpabilité et ramené la peine à trente ans.", "partially_upheld"),
    ("fr", "Le pourvoi est déclaré irrecevable.", "inadmissible"),
    ("fr", "Le juge d'instruction a rendu une ordonnance de non-lieu.", "dismissed"),
    ("nl", "De Hoge Raad verwerpt het beroep.", "upheld"),
    (
        "nl",
        "Het hof vernietigt het vonnis en doet opnieuw recht. Veroordeelt de verdachte tot een gevangenisstraf van 17 jaar.",
        "convicted",
    ),
    (
        "nl",
        "De Hoge Raad vernietigt de bestreden uitspraak, maar uitsluitend wat betreft de duur van de opgelegde gevangenisstraf, en verwerpt het beroep voor het overige.",
        "partially_upheld",
    ),
    ("nl", "Verklaart het openbaar ministerie niet-ontvankelijk in de vervolging.", "inadmissible"),
    ("nl", "De rechtbank spreekt de verdachte vrij van genocide en veroordeelt hem voor foltering.", "convicted"),
    (
        "es",
        "Debemos desestimar y desestimamos el recurso de casación interpuesto por la representación del procesado.",
        "upheld",
    ),
    ("es", "Debemos condenar y condenamos al acusado.", "convicted"),
    ("es", "Se acuerda el archivo de la causa.", "dismissed"),
    ("es", "Estimamos el recurso de apelación y revocamos el auto.", "quashed"),
    ("sv", "Hovrätten fastställer tingsrättens domslut.", "upheld"),
    ("sv", "Tingsrätten dömer den tilltalade för grovt folkrättsbrott till fängelse på livstid.", "convicted"),
    ("sv", "Högsta domstolen meddelar inte prövningstillstånd.", "inadmissible"),
    ("sv", "Tingsrätten ogillar åtalet.", "acquitted"),
    ("sv", "Åklagaren har yrkat att den tilltalade ska dömas. Tingsrätten frikänner honom.", "acquitted"),
]


@pytest.mark.parametrize(("language", "text", "expected"), OUTCOMES)
def test_outcome(language, text, expected):
    facts, reason = read_outcome(_reading(text, language), None)
    assert [fact.value for fact in facts] == [expected], reason


def test_the_order_outranks_what_the_reasons_tell():
    reading = read_sentences(
        [
            Paragraph("Die Revision wird verworfen.", role=Role.OPERATIVE_PART),
            Paragraph("Das Landgericht hat den Angeklagten freigesprochen.", role=Role.REASONS),
        ],
        title=None,
        language="de",
    )
    facts, _ = read_outcome(reading, None)
    assert facts[0].value == "upheld"
    assert facts[0].evidence[0].paragraph == 0


def test_no_order_no_outcome():
    facts, reason = read_outcome(_reading("The hearing takes place on Monday.", "en"), None)
    assert not facts
    assert reason


SENTENCES = [
    ("de", "Der Angeklagte wird zu einer Gesamtfreiheitsstrafe von vier Jahren und sechs Monaten verurteilt.", "P4Y6M"),
    (
        "de",
        "Er wird zu lebenslanger Freiheitsstrafe verurteilt; die besondere Schwere der Schuld wird festgestellt.",
        "life imprisonment",
    ),
    (
        "de",
        "Die Bundesanwaltschaft hatte lebenslange Freiheitsstrafe beantragt. Das Gericht verurteilte ihn zu dreizehn Jahren Haft.",
        "P13Y",
    ),
    ("de", "Die Freiheitsstrafe von zwei Jahren wird zur Bewährung ausgesetzt. Bewährungszeit von drei Jahren.", "P2Y"),
    ("de", "zu einer Freiheitsstrafe von viereinhalb Jahren verurteilt", "P4Y6M"),
    ("en", "He was sentenced to 24 years in prison with a minimum term of 8 years.", "P24Y"),
    (
        "en",
        "The prosecution requested a sentence of 30 years. The court imposed a sentence of four and a half years of imprisonment.",
        "P4Y6M",
    ),
    ("en", "She was sentenced to an 18-year prison term. Torture is punishable by up to 20 years.", "P18Y"),
    ("en", "The appeal court reduced the sentence from 25 years to 20 years of imprisonment.", "P20Y"),
    ("en", "sentenced to life imprisonment without parole for 25 years", "life imprisonment"),
    (
        "fr",
        "La cour le condamne à vingt-cinq ans de réclusion criminelle assortie d'une période de sûreté de seize ans.",
        "P25Y",
    ),
    ("fr", "condamné à la réclusion criminelle à perpétuité", "life imprisonment"),
    (
        "fr",
        "La cour d'assises d'appel a ramené la peine à trente ans de réclusion. L'avocat général avait requis la perpétuité.",
        "P30Y",
    ),
    ("nl", "veroordeelt de verdachte tot een gevangenisstraf van 20 (twintig) jaren", "P20Y"),
    (
        "nl",
        "De officier van justitie heeft een gevangenisstraf van 25 jaar geëist. De rechtbank legt een gevangenisstraf op van zes jaar en zes maanden en veroordeelt hem daartoe.",
        "P6Y6M",
    ),
    ("nl", "een levenslange gevangenisstraf opgelegd, veroordeeld", "life imprisonment"),
    (
        "es",
        "condenamos al acusado a la pena de 133 años y 4 meses de prisión, con un límite máximo de cumplimiento de 30 años",
        "P133Y4M",
    ),
    ("sv", "döms till fängelse i tolv år", "P12Y"),
    ("sv", "Påföljden bestäms till fängelse på livstid. Han döms för mord.", "life imprisonment"),
    ("sv", "dömer honom till fängelse 1 år 6 månader", "P1Y6M"),
]


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_sentence(language, text, expected):
    facts, reason = read_sentence(_reading(text, language), "convicted", 1)
    assert [fact.value for fact in facts] == [expected], reason


@pytest.mark.parametrize("outcome", ["acquitted", "quashed", "dismissed"])
def test_no_sentence_stands_where_nobody_is_convicted(outcome):
    reading = _reading("The lower court had sentenced him to 20 years' imprisonment.", "en")
    facts, reason = read_sentence(reading, outcome, 1)
    assert not facts
    assert outcome in reason


def test_different_sentences_of_several_accused_stay_unread():
    text = "A. is sentenced to 12 years' imprisonment. B. is sentenced to 9 years' imprisonment."
    facts, reason = read_sentence(_reading(text, "en"), "convicted", 2)
    assert not facts
    assert "P12Y" in reason
    assert "P9Y" in reason


def _reading(text, language):
    return read_sentences([Paragraph(text)], title=None, language=language)
