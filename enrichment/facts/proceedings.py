"""Facts about the proceedings: whether the decision is final, where the accused is, how victims take part."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.decision import Certainty, Court, Evidence, Fact
from enrichment.facts.concepts import PLACE, STATE, Mention
from enrichment.facts.matter import Matter
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.whose import Accused, is_about_accused
from enrichment.text import Role
from enrichment.vocabulary.patterns import load_patterns

FINALITY_RULE, PRESENCE_RULE, PARTICIPATION_RULE = "finality/1", "presence/1", "participation/1"

_WORDS = load_patterns("proceedings_words.json")
_OF_ANOTHER = re.compile(_WORDS["of_another"], re.IGNORECASE)
_NEGATED = re.compile(_WORDS["negated"], re.IGNORECASE)
_NEGATED_AFTER = re.compile(_WORDS["negated_after"], re.IGNORECASE)  # "sa présence en France n'est pas établie"
# An address of today in the caption; the State is left out there because it is the court's own. The town is written
# with a capital, so letter case counts.
_ADDRESS = re.compile(_WORDS["address"])
_ADDRESS_REACH = 40  # characters behind the town in which a foreign State would be named
_NEAR = 80  # characters between the accused and the words that he is not here
_NONE_BEFORE = re.compile(_WORDS["no_participation"], re.IGNORECASE)
_PERSONS = re.compile(load_patterns("nationality_words.json")["persons_of_other_roles"], re.IGNORECASE)
_CIVIL = re.compile(r"\bparties? $", re.IGNORECASE)
_NO_COMPENSATION = re.compile(_WORDS["no_compensation"], re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:award\w*|toegewezen|toegekend|zugesprochen|zu zahlen|allou\w+|tilldöm\w+|betala|concede\w*)\b", re.IGNORECASE
)
_CAPTION = 25  # sentences at the head that can belong to the caption
_MOST_EVIDENCE = 3
_ONLY_IN_CRIMINAL = frozenset(("joint_plaintiff", "civil_party", "private_prosecutor", "injured_party"))
_PRESENCES = ("absent", "resident", "present")  # the first that the text states, in this order


def read_finality(reading: Reading, court: Court | None, outcome: str | None) -> tuple[tuple[Fact, ...], str | None]:
    """`final` or `not_final` as one fact, or why neither is read.

    What the text says of the verdict counts; of both, the last. A supreme court that leaves a verdict standing makes
    it final: probable, because a text need not say whether a further remedy was open."""
    if reading.language is None:
        return (), "finality is read in German, English, French, Dutch, Spanish and Swedish only"
    final, not_final = (_compiled(key, reading.language) for key in ("final", "not_final"))
    last: tuple[str, Evidence] | None = None
    for sentence in reading.having("finality"):
        verdict = sentence.has("conviction", "acquittal", "ruling", "penalty") or len(sentence.text) < 120
        if not verdict:
            continue
        if match := not_final.search(sentence.text):
            last = "not_final", sentence.evidence(*match.span())
        elif (match := final.search(sentence.text)) and not _OF_ANOTHER.search(sentence.text):
            last = "final", sentence.evidence(*match.span())
    if last is not None:
        return (Fact("finality", last[0], FINALITY_RULE, Certainty.CERTAIN, (last[1],)),), None
    if court is not None and court.level == "supreme" and outcome in ("upheld", "inadmissible"):
        orders = [s for s in reading.with_role(Role.OPERATIVE_PART) if s.has("ruling")]
        if orders:
            proof = orders[-1].evidence()
            return (Fact("finality", "final", FINALITY_RULE, Certainty.PROBABLE, (proof,)),), None
    return (), "the text does not say whether the decision is final"


def read_presence(reading: Reading, forum: str | None, accused: Accused) -> tuple[tuple[Fact, ...], str | None]:
    """Where the accused is in relation to the forum State: `absent`, `resident` or `present`, as one fact."""
    if reading.language is None:
        return (), "presence is read in German, English, French, Dutch, Spanish and Swedish only"
    found: dict[str, list[Evidence]] = {}
    patterns = {key: _compiled(key, reading.language) for key in (*_PRESENCES, "custody")}
    domestic = _compiled("domestic", reading.language)
    towns = _towns(forum)
    for sentence in reading.having("presence"):
        others = any(_is_person(sentence, cue) for cue in sentence.of("victim", "witness"))
        about_accused = is_about_accused(sentence, accused)
        in_caption = sentence.role is Role.RUBRUM or sentence.index <= _CAPTION
        absent = patterns["absent"].search(sentence.text)
        if absent and any(0 <= absent.start() - cue.end <= _NEAR for cue in sentence.of("accused")):
            about_accused = True
        if not about_accused and (others or not (in_caption or sentence.role is Role.OPERATIVE_PART)):
            continue
        if absent:
            found.setdefault("absent", []).append(sentence.evidence(*absent.span()))
            continue
        if forum and in_caption and not others and (match := _ADDRESS.search(sentence.text)):
            after = (m for m in sentence.of(STATE, PLACE) if match.start() <= m.start <= match.end() + _ADDRESS_REACH)
            if all(mention.id == forum for mention in after):
                found.setdefault("resident", []).append(sentence.evidence(*match.span()))
        if in_caption and not others and (match := patterns["custody"].search(sentence.text)):
            found.setdefault("present", []).append(sentence.evidence(*match.span()))
        if not about_accused:
            continue
        for key in ("resident", "present"):
            for match in patterns[key].finditer(sentence.text):
                if not _in_forum(sentence, match.start(), match.end(), forum, domestic, towns):
                    continue
                if _NEGATED.search(sentence.text[max(0, match.start() - 25) : match.start()]):
                    continue
                denied = key == "present" and _NEGATED_AFTER.search(sentence.text[match.end() : match.end() + 60])
                found.setdefault("absent" if denied else key, []).append(sentence.evidence(*match.span()))
                break
        if match := patterns["custody"].search(sentence.text):
            found.setdefault("present", []).append(sentence.evidence(*match.span()))
    for value in _PRESENCES:
        if value in found:
            proofs = tuple(found[value][:_MOST_EVIDENCE])
            return (Fact("presence", value, PRESENCE_RULE, Certainty.CERTAIN, proofs),), None
    return (), "the text does not say where the accused is"


def _is_person(sentence: Sentence, cue: Mention) -> bool:
    """Whether the cue for a victim is a person ("the victims") and not what was done ("torture")."""
    return _PERSONS.fullmatch(sentence.text[cue.start : cue.end]) is not None


def _in_forum(
    sentence: Sentence,
    start: int,
    end: int,
    forum: str | None,
    domestic: re.Pattern[str],
    towns: re.Pattern[str] | None,
) -> bool:
    """Whether the State or town named next to the words is the forum's."""
    text = sentence.text
    if towns is not None and towns.search(text, max(0, start - 40), end + 40):
        return True
    near = [
        mention
        for mention in sentence.of(STATE, PLACE)
        if -60 <= mention.start - end <= 40 and mention.end > start - 40
    ]
    if near:
        # What follows the words counts before what stands in front of them.
        nearest = min(near, key=lambda m: (m.start < start, abs(m.start - end)))
        return nearest.id == forum
    match = domestic.search(text, max(0, start - 30), end + 40)
    return match is not None


def read_participation(reading: Reading, matter: Matter) -> tuple[tuple[Fact, ...], str | None]:
    """How victims take part, each way as one fact: joint_plaintiff, civil_party, private_prosecutor, injured_party,
    plaintiff, complainant, victim_statement, compensation, protective_measures."""
    if reading.language is None:
        return (), "participation is read in German, English, French, Dutch, Spanish and Swedish only"
    found: dict[str, list[Evidence]] = {}
    table = _participation(reading.language)
    for sentence in reading.having("participation"):
        for value, pattern in table:
            if len(found.get(value, ())) >= _MOST_EVIDENCE:
                continue
            if value == "plaintiff" and matter is Matter.CRIMINAL:
                continue
            if value in _ONLY_IN_CRIMINAL and matter in (Matter.ASYLUM, Matter.CITIZENSHIP, Matter.CIVIL_CLAIM):
                continue
            match = pattern.search(sentence.text)
            if match and value == "compensation" and not _awarded(sentence, match.group()):
                continue
            if (
                match
                and value == "complainant"
                and _CIVIL.search(sentence.text[max(0, match.start() - 8) : match.start()])
            ):
                continue  # "partie plaignante" is a civil party
            if match and not _NONE_BEFORE.search(sentence.text[max(0, match.start() - 30) : match.start()]):
                found.setdefault(value, []).append(sentence.evidence(*match.span()))
    facts = tuple(
        Fact("participation", value, PARTICIPATION_RULE, Certainty.CERTAIN, tuple(proofs))
        for value, proofs in found.items()
    )
    return facts, None if facts else "the text does not mention victims as participants"


def _awarded(sentence: Sentence, words: str) -> bool:
    """Whether compensation is given and not only claimed: in the order, or with the words of one."""
    ordered = sentence.role is Role.OPERATIVE_PART or sentence.has("ruling", "conviction", "penalty")
    return (ordered or _GIVEN.search(words + sentence.text) is not None) and _NO_COMPENSATION.search(
        sentence.text
    ) is None


@lru_cache(maxsize=32)
def _towns(forum: str | None) -> re.Pattern[str] | None:
    """The larger towns of the forum, which judgments name without the State."""
    towns = _WORDS["towns"].get(forum or "")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, towns))})\b") if towns else None


@lru_cache(maxsize=64)
def _compiled(key: str, language: str) -> re.Pattern[str]:
    return re.compile(_WORDS[key][language], re.IGNORECASE)


@lru_cache(maxsize=8)
def _participation(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (value, re.compile(words[language], re.IGNORECASE)) for value, words in _WORDS["participation"].items()
    )
