"""The nationality of the accused, as the text states it."""

from __future__ import annotations

import re
from collections import defaultdict

from enrichment.decision import Certainty, Evidence, Fact
from enrichment.facts.concepts import PEOPLE, STATE, Mention
from enrichment.facts.reading import Reading, Sentence
from enrichment.vocabulary.patterns import load_patterns

RULE = "nationality/1"

_LONG, _HEAD = 3_000, 60  # words of a long judgment; sentences at its beginning that introduce the accused
_WORDS = load_patterns("nationality_words.json")
# The noun a national adjective belongs to when it says where a person is from ("a Syrian doctor").
_PERSON = re.compile(_WORDS["person"], re.IGNORECASE)
_PERSON_BEFORE = re.compile(_WORDS["person_before"], re.IGNORECASE)  # "un ancien ministre | algérien"
_STATED = re.compile(_WORDS["stated"], re.IGNORECASE)  # "a national of" right before the State
_STATED_AFTER = re.compile(_WORDS["stated_after"], re.IGNORECASE)  # "Syrian | national"
_DEMONYM_BEFORE = re.compile(_WORDS["demonym_before"], re.IGNORECASE)  # "a 27-year-old | Syrian"
_AFTER_PERSON = re.compile(_WORDS["after_person"])  # what follows a noun and never an adjective
_GERMAN_ADJECTIVE = re.compile(r"[a-zäöü]\w*isch(?:e[rnsm]?)?")
_GERMANS = frozenset(("Deutsche", "Deutscher", "Deutschen"))
_FRENCH_PERSON = re.compile(r"(?:ais|aise|ien|ienne|ois|oise|ain|aine|an|ane|en|enne|ien)s?$")
_OTHERS = re.compile(_WORDS["persons_of_other_roles"], re.IGNORECASE)
_APPOSITION = re.compile(_WORDS["apposition"], re.IGNORECASE)  # "the accused, a former | Syrian"
_CITIZEN = re.compile(r"\s+(?:citizen|national)\b")  # "a United States | citizen"
# "ciudadano | argentino", "ressortissante | rwandaise"
_CITIZEN_BEFORE = re.compile(
    r"\b(?:ciudadan[oa]s?|nacional(?:es)?|citoyen(?:ne)?s?|ressortissante?s?)\s+$", re.IGNORECASE
)
# "in de strafzaak tegen Frans van A., | Nederlander"
_AGAINST_NAME = re.compile(r"\b(?:contre|gegen|against|tegen|contra|mot)\s+[A-ZÀ-Þ][^,;]{1,50},\s+$")
_PRONOUN = re.compile(r"\W*(?:\d+\W+)?(?:Dieser|Diese|Er|Sie|He|She|Il|Elle|Hij|Zij|Este|Esta|Han|Hon)\b[^.;]{0,20}$")
_AGAINST = re.compile(r"\b(?:contre|gegen|against|tegen|contra|mot|à l'encontre d\w+)\s+[A-ZÀ-Þ]")  # "contre X, prêtre"
_LOSER = re.compile(r"\b(?:lost|renounced|stripped|aberkannt|perdu|verloren|förlorat)\b", re.IGNORECASE)


def read_nationality(reading: Reading, forum: str | None) -> tuple[tuple[Fact, ...], str | None]:
    """The nationalities of the accused as facts, or why none is read.

    A sentence counts when it is about the accused, or about a person no other role is named for; "victims of Belgian
    nationality" do not."""
    if reading.language is None:
        return (), "nationality is read in German, English, French, Dutch, Spanish and Swedish only"
    found: dict[str, list[tuple[Certainty, Evidence]]] = defaultdict(list)
    for sentence in reading.having(PEOPLE, STATE):
        # "was tortured" is a cue for victims too, but no person whose nationality could be meant.
        others = tuple(
            cue for cue in sentence.of("victim", "witness") if _OTHERS.fullmatch(sentence.text[cue.start : cue.end])
        )
        accused = sentence.of("accused")
        for mention in sentence.of(PEOPLE, STATE):
            strength = _strength(sentence, mention, reading.language)
            if strength is None:
                continue
            if others and not (
                _PRONOUN.match(sentence.text, 0, mention.start)
                or _AGAINST.search(sentence.text, max(0, mention.start - 60), mention.start)
                or _belongs_to_accused(mention, accused, others)
            ):
                continue
            if mention.id == forum and strength is Certainty.PROBABLE and not _is_subject(sentence, mention):
                continue  # "the German doctor" may be an expert; the forum's own people need plain words
            if strength is Certainty.PROBABLE and not accused and sentence.index > 12:
                continue
            if reading.words > _LONG and not accused and sentence.index > _HEAD:
                continue  # a long judgment tells where many people are from
            found[mention.id].append((strength, sentence.evidence(mention.start, mention.end)))
    most = max((len(seen) for seen in found.values()), default=0)
    if reading.words > _LONG:
        found = {state: seen for state, seen in found.items() if len(seen) >= 0.4 * most}
    certain = {state for state, seen in found.items() if any(c is Certainty.CERTAIN for c, _ in seen)}
    facts = tuple(
        Fact(
            "nationality",
            state,
            RULE,
            Certainty.CERTAIN if state in certain else Certainty.PROBABLE,
            tuple(proof for _, proof in seen[:3]),
        )
        for state, seen in found.items()
        if state in certain or not certain
    )
    return facts, None if facts else "the text does not state the nationality of the accused"


def _is_subject(sentence: Sentence, mention: Mention) -> bool:
    """Whether the sentence begins with the person and says what he or she is charged with or convicted of."""
    return mention.start <= 12 and sentence.has("charge", "conviction")


def _strength(sentence: Sentence, mention: Mention, language: str) -> Certainty | None:
    """Certain where nationality or citizenship is the word used, probable for "a Syrian doctor", None otherwise."""
    before = sentence.text[max(0, mention.start - 60) : mention.start]
    after = sentence.text[mention.end : mention.end + 60]
    if _LOSER.search(before):
        return None
    if _STATED.search(before) or (_STATED_AFTER if mention.kind == PEOPLE else _CITIZEN).match(after):
        return Certainty.CERTAIN
    if mention.kind != PEOPLE:
        return None
    if _CITIZEN_BEFORE.search(before) or (
        _AGAINST_NAME.search(before) and _is_person(sentence.text[mention.start : mention.end], after, sentence)
    ):
        return Certainty.CERTAIN
    if _in_apposition(sentence, mention) or _beside_accused(sentence, mention):
        return Certainty.CERTAIN
    word = sentence.text[mention.start : mention.end]
    place = language in ("fr", "es") and before.endswith(" en ")  # "en Suisse" is a place, "en svensk" a person
    if not place and _DEMONYM_BEFORE.search(before) and _is_person(word, after, sentence):
        return Certainty.CERTAIN
    if _PERSON.match(after):
        return Certainty.PROBABLE
    romance = word[0].islower() and sentence.text[mention.start - 1 : mention.start] == " "
    return Certainty.PROBABLE if romance and _PERSON_BEFORE.search(before) else None


def _is_person(word: str, after: str, sentence: Sentence) -> bool:
    """Whether the word stands for a person by itself: "a Syrian was charged", "ein Syrer", "un Rwandais"."""
    if word in _GERMANS:
        return re.match(r"\s+[A-ZÄÖÜ]", after) is None  # "der Deutsche Bundestag" is none
    if _GERMAN_ADJECTIVE.fullmatch(word) or word.lower().endswith(("isk", "iska", "iskt", "sche", "sch")):
        return False
    if _AFTER_PERSON.match(after) or not after.strip():
        return True
    # German, French and Swedish tell the person from the adjective by the form or the capital.
    return (word.endswith(("er", "erin", "ier", "are")) and not word.endswith("ischer")) or (
        word[0].isupper() and _FRENCH_PERSON.search(word) is not None and not re.match(r"\s+[a-z]+e?s?\b", after)
    )


def _in_apposition(sentence: Sentence, mention: Mention) -> bool:
    """ "the accused, a Rwandan shopkeeper": the word for the accused right before the adjective."""
    return any(
        2 <= mention.start - cue.end <= 60 and _APPOSITION.search(sentence.text[cue.end : mention.start])
        for cue in sentence.of("accused")
    )


def _beside_accused(sentence: Sentence, mention: Mention) -> bool:
    """ "the Rwandan accused", "l'accusé rwandais": adjective and noun next to each other."""
    return any(
        0 <= cue.start - mention.end <= 1
        # French and Spanish adjectives follow, and are written small ("de verdachte Frans" is a name).
        or (0 <= mention.start - cue.end <= 1 and sentence.text[mention.start].islower())
        for cue in sentence.of("accused")
    )


def _belongs_to_accused(mention: Mention, accused: tuple[Mention, ...], others: tuple[Mention, ...]) -> bool:
    """Of the persons named, the last before the nationality has it; where none stands before, the nearest behind."""
    persons = sorted([(cue.start, True) for cue in accused] + [(cue.start, False) for cue in others])
    before = [is_accused for start, is_accused in persons if start < mention.start]
    if before:
        return before[-1]
    return persons[0][1]
