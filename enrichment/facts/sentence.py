"""The sentence that stands after the decision: life, death or a duration, as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from enrichment.decision import Certainty, Fact
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role

RULE = "sentence/1"

LIFE, DEATH = "life imprisonment", "death"

_NUMBERS: dict[str, str] = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty",
    "de": "ein|eine|einem|einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig fünfundzwanzig sechsundzwanzig "
    "siebenundzwanzig achtundzwanzig neunundzwanzig dreißig",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf "
    "vingt vingt-et-un|vingt-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente",
    "nl": "een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
    "negentien twintig eenentwintig tweeëntwintig drieëntwintig vierentwintig vijfentwintig zesentwintig zevenentwintig "
    "achtentwintig negenentwintig dertig",
    "es": "un|uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
    "diecinueve veinte veintiún|veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho "
    "veintinueve treinta",
    "sv": "ett|en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo tjugoett "
    "tjugotvå tjugotre tjugofyra tjugofem tjugosex tjugosju tjugoåtta tjugonio trettio",
}
_UNITS = {
    "en": (r"years?'?", r"months?'?", r"days?'?"),
    "de": (r"Jahre[ns]?|Jahr", r"Monate?n?", r"Tage?n?"),
    "fr": (r"ans?|années?", r"mois", r"jours?"),
    "nl": (r"jaren|jaar", r"maanden|maand", r"dagen|dag"),
    "es": (r"años?", r"meses|mes", r"días?"),
    "sv": (r"års?", r"månader|månad", r"dagar|dag"),
}
_AND = r"(?:\s*,?\s*(?:and|und|et|en|y|och)\s+|\s*,\s*|\s+)"
_LIFE_WORDS = {
    "en": r"life imprisonment|imprisonment for life|life in prison|life sentences?|sentenced (?:\w+ )?to life|life term|mandatory life|term of life",
    "de": r"lebenslang(?:e|er|en)? (?:\w+ )?(?:Gesamt)?(?:Freiheitsstrafe|Haft\w*|Gefängnis\w*|Zuchthaus)|lebenslang\b|lebenslänglich\w*",
    "fr": r"(?:réclusion|détention|emprisonnement|prison|peine)\b[\w ]{0,24}(?:à|a) (?:perpétuité|vie)|\bperpétuité\b",
    "nl": r"levenslange? (?:gevangenisstraf|celstraf|hechtenis)|(?:gevangenisstraf|straf) voor het leven|\blevenslang\b",
    "es": r"cadena perpetua|prisión perpetua|reclusión perpetua|prisión permanente(?: revisable)?",
    "sv": r"livstids? ?fängelse|fängelse på livstid|livstids fängelse|på livstid|\blivstid\b|livstidsstraff",
}
_DEATH_WORDS = {
    "en": r"(?:sentenced|condemned) to (?:death|be hanged)|sentence of death|death sentence|to death by hanging",
    "de": r"zum Tode verurteilt\w*|zur Todesstrafe",
    "fr": r"condamn\w+ à (?:la peine de )?mort|à la peine de mort|à la peine capitale",
    "nl": r"ter dood veroordeeld|tot de doodstraf",
    "es": r"condenad[oa]s? a (?:la pena de )?muerte",
    "sv": r"döm\w+ till döden|dödsstraff",
}
# A duration after these words is no sentence to be served: minimum before parole, age, ban, trial period, law.
_OTHER_SPAN = re.compile(
    r"(?:parole|minimum|at least|no less than|up to|not exceeding|eligib\w+|after|aged?|old|ban\w*|suspended for|probation\w*|period of|within|ago|"
    r"mindest\w*|frühestens|nicht unter|bis zu|höchstens|Bewährungszeit|Bewährung\w* (?:von|auf)|seit|vor|innerhalb|Landesverweis\w*|"
    r"Alter\w* von|Einzelstrafe\w*|Einzelfreiheitsstrafe\w*|sûreté|assortie?|au moins|minimum de|interdiction\w*|pendant|depuis|âgée? de|suivi|inéligib\w+|"
    r"proeftijd|minimaal|ten minste|ten hoogste|maximaal|gedurende|leeftijd|ontzetting\w*|inhabilitación\w*|mínim\w+|máxim\w+|cumplimiento|"
    r"durante|hace|edad|utvis\w+|återreseförbud\w*|minst|högst|prövotid|under|maximum|effective|alejamiento|libertad vigilada)"
    r"(?:\s+(?:of|von|de|d'|van|på|i|a|the|for|à|der|die|des|efectivo|serve|about|zirka|rund|für|al|un|una|total|om)){0,4}\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"gesamtfreiheitsstrafe|gesamtstrafe|total|aggregate|overall|in all|concurrent\w*|ensemble|gesamthaft|sammanlagt|totaal|gemensam", re.IGNORECASE
)
_CHANGED = re.compile(
    r"\b(?:reduc\w+|increas\w+|instead|lowered|raised|substitut\w+|herabgesetzt|erhöht|ermäßigt|stattdessen|ramen\w+|rédui\w+|port\w+|abaiss\w+|"
    r"verminder\w+|verlaag\w+|verhoog\w+|rebaj\w+|reduj\w+|elev\w+|sänk\w+|höj\w+|skärp\w+|sätter ned|satte ned|bestimm\w+|sets?|fix\w+)\b",
    re.IGNORECASE,
)
_SENTENCED = re.compile(
    r"sentenc\w*|convict\w*|verurteil\w*|Freiheitsstrafe|Jugendstrafe|condamn\w*|réclusion|emprisonnement|veroordeel\w*|gevangenisstraf\w*|"
    r"conden\w*|prisión|reclusión|pena|döm\w*|fängelse\w*|imprison\w*|prison|jail|Haft\w*|peine|celstraf|straff?\w*|custod\w*|detentie|jeugddetentie|term",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    value: str
    days: float
    rank: int  # 3 in the order, 2 with a conviction or ruling, 1 otherwise
    total: bool
    changed: bool
    sentence: Sentence
    start: int
    end: int


def read_sentence(reading: Reading, outcome: str | None, accused: int) -> tuple[tuple[Fact, ...], str | None]:
    """The sentence as one fact, or why none is read.

    What a prosecutor asked for, the range of the law, a minimum before parole and single sentences below a total do
    not count. Different sentences for several accused stay unread, because `sentence` is one value."""
    if reading.language is None:
        return (), "sentences are read in German, English, French, Dutch, Spanish and Swedish only"
    if outcome in ("acquitted", "dismissed", "quashed"):
        return (), f"no sentence stands after the decision ({outcome})"
    found = list(_find(reading, reading.language))
    if not found:
        return (), "the text states no sentence"
    rank = max(item.rank for item in found)
    best = [item for item in found if item.rank == rank]
    values = {item.value for item in best}
    if len(values) > 1:
        totals = {item.value for item in best if item.total}
        changed = [item for item in found if item.changed]
        if changed:
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


def _find(reading: Reading, language: str) -> Iterator[_Found]:
    life, death, duration, numbers = _compiled(language)
    for sentence in reading.having("penalty", "conviction"):
        text = sentence.text
        in_order = sentence.role is Role.OPERATIVE_PART
        demanded = [] if in_order else [mention.start for mention in sentence.of("demand")]
        rank = 3 if in_order else 2 if sentence.has("conviction", "ruling") else 1
        for value, days, start, end in _values(text, life, death, duration, numbers):
            before = text[max(0, start - 60) : start]
            if _OTHER_SPAN.search(before):
                continue
            if value not in (LIFE, DEATH) and not _SENTENCED.search(text[max(0, start - 110) : end + 60]):
                continue
            if demanded and _demand_governs(sentence, demanded, start):
                continue
            yield _Found(
                value,
                days,
                rank,
                bool(_TOTAL.search(text[max(0, start - 60) : end + 30])),
                bool(_CHANGED.search(text[max(0, start - 90) : start])),
                sentence,
                start,
                end,
            )


def _values(
    text: str,
    life: re.Pattern[str],
    death: re.Pattern[str],
    duration: re.Pattern[str],
    numbers: dict[str, float],
) -> Iterator[tuple[str, float, int, int]]:
    for pattern, value, days in ((life, LIFE, 1e6), (death, DEATH, 1e7)):
        for match in pattern.finditer(text):
            yield value, days, match.start(), match.end()
    for match in duration.finditer(text):
        years = _number(match.group("years"), numbers)
        months = _number(match.group("months") or match.group("only_months"), numbers)
        days = _number(match.group("days") or match.group("only_days"), numbers)
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
    convicted = [m.start for m in sentence.of("conviction", "ruling") if m.start <= start]
    before = [position for position in demanded if position <= start]
    if before:
        return not convicted or max(before) > max(convicted)
    return not convicted and min(demanded) - start < 60


def _number(text: str | None, numbers: dict[str, float]) -> float | None:
    if not text:
        return None
    text = text.strip().lower()
    if text in numbers:
        return numbers[text]
    digits = re.sub(r"[.,\s](?=\d{3}\b)", "", text).replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _compiled(
    language: str,
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, float]]:
    numbers: dict[str, float] = {}
    for value, names in enumerate(_NUMBERS[language].split(), start=1):
        for name in names.split("|"):
            numbers[name] = float(value)
    if language == "de":
        numbers |= {f"{name}einhalb": value + 0.5 for name, value in list(numbers.items())} | {"anderthalb": 1.5, "eineinhalb": 1.5}
    if language == "nl":
        numbers |= {f"{name}ënhalf": value + 0.5 for name, value in list(numbers.items())} | {"anderhalf": 1.5}
    words = "|".join(sorted((re.escape(name) for name in numbers), key=len, reverse=True))
    number = rf"(?:\d{{1,3}}(?:[.,]\d{{3}})?(?:[.,]5)?|\b(?:{words}))"
    year, month, day = _UNITS[language]
    paren = r"(?:\s*\([\w ]{1,20}\))?"
    gap = r"[\s-]+" if language == "en" else r"\s+"
    half = r"(?P<half>\s+et demie?|\s+y medio|\s+och ett halvt|\s+and a half)?"
    half_first = r"(?P<half_first>\s+and a half)?"  # "four and a half years"
    years = rf"(?P<years>{number}){half_first}{paren}{gap}(?:{year})\b{half}"
    months, days = (rf">{number}){paren}{gap}(?:{unit})\b" for unit in (month, day))
    pattern = (
        rf"(?<![\w.,/-])(?:{years}(?:{_AND}(?P<months{months})?(?:{_AND}(?P<days{days})?"
        rf"|(?P<only_months{months}|(?P<only_days{days})"
    )
    return (
        re.compile(_LIFE_WORDS[language], re.IGNORECASE),
        re.compile(_DEATH_WORDS[language], re.IGNORECASE),
        re.compile(pattern, re.IGNORECASE),
        numbers,
    )
