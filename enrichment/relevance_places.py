"""Where the acts took place and whose courts speak: what relevance asks of places.

Guesses for judging relevance, from everything the text betrays; the facts of a decision are read elsewhere, by stricter
rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from enrichment.decision import Citation, CitationKind, Court
from enrichment.facts.concepts import ORGANISATION, PEOPLE, PLACE, SITUATION, STATE
from enrichment.facts.forum import towns_beside_no_court
from enrichment.facts.reading import Reading
from enrichment.relevance_sentences import HEAD, Seen, words_of
from enrichment.vocabulary import load_countries, load_situations
from enrichment.vocabulary.organisations import load_organisations
from enrichment.vocabulary.patterns import load_patterns

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
_AT_HOME = re.compile(_EXPRESSIONS["court_for_core_crimes_at_home"], re.IGNORECASE)
# Where the Reich or its allies ruled: their crimes are tried there as crimes of the place.
_REICH_RULED = frozenset((
    "DEU", "AUT", "NLD", "BEL", "LUX", "FRA", "NOR", "DNK", "ITA", "GRC", "POL", "CZE", "SVK", "HUN", "LTU", "LVA",
    "EST", "BLR", "UKR", "RUS", "SRB", "HRV", "SVN", "ROU",
))  # fmt: skip
# A blow or a killing told of there is an ordinary crime unless the text names it a core crime.
AT_PEACE = frozenset((
    "AUT", "BEL", "BGR", "CAN", "CHE", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN",
    "FRA", "GBR", "GRC", "HUN", "IRL", "ISL", "ITA", "LIE", "LTU", "LUX", "LVA", "MLT",
    "MCO", "NLD", "NOR", "POL", "PRT", "ROU", "SVK", "SWE", "AUS", "NZL", "JPN",
))  # fmt: skip


def scene_of(
    seen: Sequence[Seen], stated: Sequence[str], forum: frozenset[str], language: str | None, *, deeds: bool
) -> list[str]:
    """The States where the acts took place, likeliest first; the forum only where acts are put there.

    `stated`: those the facts of the decision name. `deeds`: the text names a crime or tells of grave acts, so that a
    State named anywhere at its head may be their place."""
    if stated and not (set(stated) <= forum and forum <= AT_PEACE):
        return list(stated)
    scene = _named_beside_acts(seen, forum, stems=language not in _NAMED_IN)
    if deeds and not set(scene) - forum:
        scene = _named_at_the_head(seen[: HEAD + 1], forum) or scene
    return scene if set(scene) - forum else list(stated) or scene


def _named_beside_acts(seen: Sequence[Seen], forum: frozenset[str], *, stems: bool) -> list[str]:
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
                weight[state] += max(near, 0.5)  # its words occur in no other conflict
        if not item.sentence.of(STATE, PLACE, PEOPLE):
            for word in _CAPITALISED.findall(item.sentence.text):
                country = _countries_in_any_language().get(word)
                if country is not None:
                    weight[country] += near
        if stems:
            for state in sorted({_state_of_stem(match) for match in _stems().finditer(item.sentence.text)}):
                weight[state] += near
    abroad = {state: points for state, points in weight.items() if state not in forum}
    top = max(abroad.values(), default=0.0)
    if top >= 0.4:
        return [state for state, points in sorted(abroad.items(), key=lambda item: -item[1]) if points >= 0.5 * top][:3]
    return [state for state, points in weight.items() if points >= 2.0][:1]


def _named_at_the_head(head: Sequence[Seen], forum: frozenset[str]) -> list[str]:
    """The State abroad that is named most, itself or by its towns, people or armed groups."""
    weight: dict[str, float] = defaultdict(float)
    for item in head:
        named = {mention.id for mention in item.sentence.of(STATE, PLACE, PEOPLE)}
        for state in sorted((named | towns_beside_no_court(item.sentence)) - forum):
            weight[state] += 0.5 if state in AT_PEACE else 1.0
        for mention in item.sentence.of(ORGANISATION):
            for state in _states_of_organisations().get(load_organisations()[int(mention.id)].name, ()):
                if state not in forum:
                    weight[state] += 0.4
    return sorted(weight, key=lambda state: -weight[state])[:1]


_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w-]{3,}")


_NAMED_IN = ("de", "en", "fr", "nl", "es", "sv")  # languages with names of States and peoples in the vocabulary


@cache
def _stems() -> re.Pattern[str]:
    """The beginnings of names of States and peoples at war, for the other languages, which inflect them."""
    table = load_patterns("relevance_words.json")["state_stems"]
    return re.compile("|".join(rf"(?P<{state}>(?<!\w)(?:{stem}))" for state, stem in table.items()), re.IGNORECASE)


def _state_of_stem(match: re.Match[str]) -> str:
    return match.lastgroup or ""


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


@cache
def _states_of_organisations() -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(states) for name, states in load_patterns("relevance_words.json")["organisation_states"].items()
    }


_OTHER_FOES = (
    frozenset(("UKR", "RUS")),
    frozenset(("BIH", "HRV", "SRB", "MNE", "XKX", "SVN", "MKD")),
    frozenset(("ARM", "AZE")),
)


def same_conflict(forum: frozenset[str]) -> frozenset[str]:
    """The other States in which a conflict of the forum's own took place ("former Yugoslavia")."""
    recent = [frozenset(situation.states) for situation in load_situations() if situation.first_year >= 1950]
    return frozenset(state for states in (*recent, *_OTHER_FOES) if forum & states for state in states)


@cache
def states_of_conflicts() -> frozenset[str]:
    """The States of the situations since 1950."""
    recent = (situation for situation in load_situations() if situation.first_year >= 1950)
    return frozenset(state for situation in recent for state in situation.states)


def is_tribunal(
    reading: Reading, seen: Sequence[Seen], court: Court | None, citations: Iterable[Citation], *, known: bool
) -> bool:
    """Whether the text is an international criminal tribunal's own, and not one that cites its decisions."""
    if court is not None and court.country is not None:
        return False
    head = seen[:4]
    naming = [item for item in head if item.has("tribunal")]
    if naming and all(_of_dealings(item, reading.language) for item in naming):
        return False
    if court is not None and _TRIBUNAL_COURT.search(court.name):
        return True
    speaking = [item for item in naming if not item.has("extradition") and not _of_dealings(item, reading.language)]
    if any(item.sentence.paragraph is None for item in speaking):
        return True
    if speaking and (not known or any(_OWN_STATUTE.search(item.sentence.text) for item in head)):
        return True
    last = max((s.paragraph for s in reading.sentences[:40] if s.paragraph is not None), default=0)
    if court is not None:
        return False
    for citation in citations:
        if citation.paragraph > last:
            break
        if citation.kind is CitationKind.INTERNATIONAL and citation.norm and _TRIBUNAL_NUMBER.match(citation.norm):
            return any(item.has("tribunal") for item in seen[:40])
    title = reading.sentences[0] if reading.sentences and reading.sentences[0].paragraph is None else None
    return title is not None and any(_TRIBUNAL_NUMBER.match(word) for word in title.text.split())


_SPEAKER = 30  # characters: a tribunal named there is who the sentence speaks of


def _of_dealings(item: Seen, language: str | None) -> bool:
    """Whether the sentence tells of others' dealings with a tribunal: "signed a memorandum with the Registrar of"."""
    words = words_of(language, ("tribunal", "tribunal_dealings"))
    if "tribunal" not in words or "tribunal_dealings" not in words:
        return False
    named = words["tribunal"].search(item.sentence.text)
    return (
        named is not None
        and named.start() > _SPEAKER
        and words["tribunal_dealings"].search(item.sentence.text) is not None
    )


def is_court_for_crimes_at_home(seen: Sequence[Seen], court: Court | None) -> bool:
    """Whether the court was set up in the State of the acts to try them: chambers for war crimes, special courts."""
    names = [court.name] if court is not None else []
    return any(_AT_HOME.search(name) for name in (*names, *(item.sentence.text for item in seen[:2])))


def of_the_forum_s_own_past(seen: Sequence[Seen], forum: frozenset[str]) -> bool:
    """Whether the text speaks of the forum's own history: a dictatorship, a border, a colonial war."""
    pasts = [past for state, past in _home_pasts().items() if state in forum]
    return any(past.search(item.sentence.text) for past in pasts for item in seen[: HEAD + 1])


@cache
def _home_pasts() -> dict[str, re.Pattern[str]]:
    table = load_patterns("relevance_words.json")["home_past"]
    return {state: re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE) for state, words in table.items()}


def had_a_conflict(forum: frozenset[str]) -> bool:
    """Whether the forum had a conflict or terror regime of its own since 1950 whose crimes its courts may try."""
    return bool(forum & (states_of_conflicts() | set(load_patterns("relevance_words.json")["own_conflicts"])))


def ruled_by_the_reich(forum: frozenset[str]) -> bool:
    """Whether the forum is the Reich's successor or a State it ruled, whose courts try its crimes as their own."""
    return bool(forum) and forum <= _REICH_RULED
