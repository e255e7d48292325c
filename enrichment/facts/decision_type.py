"""The kind of decision in the court's own word: Urteil, Beschluss, judgment, arrêt, vonnis, dom, sentencia ...

The word keeps its language and gets its ordinary capitalisation; kinds of it (`Teilurteil`, `Nichtannahmebeschluss`)
stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from enrichment.decision import Evidence
from enrichment.facts.caption import caption
from enrichment.facts.normalise import fold
from enrichment.text import Text

# per language the words, the more specific first; a word is written as here
_WORDS: dict[str, tuple[str, ...]] = {
    "de": (
        "Nichtannahmebeschluss", "Kammerbeschluss", "Vorlagebeschluss", "Hinweisbeschluss", "Haftbefehl",
        "Einstweilige Anordnung",
        "Versäumnisurteil", "Teilurteil", "Zwischenurteil", "Schlussurteil", "Endurteil", "Grundurteil",
        "Anerkenntnisurteil",
        "Gerichtsbescheid", "Erkenntnis", "Verfügung", "Urteil", "Beschluss", "Entscheid", "Entscheidung",
        "Bescheid", "Schlussanträge", "Rechtssatz",
    ),
    "en": (
        "advisory opinion", "sentencing remarks", "sentencing judgment", "memorandum opinion", "summary order",
        "judgment", "decision on admissibility", "decision", "order", "ruling", "opinion",
        "award", "determination", "views", "verdict", "warrant of arrest", "indictment",
    ),
    "fr": ("arrêt", "jugement", "ordonnance", "décision", "avis", "sentence arbitrale", "réquisitoire"),
    "nl": ("arrest", "vonnis", "beschikking", "uitspraak", "conclusie", "tussenuitspraak", "beslissing"),
    "es": ("sentencia", "auto", "providencia", "resolución", "acuerdo", "dictamen"),
    "sv": ("dom", "beslut", "slutligt beslut", "särskilt uppsatt beslut"),
    "da": ("dom", "kendelse", "beslutning"),
    "no": ("dom", "kjennelse", "orskurd", "beslutning", "avgjerd"),
    "fi": ("tuomio", "päätös", "välituomio"),
    "it": ("sentenza", "ordinanza", "decreto"),
    "pt": ("acórdão", "sentença", "despacho", "decisão"),
    "pl": ("wyrok", "postanowienie", "uchwała", "zarządzenie"),
    "hr": ("presuda", "rješenje", "odluka"),
    "bs": ("presuda", "rješenje", "odluka", "odluka o dopustivosti i meritumu", "odluka o dopustivosti"),
    "sr": ("presuda", "rešenje", "odluka"),
    "lt": ("nutartis", "nuosprendis", "sprendimas"),
    "hu": ("ítélet", "végzés"),
    "rw": ("urubanza", "icyemezo"),
}  # fmt: skip
_OTHER_SPELLINGS = {
    "beschluß": "Beschluss", "judgement": "judgment", "arret": "arrêt", "decision": "décision", "acordão": "acórdão",
    "urteile": "Urteil", "пресуда": "presuda", "рјешење": "rješenje", "решење": "rešenje",
    "u r t e i l": "Urteil", "b e s c h l u s s": "Beschluss",
}  # fmt: skip
_ONLY_AS_HEADING = frozenset(
    {
        "Bescheid",
        "Verfügung",
        "Entscheidung",
        "Haftbefehl",
        "Rechtssatz",
        "order",
        "opinion",
        "indictment",
        "award",
        "views",
        "décision",
        "avis",
        "ordonnance",
        "acuerdo",
        "dictamen",
        "decision",
    }
)
_ABBREVIATED = {
    "urt": "Urteil",
    "bes": "Beschluss",
    "beschl": "Beschluss",
    "ent": "Entscheidung",
    "gerb": "Gerichtsbescheid",
}


# What every decision is called: a word for the kind of it, further down in the caption, says more.
_ANY_DECISION = frozenset(("uitspraak", "beslissing"))
# The word in the court's opening sentence: "heeft het navolgende vonnis gewezen", "einstimmig beschlossen:".
_RUNNING: dict[str, re.Pattern[str]] = {
    "nl": re.compile(
        r"(?:(?:het|dit|navolgend|onderstaand|volgend)e? (?:verstek)?|^\W*)"
        r"(?P<word>[Vv]onnis|[Aa]rrest|[Bb]eschikking)\b"
        r"(?! (?:van de rechtbank|waarvan|d\.d\.))"
    ),
    "de": re.compile(r"(?P<Urteil>(?:für|zu) Recht erkannt)|(?P<Beschluss>\bbeschlossen ?:|den Beschluss gefasst)"),
}


def _running(line: str, language: str) -> tuple[int, int, str] | None:
    """Span and kind of the decision where the court's opening sentence tells it."""
    pattern = _RUNNING.get(language)
    match = pattern.search(line) if pattern else None
    if match is None:
        return None
    kind = next(name for name, group in match.groupdict().items() if group)
    return match.start(kind), match.end(kind), match[kind].lower() if kind == "word" else kind


@dataclass(frozen=True, slots=True)
class ReadType:
    """The word with its evidence, or None with the reason."""

    value: str | None
    evidence: Evidence | None = None
    reason: str | None = None


def canonical_type(declared: str, language: str | None) -> str | None:
    """The word in `declared` (a portal's type field) as this module writes it, or None if it holds no known word."""
    cleaned = fold(declared).text.strip(" .:;").casefold()
    if cleaned in _ABBREVIATED and language in {"de", None}:
        return _ABBREVIATED[cleaned]
    if cleaned not in _WORDS.get(language or "", ()):  # English has a "decision" of its own
        cleaned = _OTHER_SPELLINGS.get(cleaned, cleaned).casefold()
    languages = [language] if language in _WORDS else list(_WORDS)
    for wanted in (*languages, *(name for name in _WORDS if name not in languages)):
        for word in _WORDS[str(wanted)]:
            if cleaned == word.casefold() or cleaned == word.casefold().replace("ss", "ß"):
                return word
    for wanted in languages:
        for word in _WORDS[str(wanted)]:
            if re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", cleaned):
                return word
    if language == "de" and (match := re.fullmatch(r"([a-zäöü]+)(urteil|beschluss|beschluß|bescheid)", cleaned)):
        return (match[1] + match[2]).replace("ß", "ss").capitalize()
    return None


def is_word_of(word: str, language: str | None) -> bool:
    """Whether `word` is a word of `language` (of any, if that is unknown or not among ours)."""
    words = _WORDS.get(language or "")
    return words is None or word in words or (language == "de" and word[:1].isupper())


def read_decision_type(text: Text, language: str | None) -> ReadType:
    """The word that names the decision in its caption: a line of its own, or the word before its date."""
    words = _WORDS.get(language or "")
    if not words:
        return ReadType(
            None, reason="no words for kinds of decision in this language" if language else "language unknown"
        )
    length = 0
    lookup = {word.casefold(): word for word in words}
    lookup |= {spelling: word for spelling, word in _OTHER_SPELLINGS.items() if word in words}
    dated = _dated(language or "", tuple(word for word in words if word not in _ONLY_AS_HEADING))
    in_line: tuple[str, Evidence] | None = None
    general: ReadType | None = None
    running: ReadType | None = None
    for caption_line in caption(text):
        index = caption_line.paragraph
        line = text.paragraphs[index].text[: caption_line.length]
        bare = _bare(line)
        if len(line) < 140 and (word := _heading(bare, lookup, language or "")):
            first, last = _place(line, word)
            found_type = ReadType(word, Evidence(line[first:last], index, first, last))
            if word not in _ANY_DECISION:
                return found_type
            general = general or found_type
        if running is None and (told := _running(line, language or "")):
            start, end, word = told
            running = ReadType(word, Evidence(line[start:end], index, start, end))
        if (
            in_line is None
            and length < 2500
            and (match := dated.search(fold(line).text))
            and (match.start() < 40 or len(line) < 160)
        ):
            found = lookup.get(match["word"].casefold().replace("ß", "ss"))
            if found:
                start, end = fold(line).span(*match.span("word"))
                in_line = (found, Evidence(line[start:end], index, start, end))
        length += len(line)
    if in_line is not None and in_line[0] not in _ANY_DECISION:
        return ReadType(*in_line)
    if running is not None:
        return running
    if in_line is not None:
        return ReadType(*in_line)
    return (
        general
        or _in_title(text, language or "")
        or ReadType(None, reason="the caption does not name the kind of decision")
    )


def _in_title(text: Text, language: str) -> ReadType | None:
    """The one word for a kind of decision in a title: `BGH, Beschluss vom 15.01.2026, I ZA 3/25`."""
    title = text.title or ""
    words = [word for word in _WORDS.get(language, ()) if word not in _ONLY_AS_HEADING]
    found = [match for word in words for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", title)]
    if len(found) != 1:
        return None
    return ReadType(found[0][0], Evidence(found[0][0], declared="title"))


def _bare(line: str) -> str:
    """The line in lower case, letter-spaced words closed up: `B E S C H L U S S` -> `beschluss`."""
    text = fold(line).text.strip(" .:;*_#-=–[]()").casefold()
    return re.sub(r"(?<!\w)(?:\w ){3,}\w(?!\w)", lambda match: match[0].replace(" ", ""), text)


def _heading(bare: str, lookup: dict[str, str], language: str) -> str | None:
    if bare in lookup:
        return lookup[bare]
    patterns = {
        "de": r"(?:im namen des volkes )?(?:{w})(?: vom .*| im namen des volkes| in der (?:straf|verwaltungs|rechts)"
        r"\w+.*| und .{{3,40}}|e?s .*)?",
        "en": r"(?:reasons for |public |redacted |approved |final |reserved |provisional text |ex tempore |trial |"
        r"appeals? )*(?:{w})(?: of the (?:court|general court|tribunal).*| and (?:reasons|order)| \(.*\)|"
        r" on .*| of .*| - .*|, .*| ?:? approved.*| in respect.*| (?:rendered|delivered)(?: on)?:? .*|:)?",
        "fr": r"(?:{w})(?: de .*| du \d.*| n[°o] .*| rendue? .*| \(.*\)|, .*| avant dire droit| sur .*)?",
        "nl": r"(?:{w})(?: van .*| op .*| in .*| nr\.? .*|, .*)?",
        "es": r"(?:{w})(?: (?:núm\. ?|n[º°.]+ ?)?\d.*| de \d.*| de fecha.*|:.*)?",
        "sv": r"(?:\S+ (?:hovrätt|tingsrätt|domstolens?) )?(?:{w})(?: \d{{4}}-\d\d-\d\d.*| mål.*| meddela.*| \d.*)?",
    }
    pattern = patterns.get(language, r"(?:{w})(?: .{{0,60}})?")
    words = "|".join(re.escape(word) for word in sorted(lookup, key=len, reverse=True))
    match = re.fullmatch(
        pattern.replace("{w}", f"(?P<word>{words})")
        .replace("{{", "{")
        .replace("}}", "}")
        .replace("(?:(?P<word>", "(?P<word>(?:"),
        bare,
    )
    return lookup[match["word"]] if match else None


def _place(line: str, word: str) -> tuple[int, int]:
    found = re.search(re.escape(word[:5]), line, re.IGNORECASE)
    if found is None:
        return 0, len(line)
    end = found.start() + len(word)
    return found.start(), min(end, len(line))


def _dated(language: str, words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(
        re.escape(word)
        for word in sorted((*words, *(s for s, w in _OTHER_SPELLINGS.items() if w in words)), key=len, reverse=True)
    )
    follow = {
        "de": r" (?:vom|v\.)|,? \d{1,2}\. ?\d{1,2}\. ?\d{4}|"
        r",? (?:\d{1,3}|[IVX]{1,4}) [A-Z][A-Za-z]{0,3} \d{1,5}/\d\d$", "en": r" (?:of|dated|delivered|given) ",
        "fr": r" (?:du|rendue? le) \d|", "nl": r" (?:van|d\.d\.) \d",
        "es": r" (?:núm\. )?\d{1,4}/\d{4}| de \d{1,2} de", "sv": r" \d{4}-| meddela", "no": r" avsagt|,? \d",
        "da": r" afsagt|\s*$", "pl": r" z dnia",
    }  # fmt: skip
    # `Par un jugement du 10 octobre 2024, le tribunal ...` tells of the decision below
    told = r"(?<!un )(?<!une )(?<!le )(?<!la )(?<!ce )(?<!l')" if language == "fr" else ""
    return re.compile(rf"(?<!\w){told}(?P<word>(?i:{names}))(?={follow.get(language, ' ')})")
