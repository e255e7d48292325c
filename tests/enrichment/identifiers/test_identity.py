"""The identity of documents: portal metadata first, caption second, nothing guessed, earlier instances never taken."""

from __future__ import annotations

import pytest

from enrichment.decision import Certainty
from enrichment.identity import Identity, read_identity
from enrichment.text import Declared, DeclaredField, Paragraph, Role, Text

REASONS = (
    "Das Oberlandesgericht hat den Angeklagten wegen eines Verbrechens gegen die Menschlichkeit verurteilt und im Übrigen freigesprochen. "
    "Dagegen richtet sich die auf die Sachrüge gestützte Revision, die keinen Erfolg hat, weil die Nachprüfung keinen Rechtsfehler ergeben hat."
)


def document(*lines: str, declared: tuple[tuple[DeclaredField, str], ...] = (), language: str | None = None) -> Text:
    return Text(
        tuple(Paragraph(line) for line in lines),
        format="plain",
        method="test",
        language=language,
        declared=tuple(Declared(field, value, f"meta/{field.value}") for field, value in declared),
    )


def check_facts(text: Text, identity: Identity) -> None:
    """Every value has a fact, every span is its quote, every empty field but the neutral citation has a reason."""
    values = {fact.field: fact for fact in identity.facts}
    for name in ("language", "title", "ecli", "decision_date", "decision_type", "neutral_citation"):
        assert (getattr(identity, name) is not None) == (name in values), name
    for name in ("language", "title", "ecli", "decision_date", "decision_type", "docket_numbers"):
        assert bool(getattr(identity, name)) != bool(identity.unread.get(name)), name
    for fact in identity.facts:
        for evidence in fact.evidence:
            if evidence.paragraph is not None:
                line = text.paragraphs[evidence.paragraph].text
                assert line[evidence.start : evidence.end] == evidence.quote
            else:
                assert evidence.declared


def test_declared_metadata_come_first():
    text = document(
        "Tenor", "Die Revision wird verworfen.", "Gründe", REASONS,
        declared=(
            (DeclaredField.ECLI, "ecli:de:bgh:2024:200324b3str454.22.0"),
            (DeclaredField.COURT, "BGH 3. Strafsenat"),
            (DeclaredField.DATE, "2024-03-20"),
            (DeclaredField.DOCKET, "3StR454/22"),
            (DeclaredField.TYPE, "Beschluss"),
            (DeclaredField.COUNTRY, "DEU"),
            (DeclaredField.TITLE, "BGH, Beschluss vom 20. März 2024"),
        ),
        language="de",
    )  # fmt: skip
    identity = read_identity(text)
    assert identity.court is not None
    assert identity.court.id == "DEU/BGH"
    assert identity.chamber == "3. Strafsenat"
    assert identity.ecli == "ECLI:DE:BGH:2024:200324B3STR454.22.0"
    assert identity.docket_numbers == ("3 StR 454/22",)
    assert (identity.decision_date, identity.decision_type, identity.language) == ("2024-03-20", "Beschluss", "de")
    check_facts(text, identity)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("BUNDESGERICHTSHOF", "IM NAMEN DES VOLKES", "URTEIL", "3 StR 1/20", "vom", "28. Januar 2021", "in der Strafsache gegen", REASONS),
            ("DEU/BGH", ("3 StR 1/20",), "2021-01-28", "Urteil"),
        ),
        (
            ("RECHTBANK DEN HAAG", "Strafrecht", "Parketnummer: 09/999001-12", "Datum uitspraak: 15 december 2017", "VONNIS",
             "De rechtbank heeft op grondslag van de tenlastelegging en naar aanleiding van het onderzoek op de terechtzitting het navolgende vonnis gewezen."),
            ("NLD/RBDHA", ("09/999001-12",), "2017-12-15", "vonnis"),
        ),
        (
            ("Neutral Citation Number: [2019] UKSC 999", "JUDGMENT", "R v A (Appellant)", "before Lord B, President", "13 November 2019",
             "The question in this appeal is whether the offence of torture can be committed by a person who does not act for a State."),
            ("GBR/UKSC", (), "2019-11-13", "judgment"),
        ),
        (
            ("SVEA HOVRÄTT", "DOM 2023-12-19", "Mål nr B 9999-22", "ÖVERKLAGAT AVGÖRANDE", "Stockholms tingsrätts dom 2022-07-14 i mål nr B 9998-19",
             "Hovrätten fastställer tingsrättens domslut i fråga om ansvar och påföljd samt om skadestånd till målsägandena i målet."),
            ("SWE/HSV", ("B 9999-22",), "2023-12-19", "dom"),
        ),
        (
            ("COUR DE CASSATION", "N° K 22-99.057", "ARRÊT", "Audience publique du 12 mai 2023", "contre l'arrêt de la cour d'appel de Paris du 4 avril 2022",
             "RÉPUBLIQUE FRANÇAISE", "La Cour de cassation a rendu l'arrêt suivant sur le pourvoi formé par la personne mise en examen dans cette affaire."),
            ("FRA/CCASS", ("22-99.057",), "2023-05-12", "arrêt"),
        ),
    ],
    ids=["de", "nl", "en", "sv", "fr"],
)  # fmt: skip
def test_captions_are_read_without_metadata(lines, expected):
    text = document(*lines)
    identity = read_identity(text)
    court, dockets, day, kind = expected
    assert identity.court is not None
    assert (identity.court.id, identity.docket_numbers, identity.decision_date, identity.decision_type) == (
        court,
        dockets,
        day,
        kind,
    )
    check_facts(text, identity)


def test_earlier_instances_are_never_the_decision_itself():
    text = document(
        "Tenor", "Auf die Revision wird das Urteil des Landgerichts Musterstadt vom 3. Mai 2020 - 5 KLs 1/20 - aufgehoben.", "Gründe", REASONS,
        declared=((DeclaredField.COUNTRY, "DEU"),),
    )  # fmt: skip
    identity = read_identity(text)
    assert identity.court is None
    assert identity.docket_numbers == ()
    assert identity.decision_date is None
    assert {"court", "docket_numbers", "decision_date"} <= set(identity.unread)


def test_joined_dockets_are_split():
    text = document(
        REASONS,
        declared=((DeclaredField.DOCKET, "2 BvQ 53/18, 2 BvR 1/18"), (DeclaredField.DOCKET, "AK 59/19; AK 60/19")),
    )
    assert read_identity(text).docket_numbers == ("2 BvQ 53/18", "2 BvR 1/18", "AK 59/19", "AK 60/19")


def test_the_texts_own_day_wins_where_the_portal_is_a_day_off():
    text = document(
        "VRHOVNI SUD",
        "Datum: 31.03.2011",
        "PRESUDA",
        declared=((DeclaredField.DATE, "2011-03-30"), (DeclaredField.COUNTRY, "BIH")),
        language="de",
    )
    identity = read_identity(text)
    assert identity.decision_date == "2011-03-31"
    assert any("2011-03-30" in problem for problem in identity.problems)


def test_record_dates_of_international_courts_give_way_to_the_text():
    text = document(
        "ICC-01/04-01/99-2842", "Date: 14 March 2012", "TRIAL CHAMBER I", "JUDGMENT",
        declared=((DeclaredField.DATE, "2017-03-09"), (DeclaredField.COURT, "International Criminal Court")),
    )  # fmt: skip
    identity = read_identity(text)
    assert identity.court is not None
    assert identity.court.id == "INTL/ICC"
    assert identity.decision_date == "2012-03-14"


LATE = (
    "Die Klage wurde am 3. Mai 2018 erhoben und am 4. Juni 2018 erweitert.",
    "Die mündliche Verhandlung fand am 29. Januar 2019 statt.",
    REASONS,
)


def test_a_day_long_after_the_file_and_every_other_day_is_doubted():
    declared = (
        (DeclaredField.DATE, "2029-11-13"),
        (DeclaredField.DOCKET, "84 O 249/18"),
        (DeclaredField.COUNTRY, "DEU"),
    )
    identity = read_identity(document("Tenor", *LATE, declared=declared))
    assert identity.decision_date is None
    assert "2019-01-29" in identity.unread["decision_date"]


@pytest.mark.parametrize(
    ("docket", "day", "lines"),
    [
        ("84 O 249/18", "2019-11-13", LATE),
        ("84 O 249/10", "2019-11-13", LATE),  # long proceedings, of which the text tells
        ("84 O 249/18", "2029-11-13", LATE[:1]),  # too little to tell by
        ("Ra 2026/03/0007", "2026-01-29", LATE),
    ],
)
def test_other_late_days_are_believed(docket, day, lines):
    declared = ((DeclaredField.DATE, day), (DeclaredField.DOCKET, docket), (DeclaredField.COUNTRY, "DEU"))
    assert read_identity(document("Gründe", *lines, declared=declared)).decision_date == day


def test_a_portals_day_of_publication_gives_way_to_the_day_in_the_text():
    lines = ("COUR NATIONALE DU DROIT D'ASILE", "Audience du 22 décembre 2025", "Lecture du 12 janvier 2026", REASONS)
    declared = ((DeclaredField.DATE, "2026-01-16"), (DeclaredField.COUNTRY, "FRA"))
    identity = read_identity(document(*lines, declared=declared, language="fr"))
    assert identity.decision_date == "2026-01-12"
    assert any("2026-01-16" in problem for problem in identity.problems)


@pytest.mark.parametrize(
    "line", ["Decisions of the Court of Appeal", "From the Court of Appeal of the Republic of Nowhere"]
)
def test_a_name_that_many_courts_bear_names_none(line):
    assert read_identity(document(line, "JUDGMENT", REASONS, language="en")).court is None


def test_one_line_may_hold_court_kind_and_number():
    text = document("Sächsisches Oberverwaltungsgericht Bautzen Urteil 3 C 90/21", "02.02.2026", REASONS)
    identity = read_identity(text)
    assert identity.court is not None
    assert identity.court.id == "DEU/OVGSN"
    assert (identity.docket_numbers, identity.decision_type) == (("3 C 90/21",), "Urteil")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Argued September 3, 1997 Decided November 7, 1997 No. 96-7169", "en"),
        ("Avgörandedatum: | 1997-11-07", "sv"),
    ],
)
def test_days_in_the_lines_of_captions(line, language):
    lines = ("UNITED STATES COURT OF APPEALS" if language == "en" else "Högsta domstolen", line, REASONS)
    assert read_identity(document(*lines, language=language)).decision_date == "1997-11-07"


def test_a_short_form_of_many_courts_is_not_liechtensteins():
    identity = read_identity(document(REASONS, declared=((DeclaredField.COURT, "LG DÃ¼sseldorf"),)))
    assert identity.court is None


def test_the_first_of_january_alone_is_a_placeholder():
    text = document(REASONS, declared=((DeclaredField.DATE, "2025-01-01"),))
    identity = read_identity(text)
    assert identity.decision_date is None
    assert "2025-01-01" in identity.unread["decision_date"]


def test_a_court_outside_the_register_is_named_in_the_reason():
    text = document(
        REASONS, declared=((DeclaredField.COURT, "Phantasiegericht Nirgendwo"), (DeclaredField.COUNTRY, "DEU"))
    )
    identity = read_identity(text)
    assert identity.court is None
    assert "Phantasiegericht" in identity.unread["court"]


def test_a_broken_ecli_is_a_problem_not_a_value():
    identity = read_identity(document(REASONS, declared=((DeclaredField.ECLI, "[keine Angabe]"),)))
    assert identity.ecli is None
    assert any("ecli" in problem for problem in identity.problems)


@pytest.mark.parametrize(
    "text",
    [
        document(),
        document(""),
        document("\u200b\u00ad"),
        document("§" * 500),
        Text((Paragraph("x", role=Role.FOOTNOTE),), "a", "b"),
    ],
)
def test_no_document_is_too_poor(text):
    identity = read_identity(text)
    assert identity.court is None
    assert identity.facts == () or all(fact.certainty is Certainty.CERTAIN for fact in identity.facts)


@pytest.mark.parametrize(
    ("language", "court", "title", "lines", "docket"),
    [
        ("no", "Norges Høyesterett – Dom", "HR-2031-411-A - Strafferett. Tortur.", ["Saken gjelder tortur."], "HR-2031-411-A"),
        (
            "it",
            "Corte Suprema di Cassazione",
            "Cassazione Penale, Sentenza n. 04711/2031",
            ["ha pronunciato la seguente SENTENZA sul ricorso iscritto al n.21877/2029 R.G. proposto da A.B. contro la "
             "sentenza della Corte d'appello di Torino, che ha confermato la decisione del giudice di primo grado " * 2],
            "21877/2029",
        ),
        (
            "rw",
            "Court of Appeal",
            "UBUSHINJACYAHA v. KAMANA",
            ["[Rwanda URUKIKO RW’UBUJURIRE – RPAA 00471/2031/CA (Uwase, P.J.) 3 Werurwe 2031]", "Amategeko mpanabyaha."],
            "RPAA 00471/2031/CA",
        ),
        ("de", "Bundesgerichtshof", "Beschwerde gegen OLG Koblenz 1 StE 9/31", ["Die Beschwerde ist unbegründet."], None),
    ],
)  # fmt: skip
def test_a_number_in_the_title_or_behind_its_word_is_the_decisions_own(language, court, title, lines, docket):
    declared = ((DeclaredField.TITLE, title), (DeclaredField.COURT, court))
    identity = read_identity(document(*lines, declared=declared, language=language))
    assert identity.docket_numbers == ((docket,) if docket else ())


def test_a_day_behind_the_number_of_the_judgment_replaces_a_year_alone():
    text = document(
        "Cour constitutionnelle",
        "Arrêt n° 199/2031 du 26 juin 2031",
        "Numéro du rôle : 9462",
        declared=((DeclaredField.DATE, "2031-01-01"), (DeclaredField.COURT, "Cour constitutionnelle de Belgique")),
        language="fr",
    )
    assert read_identity(text).decision_date == "2031-06-26"


def test_the_kind_of_decision_may_stand_beside_the_name_of_the_court():
    declared = ((DeclaredField.COURT, "Norges Høyesteretts ankeutvalg – Kjennelse"),)
    text = document("Saken gjelder varetektsfengsling.", declared=declared, language="no")
    assert read_identity(text).decision_type == "kjennelse"


def test_reasons_for_judgment_name_a_judgment():
    text = document("SUPREME COURT OF EXAMPLE", "Judgment Rendered: January 30, 2031", "Docket: 61077", language="en")
    assert read_identity(text).decision_type == "judgment"
