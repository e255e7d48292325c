"""What each accused is charged with, convicted of or acquitted of, count by count.

The order of the court decides. Where a court of appeal or cassation leaves the verdict below standing, what its reasons
say about that verdict is the finding; where it is quashed only the charge remains. A charge that was decided is not
repeated as a charge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from enrichment.decision import Certainty, Citation, CitationKind, Evidence, Fact, Finding
from enrichment.facts.concepts import CONCEPT
from enrichment.facts.crimes import crimes_named
from enrichment.facts.modes import mode_of
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.whose import Accused
from enrichment.text import Role
from enrichment.vocabulary import offence_of
from enrichment.vocabulary.patterns import load_patterns

RULE = "findings/1"

CONVICTED, ACQUITTED, DISCONTINUED, CHARGED = "convicted", "acquitted", "discontinued", "charged"
_DECIDED = (CONVICTED, ACQUITTED, DISCONTINUED)
_WORDS = load_patterns("finding_words.json")
_COUNT = re.compile(_WORDS["count"], re.IGNORECASE)
_COUNT_PART = re.compile(r"\d{1,3}[a-z]?|[IVX]{1,5}(?:\.\d{1,2})?|[a-z]+", re.IGNORECASE)
_STANDS = ("upheld", "inadmissible", "partially_upheld")
_FALLS = ("quashed", "dismissed")
_MOST_EVIDENCE = 3
_LONGEST_QUOTE = 600
_LONG, _EDGE = 3_000, 80  # words of a long judgment; sentences at its beginning and end that tell its own result
_SHORT = 200  # characters of a sentence that says no more than the verdict


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a sentence with one verdict."""

    result: str
    sentence: Sentence
    start: int
    end: int
    language: str


def read_findings(
    reading: Reading, citations: Sequence[Citation], accused: Accused, crimes: Sequence[str], outcome: str | None
) -> tuple[tuple[Fact, ...], tuple[Finding, ...], str | None]:
    """The findings, one fact for each, or why none is read.

    `crimes` are the crimes at issue, `outcome` the decision's own: it tells whether an earlier verdict stands."""
    if reading.language is None:
        return (), (), "charges and verdicts are read in German, English, French, Dutch, Spanish and Swedish only"
    if not crimes:
        return (), (), "no crime of the taxonomy is at issue"
    cited = _Cited(citations)
    ordered = list(_findings(reading, cited, accused, reading.with_role(Role.OPERATIVE_PART), crimes, in_order=True))
    decided = [finding for finding in ordered if finding.result in _DECIDED]
    quashed = outcome in _FALLS and not any(finding.result == CONVICTED for finding in decided)
    if not any(finding.crimes for finding in decided) and not quashed:
        told = _findings(reading, cited, accused, _telling(reading, accused), crimes, in_order=False)
        decided += [finding for finding in told if finding.result in _fitting(outcome)]
    decided = _merge(_completed(decided, crimes))
    settled = {crime for finding in decided for crime in finding.crimes}
    open_crimes = [crime for crime in crimes if crime not in settled]
    charges: list[Finding] = []
    if open_crimes:
        charges = _charges(reading, cited, accused, open_crimes)
    findings = tuple(_merge([*decided, *charges]))
    facts = tuple(
        Fact("findings", finding.in_words(), RULE, Certainty.CERTAIN, finding.evidence) for finding in findings
    )
    return facts, findings, None if findings else "no sentence says who is charged with or convicted of what"


def cleared(findings: Sequence[Finding], accused: Accused) -> frozenset[str]:
    """Of several accused, those of whom nothing but acquittal or discontinuance is found: they are not to be named."""
    if accused.only is not None or any(finding.accused is None and finding.result == CONVICTED for finding in findings):
        return frozenset()
    results: dict[str, set[str]] = {}
    for finding in findings:
        if finding.accused is not None:
            results.setdefault(finding.accused, set()).add(finding.result)
    return frozenset(name for name, found in results.items() if found <= {ACQUITTED, DISCONTINUED})


def _fitting(outcome: str | None) -> tuple[str, ...]:
    """Of the verdicts a text tells outside an order, those that go with the outcome."""
    if outcome == "acquitted":
        return (ACQUITTED,)
    if outcome in ("convicted", *_STANDS):
        return (CONVICTED, ACQUITTED)
    return ()


def _completed(decided: list[Finding], crimes: Sequence[str]) -> list[Finding]:
    """A verdict that names no crime ("guilty on all counts", "is acquitted") is on those at issue, unless another
    verdict on the same person names them."""
    named = {finding.accused for finding in decided if finding.crimes}
    return [
        replace(finding, crimes=tuple(crimes))
        if not finding.crimes and not finding.provisions and finding.accused not in named and None not in named
        else finding
        for finding in decided
    ]


def _telling(reading: Reading, accused: Accused) -> Iterator[Sentence]:
    """The sentences that tell a verdict, outside the order: on a crime, or on the accused in general.

    The middle of a long judgment tells the verdicts of other cases."""
    last = len(reading.sentences) - _EDGE
    for sentence in reading.having("conviction", "acquittal"):
        if sentence.role is Role.OPERATIVE_PART or sentence.has("demand"):
            continue
        middle = reading.words > _LONG and _EDGE < sentence.index < last
        if middle and not (accused.named_in(sentence) or sentence.has("accused")):
            continue
        if crimes_named(sentence) or (sentence.has("accused") and len(sentence.text) < _SHORT):
            yield sentence


def _findings(
    reading: Reading,
    cited: _Cited,
    accused: Accused,
    sentences: Iterable[Sentence],
    crimes: Sequence[str],
    *,
    in_order: bool,
) -> Iterator[Finding]:
    language = reading.language or "en"
    last_named: tuple[str, ...] = ()
    for sentence in sentences:
        named = tuple(dict.fromkeys(naming.accused for naming in accused.named_in(sentence)))
        last_named = named or last_named
        for clause in _clauses(sentence, language):
            yield from _read_clause(clause, cited, accused, last_named if in_order else named, crimes)


def _clauses(sentence: Sentence, language: str) -> Iterator[_Clause]:
    """The verdicts of the sentence, each with the part of the sentence it governs."""
    if not sentence.has("conviction", "acquittal", "ruling"):
        return
    text = sentence.text
    hits: list[tuple[int, int, str]] = []
    for result, pattern in _verdicts(language):
        hits += [(*match.span(), result) for match in pattern.finditer(text)]
    # "not guilty" and "niet bewezen" hold the words for a conviction.
    hits = [
        hit
        for hit in hits
        if hit[2] != CONVICTED or not any(o[0] <= hit[0] and hit[1] <= o[1] and o[2] == ACQUITTED for o in hits)
    ]
    hits.sort()
    runs: list[tuple[int, int, str]] = []
    for start, end, result in hits:
        if runs and runs[-1][2] == result:
            runs[-1] = (runs[-1][0], end, result)
        else:
            runs.append((start, end, result))
    begin = 0
    for position, (_, end, result) in enumerate(runs):
        if position + 1 == len(runs):
            stop = len(text)
        else:
            following = runs[position + 1][0]
            # German puts the verb last; elsewhere what follows the verb belongs to it.
            semicolon = text.find(";", end, following)
            stop = semicolon if semicolon >= 0 else end if language == "de" else following
        yield _Clause(result, sentence, begin, stop, language)
        begin = stop


def _read_clause(
    clause: _Clause, cited: _Cited, accused: Accused, named: Sequence[str], crimes: Sequence[str]
) -> Iterator[Finding]:
    sentence = clause.sentence
    inside = {naming.accused for naming in accused.named_in(sentence) if clause.start <= naming.start < clause.end}
    whom: list[str | None] = [name for name in named if name in inside] or [*named] or [accused.only]
    if len(whom) > 1 and not inside:
        whom = [None] if len(whom) == len(accused.names) else whom
    provisions = tuple(dict.fromkeys(norm for norm in cited.within(clause) if offence_of(norm)))
    of_provisions = [offence.crime for norm in provisions if (offence := offence_of(norm)) and offence.crime]
    here = [crime for mention, crime in crimes_named(sentence) if clause.start <= mention.start < clause.end]
    found = tuple(crime for crime in crimes if crime in here or crime in of_provisions)
    if sentence.role is not Role.OPERATIVE_PART and not found and here:
        return
    proof = _quote(clause)
    modes = tuple(
        dict.fromkeys(
            mode
            for mention in sentence.of(CONCEPT)
            if clause.start <= mention.start < clause.end and (mode := mode_of(mention, clause.language)) is not None
        )
    )
    counts: Sequence[str | None] = _counts(sentence.text[clause.start : clause.end]) or [None]
    for name in whom:
        for count in counts:
            yield Finding(clause.result, name, count, found, modes, provisions, (proof,))


def _quote(clause: _Clause) -> Evidence:
    text = clause.sentence.text
    start, end = clause.start, min(clause.end, clause.start + _LONGEST_QUOTE)
    while start < end - 1 and text[start] in " ,;":
        start += 1
    while end > start + 1 and text[end - 1] in " ,;":
        end -= 1
    return clause.sentence.evidence(start, end)


def _counts(text: str) -> list[str]:
    numbers: list[str] = []
    for match in _COUNT.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        if before == "§":
            continue
        for part in _COUNT_PART.findall(match["numbers"]):
            number = _WORDS["count_words"].get(part.lower(), part)
            if any(char.isdigit() for char in number) or number.isupper():
                numbers.append(number)
    return list(dict.fromkeys(numbers))


def _charges(reading: Reading, cited: _Cited, accused: Accused, crimes: Sequence[str]) -> list[Finding]:
    """The crimes at issue that no verdict settles, with the first sentences that charge them."""
    pattern = _charge_words(reading.language or "en")
    proofs: dict[tuple[str | None, str], list[Evidence]] = {}
    for sentence in reading.having(CONCEPT):
        named = [crime for _, crime in crimes_named(sentence) if crime in crimes]
        if not named or not (pattern.search(sentence.text) or sentence.role is Role.RUBRUM):
            continue
        persons = list(dict.fromkeys(naming.accused for naming in accused.named_in(sentence)))
        whom: list[str | None] = [*persons] if len(persons) == 1 else [accused.only]
        for crime in dict.fromkeys(named):
            places = proofs.setdefault((whom[0], crime), [])
            if len(places) < _MOST_EVIDENCE:
                places.append(sentence.evidence(0, min(len(sentence.text), _LONGEST_QUOTE)))
    found = [Finding(CHARGED, name, None, (crime,), (), (), tuple(places)) for (name, crime), places in proofs.items()]
    named_crimes = {finding.crimes for finding in found if finding.accused is not None}
    found = [finding for finding in found if finding.accused is not None or finding.crimes not in named_crimes]
    together: dict[str | None, Finding] = {}
    for finding in found:
        known = together.get(finding.accused)
        together[finding.accused] = (
            replace(
                known,
                crimes=tuple(crime for crime in crimes if crime in (*known.crimes, *finding.crimes)),
                evidence=tuple(dict.fromkeys((*known.evidence, *finding.evidence)))[:_MOST_EVIDENCE],
            )
            if known
            else finding
        )
    return list(together.values())


def _merge(findings: Sequence[Finding]) -> list[Finding]:
    """Findings about the same accused, count and crimes as one; a bare verdict gives way to one that names a crime."""
    merged: dict[tuple[str, str | None, str | None, tuple[str, ...]], Finding] = {}
    for finding in findings:
        key = (finding.result, finding.accused, finding.count, finding.crimes)
        known = merged.get(key)
        if known is None:
            merged[key] = finding
            continue
        merged[key] = replace(
            known,
            modes=tuple(dict.fromkeys((*known.modes, *finding.modes))),
            provisions=tuple(dict.fromkeys((*known.provisions, *finding.provisions))),
            evidence=tuple(dict.fromkeys((*known.evidence, *finding.evidence)))[:_MOST_EVIDENCE],
        )
    kept = list(merged.values())
    return [finding for finding in kept if not _said_better(finding, kept)]


def _said_better(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether another finding of the same result says the same about the same person, and more."""
    for other in others:
        if other is finding or other.result != finding.result:
            continue
        same_person = finding.accused in (None, other.accused)
        same_count = finding.count in (None, other.count)
        narrower = set(finding.crimes) <= set(other.crimes)
        more = (other.accused, other.count, other.crimes) != (finding.accused, finding.count, finding.crimes)
        if same_person and same_count and narrower and more:
            return True
    return False


class _Cited:
    """The provisions cited, by paragraph and place."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self._by_paragraph: dict[int, list[Citation]] = {}
        for citation in citations:
            if citation.kind is CitationKind.PROVISION and citation.norm:
                self._by_paragraph.setdefault(citation.paragraph, []).append(citation)

    def within(self, clause: _Clause) -> Iterator[str]:
        paragraph = clause.sentence.paragraph
        if paragraph is None or paragraph not in self._by_paragraph or clause.start >= clause.end:
            return
        place = clause.sentence.evidence(clause.start, clause.end)
        for citation in self._by_paragraph[paragraph]:
            if (place.start or 0) <= citation.start < (place.end or 0) and citation.norm:
                yield citation.norm


@lru_cache(maxsize=8)
def _verdicts(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((result, re.compile(_WORDS[result][language], re.IGNORECASE)) for result in _DECIDED)


@lru_cache(maxsize=8)
def _charge_words(language: str) -> re.Pattern[str]:
    return re.compile(_WORDS["charged"][language], re.IGNORECASE)
