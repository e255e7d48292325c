from __future__ import annotations

import pytest

from enrichment.enrich import enrich
from enrichment.facts.issues import read_issues
from enrichment.facts.reading import read_sentences
from enrichment.text import Paragraph
from tests.enrichment.concepts.court_texts import text_of

ISSUES = [
    ("de", "Die funktionelle Immunität steht der Strafverfolgung nicht entgegen.", "functional_immunity", "rejected"),
    ("de", "Die Tat ist verjährt; die Verjährung ist ein Verfahrenshindernis.", "statute_of_limitations", "accepted"),
    ("de", "Ob persönliche Immunität besteht, kann dahinstehen.", "personal_immunity", "left_open"),
    ("de", "Der Angeklagte macht einen Verstoß gegen das Rückwirkungsverbot geltend.", "retroactivity", "argued"),
    ("en", "A former head of state has no immunity ratione materiae for torture.", "functional_immunity", "rejected"),
    ("en", "A former official does not enjoy immunity for torture.", "functional_immunity", "rejected"),
    ("fr", "L'interdiction de la torture l'emporte sur l'immunité résiduelle d'un ancien ministre.", "functional_immunity", "rejected"),
    ("nl", "De gedaagden genieten als voormalig bevelhebber immuniteit van jurisdictie.", "functional_immunity", "accepted"),
    ("en", "The sitting president enjoys personal immunity from arrest.", "personal_immunity", "accepted"),
    ("en", "The defendant argued that the amnesty law barred the prosecution.", "amnesty", "argued"),
    ("en", "It need not be decided whether ne bis in idem applies.", "ne_bis_in_idem", "left_open"),
    ("en", "The claim is barred by state immunity.", "state_immunity", "accepted"),
    ("en", "War crimes are imprescriptible.", "statute_of_limitations", "rejected"),
    ("fr", "L'amnistie ne fait pas obstacle aux poursuites.", "amnesty", "rejected"),
    ("fr", "Le mis en examen soutient que l'immunité fonctionnelle lui est acquise.", "functional_immunity", "argued"),
    ("fr", "L'action publique est prescrite ; la prescription de l'action publique est acquise.", "statute_of_limitations", "accepted"),
    ("nl", "De verdachte komt geen functionele immuniteit toe.", "functional_immunity", "rejected"),
    ("nl", "De raadsman heeft aangevoerd dat het feit is verjaard.", "statute_of_limitations", "argued"),
    ("es", "La ley de amnistía no impide la persecución.", "amnesty", "rejected"),
    ("es", "La defensa alegó la prescripción del delito.", "statute_of_limitations", "argued"),
    ("sv", "Brottet är inte preskriberat.", "statute_of_limitations", "rejected"),
    ("sv", "Den tilltalade har gjort gällande funktionell immunitet.", "functional_immunity", "argued"),
    ("de", "Ein Verfahrenshindernis der funktionellen Immunität besteht nicht.", "functional_immunity", "rejected"),
    ("en", "It is unnecessary to decide whether immunity ratione materiae would also apply.", "functional_immunity", "left_open"),
    ("fr", "L'immunité ratione personae a pris fin avec ses fonctions.", "personal_immunity", "rejected"),
    ("nl", "Of personele immuniteit geldt, hoeft in deze zaak niet te worden beantwoord.", "personal_immunity", "left_open"),
    ("de", "Die Immunität ratione materiae hindert die Verfolgung völkerrechtlicher Verbrechen nicht.", "functional_immunity", "rejected"),
    ("nl", "Het beroep op functionele immuniteit slaagt evenmin.", "functional_immunity", "rejected"),
    ("en", "He says that the statute was applied retroactively. That ground is without merit.", "retroactivity", "rejected"),
    ("nl", "De gedaagde kan zich met succes beroepen op functionele immuniteit.", "functional_immunity", "accepted"),
    ("es", "Resulta innecesario examinar la ley de amnistía.", "amnesty", "left_open"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "kind", "polarity"), ISSUES)
def test_an_issue_and_what_the_court_made_of_it(language, text, kind, polarity):
    _, issues, reason = read_issues(read_sentences([Paragraph(text)], title=None, language=language))
    assert [(issue.kind, issue.polarity) for issue in issues] == [(kind, polarity)], reason


def test_the_court_outranks_the_party():
    text = "The accused invoked immunity ratione materiae. The court rejects the plea of immunity ratione materiae."
    _, issues, _ = read_issues(read_sentences([Paragraph(text)], title=None, language="en"))
    assert [(issue.kind, issue.polarity) for issue in issues] == [("functional_immunity", "rejected")]


def test_what_the_court_below_held_stands_behind():
    text = (
        "The District Judge held that the claim is barred by state immunity. "
        "Immunity ratione materiae is not available to a former official."
    )
    _, issues, _ = read_issues(read_sentences([Paragraph(text)], title=None, language="en"))
    assert [(issue.kind, issue.polarity) for issue in issues] == [("functional_immunity", "rejected")]


def test_of_two_issues_in_one_sentence_each_has_its_own_part():
    text = "L'immunité ratione materiae ne saurait couvrir la torture et l'immunité ratione personae fait obstacle à l'arrestation."
    _, issues, _ = read_issues(read_sentences([Paragraph(text)], title=None, language="fr"))
    assert {(issue.kind, issue.polarity) for issue in issues} == {
        ("functional_immunity", "rejected"),
        ("personal_immunity", "accepted"),
    }


JURISDICTION = [
    ("de", "Der Angeklagte ist des Kriegsverbrechens schuldig. Es gilt das Weltrechtsprinzip (§ 1 VStGB).", {"universal"}),
    ("en", "He was convicted of war crimes. Jurisdiction rests on the active personality principle.", {"active_personality"}),
    ("en", "He was convicted of torture. Jurisdiction is based on the passive personality principle.", {"passive_personality"}),
    ("fr", "Il est coupable de génocide. La compétence universelle est retenue (article 689-11 du code de procédure pénale).", {"universal"}),
    ("nl", "Verdachte is veroordeeld wegens oorlogsmisdrijven op grond van het actief nationaliteitsbeginsel.", {"active_personality"}),
    ("es", "Condenado por un delito de genocidio en virtud del principio de personalidad pasiva.", {"passive_personality"}),
    ("sv", "Han döms för folkmord med stöd av universell jurisdiktion.", {"universal"}),
    ("de", "Der Angeklagte ist des Kriegsverbrechens schuldig.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), JURISDICTION)
def test_basis_of_jurisdiction(language, text, expected):
    assert set(enrich(text_of(text, language)).jurisdiction_basis) == expected


MODES = [
    ("de", "Der Angeklagte wird wegen Beihilfe zum Völkermord verurteilt.", {"aiding_abetting"}),
    ("de", "Er ist als militärischer Befehlshaber nach § 4 VStGB für die Kriegsverbrechen schuldig.", {"superior_responsibility"}),
    ("en", "He was found guilty of aiding and abetting war crimes.", {"aiding_abetting"}),
    ("en", "The accused was convicted of crimes against humanity under the doctrine of command responsibility.", {"superior_responsibility"}),
    ("en", "She was convicted of conspiracy to commit torture.", {"conspiracy"}),
    ("fr", "Il est déclaré coupable de complicité de crimes contre l'humanité.", {"complicity"}),
    ("nl", "De verdachte wordt veroordeeld wegens medeplegen van oorlogsmisdrijven.", {"co-perpetration"}),
    ("nl", "De verdachte wordt veroordeeld wegens medeplichtigheid aan oorlogsmisdrijven.", {"aiding_abetting"}),
    ("sv", "Den tilltalade döms för medhjälp till folkmord.", {"aiding_abetting"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), MODES)
def test_modes_of_liability(language, text, expected):
    assert set(enrich(text_of(text, language)).modes_of_liability) == expected


CRIMES = [
    ("en", "Convicted of crimes against humanity in the form of murder, torture and rape.", {"crimes_against_humanity"}),
    ("en", "He was convicted of war crimes and of torture.", {"war_crimes", "torture"}),
    ("de", "Er ist der Verbrechen gegen die Menschlichkeit durch Folter und Freiheitsberaubung schuldig.", {"crimes_against_humanity"}),
    ("fr", "Il est accusé de disparition forcée et de torture.", {"enforced_disappearance", "torture"}),
    ("nl", "De verdachte is veroordeeld voor deelname aan een terroristische organisatie en oorlogsmisdrijven.", {"terrorism_related", "war_crimes"}),
    ("en", "The appellant was convicted of theft. The Genocide Convention was mentioned in argument.", set()),
    ("en", "The suspect was charged with the crime of aggression.", {"aggression"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CRIMES)
def test_crimes_at_issue(language, text, expected):
    assert set(enrich(text_of(text, language)).crimes) == expected
