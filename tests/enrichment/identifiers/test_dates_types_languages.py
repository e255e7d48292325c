"""Dates in many languages, the day of the decision, its kind, the language of the text."""

from __future__ import annotations

import pytest

from enrichment.facts.caption import caption
from enrichment.facts.dates import find_dates, read_decision_date
from enrichment.facts.decision_type import canonical_type, read_decision_type
from enrichment.facts.language import detect_language, read_language
from enrichment.text import Paragraph, Role, Text


def text_of(*lines: str, language: str | None = None) -> Text:
    return Text(tuple(Paragraph(line) for line in lines), format="plain", method="test", language=language)


@pytest.mark.parametrize(
    ("written", "country", "value"),
    [
        ("vom 28. Januar 2021", None, "2021-01-28"),
        ("am 28.1.2021", None, "2021-01-28"),
        ("12 JUIN 2025", None, "2025-06-12"),
        ("le 1er février 2024", None, "2024-02-01"),
        ("SENTENCIA DE 4 DE DICIEMBRE DE 2025", None, "2025-12-04"),
        ("catorce de enero de dos mil veintitrés", None, "2023-01-14"),
        ("den 13 februari 2026", None, "2026-02-13"),
        ("11 de septiembre de 2020", None, "2020-09-11"),
        ("November 13, 2019", None, "2019-11-13"),
        ("13th day of November 2019", None, "2019-11-13"),
        ("24/03/2026", "GBR", "2026-03-24"),
        ("04/03/2026", "USA", "2026-04-03"),
        ("2026-02-24", None, "2026-02-24"),
        ("Dnia 22 czerwca 2016 r.", "POL", "2016-06-22"),
        ("21. listopada 2024.", "HRV", "2024-10-21"),
        ("3 juli 2024", None, "2024-07-03"),
        ("2024 m. gruodžio 20 d.", None, "2024-12-20"),
        ("du huit décembre deux mille vingt-cinq", None, "2025-12-08"),
        ("L'an deux mille vingt-deux, le douze juillet", None, "2022-07-12"),
        ("le premier juin mil neuf cent quatre-vingt-quatorze", None, "1994-06-01"),
        ("Sentencia 237/2005, de 26 de septiembre", None, "2005-09-26"),
    ],
)
def test_dates_are_read(written, country, value):
    assert [found.value for found in find_dates(written, country)] == [value]


@pytest.mark.parametrize("written", ["31.2.2020", "12/2019", "Art. 5 Mai", "3 StR 564/19", "1 2 3", "99.99.2020"])
def test_what_is_no_date_is_not_read(written):
    assert find_dates(written) == ()


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (
            ("BUNDESGERICHTSHOF", "IM NAMEN DES VOLKES", "URTEIL", "3 StR 1/20", "Verkündet am:", "28. Januar 2021"),
            "2021-01-28",
        ),
        (
            (
                "Landgericht Musterstadt",
                "Beschluss vom 3. Juli 2024",
                "In der Strafsache gegen den Angeklagten, geboren am 1.1.1980,",
            ),
            "2024-07-03",
        ),
        (("RECHTBANK DEN HAAG", "Datum uitspraak: 15 december 2017", "Geboren op 3 maart 1960"), "2017-12-15"),
        (("COUR DE CASSATION", "Audience publique du 12 mai 2023", "contre l'arrêt du 4 avril 2022"), "2023-05-12"),
        (("IN THE SUPREME COURT", "Date: 13 November 2019", "Hearing dates: 24 June 2019"), "2019-11-13"),
        (
            ("SVEA HOVRÄTT", "DOM 2023-12-19", "ÖVERKLAGAT AVGÖRANDE", "Stockholms tingsrätts dom 2022-07-14"),
            "2023-12-19",
        ),
        (("TRIBUNAL SUPREMO", "Sentencia núm. 1/2020", "En Madrid, a 1 de octubre de 2007."), "2007-10-01"),
        (("Hof van Cassatie", "Nr. P.19.0421.N", "Aldus gewezen te Brussel op 1 oktober 2019."), "2019-10-01"),
        (("Hof van assisen", "Arrest nr. 2019/12 van 19 december 2019", "in de zaak"), "2019-12-19"),
        (
            (
                "Oberster Gerichtshof",
                "Der Oberste Gerichtshof hat am 19. September 2018 durch den Senatspräsidenten in der "
                "Strafsache über die Berufung gegen das Urteil des Landesgerichts Innsbruck vom 2. März 2018 zu Recht erkannt:",
            ),
            "2018-09-19",
        ),
        (("HIGH COURT OF KENYA", "Dated and delivered at Nairobi this 28th day of November 2011."), "2011-11-28"),
    ],
)
def test_the_day_of_the_decision_is_the_marked_one(lines, value):
    assert read_decision_date(text_of(*lines)).value == value


def test_a_title_tells_what_the_text_does_not():
    text = Text(
        (Paragraph("Tenor", role=Role.HEADING), Paragraph("Die Beschwerde wird zurückgewiesen.")),
        format="plain",
        method="test",
        language="de",
        title="BVerwG, 8. Senat, Beschluss, vom 2010-12-16, 8 B 70/10",
    )
    assert read_decision_date(text).value == "2010-12-16"
    assert read_decision_type(text, "de").value == "Beschluss"


def test_days_of_the_story_are_not_the_day_of_the_decision():
    body = "Das Landgericht hat den Angeklagten mit Urteil vom 3. Mai 2020 wegen Mordes verurteilt. " * 8
    read = read_decision_date(text_of("Tenor", "Die Revision wird verworfen.", "Gründe", body, body))
    assert read.value is None
    assert read.reason


@pytest.mark.parametrize(
    ("declared", "language", "word"),
    [("Urt", "de", "Urteil"), ("BESCHLUSS", "de", "Beschluss"), ("ARRET", "fr", "arrêt"), ("Judgement", "en", "judgment"), ("Vonnis", "nl", "vonnis"),
     ("Prozesskostenhilfebeschluss", "de", "Prozesskostenhilfebeschluss"), ("SENTENCIA", "es", "sentencia"), ("quelque chose", "fr", None)],
)  # fmt: skip
def test_declared_kinds_get_their_ordinary_form(declared, language, word):
    assert canonical_type(declared, language) == word


@pytest.mark.parametrize(
    ("lines", "language", "word"),
    [
        (("Oberlandesgericht Koblenz", "U R T E I L", "In der Strafsache"), "de", "Urteil"),
        (("Bundesgerichtshof", "Beschluss vom 6. Juni 2019"), "de", "Beschluss"),
        (("GERECHTSHOF DEN HAAG", "ARREST", "gewezen op het hoger beroep"), "nl", "arrest"),
        (("JUDGMENT OF THE COURT (Grand Chamber)",), "en", "judgment"),
        (("ARRÊT", "Belize c. Honduras"), "fr", "arrêt"),
        (("SENTENCIA DE 4 DE DICIEMBRE DE 2025",), "es", "sentencia"),
        (("Sygn. akt III KK 195/16", "WYROK", "W IMIENIU RZECZYPOSPOLITEJ"), "pl", "wyrok"),
        (("Gründe", "Das Urteil des Landgerichts hat Bestand."), "de", None),
        (("Rechtbank Den Haag", "Uitspraak van 22 januari 2024", "Vonnis in de zaak tegen M."), "nl", "vonnis"),
        (("Rechtbank Den Haag", "heeft het navolgende vonnis gewezen in de zaak tegen M."), "nl", "vonnis"),
        (("Raad van State", "Uitspraak", "op het hoger beroep van"), "nl", "uitspraak"),
        (
            ("Bundesverfassungsgericht", "hat die 4. Kammer am 12. Dezember 2000 einstimmig beschlossen:"),
            "de",
            "Beschluss",
        ),
        (("TRIBUNAL JUDICIAIRE DE PARIS", "ORDONNANCE DE NON-LIEU"), "fr", "ordonnance"),
    ],
)
def test_the_kind_is_the_word_of_the_caption(lines, language, word):
    assert read_decision_type(text_of(*lines), language).value == word


def test_a_text_that_begins_with_its_headnote_has_no_caption():
    text = Text(
        (Paragraph("Leitsatz", role=Role.HEADING), Paragraph("Zur Strafbarkeit.", role=Role.HEADNOTE), Paragraph("Tenor", role=Role.HEADING)),
        format="plain",
        method="test",
    )  # fmt: skip
    assert caption(text) == ()


GERMAN = "Der Angeklagte hat die Tat in seiner Eigenschaft als Leiter der Haftanstalt begangen, und das Gericht hat ihn dafür verurteilt."
ENGLISH = "The accused committed the crimes in his capacity as head of the prison, and the court has sentenced him for that to a long term."


def test_the_language_is_detected():
    assert detect_language(text_of(GERMAN)) == "de"
    assert detect_language(text_of(ENGLISH)) == "en"
    assert detect_language(text_of("Urteil")) is None


def test_a_wrong_declaration_is_overruled_and_noted():
    read = read_language(text_of(ENGLISH, language="de"))
    assert read.language == "en"
    assert read.problem is not None
    assert read_language(text_of(GERMAN, language="deu")).language == "de"


def test_a_short_text_keeps_its_declaration_or_a_reason():
    assert read_language(text_of("Urteil", language="de")).language == "de"
    assert read_language(text_of("Urteil")).reason
