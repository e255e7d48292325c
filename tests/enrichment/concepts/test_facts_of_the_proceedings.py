"""Verdicts, sentences, finality, presence, participation, organisations, roles, places and instances, by language.

Every text is our own; persons are invented."""

from __future__ import annotations

import pytest

from enrichment.decision import Decision
from enrichment.enrich import enrich
from enrichment.registry import load_registry
from enrichment.text import Declared, DeclaredField, Paragraph, Text
from tests.enrichment.concepts.court_texts import judgments


def read(language: str, text: str, *declared: Declared) -> Decision:
    """The decision in `text`, one paragraph a line."""
    lines = tuple(Paragraph(line) for line in text.split("\n") if line.strip())
    return enrich(Text(lines, "plain", "plain", language=language, declared=declared))


def verdicts(decision: Decision) -> set[tuple[str, str | None, str | None, frozenset[str]]]:
    return {(item.result, item.accused, item.count, frozenset(item.crimes)) for item in decision.findings}


FINDINGS = [
    (
        "de",
        "Tenor\nDer Angeklagte Jan Weber ist des Völkermordes schuldig; vom Vorwurf der Kriegsverbrechen wird er freigesprochen.",
        {("convicted", "Jan Weber", None, "genocide"), ("acquitted", "Jan Weber", None, "war_crimes")},
    ),
    (
        "en",
        "DISPOSITION\nThe Chamber finds the accused John Marsh guilty on count 1 of war crimes.\n"
        "It finds John Marsh not guilty on count 2 of genocide.",
        {("convicted", "John Marsh", "1", "war_crimes"), ("acquitted", "John Marsh", "2", "genocide")},
    ),
    (
        "fr",
        "PAR CES MOTIFS\nDéclare l'accusé Paul Kamanzi coupable de crimes contre l'humanité ;\n"
        "Acquitte l'accusé Paul Kamanzi du chef de génocide.",
        {
            ("convicted", "Paul Kamanzi", None, "crimes_against_humanity"),
            ("acquitted", "Paul Kamanzi", None, "genocide"),
        },
    ),
    (
        "nl",
        "Beslissing\nDe rechtbank spreekt de verdachte Omar Haddad vrij van genocide.\n"
        "De rechtbank verklaart bewezen dat de verdachte Omar Haddad zich heeft schuldig gemaakt aan oorlogsmisdrijven.",
        {("acquitted", "Omar Haddad", None, "genocide"), ("convicted", "Omar Haddad", None, "war_crimes")},
    ),
    (
        "es",
        "FALLAMOS\nCondenamos al acusado Luis Ferrer como autor de un delito de lesa humanidad.\n"
        "Absolvemos al acusado Luis Ferrer del delito de genocidio.",
        {
            ("convicted", "Luis Ferrer", None, "crimes_against_humanity"),
            ("acquitted", "Luis Ferrer", None, "genocide"),
        },
    ),
    (
        "sv",
        "DOMSLUT\nTingsrätten dömer den tilltalade Karim Nasser för folkmord.\n"
        "Tingsrätten frikänner den tilltalade Karim Nasser från åtalet för krigsförbrytelse.",
        {("convicted", "Karim Nasser", None, "genocide"), ("acquitted", "Karim Nasser", None, "war_crimes")},
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), FINDINGS, ids=[case[0] for case in FINDINGS])
def test_charges_and_verdicts_by_accused_and_count(language, text, expected):
    assert verdicts(read(language, text)) == {(r, a, c, frozenset((crime,))) for r, a, c, crime in expected}


def test_a_conviction_that_was_quashed_is_no_finding():
    decision = read(
        "de",
        "Bundesgerichtshof\nTenor\nAuf die Revision des Angeklagten wird das Urteil des Oberlandesgerichts Koblenz vom "
        "3. Mai 2020 aufgehoben.\nGründe\nDas Oberlandesgericht hat den Angeklagten wegen Völkermordes verurteilt.",
    )
    assert {item.result for item in decision.findings} == {"charged"}


def test_a_conviction_that_is_upheld_is_the_finding():
    decision = read(
        "de",
        "Bundesgerichtshof\nTenor\nDie Revision des Angeklagten wird verworfen.\nGründe\nDas Oberlandesgericht hat den "
        "Angeklagten wegen Völkermordes verurteilt.",
    )
    assert [(item.result, item.crimes) for item in decision.findings] == [("convicted", ("genocide",))]


def test_guilty_on_all_counts_means_the_crimes_charged():
    decision = read(
        "en",
        "The accused, Ivan Perko, is charged with genocide and war crimes.\nThe Court finds the accused guilty on all counts.",
    )
    assert verdicts(decision) == {("convicted", "Ivan Perko", None, frozenset(("genocide", "war_crimes")))}


def test_of_several_accused_one_acquitted_is_listed_by_initials():
    decision = read(
        "en",
        "DISPOSITION\nThe accused John Marsh is convicted of war crimes.\nThe accused Peter Lund is acquitted of war crimes.",
    )
    assert decision.accused == ("John Marsh", "P. L.")
    assert ("acquitted", "P. L.", None, frozenset(("war_crimes",))) in verdicts(decision)
    assert all("Peter Lund" not in fact.value for fact in decision.facts)


SENTENCES = [
    ("de", "Die Vollstreckung der Freiheitsstrafe von zwei Jahren, zu der er verurteilt wird, wird zur Bewährung ausgesetzt.",
     ("imprisonment", "P2Y", True, False, None)),
    ("de", "Der Angeklagte wird zu lebenslanger Freiheitsstrafe verurteilt.\nDie besondere Schwere der Schuld wird festgestellt.",
     ("life_imprisonment", None, False, True, None)),
    ("de", "Der Angeklagte wird zu lebenslanger Freiheitsstrafe verurteilt.\nDie besondere Schwere der Schuld wird nicht "
     "festgestellt.", ("life_imprisonment", None, False, False, None)),
    ("en", "The accused is sentenced to life imprisonment with a minimum term of 25 years.",
     ("life_imprisonment", None, False, False, "P25Y")),
    ("en", "The accused is sentenced to 18 months' imprisonment, suspended for two years.",
     ("imprisonment", "P18M", True, False, None)),
    ("fr", "L'accusé est condamné à la réclusion criminelle à perpétuité, assortie d'une période de sûreté de vingt-deux ans.",
     ("life_imprisonment", None, False, False, "P22Y")),
    ("fr", "Le prévenu est condamné à trois ans d'emprisonnement avec sursis.", ("imprisonment", "P3Y", True, False, None)),
    ("nl", "De rechtbank veroordeelt de verdachte tot een voorwaardelijke gevangenisstraf van zes maanden.",
     ("imprisonment", "P6M", True, False, None)),
    ("es", "Condenamos al acusado a la pena de treinta años de prisión.", ("imprisonment", "P30Y", False, False, None)),
    ("sv", "Tingsrätten dömer den tilltalade till fängelse på livstid.", ("life_imprisonment", None, False, False, None)),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_sentences_with_their_conditions(language, text, expected):
    (sentence,) = read(language, text).sentences
    found = (sentence.kind, sentence.duration, sentence.suspended, sentence.special_gravity, sentence.minimum_term)
    assert found == expected


def test_each_accused_has_his_own_sentence():
    decision = read(
        "fr",
        "PAR CES MOTIFS\nDéclare les accusés Paul Kamanzi et Jean Rugira coupables de génocide ;\n"
        "Condamne Paul Kamanzi à vingt ans de réclusion et Jean Rugira à douze ans de réclusion.",
    )
    assert {(item.accused, item.duration) for item in decision.sentences} == {
        ("Paul Kamanzi", "P20Y"),
        ("Jean Rugira", "P12Y"),
    }
    assert decision.sentence is None


FINALITY = [
    ("de", "Das Urteil ist seit dem 3. Mai 2022 rechtskräftig.", "final"),
    ("de", "Das Urteil ist noch nicht rechtskräftig.", "not_final"),
    ("en", "The judgment has become final.", "final"),
    ("en", "The judgment is not final and may be appealed.", "not_final"),
    ("fr", "La condamnation est définitive.", "final"),
    ("fr", "L'arrêt de condamnation n'est pas définitif.", "not_final"),
    ("nl", "De veroordeling is onherroepelijk geworden.", "final"),
    ("nl", "Het vonnis is nog niet onherroepelijk.", "not_final"),
    ("es", "La sentencia condenatoria es firme.", "final"),
    ("es", "La sentencia no es firme.", "not_final"),
    ("sv", "Domen har vunnit laga kraft.", "final"),
    ("sv", "Domen har inte vunnit laga kraft.", "not_final"),
    ("de", "Sobald das Urteil rechtskräftig ist, werden die Kosten festgesetzt.", None),
]


@pytest.mark.parametrize(("language", "text", "expected"), FINALITY)
def test_whether_the_decision_is_final(language, text, expected):
    assert read(language, text).finality == expected


PRESENCE = [
    ("de", "Oberlandesgericht Koblenz\nUrteil\nDer Angeklagte ist in Deutschland wohnhaft.", "resident"),
    ("de", "Oberlandesgericht Koblenz\nUrteil\nDer Angeklagte wurde in Berlin festgenommen.", "present"),
    ("de", "Oberlandesgericht Koblenz\nUrteil\nDer Angeklagte lebte bis 2012 in Syrien.", None),
    ("en", "Central Criminal Court\nThe accused has been living in London since 2001.", "resident"),
    ("en", "Central Criminal Court\nThe accused was tried in absentia.", "absent"),
    ("fr", "Cour d'assises de Paris\nL'accusé, jugé par défaut, n'a pas comparu.", "absent"),
    ("fr", "Cour d'assises de Paris\nL'accusé réside en France depuis 2004.", "resident"),
    ("nl", "Rechtbank Den Haag\nDe verdachte woont sinds 2010 in Nederland.", "resident"),
    ("nl", "Rechtbank Den Haag\nTegen de verdachte is verstek verleend.", "absent"),
    ("es", "Audiencia Nacional\nEl procesado fue declarado rebelde.", "absent"),
    ("sv", "Stockholms tingsrätt\nDen tilltalade är bosatt i Sverige.", "resident"),
    ("fr", "Cour d'appel de Paris\nL'accusé a été interpellé en France où il résidait depuis 2014.", "resident"),
    (
        "fr",
        "Cour d'appel de Paris\nLa présence du mis en cause en France n'étant pas établie, l'ordonnance est confirmée.",
        "absent",
    ),
    ("fr", "Cour d'appel de Paris\nL'auteur présumé ne se trouvait pas sur le territoire français.", "absent"),
    ("es", "Audiencia Nacional, Madrid\nLos querellados no se encuentran en España.", "absent"),
    ("de", "Bundesgerichtshof\nDie Untersuchungshaft des Angeschuldigten hat fortzudauern.", "present"),
    ("de", "Oberlandesgericht Celle\nKeiner der Beschuldigten hält sich in Deutschland auf.", "absent"),
    ("fr", "Cour d'assises de Bruxelles-Capitale\nLes accusés résidaient en Belgique.", "resident"),
    ("de", "Oberlandesgericht Celle\nder Arzt N. N., zuletzt wohnhaft in Bad Hersfeld,", "resident"),
    ("de", "Oberlandesgericht Celle\nder Arzt N. N., wohnhaft in Beirut, Libanon,", None),
    ("nl", "Rechtbank Den Haag\nDe verdachte woont sinds 2001 in Kerkrade.", "resident"),
    ("de", "Oberlandesgericht Celle\nDer Angeklagte floh nach Deutschland, wo er seit 2015 lebt.", "resident"),
]


@pytest.mark.parametrize(("language", "text", "expected"), PRESENCE)
def test_where_the_accused_is(language, text, expected):
    assert read(language, text).presence == expected


PARTICIPATION = [
    ("de", "Die notwendigen Auslagen der Nebenklägerin trägt der Angeklagte.", {"joint_plaintiff"}),
    ("de", "Die Strafkammer verweist die Zivilforderungen der Privatklägerschaft auf den Zivilweg.", {"civil_party"}),
    ("en", "The civil parties were represented at the trial of the accused.", {"civil_party"}),
    ("fr", "Les parties civiles ont été entendues au procès de l'accusé.", {"civil_party"}),
    ("fr", "La partie plaignante a conclu à la condamnation du prévenu.", {"civil_party"}),
    ("nl", "De benadeelde partij heeft zich in het strafproces tegen de verdachte gevoegd.", {"civil_party"}),
    ("es", "La acusación popular solicitó la condena del acusado.", {"private_prosecutor"}),
    ("sv", "Målsäganden har hörts i målet mot den tilltalade.", {"injured_party"}),
    ("de", "Der Angeklagte wurde verurteilt; Nebenkläger gab es nicht.", None),
]


@pytest.mark.parametrize(("language", "text", "expected"), PARTICIPATION[:-1])
def test_how_victims_take_part(language, text, expected):
    assert set(read(language, text).participation) == expected


INSTANCES = [
    ("de", "Bundesgerichtshof\nBeschluss\nTenor\nDie Revision des Angeklagten gegen das Urteil des Oberlandesgerichts Koblenz "
     "vom 13. Januar 2022 - 1 StE 9/19 - wird verworfen.",
     ("earlier", "Oberlandesgericht Koblenz", "1 StE 9/19", "2022-01-13")),
    ("en", "COURT OF APPEAL (CRIMINAL DIVISION)\nON APPEAL FROM THE CENTRAL CRIMINAL COURT\nThe appeal is dismissed.",
     ("earlier", "Central Criminal Court", None, None)),
    ("fr", "COUR DE CASSATION\nPourvoi formé contre l'arrêt de la cour d'assises de Paris, en date du 14 mars 2014, qui l'a "
     "condamné pour génocide.", ("earlier", "Cour d'assises de Paris", None, "2014-03-14")),
    ("nl", "Hoge Raad der Nederlanden\nArrest op het beroep in cassatie tegen een arrest van het gerechtshof Den Haag van "
     "7 april 2011.", ("earlier", "Gerechtshof Den Haag", None, "2011-04-07")),
    ("es", "TRIBUNAL SUPREMO\nRecurso de casación contra la sentencia de la Audiencia Nacional de 19 de abril de 2005.",
     ("earlier", "Audiencia Nacional", None, "2005-04-19")),
    ("sv", "SVEA HOVRÄTT\nÖVERKLAGAT AVGÖRANDE\nStockholms tingsrätts dom 2022-07-14 i mål nr B 15255-19",
     ("earlier", "Stockholms tingsrätt", "B 15255-19", "2022-07-14")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), INSTANCES, ids=[case[0] for case in INSTANCES])
def test_earlier_instances_named_in_the_text(language, text, expected):
    (instance,) = read(language, text).instances
    assert (instance.relation, instance.court, instance.docket, instance.date) == expected


def test_instances_the_portal_declares_are_earlier_and_later():
    decision = read(
        "de",
        "Oberlandesgericht Koblenz\nUrteil vom 13. Januar 2022\n1 StE 9/19",
        Declared(DeclaredField.LATER_INSTANCE, "BGH, 20. März 2024, 3 StR 454/22, Beschluss", "nachgehend"),
        Declared(DeclaredField.EARLIER_INSTANCE, "BGH, 6. Juni 2019, StB 14/19, Beschluss", "vorgehend"),
    )
    assert [(item.relation, item.docket, item.date) for item in decision.instances] == [
        ("earlier", "StB 14/19", "2019-06-06"),
        ("later", "3 StR 454/22", "2024-03-20"),
    ]


def test_an_instance_of_the_registry_leads_to_its_case():
    decision = read(
        "de",
        "Bundesgerichtshof\nBeschluss vom 20. März 2030\n3 StR 999/29\nTenor\nDie Revision des Angeklagten gegen das Urteil des "
        "Oberlandesgerichts Koblenz vom 13. Januar 2022 wird verworfen.",
    )
    assert decision.case_key in {known.case_key for known in load_registry()}


ABOUT_THE_ACCUSED = [
    ("de", "Der Angeklagte Jan Weber wird wegen Kriegsverbrechen in Syrien verurteilt.\nEr war Mitglied des Islamischen Staates "
     "und tötete in Raqqa Gefangene.", "Islamic State", "Raqqa"),
    ("en", "The accused John Marsh is convicted of war crimes in Liberia.\nHe was a commander of the NPFL and killed civilians in "
     "Gbarnga.", "NPFL", "Gbarnga"),
    ("fr", "L'accusé Paul Kamanzi est condamné pour génocide au Rwanda.\nIl était membre des Interahamwe et a participé aux massacres "
     "commis à Kibuye.", "Interahamwe", "Kibuye"),
    ("nl", "De verdachte Omar Haddad wordt veroordeeld wegens oorlogsmisdrijven in Syrië.\nHij was lid van Ahrar al-Sham en heeft "
     "gevangenen gedood in Aleppo.", "Ahrar al-Sham", "Aleppo"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "organisation", "place"), ABOUT_THE_ACCUSED)
def test_organisation_and_place(language, text, organisation, place):
    decision = read(language, text)
    assert organisation in decision.organisations
    assert place in decision.places


ROLES = [
    ("de", "Der Angeklagte war Leiter der Ermittlungsabteilung des Geheimdienstes.", "Leiter der Ermittlungsabteilung"),
    ("en", "The accused was commander of the prison at Evin.", "commander of the prison"),
    ("fr", "L'accusé était préfet de Gikongoro.", "préfet de Gikongoro"),
    ("nl", "De verdachte was hoofd van de militaire inlichtingendienst.", "hoofd van de militaire inlichtingendienst"),
]


@pytest.mark.parametrize(("language", "text", "role"), ROLES)
def test_what_the_accused_was(language, text, role):
    crime = {"de": "Völkermord", "en": "genocide", "fr": "génocide", "nl": "genocide"}[language]
    charged = {
        "de": "Die Anklage lautet auf",
        "en": "The charge is",
        "fr": "L'accusation est de",
        "nl": "De aanklacht is",
    }
    roles = read(language, f"{charged[language]} {crime}.\n{text}").roles
    assert any(found.startswith(role) for found in roles), roles


@pytest.mark.parametrize("language", ["it", "fi", "ar"])
def test_other_languages_say_why_nothing_is_read(language):
    decision = read(language, "genocide war crimes")
    for field in ("findings", "sentences", "finality", "presence", "participation"):
        assert field in decision.unread


def test_evidence_is_what_stands_at_its_place():
    texts = [(case[0], case[1]) for table in (FINDINGS, SENTENCES, INSTANCES, ABOUT_THE_ACCUSED) for case in table]
    texts.append(
        (
            "en",
            "DISPOSITION\nThe accused John Marsh is convicted of genocide.\nThe accused Peter Lund is acquitted of it.",
        )
    )
    texts.append(("sv", "Tingsrätten frikänner den tilltalade Karim Nasser från åtalet för folkmord."))
    texts += [(judgment.language, judgment.text) for judgment in judgments()]
    checked = 0
    for language, text in texts:
        decision = read(language, text)
        proofs = [proof for fact in decision.facts for proof in fact.evidence]
        for item in (*decision.findings, *decision.sentences, *decision.instances):
            assert item.evidence
            proofs.extend(item.evidence)
        for proof in proofs:
            if proof.paragraph is not None:
                assert decision.paragraphs[proof.paragraph].text[proof.start : proof.end] == proof.quote
                checked += 1
    assert checked > 500
