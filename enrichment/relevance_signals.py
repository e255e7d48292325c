"""What in a text speaks for or against UJ case law: signals between 0 and 1, each with a name a lawyer understands.

The sentences looked at are those of `relevance_sentences.py`; `relevance.py` weighs the signals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enrichment.decision import Certainty, Citation, CitationKind, Court, Fact
from enrichment.facts.concepts import CONCEPT, SITUATION
from enrichment.facts.crimes import CORE_CRIMES, CRIME_OF_CONCEPT, UJ_CRIMES, names_power_to_try
from enrichment.facts.forum import guess_forum
from enrichment.facts.matter import Matter, Proceedings
from enrichment.facts.reading import Reading, Sentence
from enrichment.relevance_acts import TOLD_ACTS, charges_terrorism, tells_of_killing, told_signals
from enrichment.relevance_places import (
    AT_PEACE,
    had_a_conflict,
    is_court_for_crimes_at_home,
    is_tribunal,
    of_the_forum_s_own_past,
    ruled_by_the_reich,
    same_conflict,
    scene_of,
    states_of_conflicts,
)
from enrichment.relevance_sentences import (
    HEAD,
    LOOKED_AT,
    NOT_TRIED_HERE,
    TRAPS,
    TRIED_AFTER_ALL,
    Seen,
    is_crime_of_a_statute,
    look,
    words_of,
)
from enrichment.relevance_wording import words_and_pairs
from enrichment.vocabulary.patterns import load_patterns

_SPEECH_AND_RENDITION = ("extradition", "denial", "defamation", "export")
_EXPRESSIONS = load_patterns("relevance_words.json")["expressions"]
_HUMAN_RIGHTS = re.compile(_EXPRESSIONS["human_rights_court"], re.IGNORECASE)
_ADMINISTRATIVE = re.compile(_EXPRESSIONS["administrative_court"], re.IGNORECASE)
# Of persons; that of States is pleaded in all kinds of suits.
_IMMUNITIES = frozenset(("functional_immunity", "personal_immunity"))
_A_CLAIM_AGAINST_THE_FORUM = 2  # sentences on its liability
_POINTS_ABROAD = ("known_conflict", "law_for_crimes_abroad", "power_to_try_discussed", "regime_told_of")
_PERSONALITY = {"active_personality", "passive_personality", "protective"}


@dataclass(frozen=True, slots=True)
class Findings:
    """What the decision's facts contribute."""

    court: Court | None
    crimes: Sequence[Fact]
    territorial_states: Sequence[str]
    jurisdiction_basis: Sequence[str]
    nationality: Sequence[str]
    citations: Sequence[Citation]


@dataclass(frozen=True, slots=True)
class Signals:
    """`values`: signal -> 0..1, absent ones left out; `forum`, `scene`: States (alpha-3), for the reasons; `words`: as
    `words_and_pairs` gives them."""

    values: dict[str, float]
    forum: tuple[str, ...]
    scene: tuple[str, ...]
    words: Mapping[str, str]


def read_signals(reading: Reading, proceedings: Proceedings, facts: Findings) -> Signals:
    """The signals of a document. `reading` is of the text without protected names."""
    seen = look(reading, facts.citations)
    crime = [item for item in seen if item.crime]
    forum, known = guess_forum(
        [item.sentence for item in seen[: HEAD + 1]], facts.court, facts.citations, reading.language
    )
    values: dict[str, float] = {}
    _crime_signals(values, reading, seen, crime, proceedings, facts)
    told_signals(values, reading.language, seen, proceedings)
    _thin_out(values, seen, len(crime), reading.words)
    if values.get("criminal_proceedings") and any(item.has("nazi") for item in seen[: HEAD + 1]):
        values["nazis_tried"] = 1.0
    deeds = bool(crime or values.get(TOLD_ACTS) or values.get("known_conflict"))
    scene = scene_of(seen, facts.territorial_states, forum, reading.language, deeds=deeds)
    if (crime or values.get(TOLD_ACTS)) and any(item.has("civil_abroad") for item in seen):
        values["suit_over_acts_abroad"] = 1.0
    if scene and not set(scene) - AT_PEACE:
        values.pop(TOLD_ACTS, None)
        values.pop("accused_of_an_armed_power", None)
    _trap_signals(values, seen, crime, proceedings, facts)
    _forum_signals(values, reading, seen, facts, forum, known, scene)
    abroad = bool(scene and forum and not (forum | same_conflict(forum)) & set(scene))
    if abroad:
        # two things that say little by themselves: a charge of torture, a State elsewhere
        values["crime_tried_abroad"] = max(values.get("crime_tried", 0.0), values.get("crime_charged", 0.0))
        values["crime_named_abroad"] = values.get("crime_named", 0.0)
        values["grave_acts_abroad"] = values.get(TOLD_ACTS, 0.0)
        if (
            known
            and proceedings.matter is Matter.CRIMINAL
            and proceedings.weight.get("criminal_trial", 0.0) >= 1.0
            and not values.get("title_other_matter")
            and values.get("private_life_told", 0.0) < 1.0
            and not _of_other_matters(seen[: HEAD + 1])
            and set(scene) & states_of_conflicts()
            and not had_a_conflict(forum)
            and values.get("crime_as_an_organisation_s_aim", 0.0) < 1.0
            and not any(item.has(*_SPEECH_AND_RENDITION, "citizenship") for item in seen[: HEAD + 1])
            and sum(item.has("forum_liability") for item in seen[: HEAD + 1]) < _A_CLAIM_AGAINST_THE_FORUM
            and tells_of_killing(reading.language, seen)
        ):
            values["trial_over_a_conflict_abroad"] = 1.0
    if values.get("accused_of_an_armed_power") and not abroad:
        del values["accused_of_an_armed_power"]
    elsewhere = abroad or bool(set(scene) - forum - AT_PEACE) or any(values.get(name) for name in _POINTS_ABROAD)
    if values.get("torture_or_disappearance_at_issue") and not elsewhere:
        values["torture_with_nothing_abroad"] = 1.0
    return Signals(
        {name: round(value, 4) for name, value in values.items() if value},
        tuple(sorted(forum)),
        tuple(scene),
        words_and_pairs(seen),
    )


def _of_other_matters(head: Sequence[Seen]) -> bool:
    """Whether a family, labour or other ordinary matter is told of in more sentences than a verdict or charge."""
    return sum(item.has("other_matter") for item in head) > sum(item.has("verdict") for item in head)


def _crime_signals(
    values: dict[str, float],
    reading: Reading,
    seen: list[Seen],
    crime: list[Seen],
    proceedings: Proceedings,
    facts: Findings,
) -> None:
    clean = [
        item
        for item in crime
        if not item.has(*NOT_TRIED_HERE) and (item.has("verdict") or not item.has(*TRIED_AFTER_ALL))
    ]
    tried = [item for item in clean if item.has("tried") or item.sentence.has("charge", "conviction", "acquittal")]
    charged = [
        item for item in clean if _is_charged(item.sentence, words_of(reading.language, ("core_crime", "verdict")))
    ]
    values["crime_charged"] = min(1.0, len(charged) / 2)
    values["damages_for_the_crime"] = float(any(item.has("civil") for item in clean))
    values["known_conflict"] = float(any(item.sentence.has(SITUATION) for item in seen))
    values["crime_named"] = min(1.0, len(crime) / 3)
    values["crime_tried"] = min(1.0, len(tried) / 2)
    values["crime_in_title"] = float(any(item.sentence.paragraph is None for item in clean))
    body = [item for item in seen if item.sentence.paragraph is not None]
    values["crime_at_the_head"] = float(
        any(item in clean and (item in charged or item.has("civil", "abroad")) for item in body[:4])
    )
    if crime:
        values["crime_as_an_organisation_s_aim"] = sum(item.has("purpose") for item in crime) / len(crime)
        values["crime_in_passing"] = float(not charged and not tried)
    values["crime_keeps_returning"] = min(1.0, 1000.0 * max(0, len(crime) - 1) / max(reading.words, 200) / 10)
    if crime:
        values["crime_only_beside_other_matters"] = 1.0 - len(clean) / len(crime)
    best: dict[str, Certainty] = {fact.value: fact.certainty for fact in facts.crimes if fact.value in UJ_CRIMES}
    core = {value for value in best if value in CORE_CRIMES}
    if crime and all(item.has("purpose") for item in crime):
        best, core = {}, set()
    if any(best[value] is Certainty.CERTAIN for value in core):
        values["core_crime_at_issue"] = 1.0
    elif core:
        values["core_crime_probably_at_issue"] = 1.0
    elif best:
        values["torture_or_disappearance_at_issue"] = 1.0
    if any(is_crime_of_a_statute(norm) for norm in _norms(facts.citations)):
        values["core_crime_provision_cited"] = 1.0
    if crime and names_power_to_try(reading):
        values["power_to_try_discussed"] = 1.0
    if any(item.concepts(_IMMUNITIES) for item in (seen if crime or values["known_conflict"] else seen[: HEAD + 1])):
        values["immunity_from_trial_discussed"] = 1.0
    if proceedings.matter is Matter.CRIMINAL:
        values["criminal_proceedings"] = min(1.0, proceedings.weight.get("criminal_trial", 0.0) / 2)
    if proceedings.matter is Matter.CIVIL_CLAIM and crime:
        values["civil_claim"] = 1.0


_LONG, _WORDS_PER_MENTION = 6_000, 3_000
_COUNTED_BY_MENTION = (
    "crime_named",
    "crime_tried",
    "crime_charged",
    "crime_at_the_head",
    "acts_of_the_field",
    "elements_of_the_crime",
    "core_crime_provision_cited",
)


def _thin_out(values: dict[str, float], seen: Sequence[Seen], mentions: int, words: int) -> None:
    """A long judgment about a crime keeps coming back to it; one that names it now and then is about something else."""
    if words <= _LONG or len(seen) >= LOOKED_AT:
        return
    share = min(1.0, mentions * _WORDS_PER_MENTION / words)
    for name in _COUNTED_BY_MENTION:
        if name in values:
            values[name] *= share


_CHARGE_REACH = 90  # characters between a verdict or charge and the crime


def _is_charged(sentence: Sentence, groups: dict[str, re.Pattern[str]]) -> bool:
    """Whether a verdict or charge stands close to the crime: "guilty of seven counts of genocide"."""
    spans = [(m.start, m.end) for m in sentence.of(CONCEPT) if CRIME_OF_CONCEPT.get(m.id) in UJ_CRIMES]
    spans += [m.span() for m in groups["core_crime"].finditer(sentence.text)] if "core_crime" in groups else []
    acts = [(m.start, m.end) for m in sentence.of("charge", "conviction", "acquittal")]
    acts += [m.span() for m in groups["verdict"].finditer(sentence.text)] if "verdict" in groups else []
    return any(max(start - last, first - end, 0) <= _CHARGE_REACH for start, end in spans for first, last in acts)


def _trap_signals(
    values: dict[str, float], seen: list[Seen], crime: list[Seen], proceedings: Proceedings, facts: Findings
) -> None:
    weight: dict[str, float] = defaultdict(float)
    for item in seen:
        for group in item.groups:
            weight[group] += item.weight
    tried = sum(
        item.weight
        for item in crime
        if item.has("tried")
        and (not item.has(*TRAPS) or (item.has("verdict") and not item.has(*_SPEECH_AND_RENDITION)))
    )
    for trap in TRAPS:
        if weight[trap]:
            # against what the text says about crimes tried: asylum is mentioned in many a trial, too
            values[f"about_{trap}"] = weight[trap] / (weight[trap] + tried + 1.0)
        if any(item.sentence.paragraph is None and item.has(trap) for item in seen):
            values[f"title_{trap}"] = 1.0
    if weight["terrorism"]:
        values["about_terrorism"] = weight["terrorism"] / (weight["terrorism"] + tried + 1.0)
        alone = [item for item in seen if item.has("terrorism") and item.has("tried") and not item.crime]
        values["terrorism_tried"] = min(1.0, len(alone) / 2)
        crimes = {fact.value for fact in facts.crimes if fact.certainty is Certainty.CERTAIN}
        if not crimes & UJ_CRIMES:
            values["terrorism_without_core_crime"] = 1.0
        if charges_terrorism(seen) and not values.get("crime_charged") and not values.get(TOLD_ACTS):
            values["terrorism_is_what_is_charged"] = 1.0
    if values.get("law_for_crimes_abroad") and any(values.get(f"title_{trap}") for trap in TRAPS):
        values["law_for_crimes_abroad"] = 0.4
    if any(item.has("denial") and item.has("verdict") for item in seen):
        values["speech_is_what_is_charged"] = 1.0
    for matter in (Matter.ASYLUM, Matter.EXTRADITION, Matter.INCITEMENT, Matter.CITIZENSHIP, Matter.OTHER):
        if proceedings.matter is matter:
            values[f"{matter}_proceedings"] = 1.0
    trial = proceedings.weight.get("criminal_trial", 0.0)
    for kind in ("asylum", "extradition", "incitement"):
        cues = proceedings.weight.get(kind, 0.0)
        if cues:
            values[f"speaks_of_{kind}_beside_the_trial"] = cues / (cues + trial + 1.0)
    named = facts.court.name if facts.court else ""
    places = [named, *(item.sentence.text for item in seen[:3])]
    found = next((number for number, place in enumerate(places) if _ADMINISTRATIVE.search(place)), None)
    if found is not None:  # the name of the court or the title says more than the first sentences
        values["administrative_court"] = 1.0 if found < 2 else 0.5
    if any(_HUMAN_RIGHTS.search(place) for place in places[:3]):
        values["human_rights_court"] = 1.0


def _forum_signals(
    values: dict[str, float],
    reading: Reading,
    seen: list[Seen],
    facts: Findings,
    forum: frozenset[str],
    known: bool,
    scene: list[str],
) -> None:
    if is_tribunal(reading, seen, facts.court, facts.citations, known=known):
        values["international_tribunal"] = 1.0
    elif is_court_for_crimes_at_home(seen, facts.court):
        values["court_for_core_crimes_at_home"] = 1.0
    # The courts of one party to a conflict try what was done on the soil of another as their own.
    home = forum | same_conflict(forum)
    own_conflict = known and bool(forum & states_of_conflicts())
    if (
        own_conflict
        and not set(scene) & (states_of_conflicts() - home)
        and not any(item.has("abroad") for item in seen)
    ):
        scene = sorted(forum) if scene else scene  # "deported from the United States", tried in Kigali
    if scene and forum:
        if home & set(scene):
            values["scene_is_forum" if known else "scene_may_be_forum"] = 1.0
            if set(scene) - home and known:
                values["scene_is_forum"] = 0.5
        else:
            values["scene_abroad" if known else "scene_abroad_by_language"] = 1.0
    elif scene:
        values["scene_without_forum"] = 1.0
    else:
        values["no_scene"] = 1.0
        if known and not had_a_conflict(forum) and not any(item.has("nazi") for item in seen):
            values["no_scene_before_a_court_of_a_state_at_peace"] = 1.0
    if ruled_by_the_reich(forum) and known and any(item.has("nazi") for item in seen):
        values["nazi_crimes_before_the_courts_of_the_reich_s_successors"] = 1.0
    if known and of_the_forum_s_own_past(seen, forum):
        values["crimes_of_the_forum_s_own_past"] = 1.0
    if known:
        own = had_a_conflict(forum)
        values["forum_had_a_conflict_of_its_own" if own else "forum_had_no_conflict_of_its_own"] = 1.0
    bases = set(facts.jurisdiction_basis)
    if "universal" in bases:
        values["universal_jurisdiction"] = 1.0
    if bases & _PERSONALITY:
        values["jurisdiction_by_personality"] = 1.0
    if "other" in bases:
        values["civil_claim_over_acts_abroad"] = 1.0
    abroad = sum(item.weight for item in seen if item.has("abroad"))
    values["acts_abroad_named_as_such"] = min(1.0, abroad / 3)
    came = sum(1 for item in seen if item.has("came_here"))
    values["accused_came_to_the_forum"] = min(1.0, came / 2)
    if any(
        n.startswith(("VStGB/", "WIM/", "SFS-2014:406", "StGB-CH/264", "CPP-FR/689")) for n in _norms(facts.citations)
    ):
        values["code_of_international_crimes"] = 1.0
    if [state for state in facts.nationality if state not in forum] and known:
        values["foreign_accused"] = 1.0


def _norms(citations: Iterable[Citation]) -> Iterable[str]:
    return (c.norm for c in citations if c.kind is CitationKind.PROVISION and c.norm)
