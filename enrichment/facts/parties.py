"""The accused as captions and verdicts name them: "REX v ZARDAN", "contre : 1. Vincent N.", "verklaart X schuldig".

The words beside a name (`persons`) tell an accused in running text. Captions spread party and opponent over lines, and
orders name a person with nothing but the verb of the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from enrichment.facts.matter import Matter, Proceedings
from enrichment.facts.names import NAME, NAME_LIST, TITLE, names_in
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role
from enrichment.vocabulary.patterns import load_patterns

Place = tuple[Sentence, int, int]
"""A name or list of names: the sentence and the span in it."""

_HEAD = 30  # sentences of a caption
_EARLY, _TAIL = 120, 40  # sentences at beginning and end that may name the accused beside a verdict
_CENTRAL = (Role.OPERATIVE_PART, Role.RUBRUM, Role.HEADNOTE)
_LONGEST_LINE = 200  # characters of a line of a caption
_MOST_LISTED = 12
_SHORTEST_NAME = 4

_WORDS = load_patterns("party_words.json")
_LIST_OPENS = re.compile(rf"(?:{_WORDS['list_opens']})\s*:?\s*$", re.IGNORECASE)
_VERSUS_LINE = re.compile(rf"\W*(?:{_WORDS['versus']})\W*", re.IGNORECASE)
# The word for the accused, written with a capital, is no name: "L'accusé", "Der Angeklagte".
_ROLE = re.compile(
    r"(?:l'|les? |la |the |de |der |die |den |el |los )?(?:accus|prévenu|condamn|inculp|intéress|verdacht|beklaagde|"
    r"tilltal|defendant|appellant|appelant|angeklagt|beschuldigt|verurteilt|acusad|procesad|imputad|applicant|"
    r"respondent|"
    r"petitioner|court\b|cour\b|hof\b|rechtbank|tribunal)",
    re.IGNORECASE,
)
_PROSECUTION = re.compile(_WORDS["prosecution"])
_ITEM = re.compile(
    rf"(?P<number>\(?\d{{1,2}}\s?[.)°º-]+\s*|[-•]\s*|[a-z]\)\s*)?(?:(?i:{_WORDS['before_name']})\s+)?"
    rf"{TITLE}(?P<name>{NAME_LIST})(?=\s*(?:[,;.(:]|$|\s(?:né|née|geboren|born|geb)\b))"
)
_OPPONENT = re.compile(rf"(?i:{_WORDS['versus']})\.?\s+{TITLE}(?P<name>{NAME_LIST})\s*(?:[,;.(]|$)")
_CASE_NAME = re.compile(
    rf"(?:{_WORDS['prosecution']})[^.;]{{0,40}}?\s(?i:{_WORDS['versus']})\.?\s+"
    rf"(?:(?i:{_WORDS['before_name']})\s+)?{TITLE}(?P<name>{NAME_LIST})"
)


def find_accused(reading: Reading) -> Iterator[Place]:
    """Places where the accused are named, in captions and verdicts; names may be lists ("A, B and C")."""
    for sentence, start, end in _places(reading):
        if _ROLE.match(sentence.text, start) is None:
            yield sentence, start, end


def _places(reading: Reading) -> Iterator[Place]:
    yield from _in_caption(reading)
    if reading.language is not None:
        last = len(reading.sentences) - _TAIL
        for sentence in reading.having("conviction", "acquittal", "charge"):
            if sentence.role not in _CENTRAL and _EARLY < sentence.index < last:
                continue  # in the middle of the reasons other cases are cited
            for pattern in _verdicts(reading.language):
                for match in pattern.finditer(sentence.text):
                    yield sentence, *match.span("name")


def _in_caption(reading: Reading) -> Iterator[Place]:
    head = reading.sentences[:_HEAD]
    yield from _opposite_the_prosecution(head)
    for position, sentence in enumerate(head):
        text = sentence.text
        if len(text) <= _LONGEST_LINE:
            for match in _CASE_NAME.finditer(text):
                yield sentence, *match.span("name")
                runs_on = "," in match["name"] and match.end() == len(text)
                if runs_on and position + 1 < len(head) and _ONLY_NAMES.fullmatch(head[position + 1].text):
                    yield head[position + 1], 0, len(head[position + 1].text)
            opponent = _OPPONENT.match(text)
            if opponent is not None and position and _prosecutes(head, position):
                yield sentence, *opponent.span("name")
        following = [other for other in head[position + 1 : position + 1 + _MOST_LISTED] if other.paragraph is not None]
        if _LIST_OPENS.search(text):
            yield from _listed(following)
        elif _VERSUS_LINE.fullmatch(text) and position and _prosecutes(head, position):
            yield from _listed(following[:1])


def _opposite_the_prosecution(head: tuple[Sentence, ...]) -> Iterator[Place]:
    """The parties of a caption that gives each a line and its role the next, one of them being the prosecution:
    "David Example" / "Appellant" / "and" / "His Majesty The King" / "Respondent"."""
    parties = [
        (head[position - 1], role["who"].lower())
        for position, line in enumerate(head)
        if position
        and (role := _ROLE_ALONE.fullmatch(line.text.strip()))
        and len(head[position - 1].text) <= _LONGEST_LINE
    ]
    if not any(_PROSECUTION.match(party.text) for party, _ in parties):
        return
    for party, who in parties:
        names = _ONLY_NAMES.match(party.text)
        if names is not None and not _PROSECUTION.match(party.text) and not who.startswith(("interven", "amic")):
            yield party, *names.span()


def _prosecutes(head: tuple[Sentence, ...], position: int) -> bool:
    """Whether the line before "v." is the prosecution's, or the lines above speak of a criminal case."""
    above = head[max(0, position - 3) : position]
    return any(_PROSECUTION.search(sentence.text) for sentence in above)


def _listed(lines: list[Sentence]) -> Iterator[Place]:
    """The name with which the first of these lines begins, and the next ones where the items are numbered."""
    for number, line in enumerate(lines):
        match = _ITEM.match(line.text)
        if match is None or line.role is Role.OPERATIVE_PART:
            if number == 0 and len(line.text) < _SHORTEST_NAME:
                continue  # the number of the item on a line of its own
            return
        yield line, *match.span("name")
        if match["number"] is None:
            return


_ROLE_ALONE = re.compile(
    r"\W*(?P<who>appell?ants?|appelantes?|respondents?|intimée?s?|defendants?|accused|petitioners?|applicants?|"
    r"requérante?s?|interven(?:ers?|antes?|ants?)|amic\w+ curiae)"
    r"(?:[ ,/-]+(?:appell?ants?|respondents?|defendants?))?\W*",
    re.IGNORECASE,
)
_ONLY_NAMES = re.compile(rf"{NAME_LIST}\.?")


def find_cited_parties(reading: Reading) -> Iterator[str]:
    """See `_cited_parties`; for criminal cases, whose own parties are no such."""
    if reading.language == "en":
        yield from _cited_parties(reading)


def is_prosecution(reading: Reading, proceedings: Proceedings) -> bool:
    """Whether somebody is tried: the caption names a prosecutor, or words of trials stand all over the text. A civil
    case has defendants too, and speaks of a conviction now and then."""
    if proceedings.matter is not Matter.CRIMINAL:
        return False
    for sentence in reading.sentences[:_HEAD]:
        if _CASE_NAME.search(sentence.text) and not _JUDICIAL_REVIEW.search(sentence.text):
            return True
    count = len(reading.sentences)
    ruled = sum(1 for _ in reading.having("conviction", "acquittal", "penalty"))
    return count < _FEW or (proceedings.weight["criminal_trial"] >= 0.05 * count and ruled >= 0.05 * count)


_FEW = 25  # sentences of an excerpt, too few to tell
_JUDICIAL_REVIEW = re.compile(r"on the application of|ex p(?:arte|\.)", re.IGNORECASE)


def find_parties(reading: Reading) -> Iterator[str]:
    """The names of the parties as the case name gives them ("Burnett or Grant v Hanover Ltd"), and as they stand beside
    a word for a party in a civil case ("the first claimant, Mr Okoro"). For cases in which nobody is accused."""
    if reading.language is None:
        return
    for sentence in reading.sentences[:_HEAD]:
        if len(sentence.text) <= _LONGEST_CASE_NAME and (versus := _VERSUS_WITHIN.search(sentence.text)):
            for side in (sentence.text[: versus.start()], sentence.text[versus.end() :]):
                yield from (party.strip() for party in _BETWEEN_PARTIES.split(side) if any(map(str.isupper, party)))
    yield from _cited_parties(reading)
    word, german = _party_word(reading.language), reading.language == "de"
    yield from _above_their_role(reading.sentences[:_CAPTION_LINES], word)
    for sentence in reading.sentences[:_INTRODUCED]:
        text = sentence.text
        for match in word.finditer(text):
            behind = _NAMES_BEHIND.match(text, match.end())
            begin = max(0, match.start() - _LOOK_BACK)
            ahead = _NAMES_AHEAD.search(text, begin, match.start())
            for found in filter(None, (behind, ahead)):
                for start, end in names_in(text, *found.span("name"), german=german):
                    yield text[start:end]


_INTRODUCED = 250  # sentences in which a judgment says who its parties are
_LONGEST_CASE_NAME = 400  # characters
_VERSUS_WITHIN = re.compile(r"\s(?:v\.?|vs\.?|-v-|c/|c\.|gegen|contre|tegen|contra|mot|and others v)\s|\s?\./\.\s?")
_BETWEEN_PARTIES = re.compile(
    r"\([^()]*\)|,|;|\s(?:and|or|und|et|en|y|och|&)\s|\b(?:t/a|on the application of|et al|Case of|Affaire|Re|"
    r"[Ii]n re)\b"
)


def _cited_parties(reading: Reading) -> Iterator[str]:
    """The parties of cases that are cited ("Mendoza v. Garland"): their names stand for the cases."""
    for sentence in reading.sentences:
        if " v" not in sentence.text:
            continue
        for match in _CITED.finditer(sentence.text):
            yield match["second"]
            before = _NAMES_AT_END.search(sentence.text, max(0, match.start() - _LOOK_BACK), match.start())
            if before is not None:
                yield before["name"]


_CITED = re.compile(rf"\bvs?\.? (?P<second>{NAME})")
_NAMES_AT_END = re.compile(rf"(?<![\w'-])(?P<name>{NAME}) $")


def _above_their_role(lines: tuple[Sentence, ...], word: re.Pattern[str]) -> Iterator[str]:
    """The parties of a caption that gives each a line, and their role the next: "(1) ABIGAIL MOORE" / "Claimant"."""
    for position, line in enumerate(lines):
        role = word.search(line.text)
        if role is None or len(line.text) > _LONGEST_ROLE_LINE:
            continue
        for above in reversed(lines[max(0, position - _MOST_LISTED) : position]):
            if len(above.text) > _LONGEST_LINE or word.search(above.text) or not _WORDY.search(above.text):
                break
            for match in _PARTY.finditer(above.text):
                yield match["name"]
                if match["name"].isupper():
                    yield match["name"].title()


_CAPTION_LINES = 90
_LONGEST_ROLE_LINE = 60  # characters
_WORDY = re.compile(r"[^\W\d_]{4}")  # "- and -" ends the list of a side
_PARTY = re.compile(rf"(?:^|[(\d)]\s*|, )\s*{TITLE}(?P<name>{NAME_LIST})")
_LOOK_BACK = 80  # characters before a word for a party in which its name may stand
_NAMES_BEHIND = re.compile(rf"(?:\s*[,:(]\s*|\s+){TITLE}(?P<name>{NAME_LIST})")
_NAMES_AHEAD = re.compile(
    rf"(?<![\w'-])(?P<name>{NAME_LIST})(?:,\s+|\s+\(|\s+-\s+)(?:the |der |die |le |la |l'|de |el )?$"
)


@cache
def _party_word(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_WORDS['civil_party'][language]})\b", re.IGNORECASE)


@cache
def _verdicts(language: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of verdicts and charges with a name in them; only the words around it may have any case."""
    one = rf"{TITLE}(?P<name>{NAME_LIST})"
    return tuple(
        re.compile(pattern.replace("@NAMES", one).replace("@NAME", rf"(?P<name>{NAME})"))
        for pattern in _WORDS["verdicts"][language]
    )
