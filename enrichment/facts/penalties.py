"""The sentence of each accused in structured form: kind, duration, suspension, particular gravity, minimum term."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from enrichment.decision import Certainty, Fact
from enrichment.decision import Sentence as Penalty
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.sentence import DEATH, LIFE, FoundSentence, find_durations
from enrichment.facts.whose import Accused, Naming
from enrichment.text import Role
from enrichment.vocabulary.patterns import load_patterns

RULE = "sentences/1"

_WORDS = load_patterns("sentence_words.json")
_KINDS = {LIFE: "life_imprisonment", DEATH: "death"}
_NOT_SUSPENDED = re.compile(_WORDS["not_suspended"], re.IGNORECASE)
_GRAVITY = re.compile(_WORDS["gravity"], re.IGNORECASE)
_NO_GRAVITY = re.compile(_WORDS["no_gravity"], re.IGNORECASE)
_NO_PENALTY = re.compile(_WORDS["no_penalty"], re.IGNORECASE)
_STANDING = ("convicted", "upheld", "partially_upheld", "inadmissible")
_NAME_BEHIND = re.compile(r"\s*[(\[]\s*$")  # "nine years (A.)"
_REACH = 170  # characters around a duration in which its conditions stand
_NEXT_SENTENCES = 4  # in which "its execution is suspended" or "particular gravity" may follow


@dataclass(frozen=True, slots=True)
class _Given:
    penalty: Penalty
    found: FoundSentence


def read_penalties(
    reading: Reading,
    outcome: str | None,
    sentence: str | None,
    accused: Accused,
    found: Sequence[FoundSentence],
) -> tuple[tuple[Fact, ...], tuple[Penalty, ...], str | None]:
    """The sentences, one fact for each, or why none is read.

    `sentence` is the decision's one sentence where `read_sentence` found it: then only penalties of that length are
    given, unless several accused have sentences of their own. `found` are all sentences of the text."""
    if reading.language is None:
        return (), (), "sentences are read in German, English, French, Dutch, Spanish and Swedish only"
    if outcome in ("acquitted", "dismissed", "quashed"):
        return (), (), f"no sentence stands after the decision ({outcome})"
    if not found:
        if outcome not in _STANDING:
            return (), (), "the text states no sentence"
        return _without_duration(reading, accused)
    rank = max(item.rank for item in found)
    best = [item for item in found if item.rank == rank or item.value == sentence]
    given: dict[str | None, _Given] = {}
    for item in best:
        whom = _whose(item, accused)
        known = given.get(whom)
        if whom in (None, accused.only) and sentence is not None and item.value != sentence:
            continue
        if known is not None and not _outweighs(item, known.found):
            continue
        kind = _KINDS.get(item.value, "imprisonment")
        penalty = Penalty(
            kind=kind,
            accused=whom,
            duration=item.value if kind == "imprisonment" else None,
            evidence=(item.sentence.evidence(item.start, item.end),),
        )
        given[whom] = _Given(penalty, item)
    named = [whom for whom in given if whom is not None]
    if named and None in given and sentence is None:
        del given[None]  # what is said of nobody in particular, beside sentences of persons
    if not named and sentence is None and len(accused.names) > 1:
        values = ", ".join(sorted({item.value for item in best}))
        return (), (), f"the text does not say whose the sentences are: {values}"
    penalties = tuple(_with_conditions(reading, item) for item in given.values())
    facts = tuple(
        Fact("sentences", penalty.in_words(), RULE, Certainty.CERTAIN, penalty.evidence) for penalty in penalties
    )
    return facts, penalties, None if penalties else "the text states no sentence"


def _without_duration(reading: Reading, accused: Accused) -> tuple[tuple[Fact, ...], tuple[Penalty, ...], str | None]:
    """A fine, or a conviction without penalty, in the order of the court."""
    fine = _compiled(reading.language or "en")[2]
    for sentence in reading.having("conviction", "penalty", "ruling"):
        if sentence.role is not Role.OPERATIVE_PART and not sentence.has("conviction"):
            continue
        for kind, pattern in (("fine", fine), ("none", _NO_PENALTY)):
            match = pattern.search(sentence.text)
            if match:
                named = accused.named_in(sentence)
                whom = named[0].accused if len(named) == 1 else accused.only
                penalty = Penalty(kind, whom, evidence=(sentence.evidence(*match.span()),))
                fact = Fact("sentences", penalty.in_words(), RULE, Certainty.CERTAIN, penalty.evidence)
                return (fact,), (penalty,), None
    return (), (), "the text states no sentence"


def _outweighs(item: FoundSentence, known: FoundSentence) -> bool:
    """Whether a further sentence of the same person stands instead: changed or total later, heavier in one order."""
    if item.changed != known.changed:
        return item.changed
    if item.total != known.total:
        return item.total
    return item.days > known.days


def _whose(item: FoundSentence, accused: Accused) -> str | None:
    """The accused the sentence belongs to: named right behind it, or last before it in the same sentence."""
    if accused.only is not None:
        return accused.only
    named = accused.named_in(item.sentence)
    behind = next((n for n in named if _NAME_BEHIND.fullmatch(item.sentence.text[item.end : n.start])), None)
    if behind is not None:
        return behind.accused
    before = [naming for naming in named if naming.end <= item.start]
    if before:
        return before[-1].accused if _singly(item.sentence, before) else None
    first = named[:1]
    return first[0].accused if first and len({naming.accused for naming in named}) == 1 else None


def _singly(sentence: Sentence, before: Sequence[Naming]) -> bool:
    """Whether the last name stands alone: of "A and B are each sentenced to" neither is the one."""
    if len(before) < 2 or before[-1].accused == before[-2].accused:
        return True
    between = sentence.text[before[-2].end : before[-1].start]
    return len(between) > 12 or bool(re.search(r"\d|;", between))


def _with_conditions(reading: Reading, given: _Given) -> Penalty:
    """The penalty with what stands beside it, or in the next sentences, about suspension, gravity and minimum term."""
    item, penalty = given.found, given.penalty
    language = reading.language or "en"
    suspended, minimum, _ = _compiled(language)
    at = item.sentence.index
    near = item.sentence.text[max(0, item.start - 40) : item.end + _REACH]
    following = [
        sentence
        for sentence in reading.sentences[at + 1 : at + 1 + _NEXT_SENTENCES]
        if sentence.role is item.sentence.role
    ]
    evidence = list(penalty.evidence)
    is_suspended = bool(suspended.search(near)) and not _NOT_SUSPENDED.search(near)
    if not is_suspended and penalty.kind == "imprisonment":
        for sentence in following[:2]:
            match = suspended.search(sentence.text)
            if match and not _NOT_SUSPENDED.search(sentence.text) and not list(find_durations(sentence.text, language)):
                is_suspended = True
                evidence.append(sentence.evidence(*match.span()))
    gravity = False
    term = None
    for sentence in (item.sentence, *following):
        match = _GRAVITY.search(sentence.text)
        if match and penalty.kind == "life_imprisonment" and not gravity:
            around = sentence.text[max(0, match.start() - 30) : match.end() + 80]
            gravity = not _NO_GRAVITY.search(around)
            if gravity:
                evidence.append(sentence.evidence(*match.span()))
        limit = minimum.search(sentence.text)
        if limit and term is None:
            for value, start, end in find_durations(sentence.text, language):
                close = -60 <= start - limit.end() <= 60
                if close and (sentence is not item.sentence or (start, end) != (item.start, item.end)):
                    term = value
                    evidence.append(sentence.evidence(start, end))
                    break
    return replace(
        penalty,
        suspended=is_suspended,
        special_gravity=gravity,
        minimum_term=term,
        evidence=tuple(evidence),
    )


@lru_cache(maxsize=8)
def _compiled(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    suspended, minimum, fine = (_WORDS[key][language] for key in ("suspended", "minimum_term", "fine"))
    return re.compile(suspended, re.IGNORECASE), re.compile(minimum, re.IGNORECASE), re.compile(fine, re.IGNORECASE)
