"""What the accused was: the organisation he or she belonged to, and the post held in it.

Only sentences about the accused count; of several persons in one sentence the nearest decides."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.decision import Certainty, Evidence, Fact
from enrichment.facts.concepts import ORGANISATION, PEOPLE, Mention
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.whose import Accused, is_about_accused
from enrichment.vocabulary.organisations import load_organisations
from enrichment.vocabulary.patterns import load_patterns

ORGANISATIONS_RULE, ROLES_RULE = "organisations/1", "roles/1"

_WORDS = load_patterns("role_words.json")
_MOST_EVIDENCE = 3
_MOST_ROLES = 6
_LONGEST_ROLE = 110
_NEAR = 70  # characters between the word for membership and the organisation
_ENDS = re.compile(
    r"\s+(?:of|in|at|for|der|des|die|im|de|du|des|d'|van|het|del|la|el|i|vid|the|a|an|von|à|au|dans|to|l')$"
)
_MASK = "["
_TOO_LITTLE = frozenset(_WORDS["too_little"])  # by themselves they say nothing
_TRIAL_OFFICES = re.compile(
    r"\b(?:presiding|vorsitzende\w*|président(?:e)? de (?:chambre|la cour)|rapporteur|berichterstatt\w+|"
    r"judge|judges|Richter\w*|juge|juges|prosecutor|prosecution|Staatsanw\w+|procureur|Generalbundesanw\w+|"
    r"rechter|raadsheer|fiscal|magistrad\w+|ponente|åklagare|rådman|lagman|avocat\w*|lawyer|counsel|advocaat)\b",
    re.IGNORECASE,
)


def read_organisations(
    reading: Reading, accused: Accused, crimes_at_issue: bool
) -> tuple[tuple[Fact, ...], str | None]:
    """The organisations the accused belonged to, each as one fact under its listed name, or why none is read."""
    if reading.language is None or not crimes_at_issue:
        return (), "no crime of the taxonomy is at issue"
    found: dict[str, list[Evidence]] = {}
    for sentence in reading.having(ORGANISATION):
        if not sentence.has("membership", "post"):
            continue
        about = is_about_accused(sentence, accused)
        tried = sentence.has("charge", "conviction") and not sentence.has("witness")
        for mention in sentence.of(ORGANISATION):
            belongs = _near(mention, sentence.of("membership", "post"))
            if (
                belongs
                and (about or tried or sentence.index < 8)
                and not _another_is_nearer(sentence, mention, accused)
            ):
                name = load_organisations()[int(mention.id)].name
                places = found.setdefault(name, [])
                if len(places) < _MOST_EVIDENCE:
                    places.append(sentence.evidence(mention.start, mention.end))
    facts = tuple(
        Fact("organisations", name, ORGANISATIONS_RULE, Certainty.CERTAIN, tuple(proofs))
        for name, proofs in found.items()
    )
    return facts, None if facts else "no sentence about the accused names an organisation of the list"


def read_roles(reading: Reading, accused: Accused, crimes_at_issue: bool) -> tuple[tuple[Fact, ...], str | None]:
    """The posts and occupations of the accused in the words of the text, or why none is read."""
    if reading.language is None or not crimes_at_issue:
        return (), "no crime of the taxonomy is at issue"
    is_post, complement = _compiled(reading.language)
    found: dict[str, tuple[str, list[Evidence]]] = {}
    for sentence in reading.having("post"):
        if not is_about_accused(sentence, accused):
            continue
        done = 0
        for mention in sentence.of("post"):
            if mention.start < done:
                continue
            before = sentence.text[max(0, mention.start - 60) : mention.start]
            named_before = _name_ends_at(sentence, accused, mention.start)
            if not (is_post.search(before) or named_before or _person_post(sentence, mention)):
                continue
            if _another_is_nearer(sentence, mention, accused):
                continue
            end = mention.end
            behind = complement.match(sentence.text, mention.end)
            if behind is not None:
                end = behind.end()
            start = mention.start
            span = _trim(sentence.text, start, min(end, start + _LONGEST_ROLE))
            role = sentence.text[span[0] : span[1]]
            done = span[1]
            if _MASK in role or role.lower() in _TOO_LITTLE or _TRIAL_OFFICES.search(role):
                continue
            key = role.casefold()
            places = found.setdefault(key, (role, []))[1]
            if len(places) < _MOST_EVIDENCE:
                places.append(sentence.evidence(*span))
        if len(found) >= _MOST_ROLES:
            break
    shown = [(role, proofs) for key, (role, proofs) in found.items() if not any(key != k and key in k for k in found)]
    facts = tuple(
        Fact("roles", role, ROLES_RULE, Certainty.PROBABLE, tuple(proofs)) for role, proofs in shown[:_MOST_ROLES]
    )
    return facts, None if facts else "no sentence says what the accused was"


def _name_ends_at(sentence: Sentence, accused: Accused, start: int) -> bool:
    """ "Bosco N., commander of": the name and a comma right before the post."""
    return any(0 < start - naming.end <= 6 for naming in accused.named_in(sentence))


def _person_post(sentence: Sentence, mention: Mention) -> bool:
    """ "a Syrian colonel": the people right before the post."""
    return any(0 <= mention.start - other.end <= 2 for other in sentence.of(PEOPLE))


def _near(mention: Mention, cues: tuple[Mention, ...]) -> bool:
    return any(max(cue.start - mention.end, mention.start - cue.end) <= _NEAR for cue in cues)


def _another_is_nearer(sentence: Sentence, mention: Mention, accused: Accused) -> bool:
    """Whether a victim stands nearer to the words than the accused."""
    others = sentence.of("victim")
    if not others:
        return False
    own = [(m.start, m.end) for m in sentence.of("accused")] + [(n.start, n.end) for n in accused.named_in(sentence)]
    if not own:
        return False

    def distance(start: int, end: int) -> int:
        return max(start - mention.end, mention.start - end, 0)

    return min(distance(m.start, m.end) for m in others) < min(distance(*span) for span in own)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end = text.rfind(" ", start, end)
    while True:
        role = text[start:end].rstrip(" .,;:-'\"")
        cut = _ENDS.search(role)
        end = start + (cut.start() if cut else len(role))
        if cut is None:
            return start, end


@lru_cache(maxsize=8)
def _compiled(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_WORDS["is"][language], re.IGNORECASE), re.compile(_WORDS["of"][language])
