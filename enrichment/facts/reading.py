"""A document as the fact rules read it: sentences with the part they stand in and the words of the field found in them.

One pass over the text: characters folded, lines cut into sentences, the thesaurus matched. Every rule then looks only
at the few sentences that hold its words, so that the time for a document grows with its length and no faster."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from enrichment.decision import Evidence
from enrichment.facts.concepts import Mention, find_mentions
from enrichment.facts.normalise import Folded, fold
from enrichment.facts.parts import (
    borders_of_order,
    closes_order,
    ends_order,
    heading_role,
    opens_order,
    opens_separate_opinion,
)
from enrichment.text import Paragraph, Role
from enrichment.vocabulary.patterns import load_patterns

WORKING_LANGUAGES = ("de", "en", "fr", "nl", "es", "sv")

_CANDIDATE = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[-]*[A-ZÄÖÜÅÉÈÀÇÎÔÆØ¿¡])")
_ROMAN = re.compile(r"[ivx]+")
_LAST_WORD = re.compile(r"[\w'-]+$")
_TABLE = load_patterns("abbreviations.json")
_MONTHS = frozenset(_TABLE["months"])
_ABBREVIATIONS = frozenset(_TABLE["abbreviations"])
_CAPTION_LINES = 8  # a title ("DECISION", "BESLUT") stands there, not the heading of an order
_FIRST_ITEM = re.compile(r"\s*(?:\(?1[.)]|I[.)])\s")  # an order in numbered items follows
_MAX_ORDER_LINES = 40
_MAX_DISPLACED_LINES = 6
# The first numbered paragraph of the reasons, where the order had been put below their heading.
_FIRST_REASON = re.compile(r"\s*(?:\[1\]|Randnummer\b|Rn\.? ?1\b|I\.\s*$|1\s*$)")
_SEPARATE_OPINIONS_FROM = 0.33  # of the text; before, such a heading is a line of the table of contents
_BEHIND = (Role.ANNEX, Role.FOOTNOTE)
# Such a heading opens an order even where the document's outline puts it below another part.
_SURELY_AN_ORDER = re.compile(
    r"domslut|tenor\b|urteilsformel|dispositi[vf]|^\W*fallo\b|dictum|parte dispositiva", re.IGNORECASE
)
# Words only an order begins with, whatever part a reader took the paragraph for.
_SPOKEN_ORDER = re.compile(
    r"(?:par|pour) ces motifs|für recht erkannt|\bfallamos\b|rechtdoende|^\W*(?:\d\W*)?(?:de )?beslissing\b|"
    r"for (?:these|the foregoing) reasons|dispongo|resuelv[eo]\b",
    re.IGNORECASE,
)
_APPELLATE = re.compile(r"HOVRÄTT|ÖVERDOMSTOL|HÖGSTA DOMSTOLEN|[Hh]ovrätt\b|överdomstolen")
_APPENDED = 25  # sentences between the order of a court of appeal and that of the judgment it appends
_NOT_THE_COURTS = (Role.DISSENT, Role.ANNEX)
_TRIBUNAL = re.compile(
    r"ersons (?:Most )?Responsible for (?:Genocide|(?:the )?Serious Violations)|"
    r"ersonnes (?:présumées )?responsables (?:d'actes de génocide|de violations graves)"
)
_MAX_SENTENCE = 3_000  # characters; beyond, it is a list or a table
# Line ends inside a sentence, and inside a case name ("The Prosecutor / v. / N.N.").
_SOFT_WRAP = re.compile(
    r"(?<=[^\n]{60})\n(?=[a-zà-öø-ÿ(])|(?<=\bv\.)\n|\n(?=v\. )|(?<=\bgegen)\n|(?<=\bagainst)\n|(?<=\bcontre)\n"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `text` is folded (plain blanks, hyphens, apostrophes); `mentions` have offsets into it."""

    index: int
    paragraph: int | None  # None: the title
    role: Role
    text: str
    mentions: tuple[Mention, ...]
    kinds: frozenset[str]
    _folded: Folded = field(repr=False)
    _start: int = field(repr=False)  # of the sentence in the folded line
    _line: int = field(repr=False)  # of the line in the paragraph

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """`text[start:end]` as evidence in the paragraph's own characters."""
        end = len(self.text) if end is None else end
        first, last = self._folded.span(self._start + start, self._start + end)
        quote = self._folded.original[first:last]
        if self.paragraph is None:
            return Evidence(quote=quote, declared="title")
        return Evidence(quote=quote, paragraph=self.paragraph, start=self._line + first, end=self._line + last)

    def of(self, *kinds: str) -> tuple[Mention, ...]:
        """The mentions of these kinds, in order."""
        if self.kinds.isdisjoint(kinds):
            return ()
        return tuple([mention for mention in self.mentions if mention.kind in kinds])

    def has(self, *kinds: str) -> bool:
        """Whether any of these kinds is mentioned."""
        return not self.kinds.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Reading:
    """All sentences of a document, the title first. `language` is None where it is not one of the working languages."""

    language: str | None
    sentences: tuple[Sentence, ...]
    words: int
    _starts: Mapping[int, list[tuple[int, int]]] = field(repr=False)  # by paragraph: (offset, index of the sentence)
    _by_kind: Mapping[str, list[int]] = field(repr=False)  # indexes of the sentences that mention a kind

    def having(self, *kinds: str) -> Iterator[Sentence]:
        """The sentences that mention any of these kinds, in order."""
        found = [self._by_kind[kind] for kind in kinds if kind in self._by_kind]
        indexes = found[0] if len(found) == 1 else sorted(set[int]().union(*found))
        return (self.sentences[index] for index in indexes)

    def of_court(self, *kinds: str) -> Iterator[Sentence]:
        """Those of `having` that are the court's own: no opinion of single judges, no annex, and not the name of a
        tribunal ("for the Prosecution of Persons Responsible for Genocide ... in the Territory of Rwanda")."""
        return (
            sentence
            for sentence in self.having(*kinds)
            if sentence.role not in _NOT_THE_COURTS and _TRIBUNAL.search(sentence.text) is None
        )

    def at(self, paragraph: int, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset` of paragraph number `paragraph`."""
        starts = self._starts.get(paragraph)
        if not starts:
            return None
        position = bisect_right(starts, (offset, len(self.sentences))) - 1
        return self.sentences[starts[max(position, 0)][1]]

    def order(self) -> tuple[Sentence, ...]:
        """The sentences of the court's own order. Swedish courts of appeal append the judgment below, order and all:
        what stands far behind their own order is not theirs."""
        found = tuple(self.with_role(Role.OPERATIVE_PART))
        if self.language == "sv" and any(_APPELLATE.search(s.text) for s in self.sentences[:_CAPTION_LINES]):
            for last, (before, after) in enumerate(pairwise(found), start=1):
                if after.index - before.index > _APPENDED:
                    return found[:last]
        return found

    def with_role(self, *roles: Role) -> Iterator[Sentence]:
        """The sentences of these parts, in order."""
        return (sentence for sentence in self.sentences if sentence.role in roles)


def read_sentences(paragraphs: Sequence[Paragraph], *, title: str | None, language: str | None) -> Reading:
    """The reading of `paragraphs`. `language` is ISO 639-1; the title counts as a sentence of its own."""
    return _read(paragraphs, title, language, {})


def read_again(reading: Reading, old: Sequence[Paragraph], new: Sequence[Paragraph], *, title: str | None) -> Reading:
    """The reading after some paragraphs changed (same number of paragraphs); the others are not read twice."""
    unchanged = {number for number, (before, after) in enumerate(zip(old, new, strict=True)) if before == after}
    known: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in reading.sentences:
        if sentence.paragraph in unchanged and sentence.paragraph is not None:
            known[sentence.paragraph].append(sentence)
    return _read(new, title, reading.language, known)


def _read(
    paragraphs: Sequence[Paragraph], title: str | None, language: str | None, known: Mapping[int, list[Sentence]]
) -> Reading:
    sentences: list[Sentence] = []
    starts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    by_kind: dict[str, list[int]] = defaultdict(list)
    words = 0

    def add(sentence: Sentence) -> None:
        for kind in sentence.kinds:
            by_kind[kind].append(sentence.index)
        if sentence.paragraph is not None:
            start = sentence._line + sentence._folded.span(sentence._start, sentence._start + 1)[0]
            starts[sentence.paragraph].append((start, sentence.index))
        sentences.append(sentence)

    lines = [] if not title else [_Line(None, Role.HEADNOTE, 0, fold(title))]
    lines.extend(_lines(paragraphs, known))
    mentions = iter(find_mentions([line.folded.text for line in lines if line.folded is not None], language=language))
    for line in lines:
        if line.folded is None:  # a paragraph that was read before
            for sentence in known[line.paragraph or 0]:
                add(sentence if sentence.index == len(sentences) else replace(sentence, index=len(sentences)))
                words += sentence.text.count(" ") + 1
            continue
        text = line.folded.text
        words += text.count(" ") + 1
        for start, end, inside in _cut(text, next(mentions)):
            add(
                Sentence(
                    index=len(sentences),
                    paragraph=line.paragraph,
                    role=line.role,
                    text=text[start:end],
                    mentions=inside,
                    kinds=frozenset(mention.kind for mention in inside),
                    _folded=line.folded,
                    _start=start,
                    _line=line.offset,
                )
            )
    return Reading(
        language=language if language in WORKING_LANGUAGES else None,
        sentences=tuple(sentences),
        words=words,
        _starts=starts,
        _by_kind=by_kind,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph; `folded` is None for a whole paragraph whose sentences are known."""

    paragraph: int | None
    role: Role
    offset: int
    folded: Folded | None


def _lines(paragraphs: Sequence[Paragraph], known: Mapping[int, list[Sentence]]) -> Iterator[_Line]:
    """The lines of all paragraphs in order, with the part each belongs to.

    An order stands behind its heading, or, where an extraction lost that place, behind the heading of the reasons
    that follows at once ("Tenor / Gründe / Die Revision wird verworfen. / [1] Das Landgericht hat ...")."""
    current = Role.BODY
    order_lines = seen = displaced = 0
    separate = signed = surely = outlined = False
    for number, paragraph in enumerate(paragraphs):
        declared = paragraph.role if paragraph.role not in (Role.BODY, Role.HEADING) else None
        lines = list(_placed(paragraph.text))
        for place, (start, line) in enumerate(lines):
            if line.strip():
                following = lines[place + 1][1] if place + 1 < len(lines) else _text_of(paragraphs, number + 1)
                first_lines = seen < _CAPTION_LINES and not _FIRST_ITEM.match(following)
                opened = heading_role(line, first_lines=first_lines)
                if opened is None and current is Role.OPERATIVE_PART and ends_order(line):
                    opened = Role.REASONS
                elif opened is None and opens_order(line):
                    opened = Role.OPERATIVE_PART
                if number >= _SEPARATE_OPINIONS_FROM * len(paragraphs) and opens_separate_opinion(line):
                    opened, separate = Role.DISSENT, True
                if displaced and (displaced > _MAX_DISPLACED_LINES or _begins_reasons(paragraph, line)):
                    displaced, current, surely = 0, Role.REASONS, False
                behind = opened is Role.REASONS or (opened is Role.FACTS and ":" not in line)
                if behind and current is Role.OPERATIVE_PART and order_lines == 0 and seen:
                    displaced = 1
                elif opened is not None:
                    current, order_lines, displaced, signed = opened, 0, 0, False
                    outlined = opened is Role.OPERATIVE_PART and _SURELY_AN_ORDER.search(line) is not None
                    surely = outlined or (opened is Role.OPERATIVE_PART and _SPOKEN_ORDER.search(line) is not None)
                elif outlined and paragraph.role is Role.HEADING:
                    current, surely, outlined = Role.BODY, False, False
                if opened is None and current is Role.OPERATIVE_PART:
                    order_lines += 1
                    displaced += bool(displaced)
                    signed = closes_order(line)
                    if signed or order_lines > _MAX_ORDER_LINES:  # the end of the order was not marked
                        current, surely = Role.BODY, False
                seen += 1
                if number not in known:
                    role = Role.OPERATIVE_PART if displaced > 1 or (surely and not signed) else declared or current
                    if signed and role is Role.OPERATIVE_PART:
                        role = Role.BODY
                    if separate and declared not in _BEHIND:
                        role = Role.DISSENT
                    yield _Line(number, role, start, fold(line))
        if number in known:
            yield _Line(number, current, 0, None)


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a paragraph with their offsets; a line within which an order begins or ends counts as several."""
    start = 0
    for line in _SOFT_WRAP.sub(" ", text).split("\n") if "\n" in text else [text]:
        bounds = [0, *borders_of_order(line), len(line)]
        for begin, end in pairwise(bounds):
            yield start + begin, line[begin:end]
        start += len(line) + 1


def _begins_reasons(paragraph: Paragraph, line: str) -> bool:
    """Whether `line` is the first numbered paragraph of the reasons; the items of an order bear a full stop."""
    numbered = (
        paragraph.number is not None and paragraph.number.strip("[]() ") == "1" and paragraph.text.startswith(line)
    )
    return numbered or _FIRST_REASON.match(line) is not None


def _text_of(paragraphs: Sequence[Paragraph], number: int) -> str:
    return paragraphs[number].text if number < len(paragraphs) else ""


def _cut(text: str, mentions: tuple[Mention, ...]) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
    """The sentences of a line as spans with their mentions, offsets made relative."""
    bounds = [0]
    for candidate in _CANDIDATE.finditer(text):
        if text[candidate.start()] != "." or _ends_sentence(text, candidate.start()):
            bounds.append(candidate.end())
    bounds = [0, *_shorten(text, bounds[1:])]
    bounds.append(len(text))
    if len(bounds) == 2:
        yield 0, len(text), mentions
        return
    buckets: list[list[Mention]] = [[] for _ in bounds[1:]]
    for mention in mentions:
        at = bisect_right(bounds, mention.start) - 1
        buckets[min(at, len(buckets) - 1)].append(mention)
    for (start, end), inside in zip(pairwise(bounds), buckets, strict=True):
        if start < end:
            yield start, end, tuple(m.shifted(-start) for m in inside)


def _shorten(text: str, bounds: list[int]) -> Iterator[int]:
    """The bounds, and further ones at blanks where text runs on: every rule's work per sentence stays bounded."""
    position = 0
    for bound in (*bounds, len(text)):
        while bound - position > _MAX_SENTENCE:
            blank = text.rfind(" ", position + _MAX_SENTENCE // 2, position + _MAX_SENTENCE)
            position = blank + 1 if blank >= 0 else position + _MAX_SENTENCE
            yield position
        if bound < len(text):
            yield bound
        position = bound


def _ends_sentence(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` ends a sentence and not an abbreviation, an initial or a German ordinal."""
    last = _LAST_WORD.search(text, max(0, stop - 24), stop)
    if last is None:
        return True
    word = last.group().lower()
    if _ROMAN.fullmatch(word) and not text[: last.start()].strip():
        return False  # "II. The accused is": the number of the item
    if word.isdigit():
        following = text[stop + 1 : stop + 14].strip().split(" ")[0].lower().strip(".,")
        return following not in _MONTHS and len(word) > 2
    return len(word) > 1 and word not in _ABBREVIATIONS
