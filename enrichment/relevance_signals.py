"""What in a text speaks for or against UJ case law: signals between 0 and 1, each with a name a lawyer understands.

Looked at are the title, the first sentences, the order of the court and the sentences that name a crime, never more
than a few hundred, so that the time does not grow with the length of a judgment. `relevance.py` weighs the signals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from enrichment.decision import Certainty, Citation, CitationKind, Court, Fact
from enrichment.facts.concepts import CONCEPT, PEOPLE, PLACE, SITUATION, STATE
from enrichment.facts.crimes import CORE_CRIMES, CRIME_OF_CONCEPT, UJ_CRIMES, names_power_to_try
from enrichment.facts.forum import guess_forum, towns_beside_no_court
from enrichment.facts.matter import Matter, Proceedings
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role
from enrichment.vocabulary import load_countries, load_situations, offence_of
from enrichment.vocabulary.patterns import load_patterns

TRAPS = (
    "asylum",
    "extradition",
    "denial",
    "defamation",
    "citizenship",
    "export",
    "state_complaint",
    "forum_liability",
    "other_matter",
)
# Looked for in the first sentences only, and the first two only where hardly a crime is named.
_TOLD = ("grave_act", "armed_power", "private_life", "field_law")
_SPEECH_AND_RENDITION = ("extradition", "denial", "defamation", "export")
_WORDS = (
    "core_crime",
    "tried",
    "terrorism",
    "purpose",
    "tribunal",
    "abroad",
    "came_here",
    "verdict",
    "civil",
    "civil_abroad",
    "nazi",
    *TRAPS,
)
_HEAD = 12  # sentences
_LOOKED_AT = 250  # sentences at most
_TRIBUNAL_NUMBER = re.compile(r"^(?:ICC-\d|IT-\d|ICTR-\d|MICT-\d|SCSL-\d|KSC-|STL-\d|\d{3}/\d\d-\d\d-\d{4})")
_TRIBUNAL_COURT = re.compile(
    r"international criminal (?:court|tribunal)|cour pénale internationale|tribunal pénal international|IStGH|ICTY|"
    r"ICTR|IRMCT|residual mechanism|special court for sierra leone|extraordinary chambers in the courts of cambodia|"
    r"ECCC|kosovo specialist|special tribunal for lebanon|internationaler strafgerichtshof",
    re.IGNORECASE,
)
_OWN_STATUTE = re.compile(
    r"\b(?:[Aa]rticle|[Rr]ule)s? \d+[\w() ]* of the (?:Rome )?(?:Statute|Rules)\b|\bthe (?:Statute|Rules)\b|"
    r"\bdu Statut\b|\bStatut de Rome\b"
)
_EXPRESSIONS = load_patterns("relevance_words.json")["expressions"]
_HUMAN_RIGHTS = re.compile(_EXPRESSIONS["human_rights_court"], re.IGNORECASE)
_ADMINISTRATIVE = re.compile(_EXPRESSIONS["administrative_court"], re.IGNORECASE)
_REICH = {"DEU", "AUT"}
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
    """`values`: signal -> 0..1, absent ones left out; `forum`, `scene`: States (alpha-3), for the reasons."""

    values: dict[str, float]
    forum: tuple[str, ...]
    scene: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """A sentence that is looked at, with the groups of words in it."""

    sentence: Sentence
    groups: frozenset[str]
    crime: bool
    weight: float  # title 3, order and headnote 2, others 1

    def has(self, *groups: str) -> bool:
        return any(group in self.groups for group in groups)


def read_signals(reading: Reading, proceedings: Proceedings, facts: Findings) -> Signals:
    """The signals of a document. `reading` is of the text without protected names."""
    seen = _look(reading)
    crime = [item for item in seen if item.crime]
    forum, known = guess_forum(
        [item.sentence for item in seen[: _HEAD + 1]], facts.court, facts.citations, reading.language
    )
    scene = _scene(seen, facts, forum)
    values: dict[str, float] = {}
    _crime_signals(values, reading, seen, crime, proceedings, facts)
    _told_signals(values, reading.language, seen, proceedings)
    if (crime or values.get(_TOLD_ACTS)) and any(item.has("civil_abroad") for item in seen):
        values["suit_over_acts_abroad"] = 1.0
    if not scene and (crime or values.get(_TOLD_ACTS)):
        scene = _scene_named_at_the_head(seen[: _HEAD + 1], forum)
    if scene and not set(scene) - _AT_PEACE:
        values.pop(_TOLD_ACTS, None)
    _trap_signals(values, seen, crime, proceedings, facts)
    _forum_signals(values, reading, seen, facts, forum, known, scene)
    if scene and forum and not (forum | _same_conflict(forum)) & set(scene):
        # two things that say little by themselves: a charge of torture, a State elsewhere
        values["crime_tried_abroad"] = max(values.get("crime_tried", 0.0), values.get("crime_charged", 0.0))
        values["crime_named_abroad"] = values.get("crime_named", 0.0)
        values["grave_acts_abroad"] = values.get(_TOLD_ACTS, 0.0)
    return Signals(
        {name: round(value, 4) for name, value in values.items() if value}, tuple(sorted(forum)), tuple(scene)
    )


def _look(reading: Reading) -> list[_Seen]:
    found: list[_Seen] = []
    head = 0
    for sentence in reading.sentences:
        in_title = sentence.paragraph is None
        weighty = in_title or sentence.role in (Role.OPERATIVE_PART, Role.HEADNOTE)
        names_crime = any(CRIME_OF_CONCEPT.get(mention.id) in UJ_CRIMES for mention in sentence.of(CONCEPT))
        if not (in_title or head < _HEAD or weighty or names_crime):
            continue
        if not in_title:
            head += 1
        groups = frozenset(
            group for group, pattern in _groups(reading.language).items() if pattern.search(sentence.text)
        )
        found.append(
            _Seen(
                sentence,
                groups,
                names_crime or "core_crime" in groups or {"nazi", "tried"} <= groups,
                3.0 if in_title else 2.0 if weighty else 1.0,
            )
        )
        if len(found) >= _LOOKED_AT:
            break
    return found


def _crime_signals(
    values: dict[str, float],
    reading: Reading,
    seen: list[_Seen],
    crime: list[_Seen],
    proceedings: Proceedings,
    facts: Findings,
) -> None:
    # The story of an accused may hold an asylum claim; the verdict beside it tells that the crime is tried here.
    hard = ("extradition", "denial", "defamation", "export", "purpose", "state_complaint")
    clean = [
        item for item in crime if not item.has(*hard) and (item.has("verdict") or not item.has("asylum", "citizenship"))
    ]
    tried = [item for item in clean if item.has("tried") or item.sentence.has("charge", "conviction", "acquittal")]
    charged = [item for item in clean if _is_charged(item.sentence, _groups(reading.language))]
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
    values["crime_keeps_returning"] = min(1.0, 1000.0 * len(crime) / max(reading.words, 200) / 10)
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
    if any(
        offence is not None and offence.crime in CORE_CRIMES and not norm.startswith("RomeStatute")
        for norm in _norms(facts.citations)
        for offence in (offence_of(norm),)
    ):
        values["core_crime_provision_cited"] = 1.0
    if crime and names_power_to_try(reading):
        values["power_to_try_discussed"] = 1.0
    if proceedings.matter is Matter.CRIMINAL:
        values["criminal_proceedings"] = 1.0
    if proceedings.matter is Matter.CIVIL_CLAIM and crime:
        values["civil_claim"] = 1.0


_TOLD_ACTS = "grave_acts_of_an_armed_power"
_NOT_TRIED_HERE = (Matter.ASYLUM, Matter.EXTRADITION, Matter.INCITEMENT, Matter.CITIZENSHIP)
_FEW_CRIMES = 0.5  # `crime_named`
# A blow or a killing told of there is an ordinary crime unless the text names it a core crime.
_AT_PEACE = frozenset((
    "AUT", "BEL", "BGR", "CAN", "CHE", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN",
    "FRA", "GBR", "GRC", "HUN", "IRL", "ISL", "ITA", "LIE", "LTU", "LUX", "LVA", "MLT",
    "MCO", "NLD", "NOR", "POL", "PRT", "ROU", "SVK", "SWE", "AUS", "NZL", "JPN",
))  # fmt: skip


def _told_signals(values: dict[str, float], language: str | None, seen: list[_Seen], proceedings: Proceedings) -> None:
    """Acts told without the name of a crime ("shot wounded soldiers who had surrendered"), laws on crimes abroad."""
    words = _words(language, _TOLD)
    head = [item for item in seen[: _HEAD + 1] if not item.has("purpose", "denial", "defamation", "export")]
    law = words.get("field_law")
    if law is not None and any(law.search(item.sentence.text) for item in head):
        values["law_for_crimes_abroad"] = 1.0
    acts, power = words.get("grave_act"), words.get("armed_power")
    if acts is None or power is None or proceedings.matter in _NOT_TRIED_HERE:
        return
    if values.get("crime_named", 0.0) > _FEW_CRIMES:
        return
    sued_or_tried = proceedings.matter in (Matter.CRIMINAL, Matter.CIVIL_CLAIM)
    if not sued_or_tried and not any(item.has("abroad", "civil_abroad") for item in head):
        return
    if any(item.has("citizenship") for item in head):
        return  # tried for what was told to the naturalisation office
    private = words.get("private_life")
    if private is not None and any(_has(private, item) for item in head):
        return  # a soldier who killed his neighbour
    # who did it stands in the sentence or right before or after it
    near = {number + step for number, item in enumerate(head) if _has(power, item) for step in (-1, 0, 1)}
    told = [
        item
        for number, item in enumerate(head)
        if number in near and not item.has("asylum", "extradition") and _has(acts, item)
    ]
    if told:
        values[_TOLD_ACTS] = min(1.0, len(told) / 2)


def _has(pattern: re.Pattern[str], item: _Seen) -> bool:
    return pattern.search(item.sentence.text) is not None


_CHARGE_REACH = 90  # characters between a verdict or charge and the crime


def _is_charged(sentence: Sentence, groups: dict[str, re.Pattern[str]]) -> bool:
    """Whether a verdict or charge stands close to the crime: "guilty of seven counts of genocide"."""
    spans = [(m.start, m.end) for m in sentence.of(CONCEPT) if CRIME_OF_CONCEPT.get(m.id) in UJ_CRIMES]
    spans += [m.span() for m in groups["core_crime"].finditer(sentence.text)] if "core_crime" in groups else []
    acts = [(m.start, m.end) for m in sentence.of("charge", "conviction", "acquittal")]
    acts += [m.span() for m in groups["verdict"].finditer(sentence.text)] if "verdict" in groups else []
    return any(max(start - last, first - end, 0) <= _CHARGE_REACH for start, end in spans for first, last in acts)


def _trap_signals(
    values: dict[str, float], seen: list[_Seen], crime: list[_Seen], proceedings: Proceedings, facts: Findings
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
    for matter in (Matter.ASYLUM, Matter.EXTRADITION, Matter.INCITEMENT, Matter.CITIZENSHIP, Matter.OTHER):
        if proceedings.matter is matter:
            values[f"{matter}_proceedings"] = 1.0
    named = facts.court.name if facts.court else ""
    places = [named, *(item.sentence.text for item in seen[:3])]
    if any(_ADMINISTRATIVE.search(place) for place in places):
        values["administrative_court"] = 1.0
    if any(_HUMAN_RIGHTS.search(place) for place in places[:3]):
        values["human_rights_court"] = 1.0


def _forum_signals(
    values: dict[str, float],
    reading: Reading,
    seen: list[_Seen],
    facts: Findings,
    forum: frozenset[str],
    known: bool,
    scene: list[str],
) -> None:
    if _is_tribunal(reading, seen, facts, known):
        values["international_tribunal"] = 1.0
    # The courts of one party to a conflict try what was done on the soil of another as their own.
    home = forum | _same_conflict(forum)
    own_conflict = known and bool(forum & _states_of_conflicts())
    if (
        own_conflict
        and not set(scene) & (_states_of_conflicts() - home)
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
    if forum & _REICH and known and any(item.has("nazi") for item in seen):
        values["nazi_crimes_before_the_courts_of_the_reich_s_successors"] = 1.0
    if known:
        own = bool(forum & _states_of_conflicts())
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


def _scene(seen: list[_Seen], facts: Findings, forum: frozenset[str]) -> list[str]:
    """The States where the acts took place, likeliest first; the forum only where acts are put there."""
    if facts.territorial_states:
        return list(facts.territorial_states)
    weight: dict[str, float] = defaultdict(float)
    for item in seen:
        near = 2.0 if item.crime else 1.0 if item.sentence.has("act") else 0.3
        for mention in item.sentence.of(STATE, PLACE):
            weight[mention.id] += near
        for mention in item.sentence.of(PEOPLE):
            weight[mention.id] += 0.4 * near
        if item.sentence.paragraph is not None:
            for state in sorted(towns_beside_no_court(item.sentence)):
                weight[state] += 0.6 * near
        for mention in item.sentence.of(SITUATION):
            for state in load_situations()[int(mention.id)].states:
                weight[state] += near
        if not item.sentence.of(STATE, PLACE, PEOPLE):
            for word in _CAPITALISED.findall(item.sentence.text):
                country = _countries_in_any_language().get(word)
                if country is not None:
                    weight[country] += near
    abroad = {state: points for state, points in weight.items() if state not in forum}
    top = max(abroad.values(), default=0.0)
    if top >= 0.4:
        return [state for state, points in sorted(abroad.items(), key=lambda item: -item[1]) if points >= 0.5 * top][:3]
    return [state for state, points in weight.items() if points >= 2.0][:1]


def _scene_named_at_the_head(head: list[_Seen], forum: frozenset[str]) -> list[str]:
    """The State abroad that is named most, itself or by its towns or people, where none is named beside an act."""
    weight: dict[str, int] = defaultdict(int)
    for item in head:
        named = {mention.id for mention in item.sentence.of(STATE, PLACE, PEOPLE)}
        for state in sorted((named | towns_beside_no_court(item.sentence)) - forum):
            weight[state] += 1
    return sorted(weight, key=lambda state: -weight[state])[:1]


_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w-]{3,}")


@cache
def _countries_in_any_language() -> dict[str, str]:
    """Single-word names of States in all working languages, for texts in other languages."""
    return {
        name: country.id
        for country in load_countries()
        for names in country.names.values()
        for name in names
        if " " not in name and len(name) > 3
    }


_OTHER_FOES = (
    frozenset(("UKR", "RUS")),
    frozenset(("BIH", "HRV", "SRB", "MNE", "XKX", "SVN", "MKD")),
    frozenset(("ARM", "AZE")),
)


def _same_conflict(forum: frozenset[str]) -> frozenset[str]:
    """The other States in which a conflict of the forum's own took place ("former Yugoslavia")."""
    recent = [frozenset(situation.states) for situation in load_situations() if situation.first_year >= 1950]
    return frozenset(state for states in (*recent, *_OTHER_FOES) if forum & states for state in states)


@cache
def _states_of_conflicts() -> frozenset[str]:
    recent = (situation for situation in load_situations() if situation.first_year >= 1950)
    return frozenset(state for situation in recent for state in situation.states)


def _is_tribunal(reading: Reading, seen: list[_Seen], facts: Findings, known: bool) -> bool:
    """Whether the text is an international criminal tribunal's own, and not one that cites its decisions."""
    if facts.court is not None and facts.court.country is not None:
        return False
    if facts.court is not None and _TRIBUNAL_COURT.search(facts.court.name):
        return True
    head = seen[:4]
    speaking = [item for item in head if item.has("tribunal") and not item.has("extradition")]
    if any(item.sentence.paragraph is None for item in speaking):
        return True
    if speaking and (not known or any(_OWN_STATUTE.search(item.sentence.text) for item in head)):
        return True
    last = max((s.paragraph for s in reading.sentences[:40] if s.paragraph is not None), default=0)
    if facts.court is not None and not _TRIBUNAL_COURT.search(facts.court.name):
        return False
    for citation in facts.citations:
        if citation.paragraph > last:
            break
        if citation.kind is CitationKind.INTERNATIONAL and citation.norm and _TRIBUNAL_NUMBER.match(citation.norm):
            return any(item.has("tribunal") for item in seen[:40])
    title = reading.sentences[0] if reading.sentences and reading.sentences[0].paragraph is None else None
    return title is not None and any(_TRIBUNAL_NUMBER.match(word) for word in title.text.split())


def _norms(citations: Iterable[Citation]) -> Iterable[str]:
    return (c.norm for c in citations if c.kind is CitationKind.PROVISION and c.norm)


def _groups(language: str | None) -> dict[str, re.Pattern[str]]:
    return _words(language, _WORDS)


@cache
def _words(language: str | None, groups: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """The groups of words in a language; those of all languages where it is none of the working ones."""
    table = load_patterns("relevance_words.json")
    compiled = {}
    for group in groups:
        by_language = table[group]
        patterns = by_language.get(language, [])
        if language is None:
            patterns = [pattern for words in by_language.values() for pattern in words]
        if patterns:
            compiled[group] = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
    return compiled
