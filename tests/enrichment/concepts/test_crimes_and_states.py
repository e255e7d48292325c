"""Which crimes are tried and where they were committed, and what is only the name of a court, a case or a conference."""

from __future__ import annotations

import pytest

from enrichment.enrich import enrich
from tests.enrichment.concepts.court_texts import text_of

CHARGE = "The accused is charged with war crimes committed in Bosnia and Herzegovina in 1992. "

STATES = [
    ("en", CHARGE + "He belonged to a group discussed at the Beijing Conference.", {"BIH"}),
    ("en", CHARGE + "The rule on armed groups was set out in the Nicaragua case and in Weber v Turkey.", {"BIH"}),
    ("en", CHARGE + "He was convicted in Norway of the same acts.", {"BIH"}),
    ("de", "Der Angeklagte ist wegen Kriegsverbrechen in Afghanistan angeklagt, wegen derselben Taten aber bereits in Schweden rechtskräftig verurteilt.", {"AFG"}),
    ("en", CHARGE + "The International Criminal Tribunal for the Prosecution of Persons Responsible for Genocide Committed in the Territory of Rwanda has held otherwise.", {"BIH"}),
    ("en", "INTERNATIONAL CRIMINAL COURT\nThe accused, held in the Kingdom of the Netherlands, is charged with war crimes committed in Mali.", {"MLI"}),
    ("nl", "De verdachte is wegens oorlogsmisdrijven in Liberia en Guinee veroordeeld tot negentien jaren gevangenisstraf.", {"LBR", "GIN"}),
    ("de", "Die Angeklagte wird wegen Beihilfe zu einem Verbrechen gegen die Menschlichkeit verurteilt. Sie reiste nach Syrien aus. Dort hielt ihr Ehemann zwei Frauen.", {"SYR"}),
    ("es", "TRIBUNAL ORAL EN LO CRIMINAL FEDERAL\nCondena al acusado por crímenes de lesa humanidad cometidos en la Argentina.", {"ARG"}),
    ("nl", "Het gerechtshof veroordeelt een 57-jarige Ethiopiër voor oorlogsmisdrijven in de provincie Gojjam in Ethiopië.", {"ETH"}),
    ("en", CHARGE + "His deputy, Michael Jordan Smith, was never found.", {"BIH"}),
    ("en", "The accused is charged with war crimes. He fled to Kenya and from there to Uganda.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "states"), STATES)
def test_states_where_the_acts_were_committed(language, text, states):
    assert set(enrich(text_of(text, language)).territorial_states) == states


CRIMES = [
    (
        "en",
        "The indictment charges the accused with torture as a violation of the laws or customs of war.\n"
        "He is alleged to have taken part in torture in the camp. The accused is charged with torture and murder of detainees.",
        {"war_crimes"},
    ),
    (
        "en",
        "The indictment charges the accused with torture as a crime against humanity.\nFOR THESE REASONS\n"
        "The court convicts the accused of crimes against humanity and of torture.",
        {"crimes_against_humanity", "torture"},
    ),
    (
        "en",
        "The accused is charged with war crimes.\nThe facts were heard.\nThe court finds the accused guilty of war crimes.\n"
        "Separate opinion of Judge Winter\nI would have convicted the accused of genocide.",
        {"war_crimes"},
    ),
    ("en", "The accused is charged with conspiracy aimed at committing a terrorist act.", {"terrorism_related"}),
]


@pytest.mark.parametrize(("language", "text", "crimes"), CRIMES)
def test_crimes_that_are_tried(language, text, crimes):
    assert set(enrich(text_of(text, language)).crimes) == crimes
