"""Where the acts took place: the States a text names in the sentences about the acts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from enrichment.decision import Certainty, Court, Evidence, Fact
from enrichment.facts.concepts import CONCEPT, PEOPLE, PLACE, SITUATION, STATE, Mention
from enrichment.facts.crimes import CRIME_OF_CONCEPT
from enrichment.facts.names import is_given
from enrichment.facts.reading import Reading, Sentence
from enrichment.vocabulary import load_concepts, load_situations

RULE = "territory/1"

# A preposition of place right before the name, with article, region or town between: "in northern Syria".
_LOCATIVE = re.compile(
    r"\b(?:in|im|inside|within|across|throughout|near|on the territory of|from|auf|bei|aus|innerhalb|"
    r"nahe|en|au|aux|à|dans|sur|"
    r"te|uit|nabij|i|på|från|vid|de|del|dans le|of|over|Tatort war|Tatort ist|against|gegen|contre|contra|tegen|mot|"
    r"van|des|der|av|"
    r"territorium van|Hoheitsgebiet)\s+(?:[\w'.-]+\s+){0,3}$|\(\s*$|,\s*$",
    re.IGNORECASE,
)
_REGIME = re.compile(
    r"\b(?:soldiers?|troops|officers?|detainees|prisoners|state|militia|rebels|soldat\w*|soldaten|staatsfolter|"
    r"soldados|presos|fångar|gevangenen|"
    r"army|armed forces|regime|government|intelligence|police|prison|civil war|war|conflict|"
    r"security forces|militia|"
    r"bürgerkrieg\w*|armee|streitkräfte\w*|regime\w*|regierung\w*|geheimdienst\w*|gefängnis\w*|haftanstalt\w*|"
    r"konflikt\w*|krieg\w*|"
    r"staatsgebiet|hoheitsgebiet|arabische|zivilbevölkerung|armée|régime|gouvernement|renseignement\w*|"
    r"conflit|guerre|prison|forces|"
    r"leger|overheid|burgeroorlog|conflict|oorlog|gevangenis|inlichtingendienst\w*|ejército|régimen|"
    r"gobierno|guerra|conflicto|"
    r"dictadura|dictature|diktatur\w*|junta|armén|regimen|inbördeskrig\w*|konflikt\w*|kriget|fängelse\w*|"
    r"säkerhetstjänst\w*|territory|"
    r"genocide|génocide|völkermord\w*|folkmord\w*|genocidio)\b",
    re.IGNORECASE,
)
# "a national of", "citizen of", "born in": the person, not the acts.
_NATIONAL_OF = re.compile(
    r"\b(?:nationals? of|citizens? of|native of|born in|ressortissante?s? d[eu'][\w' ]{0,6}|"
    r"originaire d[eu'][\w' ]{0,6}|"
    r"n[ée]e?s? (?:en|au|à)|geboren in|geboren te|onderdaan van|burger van|afkomstig uit|medborgare i|född i|"
    r"nacid[oa] en|"
    r"natural de|ciudadan[oa] de|nacional de|courts of)\s*(?:the |het |la |el |den |de |l')?$",
    re.IGNORECASE,
)
# The office before a State's name: no place of acts.
_OFFICE_OF = re.compile(
    r"\b(?:\w*(?:minister|president|präsident\w*|presidente|président|ministre|ministro|ambassador|king|emperor)"
    r"(?: (?:of|for|des|de|van|för) [\w' ]{3,24})?|heads? of state|chef d'[ÉEé]tat|jefe de Estado|statschef|"
    r"staatshoofd|Staatsoberhaupt|consul|prosecutor|Republik|Republic|République|Republiek|República)\s+"
    r"(?:of|von|de|du|des|der|van|för|i|del)\s*(?:the |la |l'|het |de |el )?(?:Republik |Republic of |République )?$",
    re.IGNORECASE,
)
# "bereits in Schweden rechtskräftig verurteilt", "convicted in Sweden": where another court tried him.
_TRIED_THERE = re.compile(
    r"\s+(?:(?:already|for|because of|wegen|bereits|rechtskräftig|dort|pour|déjà|voor|reeds|ya|redan)\s+"
    r"(?:\w+\s+){0,3})?"
    r"(?:verurteilt|abgeurteilt|freigesprochen|convicted|acquitted|tried|prosecuted|condamnée?s?|jugée?s?|acquittée?s?|"
    r"veroordeeld|berecht|vrijgesproken|condenad[oa]s?|juzgad[oa]s?|dömts?|dömd|lagförd)\b",
    re.IGNORECASE,
)
_TRIED_IN = re.compile(
    r"\b(?:convicted|acquitted|tried|prosecuted|condamnée?s?|jugée?s?|condenad[oa]s?|juzgad[oa]s?|dömd|dömts?|lagförd)\s+"
    r"(?:in|en|au|aux|i)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "the Beijing Conference", "the Nicaragua case", "Hogefeld v Germany", "a conference held in Beijing".
_TITLE_AFTER = re.compile(
    r"\s+(?:[A-Z]\w+\s+)?(?:Conference|Platform|Convention|Declaration|Protocol|Statute|Rules|Principles|[Cc]ase|"
    r"[Jj]udgments?|Konferenz|Konvention|Erklärung)\b"
)
_TITLE_BEFORE = re.compile(
    r"\b(?:v|vs|c|gegen|t)\.?\s+(?:the\s+)?$|\b(?:[Cc]onference|[Cc]ongress|[Ss]ymposium|[Cc]onférence)\b[^.;]{0,30}$"
)
_ACTOR = re.compile(r"\b(?:by|par|door|por|av)\s+(?:the |la |le |el |l')?$", re.IGNORECASE)  # "sought by Spain"
# "crímenes cometidos en la Argentina": said of the forum itself, it places the crime there.
_COMMITTED_IN = re.compile(
    r"\b(?:committed|perpetrated|carried out|begangen\w*|verübt\w*|commis(?:es?)?|perpétrée?s?|gepleegd|begaan|"
    r"cometid[oa]s?|perpetrad[oa]s?|begångna?|begåtts|took place|t(?:uvo|uvieron) lugar|(?:a|ont) eu lieu|"
    r"plaatsvond\w*|ägde rum)\s+(?:in|within|auf|en|au|aux|à|dans|te|i)\s+"
    r"(?:the |la |el |het |l')?(?:Rep[uú]bli\w+ |(?:north|south|east|west)\w* |provincia de [\w ]{3,20}, )?$",
    re.IGNORECASE,
)
_LONG = 3_000  # words
_BESIDE = 30  # characters
# Where international courts sit: named for the detention unit and the enforcement of sentences, not for acts.
_SEATS = {
    "INTL/ICC": "NLD",
    "INTL/ICTY": "NLD",
    "INTL/STL": "NLD",
    "INTL/KSC": "NLD",
    "INTL/IRMCT": "NLD",
    "INTL/ICJ": "NLD",
    "INTL/ICTR": "TZA",
    "INTL/ECHR": "FRA",
}
_MAX_STATES = 5
_ACT_TYPES = frozenset(("underlying_act", "contextual_element"))


def read_territory(reading: Reading, forum: str | None, crimes_at_issue: bool) -> tuple[tuple[Fact, ...], str | None]:
    """The States where the acts at issue took place as facts, or why none is read.

    `forum` (alpha-3) is the State of the court: it counts only where a sentence puts a crime itself there."""
    if not crimes_at_issue:
        return (), "no crime of the taxonomy is at issue"
    if reading.language is None:
        return (), "names of States are read in German, English, French, Dutch, Spanish and Swedish only"
    weight: dict[str, float] = defaultdict(float)
    proofs: dict[str, list[tuple[float, Evidence]]] = defaultdict(list)
    for sentence in reading.of_court(STATE, PLACE, PEOPLE):
        for mention, points in place_points(sentence, forum):
            weight[mention.id] += points
            proofs[mention.id].append((points, sentence.evidence(mention.start, mention.end)))
    for sentence in reading.of_court(SITUATION):
        for mention in sentence.of(SITUATION):
            states = load_situations()[int(mention.id)].states
            if len(states) == 1:
                weight[states[0]] += 1.0
                proofs[states[0]].append((1.0, sentence.evidence(mention.start, mention.end)))
    if max(weight.values(), default=0.0) < 1.0:
        # Nothing better is said: the acts of a minister "of Gambia" are those of his State.
        for sentence in reading.of_court(STATE):
            for mention in sentence.of(STATE):
                if mention.id != forum and _OFFICE_OF.search(sentence.text[max(0, mention.start - 40) : mention.start]):
                    weight[mention.id] += 1.0
                    proofs[mention.id].append((1.0, sentence.evidence(mention.start, mention.end)))
    if max(weight.values(), default=0.0) < 1.0:
        only = _only_scene(reading, forum)
        if only is not None:
            weight[only.state] += 1.0
            proofs[only.state].append((1.0, only.evidence))
    top = max(weight.values(), default=0.0)
    if reading.words > _LONG:
        # A long judgment cites cases and conferences elsewhere: where the acts were comes back again and again.
        leading = max(weight, key=lambda state: weight[state], default=None)
        often = len(proofs[leading]) if leading else 0
        weight = defaultdict(
            float, {state: points for state, points in weight.items() if len(proofs[state]) >= 0.25 * often}
        )
    strong = sum(1 for points in weight.values() if points >= max(1.0, 0.3 * top))
    if strong > _MAX_STATES:
        return (), f"{strong} States are named alike; none stands out as the place of the acts"
    facts = []
    for state, points in sorted(weight.items(), key=lambda item: -item[1]):
        best = max(points for points, _ in proofs[state])
        if points < 1.0 or points < 0.3 * top or (state == forum and best < 3.0):
            continue
        facts.append(
            Fact(
                "territorial_states",
                state,
                RULE,
                Certainty.CERTAIN if best >= 2.0 else Certainty.PROBABLE,
                tuple(proof for _, proof in sorted(proofs[state], key=lambda item: -item[0])[:5]),
            )
        )
    return tuple(facts), None if facts else "no sentence about the acts names a State"


@dataclass(frozen=True, slots=True)
class _Scene:
    state: str
    evidence: Evidence


def _only_scene(reading: Reading, forum: str | None) -> _Scene | None:
    """The only foreign State a short text names, itself or by its places, where nothing is said of acts there: "She
    left for Syria. There she kept two women as slaves." Where a person was born or is a citizen does not count."""
    if reading.words > _LONG:
        return None
    scenes: dict[str, _Scene] = {}
    for sentence in reading.of_court(STATE, PLACE):
        for mention in sentence.of(STATE, PLACE):
            before = sentence.text[max(0, mention.start - 60) : mention.start]
            if mention.id == forum or _NATIONAL_OF.search(before) or _OFFICE_OF.search(before) or _ACTOR.search(before):
                continue
            if _TRIED_IN.search(before) or _TRIED_THERE.match(sentence.text[mention.end : mention.end + 60]):
                continue
            scenes.setdefault(mention.id, _Scene(mention.id, sentence.evidence(mention.start, mention.end)))
    return next(iter(scenes.values())) if len(scenes) == 1 else None


def seat_of(court: Court | None) -> str | None:
    """The State on whose soil a court sits (alpha-3): its own, or that of the seat of an international court."""
    return None if court is None else court.country or _SEATS.get(court.id)


def place_points(sentence: Sentence, forum: str | None) -> list[tuple[Mention, float]]:
    """The points each State named in the sentence gains as place of the acts."""
    about_acts = _about_acts(sentence)
    weighed = []
    for mention in sentence.of(STATE, PLACE, PEOPLE):
        before, after = sentence.text[: mention.start], sentence.text[mention.end : mention.end + 60]
        if mention.kind == STATE and _within_name(before, after):
            continue
        if mention.kind == PEOPLE:
            # An adjective places the acts only with an army, war or prison: "the Syrian regime".
            regime = bool(_REGIME.match(after.strip()) or _REGIME.search(after[:24]) or _REGIME.search(before[-24:]))
            if regime and mention.id != forum:
                weighed.append((mention, 1.5 if about_acts else 0.5))
            continue
        if _moves_there(sentence, mention) or _ACTOR.search(before[-14:]) or _OFFICE_OF.search(before[-60:]):
            continue
        if _TRIED_IN.search(before[-40:]) or (_TRIED_THERE.match(after) and not _crime_before(sentence, mention)):
            continue
        if _TITLE_AFTER.match(after) or _TITLE_BEFORE.search(before[-50:]):
            continue
        locative = mention.kind == PLACE or bool(_LOCATIVE.search(before[-48:]))
        if mention.id == forum:
            if locative and _crime_committed_there(sentence, mention):
                weighed.append((mention, 3.0))
            continue
        if locative and about_acts:
            weighed.append((mention, 3.0 if about_acts > 1 else 2.0))
        elif about_acts > 1 or (locative and not sentence.has("elsewhere")):
            weighed.append((mention, 1.0))
        else:
            weighed.append((mention, 0.25))
    return weighed


def _within_name(before: str, after: str) -> bool:
    """Whether the State's name is a person's here: "José Mauricio R. S.", "Jordan Israel Miller"."""
    last = before.rstrip().rpartition(" ")[2]
    return bool(last[:1].isupper() and is_given(last) and re.match(r"\s+[A-ZÀ-Þ]", after))


def _crime_before(sentence: Sentence, mention: Mention) -> bool:
    """Whether a crime is named right before: "wegens oorlogsmisdrijven in Liberia en Guinee veroordeeld"."""
    return any(
        0 <= mention.start - other.end <= _BESIDE and (other.id in CRIME_OF_CONCEPT or other.id in _acts())
        for other in sentence.of(CONCEPT)
    )


def _about_acts(sentence: Sentence) -> int:
    """2: a crime or form of one is named; 1: an act, a war; 0: neither."""
    concepts = {mention.id for mention in sentence.of(CONCEPT)}
    if any(concept in CRIME_OF_CONCEPT for concept in concepts) or concepts & _acts():
        return 2
    return 1 if sentence.has("act") else 0


@cache
def _acts() -> frozenset[str]:
    return frozenset(concept.id for concept in load_concepts() if concept.type in _ACT_TYPES)


def _moves_there(sentence: Sentence, mention: Mention) -> bool:
    """Whether flight, residence or arrest, and no act, is what the State is named for (the nearer word decides)."""
    if _NATIONAL_OF.search(sentence.text[max(0, mention.start - 40) : mention.start]):
        return True
    # "who lives in Berlin is charged with having, in Damascus, ...": what is charged begins a new thought.
    moves = tuple(
        cue
        for cue in sentence.of("elsewhere")
        if not any(cue.end <= other.start and other.end <= mention.start for other in sentence.of("charge"))
    )
    elsewhere = _nearest(mention, moves)
    if elsewhere is None or elsewhere > 45:
        return False
    act = _nearest(
        mention, tuple(m for m in sentence.mentions if m.kind == "act" or (m.kind == CONCEPT and m.id in _acts()))
    )
    return act is None or elsewhere <= act


def _crime_committed_there(sentence: Sentence, mention: Mention) -> bool:
    if _COMMITTED_IN.search(sentence.text[max(0, mention.start - 40) : mention.start]):
        return any(m.id in CRIME_OF_CONCEPT or m.id in _acts() for m in sentence.of(CONCEPT))
    committed = _nearest(mention, sentence.of("act"))
    crime = any(m.id in CRIME_OF_CONCEPT or m.id in _acts() for m in sentence.of(CONCEPT))
    # The forum is named for its own part in the proceedings far more often than as scene of the crime.
    return (
        crime
        and committed is not None
        and committed < 25
        and not sentence.has("elsewhere", "conviction", "charge", "universal_offence")
    )


def _nearest(mention: Mention, others: tuple[Mention, ...]) -> int | None:
    return min((max(o.start - mention.end, mention.start - o.end, 0) for o in others), default=None)
