"""A synthetic library for the benchmark: decisions with invented words in seven languages, the field's own terms, facts,
dockets and names, and the queries that lawyers would ask of it. No sentence of any court; the same seed gives the same
library everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from enrichment.vocabulary import Concept, load_concepts, load_countries
from search_ui.index.engine import FACETS, IndexedDecision, Passage, Query
from search_ui.index.identifiers import identifier_keys
from search_ui.index.query import parse_query

_LANGUAGES = {"de": 28, "en": 27, "fr": 16, "nl": 11, "es": 8, "sv": 6, "ar": 4}  # share in per cent
_SMALL = {
    "de": "der die das und in den von zu des mit dem für auf nicht eine als auch es an werden aus er hat dass sie nach",
    "en": "the of and to in a that is was for on by with as be at which from this had not are or an his were it has",
    "fr": "de la le les et des en à du que une dans un est par pour qui a sur au pas ne son avec ce aux été cette se",
    "nl": "de van het een in en dat op te is voor met zijn niet aan door als die er om bij ook uit tot heeft worden",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o este sus ha fue",
    "sv": "och i att det som en på är av för med till den har inte om ett han de var vid från så kan sig under",
    "ar": "في من على أن إلى التي عن مع هذا كان ما لا هذه الذي بين قد أو كل بعد ذلك لم حتى إن عند",
}
_ONSETS = {
    "de": "b br d dr f fl g gr h k kl l m n pf r s sch schl st str t tr v w z zw",
    "en": "b bl br c ch cl d dr f fr g gl h j l m n p pl pr r s sh st str t th tr v w",
    "fr": "b bl c ch cl d dr f fr g gr j l m n p pl pr qu r s t tr v",
    "nl": "b br d dr f g gr h k kl l m n p pr r s sch sl st t tr v vr w z",
    "es": "b br c cr ch d f fl g gr h j l ll m n ñ p pl pr r s t tr v z",
    "sv": "b br d dr f fr g gr h j k kl kv l m n p r s sj sk skr sl st t tr v",
    "ar": "ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ع غ ف ق ك ل م ن ه و ي",
}
_VOWELS = {
    "de": "a e i o u ä ö ü ei au ie eu",
    "en": "a e i o u ea ee ou ai y",
    "fr": "a e i o u é è ou ai eau oi",
    "nl": "a e i o u aa ee ij oe ui eu",
    "es": "a e i o u ie ue á í ó",
    "sv": "a e i o u å ä ö y",
    "ar": "ا ي و ا",
}
_ENDINGS = {
    "de": ["", "e", "en", "er", "ung", "ungen", "lich", "keit", "es", "t"],
    "en": ["", "s", "ed", "ing", "tion", "tions", "ly", "ment", "er", "al"],
    "fr": ["", "s", "tion", "tions", "ment", "er", "ée", "és", "eur", "ique"],
    "nl": ["", "en", "ing", "ingen", "heid", "lijk", "t", "er", "e", "s"],
    "es": ["", "s", "ción", "ciones", "mente", "ado", "ar", "dad", "es", "o"],
    "sv": ["", "en", "ar", "ning", "ningen", "het", "lig", "t", "er", "ad"],
    "ar": ["", "ة", "ات", "ون", "ين", "ه", "ها", "ي", "ان", "نا"],
}
_COURTS = 60
_FORUMS = {"de": ("DEU", "AUT", "CHE"), "en": ("GBR", "USA", "CAN", "ZAF"), "fr": ("FRA", "BEL", "CHE", "SEN")}
_FORUMS |= {"nl": ("NLD", "BEL"), "es": ("ESP", "ARG"), "sv": ("SWE", "FIN"), "ar": ("SYR", "LBN")}
_STATES = "SYR RWA IRQ AFG BIH COD LBR DZA TCD IRN ARG CHL GMB LKA SOM UKR BLR YEM SDN MMR SLV GTM"
_OUTCOMES = ("convicted", "acquitted", "upheld", "quashed", "dismissed", "inadmissible", "partially_upheld", "other")
_INSTANCES = ("first", "appeal", "supreme", "constitutional", "international")
_POLARITIES = ("argued", "rejected", "accepted", "left_open")
_LEMMAS = 12_000  # of each language; with its endings ten times as many words
_MOST_PASSAGES = 400


@dataclass(frozen=True, slots=True)
class _Language:
    """The words of one language with the running sums of their frequencies (Zipf's law)."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    terms: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """A query of the benchmark: its class (`sentence`, `identifier` ...) and as the search page would parse it."""

    kind: str
    query: Query


def decisions(passages: int, *, seed: int = 1) -> Iterator[IndexedDecision]:
    """Decisions with about `passages` passages together."""
    left, number = passages, 0
    while left > 0:
        decision = _decision(number, Random(seed * 1_000_003 + number), left)
        number += 1
        left -= len(decision.passages)
        yield decision


def _decision(number: int, random: Random, room: int) -> IndexedDecision:
    (code,) = random.choices(tuple(_LANGUAGES), tuple(_LANGUAGES.values()))
    language = _language(code)
    about = random.sample(_by_type("crime"), random.choice((1, 1, 2, 3)))
    modes = random.sample(_by_type("mode_of_liability"), random.choice((0, 1, 1, 2)))
    bases = random.sample(_by_type("jurisdiction_basis"), 1)
    bars = random.sample(_by_type("immunity_bar"), random.choice((0, 0, 1)))
    more = random.sample(load_concepts(), 4)
    states = random.sample(_STATES.split(), random.choice((1, 1, 1, 2)))
    forum = random.choice(_FORUMS[code])
    year = random.randint(1990, 2026)
    names = _names(number)
    terms = [label for concept in (*about, *about, *modes, *bases, *bars, *more) for label in _labels(concept, code)]
    terms += [name for state in states for name in _state_names(state, code)] * 3
    terms += list(names)
    court = f"{forum}/COURT{random.randrange(_COURTS)}"
    facets = {
        "forum": (forum,),
        "territorial_state": tuple(states),
        "nationality": (states[0],),
        "crime": tuple(concept.id for concept in about),
        "mode": tuple(concept.id for concept in modes),
        "basis": tuple(concept.id for concept in bases),
        "issue": tuple(f"{concept.id}:{random.choice(_POLARITIES)}" for concept in bars),
        "outcome": (random.choice(_OUTCOMES),),
        "court": (court,),
        "instance": (random.choice(_INSTANCES),),
        "situation": (f"{states[0]}-{year // 10}",),
        "year": (str(year),),
        "language": (code,),
        "source": (random.choice(("portal_a", "portal_b", "portal_c", "folder")),),
        "relevance": (random.choices(("uj", "core_crime", "neither"), (2, 3, 5))[0],),
        "text": (random.choices(("court", "none"), (9, 1))[0],),
    }
    assert facets.keys() == set(FACETS)
    wanted = min(room, _MOST_PASSAGES, max(2, round(random.lognormvariate(math.log(18), 0.9))))
    kinds = ["title", "summary", "operative_part", *["reasons"] * wanted][:wanted]
    text = [
        Passage(index, _sentence(random, language, terms, 12 if kind == "title" else 0), str(index), kind, code)
        for index, kind in enumerate(kinds)
    ]
    return IndexedDecision(
        id=f"d{number}",
        title=text[0].text,
        court_name=f"{_sentence(random, language, (), 2)} {random.randrange(_COURTS)}",
        date=f"{year}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
        language=code,
        identifiers=tuple(identifier_keys(_docket(number))),
        names=names,
        facets=facets,
        passages=tuple(text),
        authority=random.random(),
    )


def _sentence(random: Random, language: _Language, terms: Sequence[str], length: int) -> str:
    """A passage of `length` words (0: of 30 to 220), one in eleven of them a term of the decision."""
    length = length or random.randint(30, 220)
    words = random.choices(language.words, cum_weights=language.weights, k=length)
    for _ in range(length // 11 if terms else 0):
        words[random.randrange(length)] = random.choice(terms)
    return " ".join(words) + "."


@cache
def _language(code: str) -> _Language:
    random = Random(f"words of {code}")
    onsets, vowels = _ONSETS[code].split(), _VOWELS[code].split()
    lemmas: dict[str, None] = {}
    while len(lemmas) < _LEMMAS:
        syllables = random.choices((1, 2, 3, 4), (2, 8, 6, 2))[0]
        lemma = "".join(random.choice(onsets) + random.choice(vowels) for _ in range(syllables))
        lemmas[lemma] = None
    words = _SMALL[code].split()
    small = len(words)
    words += [lemma + ending for lemma in lemmas for ending in _ENDINGS[code]]
    order = list(range(small, len(words)))
    random.shuffle(order)
    # small words make two fifths of a text; the others follow Zipf's law
    weights = [0.0] * len(words)
    for index in range(small):
        weights[index] = 0.4 / small
    harmonic = sum(1 / rank for rank in range(1, len(order) + 1))
    for rank, index in enumerate(order, start=1):
        weights[index] = 0.6 / rank / harmonic
    terms = tuple(concept for concept in load_concepts() if concept.labels.get(code))
    return _Language(tuple(words), tuple(accumulate(weights)), terms)


@cache
def _by_type(kind: str) -> tuple[Concept, ...]:
    return tuple(concept for concept in load_concepts() if concept.type == kind)


def _labels(concept: Concept, code: str) -> tuple[str, ...]:
    return concept.labels.get(code, ())[:3]


@cache
def _state_names(state: str, code: str) -> tuple[str, ...]:
    return next((country.names.get(code, ())[:1] for country in load_countries() if country.id == state), ())


def _names(number: int) -> tuple[str, ...]:
    """The accused of a decision."""
    random = Random(f"names of {number}")
    return tuple(f"{_name(random)} {_name(random)}" for _ in range(random.choice((1, 1, 2))))


def _docket(number: int) -> str:
    """The docket number of a decision."""
    return f"{number % 9 + 1} {('StR', 'StE', 'Ws', 'KLs', 'OJs')[number % 5]} {number + 1}/{number % 100:02d}"


def _name(random: Random) -> str:
    return "".join(
        random.choice(_ONSETS["es"].split()) + random.choice("aeiou") for _ in range(random.choice((2, 3)))
    ).title()


# -- queries ---------------------------------------------------------------------------------------------------------


def queries(count: int, *, of_decisions: int, seed: int = 7) -> list[AskedQuery]:
    """`count` different queries in the seven languages: words, terms that the thesaurus widens, whole sentences that no
    decision holds in full, misspelt words, phrases, names, numbers, filters, dates, orders and later pages."""
    makers = (_words, _term, _term_and_state, _sentence_of_terms, _misspelt, _phrase, _by_name, _number, _filtered)
    makers += (_term, _sentence_of_terms, _dated, _excluded, _later_page)
    asked = []
    for index in range(count):
        random = Random(seed * 1_000_003 + index)
        maker = makers[index % len(makers)]
        typed, more = maker(random, of_decisions)
        asked.append(AskedQuery(maker.__name__.strip("_"), parse_query(typed, limit=20, **more)))  # type: ignore[arg-type]
    return asked


_Typed = tuple[str, dict[str, object]]


def _code(random: Random) -> str:
    return random.choices(tuple(_LANGUAGES), tuple(_LANGUAGES.values()))[0]


def _label(random: Random, code: str) -> str:
    return random.choice(random.choice(_language(code).terms).labels[code][:2])


def _some_words(random: Random, code: str, count: int) -> list[str]:
    language = _language(code)
    small = len(_SMALL[code].split())
    return [
        random.choices(language.words[small:], k=1)[0]
        if random.random() < 0.2
        else _content_word(random, language, small)
        for _ in range(count)
    ]


def _content_word(random: Random, language: _Language, small: int) -> str:
    while True:
        (word,) = random.choices(language.words, cum_weights=language.weights)
        if word not in language.words[:small]:
            return word


def _words(random: Random, _count: int) -> _Typed:
    return " ".join(_some_words(random, _code(random), random.choice((1, 2, 3)))), {}


def _term(random: Random, _count: int) -> _Typed:
    return _label(random, _code(random)), {}


def _term_and_state(random: Random, _count: int) -> _Typed:
    code = _code(random)
    return " ".join([_label(random, code), *_state_names(random.choice(_STATES.split()), code)]), {}


def _sentence_of_terms(random: Random, _count: int) -> _Typed:
    code = _code(random)
    parts = [_label(random, code), *_some_words(random, code, 2), *_state_names(random.choice(_STATES.split()), code)]
    parts.append(_label(random, code))
    return " ".join(parts), {}


def _misspelt(random: Random, _count: int) -> _Typed:
    words = []
    for word in [*_label(random, _code(random)).split(), *_some_words(random, "en", 1)]:
        at = random.randrange(len(word))
        words.append(word[:at] + random.choice("aeinrst") + word[at + 1 :] if len(word) > 5 else word)
    return " ".join(words), {}


def _phrase(random: Random, _count: int) -> _Typed:
    code = _code(random)
    return f'"{_label(random, code)}" {_content_word(random, _language(code), 30)}', {}


def _by_name(random: Random, count: int) -> _Typed:
    return random.choice(_names(random.randrange(count))), {}


def _number(random: Random, count: int) -> _Typed:
    return _docket(random.randrange(count)), {}


def _filtered(random: Random, _count: int) -> _Typed:
    filters = {"forum": ["DEU", "FRA", "NLD"], "crime": [random.choice(_by_type("crime")).id]}
    return _label(random, _code(random)), {"filters": filters, "date_from": "2001"}


def _dated(random: Random, _count: int) -> _Typed:
    return f"{_label(random, _code(random))} date:2005..2020", {"sort": "-date", "filters": {"relevance": ["uj"]}}


def _excluded(random: Random, _count: int) -> _Typed:
    code = _code(random)
    return f"{_label(random, code)} -{_content_word(random, _language(code), 30)}", {}


def _later_page(random: Random, _count: int) -> _Typed:
    return _content_word(random, _language(_code(random)), 30), {"offset": 20 * random.randint(1, 5)}
