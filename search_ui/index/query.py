"""What somebody typed, read into a `Query`; nothing that can be typed is an error.

Words, `"phrases"`, `-excluded`, `one OR other`, `begin*`, `field:value`, and identifiers anywhere, however written:
`immunity 3StR564/19 -Pinochet forum:germany date:2015..2021`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from search_ui.index.case_names import around_parties
from search_ui.index.engine import FACETS, AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.expand import expand_query, names_to_ids
from search_ui.index.folding import WORD
from search_ui.index.identifiers import KIND_WORDS, find_identifiers, fold_characters, identifier_keys
from search_ui.index.small_words import without_small_words

LONGEST = 2_000  # characters that are read
MOST_CLAUSES = 40
FEW = 5
"""Decisions with every word of a query: with fewer of them, those that hold most of its words are shown as well."""

FIELDS: Mapping[str, str] = {
    **{facet: facet for facet in FACETS},
    "state": "territorial_state",
    "country": "territorial_state",  # where the acts happened; the prosecuting state is the forum
    "territory": "territorial_state",
    "lang": "language",
    "year": "year",
    "accused": "accused",
    "name": "name",
    "judge": "name",
    "docket": "identifier",
    "ecli": "identifier",
    "cites": "cites",
    "date": "date",
    "from": "from",
    "since": "from",
    "after": "after",
    "to": "to",
    "until": "to",
    "before": "before",
}
"""What can stand before a colon, and what it is read as."""

# What stands around a citation without being searched for: `BGH, Urt. v. 28.1.2021 - 3 StR 564/19`.
_COURT_LETTERS = (
    r"BGH|BVerfG|BVerwG|BAG|BSG|BFH|BayObLG|KG|GBA|EuGH|EGMR|ECtHR|ECHR|CEDH|TEDH|EHRM|CJEU|ECJ|IStGH|OGH|VfGH|VwGH|BGer|BStGer|TPF|HR|"
    r"(?:OLG|LG|AG|OVG|VGH|VG)(?:\s+(?-i:[A-ZÄÖÜ][\wäöüß-]+))?"
)
_BEFORE_CITATION = re.compile(
    rf"(?:(?<![^\W_])(?:(?:{_COURT_LETTERS})|Urteil|Urt|Beschluss|Beschl|Beschluß|Entscheidung|Entsch|vom|v|"
    rf"{KIND_WORDS}|"
    r"judgment of|decision of|judgement of|arrêt du|arrest van|no|nr|n°|nos"
    r"|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}\.?\s[^\W\d_]{3,9}\s\d{4})(?![^\W_])[\s.,:;–—()\[-]*)+$",
    re.IGNORECASE,
)
_COURT_ALONE = re.compile(rf"(?<![^\W_])(?:{_COURT_LETTERS})(?![^\W_])")
_PARALLEL = re.compile(r"\s*[;=,|(]+\s*[=(]*\s*")
_BLANKS = re.compile(r" {2,}")
_QUOTES = '"“”„‟«»＂'
_ELISION = re.compile(r"\W*(l|d|qu|s|n|j|c|m|t)['’](?=\w)", re.IGNORECASE)
_GENITIVE = re.compile(r"(?<=\w)['’]s(?=\W*$)")
_SHORT_PIECE = 3  # letters: shorter pieces between hyphens are no words of their own
_FIELD = re.compile(r"([A-Za-z_]{2,20}):(?!//)\s?(?=\S)")
_BARE = re.compile(rf"[^\s{_QUOTES}()\[\]{{}}]+")


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    must: list[Clause] = field(default_factory=list)
    must_not: list[Clause] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)
    date_from: str | None = None
    date_to: str | None = None
    problems: list[str] = field(default_factory=list)
    either: bool = False  # OR stands before what comes next

    def add(self, clause: Clause, excluded: bool) -> None:
        if excluded:
            self.must_not.append(clause)
        elif self.either and self.must:
            before = self.must.pop()
            parts = before.parts if isinstance(before, AnyOf) else (before,)
            more = clause.parts if isinstance(clause, AnyOf) else (clause,)
            self.must.append(AnyOf((*parts, *more), required=True))
        else:
            self.must.append(clause)
        self.either = False

    def note(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def parse_query(
    typed: str,
    *,
    filters: Mapping[str, Sequence[str]] | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    sort: Literal["relevance", "date", "-date"] = "relevance",
    limit: int = 20,
    offset: int = 0,
    facets: tuple[str, ...] = FACETS,
    passages_per_decision: int = 3,
    expand: bool = True,
    as_you_type: bool = False,
    relax_below: int = FEW,
    semantic: bool = False,
) -> Query:
    """Read `typed` into a query; never raises for anything typed. `problems` say what was understood otherwise than
    it may have been meant.

    `filters`, dates and order are added to what `typed` says. `expand` adds the other names of the concepts and states
    that are named (see `search_ui.index.expand.expansions` for what was added); `as_you_type` lets the last word be
    the beginning of one. With fewer than `relax_below` decisions that match in full, plain words are given up in part
    (see `Query.relax_below`); 0 keeps every word. `semantic` lets an engine that can look for their meaning as well.
    """
    reading = _Reading()
    text = _clean(typed)
    if len(text) > LONGEST:
        text = text[:LONGEST]
        reading.note(f"only the first {LONGEST:,} characters were read")
    _read(text, reading)
    if len(reading.must) > MOST_CLAUSES:
        reading.note(f"only the first {MOST_CLAUSES} words were searched for")
    last = reading.must[-1] if reading.must else None
    if as_you_type and text[-1:].isalnum() and isinstance(last, Word) and not _says_nothing(last.text):
        reading.must[-1] = replace(last, prefix=True)
    chosen = {facet: list(values) for facet, values in (filters or {}).items() if values}
    for facet, values in reading.filters.items():
        chosen[facet] = list(dict.fromkeys([*chosen.get(facet, []), *values]))
    query = Query(
        must=tuple(reading.must[:MOST_CLAUSES]),
        must_not=tuple(reading.must_not[:MOST_CLAUSES]),
        filters={facet: tuple(values) for facet, values in chosen.items()},
        date_from=_later(reading.date_from, date_from),
        date_to=_earlier(reading.date_to, date_to),
        sort=sort,
        limit=limit,
        offset=offset,
        facets=facets,
        passages_per_decision=passages_per_decision,
        typed=typed,
        problems=tuple(reading.problems),
        relax_below=relax_below,
        semantic=semantic,
    )
    return without_small_words(expand_query(query) if expand else query)


def _clean(typed: str) -> str:
    """Typed text with control characters as blanks and lone surrogates gone."""
    text = unicodedata.normalize("NFC", typed.encode("utf-8", "ignore").decode("utf-8"))
    text = "".join(" " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character for character in text)
    return _BLANKS.sub(" ", text)


# -- reading from left to right --------------------------------------------------------------------------------------


def _read(text: str, reading: _Reading) -> None:
    citations = {found.start: found for found in find_identifiers(text)}
    # what merely surrounds a citation is passed over
    passed = around_parties(text)
    for found in citations.values():
        if before := _BEFORE_CITATION.search(text, 0, found.start):
            passed[before.start()] = found.start
    if citations:
        within = {at for found in citations.values() for at in range(found.start, found.end)}
        passed |= {
            match.start(): match.end()
            for match in _COURT_ALONE.finditer(text)
            if match.start() not in passed and match.start() not in within  # HR-2010-2057-P
        }
    position = 0
    excluded = False
    after_number: int | None = None  # the end of the number that was read last
    while position < len(text):
        if position in passed and passed[position] > position:
            position = passed[position]
            continue
        character = text[position]
        if character.isspace() or (character in "()[]{}" and position not in citations):
            position += 1
            if character.isspace() and excluded and text[position - 2 : position - 1] == "-":
                excluded = False  # a hyphen on its own
            continue
        if position in citations:
            found = citations[position]
            if after_number is not None and _PARALLEL.fullmatch(text, after_number, position):
                reading.either = bool(reading.must)  # two citations of one decision, of which we may know one
            reading.add(_identifier(text[found.start : found.end], found.keys), excluded)
            after_number = None if excluded else found.end
            position, excluded = found.end, False
            continue
        if character in "-−" and (position == 0 or text[position - 1].isspace() or text[position - 1] in "(["):
            excluded = True
            position += 1
            continue
        if character in _QUOTES:
            position = _read_quoted(text, position, reading, excluded)
            excluded = False
            continue
        if (named := _FIELD.match(text, position)) and named[1].lower() in FIELDS:
            position = _read_field(text, named, citations, reading, excluded)
            excluded = False
            continue
        bare = _BARE.match(text, position)
        if bare is None:
            position += 1
            continue
        # a citation may begin inside: `(3 StR 564/19`, `Urteil:3StR564/19`
        end = min((start for start in citations if position < start < bare.end()), default=bare.end())
        written = text[position:end]
        position = end
        if written in {"OR", "|", "||", "ODER", "OU"}:
            reading.either = bool(reading.must)
        elif written in {"AND", "UND", "ET", "&", "&&", "+"}:
            reading.either = False
        elif written in {"NOT", "NICHT"}:
            excluded = True
        else:
            _read_word(written, reading, excluded)
            excluded = False


def _read_word(written: str, reading: _Reading, excluded: bool) -> None:
    prefix = written.endswith("*")
    if elided := _ELISION.match(written):  # l'humanité
        _read_word(elided[1], reading, excluded)
        written = written[elided.end() :]
    written = _GENITIVE.sub("", written)  # Syria's
    matches = list(WORD.finditer(written))
    if not matches:
        return
    word = written[matches[0].start() : matches[-1].end()]
    if prefix and _says_nothing(word):
        prefix = False
        reading.note(f"“{word}*” was read as the word “{word}”: the beginning of a word takes two letters or more")
    digits = any(character.isdigit() for character in word)
    pieces = word.split("-")
    if len(pieces) > 1 and not prefix and not excluded and not reading.either and min(map(len, pieces)) > _SHORT_PIECE:
        for piece in pieces:  # jezidi-vrouwen; al-Khatib and non-retroactivity stay one
            _read_word(piece, reading, excluded)
        return
    reading.add(Word(word, prefix=prefix, fuzzy=not (prefix or excluded or digits), required=prefix), excluded)


def _says_nothing(beginning: str) -> bool:
    """Whether so many words begin so that it says nothing and looking for them all takes long: one letter or digit
    (not one of the wide characters, each of which is a word or a syllable)."""
    return len(beginning) == 1 and unicodedata.east_asian_width(beginning) not in {"W", "F"}


def _read_quoted(text: str, position: int, reading: _Reading, excluded: bool) -> int:
    end = next((at for at in range(position + 1, len(text)) if text[at] in _QUOTES), None)
    if end is None:
        reading.note("a quotation mark without its pair was left out")
        return position + 1
    quoted = text[position + 1 : end]
    found = find_identifiers(quoted)
    if len(found) == 1 and found[0].end - found[0].start >= len(quoted.strip()) - 1:
        reading.add(_identifier(quoted, found[0].keys), excluded)
        return end + 1
    words = tuple(match[0] for match in WORD.finditer(quoted))
    if words:
        reading.add(Phrase(words), excluded)
    return end + 1


def _identifier(written: str, keys: Sequence[str]) -> Clause:
    """The decision that has the number, or one that names it in its text as written here."""
    words = tuple(match[0] for match in WORD.finditer(fold_characters(written)))
    return AnyOf((*(Identifier(key) for key in keys), Phrase(words)))


# -- fields ----------------------------------------------------------------------------------------------------------


def _read_field(
    text: str, named: re.Match[str], citations: Mapping[int, object], reading: _Reading, excluded: bool
) -> int:
    name, kind = named[1].lower(), FIELDS[named[1].lower()]
    start = named.end()
    if text[start] in _QUOTES:
        end = next((at for at in range(start + 1, len(text)) if text[at] in _QUOTES), len(text))
        value, after = text[start + 1 : end], end + 1
    elif kind in {"identifier", "cites"} and start in citations:
        after = getattr(citations[start], "end")  # noqa: B009
        value = text[start:after]
    else:
        bare = _BARE.match(text, start)
        after = bare.end() if bare else start + 1
        value = text[start:after]
    value = value.strip(" ,;")
    if not any(character.isalnum() for character in value):
        return after
    if kind in {"name", "accused"}:
        _read_name(value, reading, excluded, accused=kind == "accused")
    elif kind in {"identifier", "cites"}:
        _read_identifier(name, kind, value, reading, excluded)
    elif excluded:
        reading.note(f"-{name}: cannot exclude; choose the other values of the filter instead")
    elif kind in {"date", "from", "after", "to", "before"}:
        _read_dates(name, kind, value, reading)
    else:
        _read_filter(name, kind, value, reading)
    return after


def _read_name(value: str, reading: _Reading, excluded: bool, *, accused: bool) -> None:
    for match in WORD.finditer(value):
        reading.add(Word(match[0], fuzzy=not excluded, required=not excluded, accused=accused), excluded)


def _read_identifier(name: str, kind: str, value: str, reading: _Reading, excluded: bool) -> None:
    keys = identifier_keys(value)
    words = tuple(match[0] for match in WORD.finditer(fold_characters(value)))
    if not keys:
        if words:
            reading.add(Phrase(words), excluded)
        reading.note(f"“{value}” after {name}: was read as words: it has no number")
        return
    if kind == "cites":
        # read as a citation, or standing in the text as it was typed
        reading.add(AnyOf((Phrase(words), Fact("cites", tuple(keys))), required=True), excluded)
        return
    identifiers = tuple(Identifier(key) for key in keys)
    reading.add(identifiers[0] if len(identifiers) == 1 else AnyOf(identifiers), excluded)


def _read_filter(name: str, facet: str, value: str, reading: _Reading) -> None:
    for part in re.split(r"[,|]", value):
        found = names_to_ids(facet, part)
        if found:
            reading.filters.setdefault(facet, []).extend(found)
        elif words := [match[0] for match in WORD.finditer(part)]:
            reading.note(f"{name}:{part} is not a known value; its words were searched for instead")
            for word in words:
                reading.add(Word(word), False)


# -- dates -----------------------------------------------------------------------------------------------------------

_ISO = re.compile(r"(1[5-9]\d\d|20\d\d)(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](1[5-9]\d\d|20\d\d)")
_RANGE = re.compile(r"\.\.+|…|–|—|(?<=\d{4})-(?=\d{4}$)|(?<=\d{4})/(?=\d{4}$)")


def _read_dates(name: str, kind: str, value: str, reading: _Reading) -> None:
    comparison = re.match(r"[<>]=?", value)
    if comparison:
        value = value[comparison.end() :]
        kind = {">=": "from", ">": "after", "<=": "to", "<": "before"}[comparison[0]]
    ends = _RANGE.split(value, maxsplit=1) if kind == "date" else [value]
    dates = [_read_date(end) if end else None for end in ends]
    if any(end and not found for end, found in zip(ends, dates, strict=True)):
        reading.note(f"“{value}” after {name}: is not a date; write 2019, 2019-07-26 or 2019..2021")
        return
    first, last = dates[0], dates[-1]
    if kind in {"date", "from"} and first:
        reading.date_from = _later(reading.date_from, first)
    if kind in {"date", "to"} and last:
        reading.date_to = _earlier(reading.date_to, last)
    if kind == "after" and first:
        reading.date_from = _later(reading.date_from, _beside(first, 1))
    if kind == "before" and first:
        reading.date_to = _earlier(reading.date_to, _beside(first, -1))


def _read_date(written: str) -> str | None:
    if found := _DAY_FIRST.fullmatch(written):
        parts = [found[3], found[2], found[1]]
    elif found := _ISO.fullmatch(written):
        parts = [part for part in found.groups() if part]
    else:
        return None
    numbers = [int(part) for part in parts]
    try:
        date(numbers[0], *[*numbers[1:], 1, 1][:2])
    except ValueError:
        return None
    return "-".join([parts[0], *(f"{number:02d}" for number in numbers[1:])])


def _beside(day: str, step: int) -> str:
    """The year, month or day after (1) or before (-1) one."""
    numbers = [int(part) for part in day.split("-")]
    if len(numbers) == 1:
        return str(numbers[0] + step)
    if len(numbers) == 2:
        months = numbers[0] * 12 + numbers[1] - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}"
    return (date(*numbers) + timedelta(days=step)).isoformat()


def _later(one: str | None, other: str | None) -> str | None:
    return max(filter(None, (one, other)), default=None)


def _earlier(one: str | None, other: str | None) -> str | None:
    # of `2019` and `2019-07` the month ends earlier
    return min(filter(None, (one, other)), key=lambda day: day + "-99-99"[len(day) - 4 :], default=None)
