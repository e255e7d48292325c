"""The outcome: what the decision itself orders, in the words of the registry.

For a trial `convicted` or `acquitted`; for a review what becomes of the decision below (`upheld`, `quashed`,
`partially_upheld`) or of the remedy (`inadmissible`); `dismissed` where a complaint, claim or case ends without a
finding of guilt; `other` for orders in between (remand, warrants, committal)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from enrichment.decision import Certainty, Court, Evidence, Fact
from enrichment.facts.order_scope import is_about_money, is_accessory, is_limited
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role
from enrichment.vocabulary.patterns import load_patterns

RULE = "outcome/1"

_HEAD = 8  # sentences of the caption
_CAPTION = 40  # sentences above the reasons; where more stand there, they tell the history of the case
_TOGETHER = 3  # sentences within which orders belong together

# By language: words for a remedy (`@R` in the patterns), patterns by outcome, and what is no order of this court:
# wishes and pleas, what an earlier court had done, what another did afterwards.
_WORDS = load_patterns("outcome_words.json")
_EARLIER = re.compile(_WORDS["earlier"], re.IGNORECASE)
_LATER = re.compile(_WORDS["later"], re.IGNORECASE)
_NORDIC = frozenset(("FIN", "SWE", "NOR", "DNK", "ISL"))
_CHARGES = re.compile(r"\bcharges?\b|\bindictments?\b", re.IGNORECASE)
_NOT_GUILTY = re.compile(r"\b(?:not|non|nicht|niet|no|inte|ej|icke)\s+[^\s]+$", re.IGNORECASE)  # up to "guilty"
_OTHER_CASE = re.compile(load_patterns("sentence_words.json")["other_case"])
_OTHER_PERSONS = re.compile(_WORDS["other_persons"], re.IGNORECASE)
_ANOTHER_COURT = re.compile(_WORDS["another_court"])
_VERDICTS = ("convicted", "acquitted")
_RESULTS = ("conviction", "acquittal", "ruling", "penalty")
_LONGEST_ORDER = 60  # sentences; a longer one runs on into the reasons
_BRIEF = 600  # words of a text of which every sentence is read
_NOT_CHANGED = re.compile(r"\b(?:nicht|keine[nrs]?|inte|niet|geen)\b", re.IGNORECASE)
_REMAND = re.compile(
    r"\b(?:zurückverwiesen|zurückzuverweisen|remit\w*|remand\w*|new trial|renvoie|renvoi devant|terugwijst|verwijst|"
    r"devuelv\w+|nuevo juicio|återförvis\w+)\b",
    re.IGNORECASE,
)
_REMAINDER = re.compile(_WORDS["remainder"], re.IGNORECASE)  # "acquitted of the other counts"
_CIVIL_CLAIMS = re.compile(_WORDS["civil_claims"], re.IGNORECASE)  # what becomes of them is not the outcome
_LOWER_COURT = re.compile(_WORDS["lower_court"], re.IGNORECASE)
_APPEAL_COURT = re.compile(_WORDS["appeal_court"], re.IGNORECASE)
_TRIAL_COURT = re.compile(_WORDS["trial_court"], re.IGNORECASE)
_REVIEW = frozenset(("upheld", "quashed", "partially_upheld", "inadmissible"))
_OWN_WORDS = {language: re.compile(words) for language, words in _WORDS["own_words"].items()}
_FORMULA = re.compile(_WORDS["formula"], re.IGNORECASE)  # "Appeal dismissed, X and Y JJ. dissenting."
_FORMULA_WORDS = re.compile(_WORDS["formula_words"], re.IGNORECASE)  # "VACATED in part, AFFIRMED in part."
_SHORT = 120  # characters
_NOT_PROVEN = re.compile(_WORDS["not_proven"], re.IGNORECASE)
_CONVICTS = re.compile(r"veroordeelt|condamne\b|convicts|condenamos|condeno|dömer|verurteilt", re.IGNORECASE)
_VIOLATION = re.compile(_WORDS["violation"], re.IGNORECASE)
# Courts and committees before which a State answers for its courts.
ON_STATES = frozenset(
    f"INTL/{court}"
    for court in ("ECHR", "IACtHR", "AfCHPR", "ECOWASCJ", "EACJ", "CAT", "HRC", "CEDAW", "CED", "ICJ", "PCIJ")
)
_HUMAN_RIGHTS = ON_STATES - {"INTL/ICJ", "INTL/PCIJ"}
_TITLE = tuple((outcome, re.compile(rf"\bORDER (?:{words})\b")) for outcome, words in _WORDS["title"].items())
_NOT_THE_COURTS = frozenset((Role.DISSENT, Role.ANNEX, Role.FOOTNOTE))
_LONG_SENTENCE = 400  # characters; in a longer one a wish stands far from the order
_WISH_BEFORE, _WISH_AFTER = 200, 80


@dataclass(frozen=True, slots=True)
class _Hit:
    outcome: str
    sentence: Sentence
    start: int
    end: int


def read_outcome(reading: Reading, court: Court | None) -> tuple[tuple[Fact, ...], str | None]:
    """The outcome as one fact, or why it is not read.

    The order of the court decides; without one the last word of the text does, a ruling on a remedy before the
    conviction it was about."""
    if reading.language is None:
        return (), "outcomes are read in German, English, French, Dutch, Spanish and Swedish only"
    if formula := _formula(reading):
        return (Fact("outcome", formula.outcome, RULE, Certainty.CERTAIN, (formula.sentence.evidence(),)),), None
    ordered = _hits(reading, reading.order()) or _hits(reading, _before(reading))
    certainty = Certainty.CERTAIN
    hits = ordered
    if not hits:
        own = [sentence for sentence in reading.sentences if sentence.role not in _NOT_THE_COURTS]
        rules_on_states = court is not None and court.id in _HUMAN_RIGHTS
        hits = _hits(reading, own, every=rules_on_states or reading.words < _BRIEF)
        certainty = Certainty.CERTAIN if reading.words < 2_000 else Certainty.PROBABLE
        if reading.words > 20_000:
            # In a long judgment without a marked order only its beginning and end can be its own result.
            edge = len(own) // 20
            hits = [
                hit for hit in hits if hit.sentence.index < own[edge].index or hit.sentence.index > own[-edge].index
            ]
        hits = _in_own_words(reading, hits) or hits
    if not ordered and (titled := _titled(reading)):
        hits = [titled]
    if not hits:
        return (), "no order that convicts, acquits or rules on a remedy was found"
    if court is not None and court.id in _HUMAN_RIGHTS:
        # Such a court rules on a State; convictions and appeals are those of the State's courts.
        hits = [hit for hit in hits if _VIOLATION.search(hit.sentence.text, hit.start, hit.end)]
        if not hits:
            return (), "no finding of a violation, or of none, was found"
    first = _is_first_instance(reading, court)
    if not first and not ordered and court is not None and court.level in ("appeal", "supreme"):
        # What the court below had decided is not the result where this court says one of its own.
        theirs = [hit for hit in hits if hit.outcome in _REVIEW or not _below(hit)]
        hits = theirs or hits
    chosen = _choose(hits, first, in_order=bool(ordered))
    nordic = first and court is not None and court.country in _NORDIC
    if chosen == "dismissed" and any(
        _CHARGES.search(h.sentence.text) and (nordic or _NOT_PROVEN.search(h.sentence.text))
        for h in hits
        if h.outcome == chosen
    ):
        chosen = "acquitted"  # Nordic courts dismiss the charge where others acquit
        hits = [replace(hit, outcome=chosen) if hit.outcome == "dismissed" else hit for hit in hits]
    if chosen is None:
        return (), "the orders found contradict each other: " + ", ".join(sorted({hit.outcome for hit in hits}))
    proofs: list[Evidence] = []
    for hit in hits:
        if hit.outcome == chosen or (chosen == "partially_upheld" and hit.outcome in _REVIEW):
            proofs.append(hit.sentence.evidence(hit.start, hit.end))
    return (Fact("outcome", chosen, RULE, certainty, tuple(proofs[-5:])),), None


def _hits(reading: Reading, sentences: Iterable[Sentence], *, every: bool = False) -> list[_Hit]:
    """What the `sentences` decide; outside an order only with a word of verdict or ruling are read, or `every`."""
    language = reading.language or "en"
    patterns, no_order = _compiled(language)
    own_words = _OWN_WORDS.get(language)
    final = _final_words(language)
    hits = []
    sentences = list(sentences)
    every_order = every or len(sentences) <= _LONGEST_ORDER
    for sentence in sentences:
        ordered = sentence.role is Role.OPERATIVE_PART
        if not (every or (ordered and every_order)) and not sentence.has(*_RESULTS):
            continue
        # The order itself is not a wish; elsewhere a sentence that asks for a result does not give one.
        free = ordered or (own_words is not None and own_words.match(sentence.text))
        long = len(sentence.text) > _LONG_SENTENCE
        free = free or final.search(sentence.text) is not None
        if not free and not long and (no_order.search(sentence.text) or _EARLIER.search(sentence.text)):
            continue
        found: dict[str, re.Match[str]] = {}
        told = ordered and _EARLIER.search(sentence.text) is not None
        later = _LATER.search(sentence.text)
        for outcome, pattern in patterns:
            match = pattern.search(sentence.text)
            if told and outcome in ("convicted", "acquitted"):
                continue  # "the appeal against the judgment that had convicted him"
            if outcome == "convicted":
                match = _verdict(sentence, pattern)
            if match and not ordered and outcome in _VERDICTS and _is_anothers(sentence.text, match):
                continue
            if match and not free and outcome in _REVIEW and _OTHER_CASE.search(sentence.text, 0, match.start()):
                continue  # "In the case of X, the Court of Appeal upheld"
            if match and long and not free and _is_wish(sentence.text, match, no_order):
                continue
            if match and outcome not in found and not (later and match.start() >= later.start()):
                found[outcome] = match
        if sentence.has("participation") and _only_civil_claims(sentence):
            for outcome in ("inadmissible", "dismissed"):
                found.pop(outcome, None)
            if "upheld" in found and "bifall" in found["upheld"].group():
                del found["upheld"]
        if "quashed" in found and _NOT_CHANGED.search(found["quashed"].group()):
            del found["quashed"]
        _drop_what_is_told(found)
        limited = (free or language != "de") and is_limited(sentence, language)
        for outcome in sorted(_settle(set(found)), key=lambda outcome: (found[outcome].start(), outcome)):
            part = limited and outcome in ("upheld", "quashed")
            hits.append(_Hit("partially_upheld" if part else outcome, sentence, *found[outcome].span()))
    return hits


def _verdict(sentence: Sentence, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first words that find somebody guilty, not "not guilty" and not "condemned in costs"."""
    for match in pattern.finditer(sentence.text):
        if not _NOT_GUILTY.search(sentence.text[: match.end()]) and not is_about_money(sentence, *match.span()):
            return match
    return None


def _is_anothers(text: str, verdict: re.Match[str]) -> bool:
    """Whether the verdict is that on a co-accused, or that of a court abroad: "acquitted by a Gacaca court"."""
    begin = max(text.rfind(mark, 0, verdict.start()) for mark in ";:")
    stop = min(end for mark in (";", ":", "\0") if (end := (text + "\0").find(mark, verdict.end())) >= 0)
    return (
        _OTHER_PERSONS.search(text, begin + 1, stop) is not None
        or _ANOTHER_COURT.match(text, verdict.end()) is not None
    )


def _drop_what_is_told(found: dict[str, re.Match[str]]) -> None:
    """Of several results in one sentence those go that only say what another follows from or concerns."""
    if "upheld" in found and "quashed" in found and found["quashed"].group().lower().startswith("remit"):
        del found["quashed"]  # "dismiss the appeal and remit the matter to the judge"
    if "quashed" in found and "dismissed" in found and found["quashed"].start() < found["dismissed"].start():
        del found["dismissed"]  # "revokes the order by which the case was closed"
    if "inadmissible" in found and "convicted" in found:
        order = found["convicted"]
        if order.start() > found["inadmissible"].start() and _CONVICTS.match(order.group()):
            del found["inadmissible"]  # of the prosecution for one count


def _is_wish(text: str, match: re.Match[str], no_order: re.Pattern[str]) -> bool:
    """Whether words of a wish, or of what was done before, stand around the result in a long sentence."""
    begin, end = max(0, match.start() - _WISH_BEFORE), match.end() + _WISH_AFTER
    return bool(no_order.search(text, begin, end) or _EARLIER.search(text, begin, end))


def _formula(reading: Reading) -> _Hit | None:
    """The line of the registrar below the opinions of English-speaking supreme courts: "Appeal dismissed." """
    if reading.language != "en":
        return None
    for sentence in reversed(list(reading.having("ruling"))):
        if match := _FORMULA.match(sentence.text):
            return _Hit(next(outcome for outcome, group in match.groupdict().items() if group), sentence, *match.span())
        if len(sentence.text) < _SHORT and (match := _FORMULA_WORDS.fullmatch(sentence.text)):
            words = match.group().lower()
            gone, stays = "reversed" in words or "vacated" in words, re.search("affirmed|denied|dismissed", words)
            part = (gone and stays) or "in part" in words
            outcome = "partially_upheld" if part else "quashed" if gone else "upheld" if stays else None
            if outcome is not None and sentence.role not in _NOT_THE_COURTS:
                return _Hit(outcome, sentence, *match.span())
    return None


def _titled(reading: Reading) -> _Hit | None:
    """The title of an American order: "ORDER REVERSING DENIAL OF BENEFITS"."""
    for sentence in reading.sentences[:_HEAD]:
        for outcome, pattern in _TITLE:
            if match := pattern.search(sentence.text):
                return _Hit(outcome, sentence, *match.span())
    return None


def _in_own_words(reading: Reading, hits: list[_Hit]) -> list[_Hit]:
    """Those rulings on a remedy that a judge begins with "For these reasons", "I would"."""
    words = _OWN_WORDS.get(reading.language or "")
    return [hit for hit in hits if words and hit.outcome in _REVIEW and words.match(hit.sentence.text)]


def _before(reading: Reading) -> Iterator[Sentence]:
    """The sentences above the heading of the reasons, where an order stands that has no heading of its own."""
    begin = next((s.index for s in reading.with_role(Role.REASONS) if s.paragraph is not None), 0)
    if begin > _CAPTION:
        return iter(())
    return (s for s in reading.sentences[:begin] if s.role is Role.BODY and s.paragraph is not None)


def _below(hit: _Hit) -> bool:
    """Whether the subject of the verdict is a court below: "the District Court sentenced the appellant"."""
    return _LOWER_COURT.fullmatch(hit.sentence.text, 0, hit.start) is not None


def _only_civil_claims(sentence: Sentence) -> bool:
    """Whether the sentence rules on the civil claims of victims and says nothing about guilt or penalty."""
    return bool(_CIVIL_CLAIMS.search(sentence.text)) and not sentence.has("conviction", "acquittal", "penalty")


def _is_first_instance(reading: Reading, court: Court | None) -> bool:
    """Whether the court tries the case itself. Assize courts hear appeals too, and some courts have an appeals chamber
    of their own: the caption says so."""
    head = reading.sentences[:_HEAD]
    if court is None:
        if not any(_TRIAL_COURT.search(sentence.text) for sentence in head):
            return False
    elif court.level != "first" or "assises" in court.name:
        return False
    return not any(_APPEAL_COURT.search(sentence.text) for sentence in head)


def _settle(found: set[str]) -> set[str]:
    """Within one sentence the more exact reading stands: a partly dismissed appeal is neither dismissed nor allowed."""
    if "partially_upheld" in found and ("quashed" in found or "inadmissible" not in found):
        return {"partially_upheld"}
    if "inadmissible" in found:
        return {"inadmissible"}
    if "upheld" in found and "quashed" not in found:
        return {"upheld"}
    if "upheld" in found:
        return {"upheld", "quashed"}
    if "quashed" in found and found & {"convicted", "acquitted"}:
        return found - {"dismissed", "other"}
    if "acquitted" in found and "convicted" in found:
        return {"acquitted", "convicted"}
    if "dismissed" in found and found & {"convicted"}:
        return {"convicted"}
    return found


def _choose(hits: list[_Hit], first: bool, *, in_order: bool) -> str | None:
    """The outcome among the hits; `first`: the court tries the case itself."""
    outcomes = {hit.outcome for hit in hits}
    reviews = outcomes & _REVIEW
    if in_order:
        rest = outcomes - {"quashed", "other"}
        quashing = [hit for hit in hits if hit.outcome == "quashed"]
        if rest and quashing and all(is_accessory(hit.sentence.text, hit.start, hit.end) for hit in quashing):
            outcomes, reviews = rest, rest & _REVIEW  # the warrant falls with the case
        if reviews and not (first and outcomes & {"convicted", "acquitted"}):
            return _review(outcomes)
        for outcome in ("convicted", "acquitted", "dismissed", "other"):
            if outcome in outcomes:
                return outcome
        return next(iter(outcomes))
    if reviews and not first:
        # The last ruling on a remedy; a conviction told after it belongs to a retrial.
        last_review = next(hit for hit in reversed(hits) if hit.outcome in _REVIEW)
        same = {
            hit.outcome
            for hit in hits
            if hit.outcome in _REVIEW and hit.sentence.index >= last_review.sentence.index - _TOGETHER
        }
        later = [
            hit
            for hit in hits
            if hit.sentence.index > last_review.sentence.index and hit.outcome in ("convicted", "acquitted")
        ]
        verdict = next(
            (h.outcome for h in hits if h.sentence is last_review.sentence and h.outcome in ("acquitted", "convicted")),
            None,
        )
        if last_review.outcome == "quashed" and verdict is not None and not later:
            return verdict  # "sets the judgment aside and acquits"
        if last_review.outcome == "quashed" and any(_REMAND.search(hit.sentence.text) for hit in hits):
            return "quashed"  # another court will decide anew
        if later and (last_review.outcome == "quashed" or later[-1].sentence.index - last_review.sentence.index > 3):
            return later[-1].outcome
        return _review(same) or last_review.outcome
    for group in (("convicted", "acquitted"), ("dismissed",), ("other",)):
        within = [hit for hit in hits if hit.outcome in group]
        if within:
            last = within[-1]
            both = {hit.outcome for hit in within if hit.sentence.index == last.sentence.index}
            near = {hit.outcome for hit in within if last.sentence.index - hit.sentence.index <= _TOGETHER}
            if last.outcome == "acquitted" and len(near) > 1:
                both |= near  # of several accused or counts, some
            if _REMAINDER.search(last.sentence.text) and group[0] == "convicted":
                both |= {hit.outcome for hit in within}  # the rest of the charges only
            return "convicted" if both == {"convicted", "acquitted"} else last.outcome
    return _review(reviews) if reviews else None


def _review(outcomes: set[str]) -> str:
    """What becomes of the decision below when all of `outcomes` stand in the order."""
    if "partially_upheld" in outcomes or {"upheld", "quashed"} <= outcomes:
        return "partially_upheld"
    if "quashed" in outcomes:
        # The court decides anew in place of the one below: its own verdict is the result.
        return next((o for o in ("convicted", "acquitted") if o in outcomes), "quashed")
    return "upheld" if "upheld" in outcomes else "inadmissible" if "inadmissible" in outcomes else next(iter(outcomes))


@lru_cache(maxsize=8)
def _compiled(language: str) -> tuple[tuple[tuple[str, re.Pattern[str]], ...], re.Pattern[str]]:
    remedy = _WORDS["remedy"][language]
    return (
        tuple(
            (outcome, re.compile(words.replace("@R", rf"\b{remedy}"), re.IGNORECASE))
            for outcome, words in _WORDS["outcomes"][language].items()
        ),
        re.compile(_WORDS["not_an_order"][language], re.IGNORECASE),
    )


@lru_cache(maxsize=8)
def _final_words(language: str) -> re.Pattern[str]:
    """How a sentence ends that decides, whatever it tells before: "The writ seeking to quash it is dismissed." """
    return re.compile(_WORDS["final"][language], re.IGNORECASE)
