"""Is this universal-jurisdiction case law? A transparent sum of weighed signals, each a reason in plain words.

`uj`: a national court on core crimes, torture or enforced disappearance committed abroad (or the bounds of its power
to try them); `core_crime`: such a crime without that foreign element (an international tribunal, the courts of the
State where it happened); `neither`: everything else, asylum, terrorism, incitement and extradition included, however
often they speak of war crimes.

Two questions, each a logistic sum: is a core crime what the text is about, and does it lie abroad? The score is the
product, a probability that the text is UJ case law. The weights of the signals (`relevance_weights.json`) are fitted by
`enrichment/evaluation/fit_relevance.py`; each may only have the sign a lawyer expects of it. Beside them counts the
wording as a whole (`relevance_wording.py`)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from enrichment.decision import Relevance
from enrichment.facts.matter import Proceedings
from enrichment.facts.reading import Reading
from enrichment.relevance_signals import Findings, Signals, read_signals
from enrichment.relevance_wording import Wording, load_wording, weigh_wording
from enrichment.vocabulary.patterns import load_patterns

__all__ = ["Findings", "Weights", "chances_of", "judge_relevance", "of_known_decision"]

# Without one of these a text is an ordinary one, whatever else it has of a trial with foreigners, unless it sounds
# like one on core crimes.
_NAMES_THE_FIELD = (
    "crime_named",
    "universal_jurisdiction",
    "power_to_try_discussed",
    "known_conflict",
    "code_of_international_crimes",
    "international_tribunal",
    "law_for_crimes_abroad",
    "grave_acts_of_an_armed_power",
    "trial_over_a_conflict_abroad",
    "elements_of_the_crime",
    "court_for_core_crimes_at_home",
    "immunity_from_trial_discussed",
    "nazis_tried",
)
# In these no crime is tried, however often one is named: a complaint against a State is about its own conduct, an
# extradition about the surrender, unless the power to try crimes abroad is what it is about.
_OTHER_PROCEEDINGS = ("human_rights_court", "asylum_proceedings", "extradition_proceedings", "incitement_proceedings")
_POWERS = (
    "universal_jurisdiction",
    "power_to_try_discussed",
    "jurisdiction_by_personality",
    "suit_over_acts_abroad",
    "immunity_from_trial_discussed",
)
_ORDINARY, _UNLIKELY = 0.05, 0.3
# The words of the signals were chosen with the very texts in view that their weights are fitted on: fitted sums are
# surer than they may be. What signals and wording count was measured on texts that nobody had looked at; where acts
# took place is told by names of States and courts rather than by the wording.
_SIGNALS_COUNT = {"core": 0.6, "abroad": 0.8}
_WORDING_COUNTS = {"core": 1.0, "abroad": 0.4}
_SOUNDS_LIKE_IT = 0.0
_REASONS_GIVEN = 8
_LEAST_WEIGHT = 0.15
_IN_REGISTRY = 0.99

# What a signal means, for the reader of the reason; {scene} and {forum} are filled in.
_IN_WORDS: Mapping[str, str] = {
    "crime_named": "core crimes are named",
    "crime_tried": "core crimes stand beside words of a trial",
    "crime_charged": "core crimes stand right beside a verdict or charge",
    "crime_in_title": "a core crime is named in the title",
    "crime_at_the_head": "the text begins with a core crime that is charged, adjudicated or abroad",
    "crime_keeps_returning": "the text keeps coming back to core crimes",
    "crime_only_beside_other_matters": "core crimes are named only beside other matters (asylum, speech ...)",
    "crime_in_passing": "core crimes are named in passing, without charge or verdict",
    "crime_as_an_organisation_s_aim": "core crimes are named as an organisation's aims, or only to be set aside",
    "crime_tried_abroad": "core crimes abroad stand beside words of a trial",
    "crime_named_abroad": "core crimes are named together with another State",
    "core_crime_at_issue": "a core crime is at issue (certain)",
    "core_crime_probably_at_issue": "a core crime is at issue (probable)",
    "torture_or_disappearance_at_issue": "torture or enforced disappearance is at issue",
    "core_crime_provision_cited": "a provision on core crimes is cited",
    "damages_for_the_crime": "damages are sought for core crimes",
    "civil_claim": "a civil claim over core crimes",
    "civil_claim_over_acts_abroad": "a civil claim over acts abroad",
    "suit_over_acts_abroad": "a suit against a State or under a statute on torts abroad",
    "known_conflict": "a known conflict is named",
    "criminal_proceedings": "criminal proceedings",
    "power_to_try_discussed": "the power to try crimes committed abroad is discussed",
    "about_asylum": "the text is about asylum or immigration",
    "about_extradition": "the text is about extradition or surrender",
    "about_denial": "the text is about denial, approval or hate speech",
    "about_defamation": "the text is about defamation",
    "about_citizenship": "the text is about citizenship",
    "about_export": "the text is about arms exports or military aid",
    "about_state_complaint": "a complaint against a State over its own conduct",
    "about_forum_liability": "a claim against, or a review of, the forum's own authorities",
    "about_other_matter": "the text is about an ordinary matter",
    "about_terrorism": "the text is about terrorism",
    "terrorism_tried": "terrorism offences are tried",
    "terrorism_without_core_crime": "terrorism without a core crime at issue",
    "administrative_court": "an administrative, social or immigration court or board",
    "human_rights_court": "a human-rights or inter-State court or committee",
    "international_tribunal": "an international criminal tribunal",
    "asylum_proceedings": "asylum or immigration proceedings",
    "extradition_proceedings": "extradition or surrender proceedings",
    "incitement_proceedings": "hate speech or denial, not the crime itself",
    "citizenship_proceedings": "citizenship proceedings",
    "other_proceedings": "neither criminal proceedings nor a claim over core crimes",
    "scene_abroad": "acts in {scene}, court in {forum}",
    "scene_abroad_by_language": "acts in {scene}, outside the States that use the text's language",
    "scene_is_forum": "acts in {scene}, court in {forum}: the State of the acts",
    "scene_may_be_forum": "acts in {scene}, perhaps the State of the court",
    "scene_without_forum": "acts in {scene}, court unknown",
    "no_scene": "no place of the acts is named",
    "forum_had_no_conflict_of_its_own": "a court in {forum}, which had no such conflict of its own",
    "forum_had_a_conflict_of_its_own": "a court in {forum}, which had a conflict of its own",
    "universal_jurisdiction": "universal jurisdiction",
    "jurisdiction_by_personality": "jurisdiction over acts abroad by personality or protection",
    "acts_abroad_named_as_such": "acts abroad, or the power to try them, named as such",
    "accused_came_to_the_forum": "the accused lives in, came to or was found in the forum State",
    "law_for_crimes_abroad": "a law or principle for trying, or suing over, core crimes abroad is named",
    "grave_acts_of_an_armed_power": "grave acts of soldiers, militia or a State's services are told",
    "acts_of_the_field": "acts that core crimes consist of are told (enslavement, pillage, hostages ...)",
    "elements_of_the_crime": "elements of core crimes are named (armed conflict, protected persons, attack, intent)",
    "trial_over_a_conflict_abroad": "a criminal court in {forum} on deaths in {scene}, a State of a known conflict",
    "court_for_core_crimes_at_home": "a court set up in the State of the acts for such crimes",
    "torture_with_nothing_abroad": "torture with nothing that points abroad",
    "immunity_from_trial_discussed": "immunity of persons from trial for such crimes is discussed",
    "crimes_of_the_forum_s_own_past": "crimes of the forum's own past",
    "accused_of_an_armed_power": "the accused belonged to soldiers, a militia or a State's services abroad",
    "private_life_told": "private life is told of (partners, neighbours, bars ...)",
    "regime_told_of": "a regime, its rulers or its opponents are told of",
    "nazis_tried": "crimes of the Reich are tried",
    "speech_is_what_is_charged": "what was said or published is charged",
    "no_scene_before_a_court_of_a_state_at_peace": "no place of the acts is named, before a court in {forum}",
    "terrorism_is_what_is_charged": "terrorism offences are charged, no core crime beside them",
    "speaks_of_asylum_beside_the_trial": "words of asylum proceedings",
    "speaks_of_extradition_beside_the_trial": "words of extradition proceedings",
    "speaks_of_incitement_beside_the_trial": "words of proceedings over hate speech",
    "grave_acts_abroad": "grave acts of soldiers, militia or a State's services abroad are told",
    "code_of_international_crimes": "a code of crimes under international law is applied",
    "foreign_accused": "the accused is a foreigner",
    "nazi_crimes_before_the_courts_of_the_reich_s_successors": "crimes of the Reich before courts of its successors",
}
_TITLE = "in the title: "


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one question: of each signal, and the bias."""

    bias: float
    of: Mapping[str, float]


def judge_relevance(reading: Reading, proceedings: Proceedings, facts: Findings) -> Relevance:
    """Label, score 0..1 that the text is UJ case law, and the reasons in plain words, weightiest first."""
    signals = read_signals(reading, proceedings, facts)
    wording = weigh_wording(signals.words, load_wording())
    chances = chances_of(signals.values, wording, _weights())
    label = max(chances, key=lambda name: chances[name])
    core, abroad = (_pulls(signals.values, _weights()[question]) for question in ("core", "abroad"))
    pulls: dict[str, float] = {"wording": wording.core * _WORDING_COUNTS["core"] / _SIGNALS_COUNT["core"]}
    for name, pull in (*core, *abroad):
        if abs(pull) >= _LEAST_WEIGHT:
            pulls[name] = max(pulls.get(name, 0.0), pull, key=abs)
    ordered = sorted(pulls, key=lambda name: -abs(pulls[name]))[:_REASONS_GIVEN]
    reasons = tuple(f"{'' if pulls[name] > 0 else 'against: '}{_in_words(name, signals, wording)}" for name in ordered)
    if not signals.values.get("crime_named"):
        reasons = ("against: no core crime is named", *reasons[: _REASONS_GIVEN - 1])
    return Relevance(label, round(chances["uj"], 4), reasons)


def of_known_decision(relevance: Relevance) -> Relevance:
    """The relevance of a decision that the registry of known UJ decisions holds."""
    reasons = ("a decision of the registry of known UJ case law", *relevance.reasons[: _REASONS_GIVEN - 1])
    return replace(relevance, label="uj", score=max(relevance.score, _IN_REGISTRY), reasons=reasons)


def chances_of(values: Mapping[str, float], wording: Wording, table: Mapping[str, Weights]) -> dict[str, float]:
    """The probability of each label, by the signals, their weights in both questions, and the wording."""
    p_core, p_abroad = (_probability(values, wording, table, question) for question in ("core", "abroad"))
    if wording.core < _SOUNDS_LIKE_IT and not any(values.get(name) for name in _NAMES_THE_FIELD):
        p_core = min(p_core, _ORDINARY)
    elif _in_other_proceedings(values):
        p_core = min(p_core, _UNLIKELY)
    elsewhere = ("scene_abroad", "universal_jurisdiction", "power_to_try_discussed")
    if values.get("crimes_of_the_forum_s_own_past") and not any(values.get(name) for name in elsewhere):
        p_abroad = min(p_abroad, _UNLIKELY)
    return {"uj": p_core * p_abroad, "core_crime": p_core * (1.0 - p_abroad), "neither": 1.0 - p_core}


def _in_other_proceedings(values: Mapping[str, float]) -> bool:
    if values.get("administrative_court") == 1.0 and values.get("criminal_proceedings", 0.0) < 1.0:
        return True
    return any(values.get(name) for name in _OTHER_PROCEEDINGS) and not any(values.get(name) for name in _POWERS)


def _pulls(values: Mapping[str, float], weights: Weights) -> list[tuple[str, float]]:
    """How each signal pulls."""
    return [(name, weights.of[name] * value) for name, value in values.items() if name in weights.of]


def _probability(values: Mapping[str, float], wording: Wording, table: Mapping[str, Weights], question: str) -> float:
    signals = table[question].bias + sum(pull for _, pull in _pulls(values, table[question]))
    words = wording.core if question == "core" else wording.abroad
    return 1.0 / (1.0 + math.exp(-_SIGNALS_COUNT[question] * signals - _WORDING_COUNTS[question] * words))


@cache
def _weights() -> Mapping[str, Weights]:
    table = load_patterns("relevance_weights.json")
    return {question: Weights(float(part["bias"]), part["weights"]) for question, part in table.items()}


def _in_words(name: str, signals: Signals, wording: Wording) -> str:
    if name == "wording":
        told = ", ".join(wording.telling)
        kind = "that of texts on core crimes" if wording.core > 0 else "that of other texts"
        return f"the wording as a whole is {kind}" + (f" ({told})" if told else "")
    if name.startswith("title_"):
        return _TITLE + _IN_WORDS[f"about_{name.removeprefix('title_')}"]
    return _IN_WORDS[name].format(
        scene=", ".join(signals.scene) or "a State", forum=" or ".join(signals.forum) or "the forum State"
    )
