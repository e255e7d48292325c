"""Bars to trial (immunity, limitation, amnesty, ne bis in idem, retroactivity) and what the court made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrichment.decision import Certainty, Evidence, Fact, Issue
from enrichment.facts.concepts import CONCEPT, Mention
from enrichment.facts.reading import Reading, Sentence

RULE = "issues/1"

_KIND_OF_CONCEPT = {
    "functional_immunity": "functional_immunity",
    "personal_immunity": "personal_immunity",
    "state_immunity": "state_immunity",
    "statute_of_limitations": "statute_of_limitations",
    "amnesty": "amnesty",
    "ne_bis_in_idem": "ne_bis_in_idem",
    "legality": "retroactivity",
}
_REJECTED = (
    r"does not|do not|did not|is not|are not|was not|were not|cannot|can not|no immunity|not enjoy|not entitled|"
    r"no bar|not bar|not barred|not time-barred|rejected|rejects|dismissed the plea|unavailable|"
    r"not preclude|not apply|inapplicable|imprescriptib\w+|not subject to|no violation|no statut\w+|nor|without success|"
    r"ill-founded|unfounded|ceased|no longer|disposed of|not available|denied|denies|fails?|failed|"
    r"steht\b.{0,60}\bnicht entgegen|nicht entgegen|kein\w*|nicht\b|unverjährbar\w*|verneint|greift nicht|ohne Erfolg|"
    r"verjähren nicht|zurückgewiesen|unbegründet|scheidet aus|"
    r"ne (?:fait|font|peut|peuvent|saurai\w+|constitue\w*|s'oppose\w*|s'appli\w+|bénéficie\w*|joui\w*|vise\w*|couvr\w+)|"
    r"n'est pas|n'étai\w+ pas|n'a pas|n'ont pas|n'est nullement|imprescriptib\w+|écart\w+|rejet\w+|aucune|ni la|sans objet|"
    r"niet\b|geen\b|verwerpt|verworpen|faalt|onverjaarba\w+|staat .{0,40}niet in de weg|niet in de weg|"
    r"no impide|no se opone|no ampara|no goza|no cabe|no ha prescrito|no prescrib\w+|no pued\w+|no es aplicable|"
    r"no resulta|rechaz\w+|desestim\w+|imprescriptibl\w+|inaplicable|no existe|carece|no\b|"
    r"inte\b|ingen\b|inget\b|hindrar inte|utgör inte hinder|preskriberas inte|avslå\w+|ogilla\w*|saknar"
)
_ACCEPTED = (
    r"enjoys?|enjoyed|entitled to|immune from|is immune|was immune|barred by|is barred|was barred|time-barred|"
    r"precludes?|precluded|upheld the plea|bars|applies to|protected by|violation of article 7|must be discontinued|"
    r"genießt|genoss|genießen|ist verjährt|verjährt\b|verjährt sind|Verfahrenshindernis|steht .{0,40}entgegen|greift ein|"
    r"bénéfici\w+|joui\w+|est prescrite?|sont prescrits?|prescrite|constitue un obstacle|s'oppose|fait obstacle|"
    r"font obstacle|couverts? par|éteinte|"
    r"geniet|genieten|komt .{0,20}toe|is verjaard|verjaard\b|staat in de weg|niet-ontvankelijk|"
    r"goza|gozan|ampara|ha prescrito|está prescrit\w+|han prescrito|impide|se opone|"
    r"åtnjuter|omfattas av immunitet|är preskriberat|är preskriberad|har preskriberats|preskriberat|utgör hinder|hindrar"
)
_LEFT_OPEN = (
    r"left open|leaves? open|need not (?:be )?decide\w*|need not determine|not necessary to decide|does not need to|"
    r"dahinstehen|dahingestellt|offen ?bleiben|offen ?gelassen|offenbleiben|kann .{0,30}offen|bedarf keiner Entscheidung|"
    r"sans qu'il (?:soit|y ait lieu)|n'y a pas lieu de se prononcer|laissée? ouverte|"
    r"in het midden|kan .{0,30}blijven rusten|behoeft geen (?:beslissing|bespreking)|"
    r"no es necesario (?:decidir|pronunciarse)|queda abiert\w+|sin necesidad de|"
    r"lämna\w* öpp\w+|öppen fråga|saknas skäl att pröva|behöver inte (?:avgöras|prövas)"
)
_ARGUED = (
    r"argu\w+|submit\w*|submission|contend\w*|claim\w*|plead\w*|plea\b|raised?|invok\w+|relie[sd] on|objection|challeng\w+|"
    r"macht .{0,40}geltend|geltend gemacht|rügt|Rüge|beruft sich|berufen|Einwand|vorgebracht|meint|"
    r"soutien\w+|soutenu|fait valoir|faisant valoir|invoqu\w+|soulev\w+|exception|moyen\b|"
    r"betoog\w*|aangevoerd|voert .{0,20}aan|verweer|beroep op|beroept|"
    r"aleg\w+|invoc\w+|plante\w+|sostien\w+|excepción|"
    r"gjort gällande|göra gällande|invänt|invändning|åberopa\w*|hävda\w*"
)
_POLARITY = tuple(
    (polarity, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for polarity, words in (
        ("left_open", _LEFT_OPEN),
        ("rejected", _REJECTED),
        ("accepted", _ACCEPTED),
        ("argued", _ARGUED),
    )
)
# A party's words: what stands in such a sentence is its plea, not the court's finding.
_RANK = {"accepted": 3, "rejected": 3, "left_open": 3, "argued": 1}
_PARTY = re.compile(
    r"\b(?:argu\w+|submit\w*|contend\w*|claims? that|pleads?|invok\w+|raised|objected|"
    r"macht(?:e)? .{0,60}geltend|rügt\w*|beruft sich|berief sich|Einwand|meint|"
    r"soutien\w+|fait valoir|invoqu\w+|soulèv\w+|soulev\w+|"
    r"betoog\w*|aangevoerd|voert .{0,20}aan|verweer|beroep\w* op|"
    r"aleg\w+|invoc\w+|sostien\w+|plante\w+|"
    r"gjort gällande|invänt|åberopa\w*|hävda\w*)\b",
    re.IGNORECASE,
)
_BY_COURT = re.compile(
    r"\b(?:rejects?|rejected|dismiss\w*|held|holds?|finds?|found|verworfen|verwirft|zurückgewiesen|rejett\w+|écart\w+|"
    r"verwerpt|verworpen|rechaz\w+|desestim\w+|avslå\w+|avslog|ogilla\w*|unsuccessful\w*|ohne Erfolg|en vain|vergeefs|"
    r"without success|tevergeefs|sin éxito|utan framgång|accepted|upheld|stattgegeben|accueill\w+)\b",
    re.IGNORECASE,
)


def read_issues(reading: Reading) -> tuple[tuple[Fact, ...], tuple[Issue, ...], str | None]:
    """The issues with their polarity: one fact per issue, its value `kind:polarity`.

    The court's own word outranks a party's; of several words of the court on one issue the last counts, because
    reasons end with the result."""
    seen: dict[str, tuple[int, str, list[Evidence]]] = {}
    for sentence, mention, kind in _mentions(reading):
        polarity = _polarity(sentence, kind, mention)
        if polarity is None:
            continue
        rank = _RANK[polarity]
        known = seen.get(kind)
        proof = sentence.evidence()
        if known is None or rank > known[0] or (rank == known[0] and polarity != known[1]):
            seen[kind] = (rank, polarity, [proof])
        elif rank == known[0] and len(known[2]) < 5 and proof not in known[2]:
            known[2].append(proof)
    facts = tuple(
        Fact("issues", f"{kind}:{polarity}", RULE, Certainty.CERTAIN, tuple(proofs))
        for kind, (_, polarity, proofs) in seen.items()
    )
    issues = tuple(Issue(kind, polarity) for kind, (_, polarity, _) in seen.items())
    return facts, issues, None if issues else "no bar to trial is discussed"


def _mentions(reading: Reading) -> Iterator[tuple[Sentence, Mention, str]]:
    for sentence in reading.having(CONCEPT):
        done: set[str] = set()
        for mention in sentence.of(CONCEPT):
            kind = _KIND_OF_CONCEPT.get(mention.id)
            if kind is not None and kind not in done:
                done.add(kind)
                yield sentence, mention, kind


def _polarity(sentence: Sentence, kind: str, mention: Mention) -> str | None:
    """What the sentence says about the issue; None where it only names it."""
    text = sentence.text
    words = {polarity for polarity, pattern in _POLARITY if pattern.search(text)}
    if kind == "statute_of_limitations" and re.search(r"(?:im|un|on)(?:prescriptib|verjähr|verjaarba)", text, re.IGNORECASE):
        return "rejected"
    if "left_open" in words:
        return "left_open"
    if _PARTY.search(text) and not _BY_COURT.search(text):
        return "argued"
    for polarity in ("rejected", "accepted", "argued"):
        if polarity in words:
            return polarity
    return None
