"""Accused who were acquitted, or whose case was let go: their initials stand in place of their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from enrichment.decision import Decision, Evidence
from enrichment.facts.names import is_initials
from enrichment.facts.persons import initials
from enrichment.masking import Cut, apply_cuts, mask_decision, move_evidence
from enrichment.names_again import Spread, common_words
from enrichment.text import Paragraph

WITHHELD = "{initials}, not convicted"


def withheld_names(names: Iterable[str], paragraphs: Iterable[Paragraph], language: str | None) -> frozenset[str]:
    """Those of the names that `withhold` takes out of the paragraphs."""
    return frozenset(_names_only(names, paragraphs, language))


def _names_only(names: Iterable[str], paragraphs: Iterable[Paragraph], language: str | None) -> list[str]:
    """The names, longest first, without initials and without single words that the text also uses as ordinary ones, or
    as those of towns."""
    full = sorted({name for name in names if not is_initials(name)}, key=len, reverse=True)
    single = {name for name in full if " " not in name}
    common = common_words(single, paragraphs, language, full) | _towns(single, paragraphs) if single else single
    return [name for name in full if name not in common]


_OFTEN, _SHARE = 3, 0.25
_IN = re.compile(r"\b(?:in|at|near|from|bei|aus|nach|à|en|te|uit|i|från) $")


def _towns(words: set[str], paragraphs: Iterable[Paragraph]) -> set[str]:
    """Of single words taken for names those that stand behind a preposition of place time and again."""
    counted: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")
    for paragraph in paragraphs:
        for match in pattern.finditer(paragraph.text):
            counted[match.group()] += 1
            placed[match.group()] += _IN.search(paragraph.text, max(0, match.start() - 6), match.start()) is not None
    return {word for word in words if placed[word] >= _OFTEN and placed[word] >= _SHARE * counted[word]}


def withhold(decision: Decision, names: Iterable[str], others: Iterable[str] = ()) -> Decision:
    """The decision with the initials of those who were acquitted, or whose case was let go, in place of their names.

    `names`: the forms the text uses; `others`: names of accused who stay named, whose words are left alone. Evidence
    moves along; what was read from such a name now quotes the initials."""
    full = _names_only(names, decision.paragraphs, decision.language)
    if not full:
        return decision
    staying = {word.strip(".,") for name in others for word in name.split()}
    short = {name: initials(name) for name in full}
    forms = {form: f"[{WITHHELD.format(initials=short[name])}]" for name in full for form in (name, name.upper())}
    parts: dict[str, str] = {}
    for name in full:
        for word in name.split():
            if " " in name and len(word) > 3 and word[0].isupper() and not word.endswith(".") and word not in staying:
                parts.setdefault(word, forms[name])
    for word in common_words(set(parts), decision.paragraphs, decision.language, full):
        del parts[word]
    spread = Spread(parts | forms)
    cuts: dict[int | None, list[Cut]] = {
        number: [Cut(start, end, mask) for start, end, mask in spread.find(paragraph.text)]
        for number, paragraph in enumerate(decision.paragraphs)
    }

    def plain(text: str) -> str:
        found = [Cut(start, end, mask) for start, end, mask in spread.find(text)]
        shown = [replace(cut, mask=cut.mask[1:].partition(",")[0]) for cut in found]
        return apply_cuts(text, shown)[0]

    title = plain(decision.title) if decision.title else decision.title
    masked, moved = mask_decision(decision, title, cuts, plain, within=True)

    def follow(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        places = (move_evidence(proof, moved, masked.paragraphs, within=True) for proof in evidence)
        return tuple(proof for proof in places if proof is not None)

    facts = tuple(
        replace(
            fact,
            value=plain(fact.value),
            evidence=tuple(
                replace(proof, quote=plain(proof.quote)) if proof.paragraph is None else proof
                for proof in fact.evidence
            ),
        )
        for fact in masked.facts
    )
    return replace(
        masked,
        facts=facts,
        places=tuple(map(plain, masked.places)),
        roles=tuple(map(plain, masked.roles)),
        organisations=tuple(map(plain, masked.organisations)),
        findings=tuple(replace(item, evidence=follow(item.evidence)) for item in masked.findings),
        sentences=tuple(replace(item, evidence=follow(item.evidence)) for item in masked.sentences),
        instances=tuple(replace(item, evidence=follow(item.evidence)) for item in masked.instances),
    )
