"""How far an order reaches: the whole decision below or part of it, a person's guilt or only money.

"Dismissed save to the extent that ...", "mit Ausnahme", "sauf en ce que" leave a decision standing in part.
"Veroordeelt eiser in de kosten" and "ist schuldig, die Kosten zu ersetzen" condemn to pay, and convict nobody."""

from __future__ import annotations

import re
from functools import cache

from enrichment.facts.concepts import CONCEPT
from enrichment.facts.reading import Sentence
from enrichment.vocabulary import load_concepts
from enrichment.vocabulary.patterns import load_patterns

_WORDS = load_patterns("outcome_words.json")
_TO_OTHERS = re.compile(_WORDS["limited_to_others"], re.IGNORECASE)
_MONEY = re.compile(_WORDS["money"])
_ACCESSORY = re.compile(_WORDS["accessory"], re.IGNORECASE)
_GUILT = re.compile(
    r"\bcoupables?\b|\bguilty\b|\bschuldig (?:gesprochen|befunden|erkannt|der|des)\b|\bschuldig bevonden\b|"
    r"\bculpables?\b|\bskyldig\b|\b(?:Geldstrafe|geldboete|amende|jours-amende|multa|dagsböter|böter|fine)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[;:]")
_REACH = 160  # characters behind the words of limitation that tell what is left out


def is_limited(sentence: Sentence, language: str) -> bool:
    """Whether the order touches a part of the decision below; one that only changes costs or damages does not count."""
    match = _limited(language).search(sentence.text)
    return match is not None and _TO_OTHERS.search(sentence.text, match.end(), match.end() + _REACH) is None


def is_about_money(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the verb at `start` to `end` condemns somebody to pay: money in its clause, and neither a crime, guilt
    nor a penalty."""
    begin = max((match.end() for match in _CLAUSE_END.finditer(sentence.text, 0, start)), default=0)
    close = _CLAUSE_END.search(sentence.text, end)
    stop = close.start() if close else len(sentence.text)
    if _MONEY.search(sentence.text, begin, stop) is None or _GUILT.search(sentence.text, begin, stop):
        return False
    return not any(
        begin <= mention.start < stop and (mention.kind == "penalty" or mention.id in _offences())
        for mention in sentence.of("penalty", CONCEPT)
    )


def is_accessory(text: str, start: int, end: int) -> bool:
    """Whether what is set aside is a warrant, remand or seizure, which falls with the case itself."""
    return _ACCESSORY.search(text, start, end) is not None


@cache
def _offences() -> frozenset[str]:
    return frozenset(concept.id for concept in load_concepts() if concept.type in ("crime", "underlying_act"))


@cache
def _limited(language: str) -> re.Pattern[str]:
    return re.compile(_WORDS["limited"][language], re.IGNORECASE)
