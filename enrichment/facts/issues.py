"""Bars to trial (immunity, limitation, amnesty, ne bis in idem, retroactivity) and what the court made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrichment.decision import Certainty, Evidence, Fact, Issue
from enrichment.facts.concepts import CONCEPT, Mention
from enrichment.facts.reading import Reading, Sentence
from enrichment.vocabulary.patterns import load_patterns

RULE = "issues/2"

_KIND_OF_CONCEPT = {
    "functional_immunity": "functional_immunity",
    "personal_immunity": "personal_immunity",
    "state_immunity": "state_immunity",
    "statute_of_limitations": "statute_of_limitations",
    "amnesty": "amnesty",
    "ne_bis_in_idem": "ne_bis_in_idem",
    "legality": "retroactivity",
}
_IMMUNITIES = frozenset(("functional_immunity", "personal_immunity", "state_immunity"))
_WORDS = load_patterns("issue_words.json")
_POLARITY = tuple(
    (polarity, re.compile(rf"(?<!\w)(?:{_WORDS[polarity]})(?!\w)", re.IGNORECASE))
    for polarity in ("left_open", "rejected", "accepted", "argued")
)
_LEFT_OPEN = _POLARITY[0][1]
# A party's words: what stands in such a sentence is its plea, not the court's finding.
_RANK = {"accepted": 3, "rejected": 3, "left_open": 3, "argued": 1}


def _words(key: str) -> re.Pattern[str]:
    return re.compile(_WORDS[key], re.IGNORECASE)


_PARTY, _BY_COURT = _words("party"), _words("by_court")
_REJECTED_OUTRIGHT, _ACCEPTED_OUTRIGHT = _words("rejected_outright"), _words("accepted_outright")
_BELOW = re.compile(_WORDS["below"])  # letter case counts: "the District Judge"
_NO_EXCEPTION, _EXCEPTION = _words("no_exception"), _words("no_exception_denied")
_IN_OFFICE, _HEAD_OF_STATE, _OFFICIAL_ACTS = _words("in_office"), _words("head_of_state"), _words("official_acts")
_FORMER_OFFICIAL = _words("former_official")
_RULING_ON_PLEA = _words("ruling_on_plea")
_CHIEF_OF_STATE = _words("chief_of_state")
_NO_PROSECUTION = _words("no_prosecution")
_IN_THE_WAY = re.compile(rf"\b{_WORDS['stands_in_the_way']}\b", re.IGNORECASE)
_ENJOYS = re.compile(rf"\b{_WORDS['enjoys']}\b", re.IGNORECASE)
_NEGATION = re.compile(rf"\b{_WORDS['negation']}(?=\W|$)", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]|\b(?:but|sondern|mais|maar|men|sino|pero|aber|jedoch|however|while|während|alors que)\b")
_GERMAN_NOT = re.compile(r"[^,;:.]*\b(?:nicht|niet)(?=\s*[.,;:]|\s*$|\s+entgegen)")  # the negation closes the clause
_PART = re.compile(
    r";|\b(?:et que|and that|und dass|en dat|y que|och att|but|sondern|mais|maar|men|sino|pero|aber|jedoch|while|"
    r"whereas|während|alors que|tandis que|terwijl|mientras|medan)\b|"
    r",\s+(?=(?:and|und|et|en|y|och|whether|ob|die|the)\b)"
)
# A statute's name or a treaty's, and no plea: "the State Immunity Act 1978".
_TITLE_OF_LAW = re.compile(r"\s+Acts?\b|\s+Convention\b", re.IGNORECASE)
_REACH = 90  # characters between the issue and the verb that decides it
_FOLLOW = 3  # sentences after a plea in which "such immunity" or the ruling on it may come


def read_issues(reading: Reading) -> tuple[tuple[Fact, ...], tuple[Issue, ...], str | None]:
    """The issues with their polarity: one fact per issue, its value `kind:polarity`.

    The court's own word outranks a party's; of several words of the court on one issue the last counts, because
    reasons end with the result."""
    seen: dict[str, tuple[int, str, list[Evidence]]] = {}
    for sentence, mention, kind in _mentions(reading):
        polarity = _polarity_in(sentence, kind, mention)
        if polarity is None:
            continue
        proof = sentence.evidence()
        if polarity == "argued":
            ruled = _ruling_after(reading, sentence)
            if ruled is not None:
                polarity, proof = ruled
        # What a court below held stands behind what this court says.
        rank = _RANK[polarity] - (polarity != "argued" and _BELOW.match(sentence.text) is not None)
        known = seen.get(kind)
        if known is None or rank > known[0] or (rank == known[0] and polarity != known[1]):
            seen[kind] = (rank, polarity, [proof])
        elif rank == known[0] and len(known[2]) < 5 and proof not in known[2]:
            known[2].append(proof)
    if seen.get("state_immunity", (9,))[0] < 3 and {"functional_immunity", "personal_immunity"} & set(seen):
        del seen["state_immunity"]  # "immunity from jurisdiction" was pleaded; the court said which it is
    facts = tuple(
        Fact("issues", f"{kind}:{polarity}", RULE, Certainty.CERTAIN, tuple(proofs))
        for kind, (_, polarity, proofs) in seen.items()
    )
    issues = tuple(Issue(kind, polarity) for kind, (_, polarity, _) in seen.items())
    return facts, issues, None if issues else "no bar to trial is discussed"


def _ruling_after(reading: Reading, plea: Sentence) -> tuple[str, Evidence] | None:
    """What the court says of "the objection" in the sentences right after the plea."""
    for sentence in reading.sentences[plea.index + 1 : plea.index + _FOLLOW]:
        if not _RULING_ON_PLEA.search(sentence.text):
            continue
        if _REJECTED_OUTRIGHT.search(sentence.text):
            return "rejected", sentence.evidence()
        if _ACCEPTED_OUTRIGHT.search(sentence.text):
            return "accepted", sentence.evidence()
    return None


def _mentions(reading: Reading) -> Iterator[tuple[Sentence, Mention, str]]:
    """Each issue a sentence names, once; plain "immunity" is the kind its sentence, or one shortly before, tells."""
    last: tuple[int, str] | None = None  # index of the sentence and kind of the immunity named last
    for sentence in reading.sentences:
        if CONCEPT not in sentence.kinds and "immunity" not in sentence.kinds:
            continue
        done: set[str] = set()
        before = reading.sentences[sentence.index - 1].text if sentence.index else ""
        for mention in sentence.of(CONCEPT):
            kind = _KIND_OF_CONCEPT.get(mention.id)
            if kind is None or _TITLE_OF_LAW.match(sentence.text[mention.end : mention.end + 14]):
                continue
            if kind == "state_immunity" and any(
                other.id in ("functional_immunity", "personal_immunity") and other.start <= mention.start < other.end
                for other in sentence.of(CONCEPT)
            ):
                continue  # "functionele immuniteit van jurisdictie"
            if kind == "state_immunity" and _sitting_head_of_state(sentence, before):
                kind = "personal_immunity"
            elif kind == "state_immunity" and _FORMER_OFFICIAL.search(sentence.text):
                kind = "functional_immunity"  # a State pleads no immunity "of a former minister"
            if kind in _IMMUNITIES:
                last = sentence.index, kind
            if kind not in done:
                done.add(kind)
                yield sentence, mention, kind
        if done & _IMMUNITIES or "immunity" not in sentence.kinds:
            continue
        mention = next(m for m in sentence.mentions if m.kind == "immunity")
        if _TITLE_OF_LAW.match(sentence.text[mention.end : mention.end + 14]):
            continue
        if _sitting_head_of_state(sentence):
            last = sentence.index, "personal_immunity"
        elif _FORMER_OFFICIAL.search(sentence.text) or (
            _HEAD_OF_STATE.search(sentence.text) and _OFFICIAL_ACTS.search(sentence.text)
        ):
            last = sentence.index, "functional_immunity"
        elif _CHIEF_OF_STATE.search(sentence.text):
            last = sentence.index, "personal_immunity"
        elif last is None or sentence.index - last[0] > _FOLLOW:
            continue
        yield sentence, mention, last[1]
    yield from _without_the_word(reading)


def _without_the_word(reading: Reading) -> Iterator[tuple[Sentence, Mention, str]]:
    """Customary law forbids the trial of a sitting head of State: immunity in all but name."""
    for sentence in reading.having("post", "accused", "ruling", "charge"):
        match = _NO_PROSECUTION.search(sentence.text)
        if match and _sitting_head_of_state(sentence):
            yield sentence, Mention(CONCEPT, "personal_immunity", *match.span()), "personal_immunity"


def _sitting_head_of_state(sentence: Sentence, before: str = "") -> bool:
    """Whether the sentence is about a head of State or minister in office; the sentence `before` may say that."""
    if _HEAD_OF_STATE.search(sentence.text) is None:
        return False
    return any(_IN_OFFICE.search(text) is not None for text in (sentence.text, before))


def _polarity_in(sentence: Sentence, kind: str, mention: Mention) -> str | None:
    """What the sentence says about the issue; of several issues each has its own part of the sentence."""
    others = [m for m in sentence.of(CONCEPT) if _KIND_OF_CONCEPT.get(m.id, kind) not in (kind, "state_immunity")]
    if others:
        bounds = [0, *(match.start() for match in _PART.finditer(sentence.text)), len(sentence.text)]
        start = max(bound for bound in bounds if bound <= mention.start)
        end = min(bound for bound in bounds if bound >= mention.end)
        if not any(start <= other.start < end for other in others):
            own = _polarity(sentence.text[start:end], kind, mention.shifted(-start))
            if own is not None:
                return own
    return _polarity(sentence.text, kind, mention)


def _polarity(text: str, kind: str, mention: Mention) -> str | None:
    """What a text says about the issue; None where it only names it.

    First what only a court says, then the verb that governs the issue with its negation, then a party's plea, and
    last any word of the lists."""
    if kind == "statute_of_limitations" and re.search(
        r"(?:im|un|on)(?:prescriptib|verjähr|verjaarba)", text, re.IGNORECASE
    ):
        return "rejected"
    if _LEFT_OPEN.search(text):
        return "left_open"
    party = _PARTY.search(text) is not None and _BY_COURT.search(text) is None
    in_the_way = _governed(text, mention, _IN_THE_WAY)
    if in_the_way is not None and (not party or not in_the_way):
        return "accepted" if in_the_way else "rejected"
    if _REJECTED_OUTRIGHT.search(text):
        return "rejected"
    outright = _ACCEPTED_OUTRIGHT.search(text)
    if outright is not None and _NEGATION.search(text[max(0, outright.start() - 12) : outright.start()]):
        return "rejected"
    if (outright is not None and not party) or (kind in _IMMUNITIES and _NO_PROSECUTION.search(text)):
        return "accepted"
    if kind in _IMMUNITIES and _NO_EXCEPTION.search(text) and not _EXCEPTION.search(text) and not party:
        return "accepted"
    if party:
        return "argued"
    if kind in _IMMUNITIES:
        enjoys = _governed(text, mention, _ENJOYS)
        if enjoys is not None:
            return "accepted" if enjoys else "rejected"
        if _negated_itself(text, mention):
            return "rejected"
    words = {polarity for polarity, pattern in _POLARITY if pattern.search(text)}
    return next((polarity for polarity in ("rejected", "accepted", "argued") if polarity in words), None)


def _governed(text: str, mention: Mention, verbs: re.Pattern[str]) -> bool | None:
    """Whether one of the `verbs` near the issue is affirmed (True) or denied (False); None where there is none."""
    best: tuple[int, bool] | None = None
    for verb in verbs.finditer(text, max(0, mention.start - _REACH), mention.end + _REACH):
        if verb.start() < mention.end and mention.start < verb.end():
            continue
        first, last = min(verb.start(), mention.start), max(verb.end(), mention.end)
        distance = last - first
        clause = _CLAUSE.split(text[max(0, first - 30) : verb.start()])[-1]
        # "can no immunity be claimed", "steht der Verfolgung nicht entgegen", "ne fait pas obstacle"
        between = text[mention.end : verb.start()] if mention.end < verb.start() else ""
        # "Das Verfahrenshindernis der Immunität besteht nicht": the noun stands before the issue, its verb behind.
        behind = _CLAUSE.split(text[mention.end : mention.end + 30])[0] if verb.end() <= mention.start else ""
        denied = any(_NEGATION.search(part) for part in (clause, between, behind)) or bool(
            _NEGATION.match(text[verb.end() : verb.end() + 12].strip()) or _GERMAN_NOT.match(text, verb.end())
        )
        if best is None or distance < best[0]:
            best = distance, not denied
    return None if best is None else best[1]


def _negated_itself(text: str, mention: Mention) -> bool:
    """ "no immunity", "keine Immunität", "aucune immunité"."""
    before = text[max(0, mention.start - 14) : mention.start]
    return _NEGATION.search(before) is not None
