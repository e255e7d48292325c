"""The nationality of the accused, as the text states it."""

from __future__ import annotations

import re
from collections import defaultdict

from enrichment.decision import Certainty, Evidence, Fact
from enrichment.facts.concepts import PEOPLE, STATE, Mention
from enrichment.facts.reading import Reading, Sentence

RULE = "nationality/1"

# The noun a national adjective belongs to when it says where a person is from.
_PERSON = re.compile(
    r"[\s-]*(?:\w+[\s-]+){0,2}?(?:national|citizen|subject|man|woman|doctor|physician|officer|general|colonel|major|lieutenant|captain|soldier|"
    r"commander|minister|official|officials|warlord|rebel|militiaman|politician|businessman|mayor|prefect|priest|teacher|army officer|born|"
    r"staatsangehörige\w*|staatsbürger\w*|arzt\w*|offizier\w*|oberst\w*|general\w*|soldat\w*|kommandeur\w*|minister\w*|milizionär\w*|"
    r"ressortissante?|citoyen\w*|médecin|colonel|général|officier|militaire|soldat|chef|ministre|commandant|préfet|ancien\w*|"
    r"onderdaan|staatsburger|arts|officier|kolonel|generaal|soldaat|commandant|militair|zakenman|"
    r"ciudadan\w+|nacional|médico|coronel|militar|oficial|capitán|ministro|"
    r"medborgare|läkare|officer|överste|general|soldat|befälhavare|åklagare)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?:nationality|nationalité|nationaliteit|nacionalidad|staatsangehörigkeit|staatsbürgerschaft|medborgarskap\w*|citizenship|"
    r"ressortissante?s? d[eu'][\w' ]{0,6}|national of|nationals of|citizen of|citizens of|onderdaan van|staatsburger van|burger van|"
    r"ciudadan[oa] de|nacional de|medborgare i|staatsangehörige[rn]? (?:von|der|des)|subject of|ressortissant)"
    r"\s*(?:is|was|:|of|the|de|la|le|du|des|der|den|die|das|van|het|er|ist|är|è|una|un)?\s*$",
    re.IGNORECASE,
)
_STATED_AFTER = re.compile(
    r"\s*(?:and (?:\w+ )?|och \w+ |und \w+ |et \w+ |en \w+ |y \w+ )?(?:nationals?|citizens?|citizenship|nationality|"
    r"staatsangehörig\w*|staatsbürger\w*|"
    r"ressortissante?s?|citoyens?|onderdan\w*|onderdaan|nationaliteit|staatsburger\w*|medborgar\w*|ciudadan\w+|nacional\w*)\b",
    re.IGNORECASE,
)
_DEMONYM_BEFORE = re.compile(
    r"\b(?:an?|ein|eine|einen|eines|einem|een|en|un|une|une?|der|die|the|den|de|el|la|le|jährige[rn]?|"
    r"\d{2}-?(?:jährige[rn]?|year-old|jarige|årige?|year old))\s*(?:\d{2}-?(?:jährige[rn]?|year-old|jarige|årige?)\s*)?$",
    re.IGNORECASE,
)
_DEMONYM = frozenset(("de", "fr", "nl", "es", "sv", "en"))
_LOSER = re.compile(r"\b(?:lost|renounced|stripped|aberkannt|perdu|verloren|förlorat)\b", re.IGNORECASE)


def read_nationality(reading: Reading, forum: str | None) -> tuple[tuple[Fact, ...], str | None]:
    """The nationalities of the accused as facts, or why none is read.

    A sentence counts when it is about the accused, or about a person no other role is named for; "victims of Belgian
    nationality" do not."""
    if reading.language is None:
        return (), "nationality is read in German, English, French, Dutch, Spanish and Swedish only"
    found: dict[str, list[tuple[Certainty, Evidence]]] = defaultdict(list)
    for sentence in reading.having(PEOPLE, STATE):
        others = sentence.of("victim", "witness")
        accused = sentence.of("accused")
        for mention in sentence.of(PEOPLE, STATE):
            strength = _strength(sentence, mention)
            if strength is None:
                continue
            if others and not _nearer(mention, accused, others):
                continue
            if mention.id == forum and strength is Certainty.PROBABLE:
                continue  # "the German doctor" may be an expert; the forum's own people need plain words
            if strength is Certainty.PROBABLE and not accused and sentence.index > 12:
                continue
            found[mention.id].append((strength, sentence.evidence(mention.start, mention.end)))
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


def _strength(sentence: Sentence, mention: Mention) -> Certainty | None:
    """Certain where nationality or citizenship is the word used, probable for "a Syrian doctor", None otherwise."""
    before = sentence.text[max(0, mention.start - 60) : mention.start]
    after = sentence.text[mention.end : mention.end + 60]
    if _LOSER.search(before):
        return None
    if _STATED.search(before) or (mention.kind == PEOPLE and _STATED_AFTER.match(after)):
        return Certainty.CERTAIN
    if mention.kind != PEOPLE:
        return None
    word = sentence.text[mention.start : mention.end]
    if _DEMONYM_BEFORE.search(before) and not re.match(r"\s+[a-zäöüåéèñ]", after) and not re.match(r"-", after):
        if reading_noun(word):
            return Certainty.CERTAIN
    return Certainty.PROBABLE if _PERSON.match(after) else None


def reading_noun(word: str) -> bool:
    """Whether the word can stand for a person by itself: written with a capital, as names of people are."""
    return word[:1].isupper() or word.endswith(("ier", "are", "an"))


def _nearer(mention: Mention, accused: tuple[Mention, ...], others: tuple[Mention, ...]) -> bool:
    def distance(group: tuple[Mention, ...]) -> int:
        return min((max(m.start - mention.end, mention.start - m.end, 0) for m in group), default=10_000)

    return distance(accused) < distance(others)
