"""The sentence that stands after the decision: life, death or a duration, as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from enrichment.decision import Certainty, Fact
from enrichment.facts.number_words import number_pattern, read_number
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role
from enrichment.vocabulary.patterns import load_patterns

RULE = "sentence/1"

LIFE, DEATH = "life imprisonment", "death"

_WORDS = load_patterns("sentence_words.json")
_AND = r"(?:\s*,?\s*(?:and|und|et|en|y|och)\s+|\s*,\s*|\s+)"
# A duration after these words is no sentence to be served: minimum before parole, age, ban, trial period, law.
_OTHER_SPAN = re.compile(_WORDS["other_span"], re.IGNORECASE)
_OTHER_SPAN_AFTER = re.compile(_WORDS["other_span_after"], re.IGNORECASE)
_TOTAL = re.compile(_WORDS["total"], re.IGNORECASE)
_EARLIER = re.compile(load_patterns("outcome_words.json")["earlier"], re.IGNORECASE)
_IMPOSING = re.compile(
    r"\b(?:sentences|sentenced|imposes?|imposed|committed|verurteilt|verhängt|condamne(?:nt)?|condamnée?s?|inflige|"
    r"veroordeelt|veroordeeld|legt|condenamos|condeno|condena|condenado|imponemos|impone|dömer|döms|dömdes|bestämmer|"
    r"bestäms|fixed|substituted)\b",
    re.IGNORECASE,
)
_SUBSTITUTED = re.compile(r"\b(?:substituted|imposed instead|an Stelle|anstelle)\b", re.IGNORECASE)
_CHANGED = re.compile(_WORDS["changed"], re.IGNORECASE)
_SENTENCED = re.compile(_WORDS["sentenced"], re.IGNORECASE)
_SENT_BACK = re.compile(_WORDS["sent_back"], re.IGNORECASE)
# The court weighs the sentence it passes: "the proper sentence is", "tat- und schuldangemessen", "passend en geboden".
_WEIGHED = re.compile(_WORDS["weighed"], re.IGNORECASE)
# "A second defendant was sentenced to four years" beside the one the text is about.
_OF_ANOTHER = re.compile(
    rf"^\W*(?:\w+ ){{0,3}}?{load_patterns('outcome_words.json')['other_persons']}[^;]*$", re.IGNORECASE
)
# A sentence told of another case: "In the case of X, the Court of Appeal upheld a term of sixteen years".
_ELSEWHERE = re.compile(_WORDS["other_case"])
_BELOW = re.compile(_WORDS["below"])  # the court below is the subject of the sentence
# An auxiliary of the past before the past in the clause of the sentence: "qui avait prononcé la perpétuité, ...".
_TOLD = re.compile(r"\b(?:(?:le|la|les) condamnant|avait|avaient|had|hatten?|había|habían|hade|hadden)\b[^,;]{0,80}$")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?")
_NEW_CLAUSE = re.compile(r"[,;:.]|\b(?:but|while|whereas|aber|während|mais|maar|terwijl|pero|mientras|men|medan)\b")
_ORDERED = 3  # the rank of a sentence in the order of the court
_LEFT_STANDING = ("upheld", "inadmissible")
_NEXT_PERSON = re.compile(
    r"\b(?:and|und|et|en|y|och)\s+(?:the|der|die|den|le|la|de|het|el)\s+"
    r"(?:other|second|anderen?|zweiten?|autre|tweede|otro|segundo|andre|\d{2}\b)|"
    r";\s*(?:(?:et|and|und|en|y|och)\s+)?(?:\[[^\]]+\]\s+|(?:[A-ZÀ-Þ][\w.'-]+\s+){2,4})(?:à|to|zu|tot|a|till)\b"
)
_LONG = 2_500  # words
_MOST_MONTHS = 31  # written in words; more stands in figures
_EDGE = 12  # sentences at either end among which an order without a heading stands


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence in the text: `value` as in `Decision.sentence`, its span in `sentence`."""

    value: str
    days: float
    rank: int  # 3 in the order, 2 with a conviction or ruling, 1 otherwise, 0 for an earlier decision's
    total: bool
    changed: bool
    imposed: bool  # beside the verb with which a court sentences
    sentence: Sentence
    start: int
    end: int


def read_sentence(
    reading: Reading, outcome: str | None, accused: int, found: Sequence[FoundSentence] | None = None
) -> tuple[tuple[Fact, ...], str | None]:
    """The sentence as one fact, or why none is read.

    What a prosecutor asked for, the range of the law, a minimum before parole and single sentences below a total do
    not count. Different sentences for several accused stay unread, because `sentence` is one value. `found` are the
    sentences of the text where they are known already (`find_sentences`)."""
    if reading.language is None:
        return (), "sentences are read in German, English, French, Dutch, Spanish and Swedish only"
    if outcome in ("acquitted", "dismissed", "quashed"):
        return (), f"no sentence stands after the decision ({outcome})"
    found = find_sentences(reading) if found is None else found
    if not found:
        return (), "the text states no sentence"
    if outcome == "partially_upheld" and not any(item.rank == _ORDERED for item in found) and _sent_back(reading):
        return (), "the sentence was quashed and is to be fixed anew by another court"
    rank = max(item.rank for item in found)
    if rank <= 1 and reading.words > _LONG and not any(item.imposed for item in found):
        return (), "sentences are only mentioned, none is imposed"
    best = _in_years([item for item in found if item.rank == rank])
    values = {item.value for item in best}
    if len(values) > 1 and _of_several(best):
        return (), f"several sentences for several accused: {', '.join(sorted(values))}"
    if len(values) > 1 and len(totals := {item.value for item in best if item.total}) == 1:
        best = [item for item in best if item.value in totals or item.changed]
        values = {item.value for item in best}
    if len(values) > 1 and len(imposed := [i for i in best if i.imposed or i.changed]) < len(best) and imposed:
        best = imposed  # the others are what was asked for, or what the law allows
        values = {item.value for item in best}
    if len(values) > 1:
        totals = {item.value for item in best if item.total}
        changed = [item for item in found if item.changed]
        below = [item for item in best if outcome in _LEFT_STANDING and _BELOW.match(item.sentence.text)]
        if below:
            # Of the sentences an appeal judgment tells, those of the court below that stay: the heaviest of its first.
            first = [item for item in below if item.sentence is below[0].sentence]
            chosen = max(first, key=lambda item: item.days)
            best = [item for item in best if item.value == chosen.value]
        elif changed:
            best = [item for item in found if item.value == changed[-1].value]
        elif len(totals) == 1:
            best = [item for item in best if item.value in totals]
        elif accused > 1:
            return (), f"several sentences for several accused: {', '.join(sorted(values))}"
        else:
            same_sentence = {item.sentence.index for item in best}
            # One accused: the heaviest of a cumulation; of sentences told one after the other, the last.
            chosen = max(best, key=lambda item: item.days) if len(same_sentence) == 1 or rank == 3 else best[-1]
            best = [item for item in best if item.value == chosen.value]
    value = best[0].value
    certainty = Certainty.CERTAIN if rank >= 2 or len(values) == 1 else Certainty.PROBABLE
    proofs = tuple(item.sentence.evidence(item.start, item.end) for item in best[:3])
    return (Fact("sentence", value, RULE, certainty, proofs),), None


def _sent_back(reading: Reading) -> bool:
    """Whether the order quashes the sentence, or the whole judgment, and sends the case back."""
    gone = re.compile(_WORDS["gone"][reading.language], re.IGNORECASE)
    order = reading.order() or [
        sentence
        for sentence in reading.having("ruling")
        if sentence.index <= _EDGE or sentence.index >= len(reading.sentences) - _EDGE
    ]
    return any(gone.search(s.text) for s in order) and any(_SENT_BACK.search(s.text) for s in order)


def _of_several(found: list[FoundSentence]) -> bool:
    """Whether one sentence of the order lists persons with their sentences: "X to ten years; Y to twenty years"."""
    return any(
        one.sentence is two.sentence
        and one.value != two.value
        and _NEXT_PERSON.search(one.sentence.text[one.end : two.start]) is not None
        for one, two in pairwise(found)
    )


def _in_years(found: list[FoundSentence]) -> list[FoundSentence]:
    """The same without those that tell in months what another tells in years ("fifteen years, or 180 months")."""
    years = {_months(item.value): item.value for item in found if "Y" in item.value}
    return [item for item in found if "Y" in item.value or _months(item.value) not in years]


def _months(value: str) -> int | None:
    match = _DURATION.fullmatch(value)
    return 12 * int(match[1] or 0) + int(match[2] or 0) if match else None


def find_sentences(reading: Reading) -> list[FoundSentence]:
    """All sentences the text states, in order, without those that only a party demanded or the law provides."""
    return list(_find(reading, reading.language)) if reading.language else []


def find_durations(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Durations in years, months and days as ISO 8601, with their spans in `text`."""
    for value, _, start, end in _values(text, language):
        if value not in (LIFE, DEATH):
            yield value, start, end


def _find(reading: Reading, language: str) -> Iterator[FoundSentence]:
    order = {sentence.index for sentence in reading.order()}
    telling = {sentence.index for sentence in reading.having("penalty", "conviction")}
    # The line below one about the penalty may change it without naming it again.
    telling |= {
        index for index in order if index - 1 in telling & order and _CHANGED.search(reading.sentences[index].text)
    }
    for index in sorted(telling):
        sentence = reading.sentences[index]
        in_order = index in order
        text = sentence.text
        demanded = [] if in_order else [mention.start for mention in sentence.of("demand")]
        if sentence.role in (Role.DISSENT, Role.ANNEX):
            continue
        told = sentence.has("conviction", "ruling") or _WEIGHED.search(text)
        usual = _ORDERED if in_order else 2 if told else 1
        below = in_order and _BELOW.match(text) is not None
        earlier = _EARLIER.search(text)
        for value, days, start, end in _values(text, language):
            before = text[max(0, start - 60) : start]
            if _OTHER_SPAN.search(before) or _OTHER_SPAN_AFTER.match(text, end):
                continue
            near = _SENTENCED.search(text[max(0, start - 110) : end + 60])
            # "vermindert deze in die zin dat deze zes jaren beloopt": the penalty is named in the line before.
            if value not in (LIFE, DEATH) and not near and not (in_order and _CHANGED.search(before)):
                continue
            if demanded and _demand_governs(sentence, demanded, start):
                continue
            rank = usual
            if below or (earlier and not _decided_anew(text, earlier, start)) or _TOLD.search(text[:start]):
                rank = 1 if in_order else 0  # what another court had imposed, or this one in the instance before
            elif not in_order and (_ELSEWHERE.search(text, 0, start) or _OF_ANOTHER.search(text, 0, start)):
                rank = 0
            yield FoundSentence(
                value,
                days,
                rank,
                bool(_TOTAL.search(text[max(0, start - 60) : end + 30])),
                bool(_CHANGED.search(text[max(0, start - 90) : start]) or _SUBSTITUTED.search(text[end : end + 40])),
                _IMPOSING.search(text[max(0, start - 90) : end + 60]) is not None,
                sentence,
                start,
                end,
            )


def _decided_anew(text: str, earlier: re.Match[str], start: int) -> bool:
    """Whether after what had been decided before, in a new clause, the court imposes the sentence at `start`."""
    between = text[earlier.end() : start]
    return "," in between and _IMPOSING.search(between[between.rindex(",") :]) is not None


def _values(text: str, language: str) -> Iterator[tuple[str, float, int, int]]:
    life, death, duration = _compiled(language)
    for pattern, word, weight in ((life, LIFE, 1e6), (death, DEATH, 1e7)):
        for match in pattern.finditer(text):
            yield word, weight, match.start(), match.end()
    for match in duration.finditer(text):
        years, months, days = (
            read_number(written, language) if written else None
            for written in (
                match.group("years"),
                match.group("months") or match.group("only_months"),
                match.group("days") or match.group("only_days"),
            )
        )
        if match.group("half") or match.group("half_first"):
            months = (months or 0.0) + 6.0
        if years is not None and years % 1:
            months, years = (months or 0.0) + (years % 1) * 12, years // 1
        value = "P" + "".join(
            f"{int(number)}{unit}" for number, unit in ((years, "Y"), (months, "M"), (days, "D")) if number
        )
        if value != "P":
            yield value, (years or 0) * 365 + (months or 0) * 30 + (days or 0), match.start(), match.end()


def _demand_governs(sentence: Sentence, demanded: list[int], start: int) -> bool:
    """Whether the nearest word before the sentence is a demand or a statutory range, not a conviction."""
    before = [position for position in demanded if position <= start]
    last = max(before, default=0)
    # "yrkat att åtalet ogillas och att straffet bestäms till": a verdict in the clause of the demand is demanded too.
    convicted = [
        m.start
        for m in sentence.of("conviction", "ruling")
        if m.start <= start
        and (m.start < last or _NEW_CLAUSE.search(sentence.text, last, m.start) or m.kind != "ruling")
    ]
    if before:
        return not convicted or max(before) > max(convicted)
    return not convicted and min(demanded) - start < 60


@lru_cache(maxsize=8)
def _compiled(
    language: str,
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    number = rf"(?:\d{{1,3}}(?:[.,]\d{{3}})?(?:[.,]5)?|\d{{4}}(?=\s)|{number_pattern(language)})"
    year, month, day = _WORDS["units"][language]
    paren = r"(?:\s*\([\w ]{1,20}\))?"
    gap = r"[\s-]+" if language == "en" else r"\s+"
    half = r"(?P<half>\s+et demie?|\s+y medio|\s+och ett halvt|\s+and a half)?"
    half_first = r"(?P<half_first>\s+and a half)?"  # "four and a half years"
    years = rf"(?P<years>{number}){half_first}{paren}{gap}(?:{year})\b{half}"
    small = rf"(?:\d{{1,5}}|{number_pattern(language, _MOST_MONTHS)})"
    months, days = (rf">{small}){paren}{gap}(?:{unit})\b" for unit in (month, day))
    pattern = (
        rf"(?<![\w.,/-])(?:{years}(?:{_AND}(?P<months{months})?(?:{_AND}(?P<days{days})?"
        rf"|(?P<only_months{months}|(?P<only_days{days})"
    )
    return (
        re.compile(_WORDS["life"][language], re.IGNORECASE),
        re.compile(_WORDS["death"][language], re.IGNORECASE),
        re.compile(pattern, re.IGNORECASE),
    )
