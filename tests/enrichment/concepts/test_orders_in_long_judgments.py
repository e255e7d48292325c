"""Where the order of a court stands, where it ends, and whose words stand beside it."""

from __future__ import annotations

import pytest

from enrichment.enrich import enrich
from enrichment.facts.number_words import read_number
from enrichment.facts.outcome import read_outcome
from enrichment.facts.reading import read_sentences
from enrichment.facts.sentence import read_sentence
from enrichment.text import Paragraph, Role
from tests.enrichment.concepts.court_texts import text_of

ORDERS = [
    pytest.param(
        "de",
        """Tenor
Gründe
Auf die Revision des Angeklagten wird das Urteil des Landgerichts Ulm vom 3. Mai 2021 im Strafausspruch aufgehoben. Die weitergehende Revision wird verworfen. Die Sache wird zu neuer Verhandlung an eine andere Strafkammer zurückverwiesen.
[1] Das Landgericht hat den Angeklagten zu einer Freiheitsstrafe von drei Jahren verurteilt.
[2] Soweit er den Schuldspruch angreift, bleibt die Revision erfolglos.""",
        "partially_upheld",
        None,
        id="order-behind-the-heading-of-the-reasons",
    ),
    pytest.param(
        "de",
        """Beschluss vom 9. Mai 2023
Das Verfahren wird eingestellt.
Gründe
Der Angeklagte ist wegen derselben Tat in Schweden rechtskräftig verurteilt worden.""",
        "dismissed",
        None,
        id="order-above-the-reasons-without-heading",
    ),
    pytest.param(
        "en",
        """Reasons for judgment
The jury convicted the appellant of murder and the Court of Appeal upheld the conviction.
I would dismiss the appeal.
The reasons of North and Hale JJ. were delivered by
Hale J.
We would allow the appeal and quash the conviction.
Appeal dismissed, North and Hale JJ. dissenting.""",
        "upheld",
        None,
        id="line-of-the-registrar-below-a-dissent",
    ),
    pytest.param(
        "en",
        """I. Introduction
The accused is charged with crimes against humanity.
II. Disposition
The Trial Chamber finds the accused guilty and sentences him to eighteen (18) years of imprisonment.
Done in English and French, the English text being authoritative.
In other cases accused persons were acquitted or sentenced to life imprisonment.
DECLARATION OF JUDGE WINTER
A person convicted of murder as a crime against humanity should be sentenced to thirty years of imprisonment.""",
        "convicted",
        "P18Y",
        id="what-follows-the-signature",
    ),
    pytest.param(
        "en",
        """Whereas the applicant was sentenced to two years' imprisonment for theft; whereas he claims that his sentence should be reduced and that his appeal should have been allowed; whereas the Court of Appeal dismissed that appeal; whereas an examination of the case does not disclose any appearance of a violation of the rights and freedoms set forth in the Convention; whereas, consequently, the application is manifestly ill-founded and must be rejected; Now therefore the Commission declares this application INADMISSIBLE.""",
        "inadmissible",
        "P2Y",
        id="one-sentence-of-wishes-and-the-result",
    ),
    pytest.param(
        "en",
        """The appellant was convicted of torture and was sentenced to 24 years' imprisonment.
The appeal against conviction is dismissed.
We quash the sentence and substitute a sentence of 20 years' imprisonment. To that extent the appeal is allowed.""",
        "partially_upheld",
        "P20Y",
        id="sentence-substituted",
    ),
    pytest.param(
        "en",
        """FOR THESE REASONS,
The Pre-Trial Judge requests the competent authorities to search for the accused and to arrest and transfer him.""",
        "other",
        None,
        id="warrant",
    ),
    pytest.param(
        "en",
        """The District Court dismissed all charges, since it was not proven that the defendant had been in the country.""",
        "acquitted",
        None,
        id="charges-not-proven",
    ),
    pytest.param(
        "fr",
        """Statuant en appel, la cour, qui avait à juger de l'arrêt du 2 novembre ayant déclaré l'accusé coupable, confirme sa culpabilité. L'arrêt avait prononcé la réclusion criminelle à perpétuité, elle le condamne à trente années de réclusion criminelle.""",
        "upheld",
        "P30Y",
        id="sentence-of-the-court-below-in-the-pluperfect",
    ),
    pytest.param(
        "fr",
        """PAR CES MOTIFS, la Cour
CASSE l'arrêt attaqué sauf en tant qu'il déclare irrecevable l'action contre le ministre en fonction, et renvoie la cause ainsi limitée.""",
        "partially_upheld",
        None,
        id="quashed-except",
    ),
    pytest.param(
        "sv",
        """DOMSLUT
Hovrätten ändrar tingsrättens dom i fråga om påföljd och bestämmer fängelsestraffets längd till 7 år.
Tingsrätten dömde den tilltalade till fängelse 6 år för grovt folkrättsbrott.""",
        "partially_upheld",
        "P7Y",
        id="sentence-changed-on-appeal",
    ),
    pytest.param(
        "nl",
        "BESLISSING\nHet hof vernietigt het vonnis, verklaart het openbaar ministerie niet-ontvankelijk ter zake van genocide en veroordeelt de verdachte wegens oorlogsmisdrijven tot levenslange gevangenisstraf.",
        "convicted",
        "life imprisonment",
        id="one-count-inadmissible",
    ),
    pytest.param(
        "es",
        "La Sala estima el recurso de apelación, revoca el auto que acordó el sobreseimiento y ordena continuar la instrucción.",
        "quashed",
        None,
        id="revokes-what-closed-the-case",
    ),
    pytest.param(
        "fr",
        "La Cour condamne : Vincent Martin à la peine de douze ans de réclusion ; Alphonse Petit à la peine de vingt ans de réclusion.",
        "convicted",
        None,
        id="several-persons-several-sentences",
    ),
    pytest.param(
        "de",
        "Der Beschuldigte wird verurteilt zu einer bedingten Freiheitsstrafe von 18 Monaten bei einer Probezeit von zwei Jahren.",
        "convicted",
        "P18M",
        id="probation-is-no-sentence",
    ),
    pytest.param(
        "de",
        "Das Gericht hat den Angeklagten verurteilt. Das Rechtsmittel hat den aus der Urteilsformel ersichtlichen Teilerfolg.",
        "partially_upheld",
        None,
        id="success-in-part-without-an-order",
    ),
    pytest.param(
        "en",
        "The District Judge refused to issue the summons.\nFor the reasons below I would quash the decision and remit it.",
        "quashed",
        None,
        id="own-words-of-a-judge",
    ),
    pytest.param(
        "sv",
        "Tingsrätten dömde honom för folkrättsbrott till fyra månaders fängelse. Hovrätten fastställer straffet.",
        "upheld",
        "P4M",
        id="genitive-of-months",
    ),
    pytest.param(
        "en",
        "For these reasons we would dismiss the appeal on the point of law and remit the matter to the judge.",
        "upheld",
        None,
        id="dismissed-and-remitted",
    ),
    pytest.param(
        "fr",
        "La Cour prononce :\nIl est condamné à une peine privative de liberté de 20 ans, sous déduction de 2667 jours de détention.\n"
        "Il est expulsé du territoire pour une durée de 12 ans.",
        "convicted",
        "P20Y",
        id="custody-deducted-and-expulsion",
    ),
    pytest.param(
        "es",
        "FALLO: declaramos no haber lugar al recurso de casación contra el auto que acordó el archivo.",
        "upheld",
        None,
        id="no-haber-lugar",
    ),
    pytest.param(
        "es",
        "FALLAMOS: condenamos al acusado a la pena total de mil ochenta y cuatro años de prisión.",
        "convicted",
        "P1084Y",
        id="sum-of-sentences-in-words",
    ),
    pytest.param(
        "en",
        "The court convicted him and sentenced him to fifteen years' imprisonment. The sentence of 180 months is within the range.",
        "convicted",
        "P15Y",
        id="the-same-in-years-and-months",
    ),
    pytest.param(
        "nl",
        "Rechtbank Den Haag\nDe rechtbank verklaart zich onbevoegd om van de vordering kennis te nemen; "
        "veroordeelt eiser in de kosten van het geding.",
        "dismissed",
        None,
        id="condemned-in-costs-is-not-convicted",
    ),
    pytest.param(
        "en",
        "Supreme Court of Appeal\nORDER\n1. The appeal is dismissed save to the extent that the order below is replaced.",
        "partially_upheld",
        None,
        id="dismissed-save-to-the-extent",
    ),
    pytest.param(
        "en",
        "For these reasons we quash the sentences of 18 years and substitute concurrent terms of 15 years.",
        "partially_upheld",
        "P15Y",
        id="only-the-sentence-is-quashed",
    ),
    pytest.param(
        "de",
        "Beschluss\nbeschlossen:\nDie Eröffnung des Hauptverfahrens wird abgelehnt. Der Haftbefehl wird aufgehoben.",
        "dismissed",
        None,
        id="the-warrant-falls-with-the-case",
    ),
    pytest.param(
        "en",
        "United States Court of Appeals\nThe panel vacated the award.\nVACATED in part, AFFIRMED in part, and REMANDED.",
        "partially_upheld",
        None,
        id="formula-in-capitals",
    ),
    pytest.param(
        "sv",
        "HOVRÄTTEN\nDOMSLUT\nHovrätten fastställer tingsrättens dom i skulddelen och bestämmer straffet till 13 års "
        "fängelse.",
        "partially_upheld",
        "P13Y",
        id="guilt-confirmed-sentence-raised",
    ),
    pytest.param(
        "es",
        "FALLAMOS\nQue debemos CONDENAR Y CONDENAMOS a Juan Robles por cinco asesinatos a veintiséis años de prisión por "
        "cada uno, lo que hace un total de ciento treinta años de prisión.",
        "convicted",
        "P130Y",
        id="sum-of-several-sentences",
    ),
    pytest.param(
        "en",
        "You have been convicted of torture. In the case of Bakr, the Court of Appeal upheld a term of sixteen years. I "
        "have concluded that the proper sentence is 20 years' imprisonment.",
        "convicted",
        "P20Y",
        id="a-precedent-and-the-proper-sentence",
    ),
    pytest.param(
        "es",
        "El Tribunal absolvió por el beneficio de la duda al ex agente. La fiscalía había pedido 25 años; en el mismo "
        "juicio fueron condenados a prisión perpetua otros tres acusados en 2012.",
        "acquitted",
        None,
        id="co-accused-convicted",
    ),
    pytest.param(
        "en",
        "The Republic seeks extradition for genocide. He was acquitted by a Gacaca court. I order the discharge of all "
        "five defendants.",
        "dismissed",
        None,
        id="acquitted-by-a-court-abroad",
    ),
    pytest.param(
        "en",
        "The writ seeking to quash that refusal is dismissed with costs.",
        "dismissed",
        None,
        id="what-was-sought-is-not-what-is-ordered",
    ),
    pytest.param(
        "de",
        "Urteil\nDemnach erkennt das Bundesgericht:\nDie Beschwerde wird gutgeheissen, der angefochtene Beschluss "
        "aufgehoben und die Sache zur Fortführung des Verfahrens zurückgewiesen.",
        "quashed",
        None,
        id="the-case-is-sent-back-not-the-complaint-rejected",
    ),
    pytest.param(
        "sv",
        "Åklagaren\nBeslut\nFörundersökning om folkmord i Myanmar inleds inte.",
        "dismissed",
        None,
        id="no-investigation-opened",
    ),
    pytest.param(
        "nl",
        "Arrest\nDe Hoge Raad:\nvernietigt de uitspraak maar uitsluitend wat betreft de duur van de gevangenisstraf;\n"
        "vermindert deze in die zin dat deze zestien jaren en zes maanden beloopt;\nverwerpt het beroep voor het overige.\n"
        "Het gerechtshof had de verdachte veroordeeld tot zeventien jaren.",
        "partially_upheld",
        "P16Y6M",
        id="changed-in-the-line-below",
    ),
    pytest.param(
        "nl",
        "Arrest\nBESLISSING\nHet hof vernietigt het vonnis waarvan beroep, voor zover aan zijn oordeel onderworpen, en doet "
        "opnieuw recht;\nveroordeelt de verdachte tot een gevangenisstraf van 17 jaren.",
        "convicted",
        "P17Y",
        id="as-far-as-it-was-appealed",
    ),
    pytest.param(
        "en",
        "We, the jury, find the defendant:\nCounts 2-4 (torture): GUILTY.\nCount 5 (visa fraud): NOT GUILTY.",
        "convicted",
        None,
        id="verdict-form",
    ),
    pytest.param(
        "sv",
        "Tingsrätten dömde honom för folkmord till livstids fängelse. Försvaret har yrkat att åtalet ogillas och i andra hand "
        "att straffet bestäms till 18 års fängelse.",
        "convicted",
        "life imprisonment",
        id="what-the-defence-asks-for",
    ),
    pytest.param(
        "en",
        "The district court sentenced a 50-year-old woman to ten years in prison for crimes against humanity. A second "
        "defendant was sentenced to four years in a separate judgment last month.",
        "convicted",
        "P10Y",
        id="a-second-defendant",
    ),
]


@pytest.mark.parametrize(("language", "text", "outcome", "sentence"), ORDERS)
def test_own_order_decides(language, text, outcome, sentence):
    reading = _reading(text, language)
    found, reason = read_outcome(reading, None)
    assert [fact.value for fact in found] == [outcome], reason
    sentences, reason = read_sentence(reading, outcome, 1)
    assert [fact.value for fact in sentences] == ([sentence] if sentence else []), reason


def test_judgment_below_that_is_appended_is_not_the_decision():
    appended = "\n".join(("Tingsrätten har hört vittnen.",) * 30)
    reading = _reading(
        f"SVEA HOVRÄTT\nDOM\nDOMSLUT\nHovrätten fastställer tingsrättens domslut.\nDOMSKÄL\n{appended}\n"
        "TINGSRÄTTEN\nDOMSLUT\nTingsrätten ogillar åtalet.",
        "sv",
    )
    assert [fact.value for fact in read_outcome(reading, None)[0]] == ["upheld"]


def test_order_below_another_part_of_the_outline_is_still_the_order():
    paragraphs = [
        Paragraph("SAKEN", role=Role.HEADING),
        Paragraph("Folkrättsbrott", role=Role.FACTS),
        Paragraph("HOVRÄTTENS DOMSLUT", role=Role.HEADING),
        Paragraph("Hovrätten fastställer tingsrättens domslut.", role=Role.FACTS),
        Paragraph("YRKANDEN I HOVRÄTTEN", role=Role.HEADING),
        Paragraph("Åklagaren har yrkat att straffet skärps.", role=Role.FACTS),
    ]
    reading = read_sentences(paragraphs, title=None, language="sv")
    assert [sentence.text for sentence in reading.order()] == [
        "HOVRÄTTENS DOMSLUT",
        "Hovrätten fastställer tingsrättens domslut.",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Asiel. Eiser vreest in zijn land van herkomst tot levenslange gevangenisstraf te worden veroordeeld. Het beroep tegen de afwijzing van de asielaanvraag is ongegrond."),
        ("en", "The landlord had imposed leases terminating after 25 years. The claim is dismissed."),
    ],
)  # fmt: skip
def test_no_sentence_where_nobody_is_sentenced(language, text):
    assert enrich(text_of(text, language)).sentence is None


def test_opinion_of_one_judge_is_no_part_of_the_decision():
    reading = _reading(
        "Introduction\nThe appeal is against conviction.\nDisposition\nThe appeal is dismissed.\n"
        "Partly dissenting opinion of Judge Winter\nI would acquit the appellant.\nDisposition\nI would acquit.",
        "en",
    )
    dissent = [sentence.text for sentence in reading.with_role(Role.DISSENT)]
    assert dissent == [
        "Partly dissenting opinion of Judge Winter",
        "I would acquit the appellant.",
        "Disposition",
        "I would acquit.",
    ]


def test_table_of_contents_opens_no_opinion():
    lines = ["Contents", "Dissenting opinion of Judge Winter", *("The chamber heard the parties.",) * 8]
    reading = _reading("\n".join(lines), "en")
    assert not list(reading.with_role(Role.DISSENT))


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("en", "eighty-three", 83),
        ("en", "two hundred and forty", 240),
        ("de", "siebenunddreißig", 37),
        ("nl", "tweeëndertig", 32),
        ("es", "seiscientos cuarenta", 640),
        ("es", "treinta y ocho", 38),
        ("sv", "fyrtiofem", 45),
        ("fr", "trente-deux", 32),
        ("en", "1,084", 1084),
        ("de", "viereinhalb", 4.5),
        ("en", "many", None),
    ],
)
def test_numbers_in_words(language, written, value):
    assert read_number(written, language) == value


def _reading(text, language):
    return read_sentences([Paragraph(line) for line in text.split("\n")], title=None, language=language)
