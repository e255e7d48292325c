"""Dates of birth, private addresses and codes of protected witnesses in a text, by language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from enrichment.facts.unknown_names import acts_like_a_person
from enrichment.vocabulary.patterns import load_patterns

_MONTH = (
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan|"
    r"Feb|Mär|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez|"
    r"January|February|March|May|June|July|October|December|janvier|février|mars|avril|mai|maj|juin|"
    r"juillet|août|septembre|octobre|novembre|décembre|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|augusti|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:er|st|nd|rd|th|º|:e)?\.?\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:de(?:l)?\s+)?\d{{4}}|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{6}(?![\d-]))"
)
_BORN = (
    r"(?:geboren(?:e[rnms]?)?|geb\.|Geburtsdatum|Geburtstag|born|date of birth|birth date|D\.?O\.?B\.?|"
    r"née?s?|date de naissance|"
    r"geboortedatum|geboortedag|nacid[oa]s?|nació|naciera|naquit|fecha de nacimiento|född(?:a|e)?|föddes|"
    r"födelsedatum|födelsedag)"
)
# Between the word and the date at most a place: "né à Kigali le 3 mai 1963", "geboren op 3 mei 1963 te Homs".
_BIRTH = re.compile(
    rf"(?:(?<!\w){_BORN}(?!\w)(?:(?!\b(?:and|und|et|och|came|who|qui|som|arrived|war|ist|wurde|hat|seit|reiste|"
    rf"stellte|since|was|depuis|sinds|desde|sedan)\b)[^.;\n\d]){{0,50}}?|"
    rf"(?<!\S)\*\s?)(?P<date>{_DATE})",
    re.IGNORECASE,
)
# "der am 3. Mai 1963 in Homs geborene", "op 3 mei 1963 te Homs geboren": the date before the word.
_BORN_LAST = re.compile(r"\b(?:geboren(?:e[rnms]?)?|född[ae]?)\b(?!\s+(?:am|op|den)\b)")
_DATE_AT_END = re.compile(rf"(?P<date>{_DATE})(?:\s(?:in|zu|te|i)\s[^.,;:\n\d]{{1,40}})?,? $")
_NOT_BORN = re.compile(
    r"(?:décision|créance|obligation|refus)s?(?: implicite)?(?: de rejet)?\s+$", re.IGNORECASE
)  # "décision née le"
_PERSONAL_NUMBER = re.compile(
    r"(?<![\d-])(?P<date>(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-+]\d{4})(?!\d)"
)  # Swedish personnummer

_CAP = r"[A-ZÀ-ÖØ-Þ][\w'-]*"
_NUMBER = r"\d{1,4}(?:\s?[a-zA-Z](?![\w'])|\s?(?:bis|ter)\b)?(?:\s?[-/]\s?\d{1,4})?"
# By language: streets with a number (and the town), words for living somewhere; courts and lawyers have addresses too.
_WORDS = load_patterns("address_words.json")
_OFFICE = re.compile(_WORDS["office"], re.IGNORECASE)
_ADDRESSES = {language: re.compile(rf"(?<![\w-]){words}") for language, words in _WORDS["address"].items()}
_THE_COURT_HEARD = re.compile(
    r"\b[Tt]he (?:[Cc]ourt|jury|[Tt]ribunal) (?:heard|was told|notes?|found|held|has heard|learnt)\b"
)
_HOME = {language: re.compile(rf"\b{words}\b", re.IGNORECASE) for language, words in _WORDS["home"].items()}

# "Målsägande: Anna Berg, Storgatan 1": whatever office stands before, this address is the party's.
_OF_A_PARTY = re.compile(
    r"^.*(?:Målsägande|Tilltalad|Sökande|Klagande|Vittne|Zeug(?:e|in)|Nebenkläger(?:in)?|Angeklagte[r]?|"
    r"[Pp]artie civile|"
    r"[Pp]laignante?|[Aa]ccusée?|[Pp]révenue?|[Qq]uerellante|[Aa]cusad[oa]|[Vv]íctima|[Vv]erdachte|"
    r"[Gg]etuige|[Ww]itness|"
    r"[Vv]ictim|[Dd]efendant|[Aa]ccused)\s?:",
    re.DOTALL,
)
_NEXT_SENTENCE = re.compile(r"\.\s+(?=[A-ZÀ-Þ])|\n")
# "auf Platz 89" of a list
_BARE_STREET = re.compile(r"(?:Platz|Rang|Weg|Ring) \d")
_RANKED = re.compile(r"\b(?:auf|von|um|den) $")
# Behind a word for living somewhere, whatever the street is called: "Steenweg op Gent 230, 9300 Aalst".
_WITH_POSTCODE = re.compile(
    rf"(?:\s?:|\s[a-zà-ÿ']+){{0,4}}?\s(?P<address>{_CAP}(?:\s[\w'-]+){{0,4}}?\s{_NUMBER},?\s(?:[A-Z]{{1,2}}-)?\d{{4,5}}"
    rf"(?:\s?[A-Z]{{2}}(?!\w))?\s{_CAP})"
)

# "9000 Gent, Coupure Links 88"
_POSTCODE_FIRST = re.compile(
    rf"(?:\s?:|\s[a-zà-ÿ']+){{0,3}}?,?\s(?P<address>(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?:\s?[A-Z]{{2}}(?!\w))?\s{_CAP}(?:[\s-]{_CAP})?,\s"
    rf"{_CAP}(?:\s[\w'-]+){{0,4}}?\s{_NUMBER})"
)

# "domiciliada en Los Carrera 1180, Linares"
_LIVING_IN = re.compile(
    rf"\bdomicili(?:ad[oa]s?|o)\s(?:\w+\s)?en\s(?P<address>(?:(?:Los|Las|La|El)\s)?{_CAP}(?:\s(?:(?:de|del|"
    rf"la)\s)*{_CAP}){{0,3}}"
    rf",?\s(?:[Nn][.]?[º°]\s?)?\d{{2,5}}(?:,\s(?:comuna de\s)?{_CAP}(?:\s{_CAP}){{0,2}})?)"
)
# The day behind a name and its label: "Undersökt: Aster H., 1994-11-30."
_BEHIND_LABEL = re.compile(rf"\w:\s(?:{_CAP}\s?){{1,5}}[.]?,\s(?P<date>(?:19|20)\d\d-\d\d-\d\d)(?=[.,;]|$)")
_WITNESS = (
    r"(?:(?:[Pp]rotected |[Aa]nonymous )?[Ww]itness(?:es)?|WITNESS|Zeug(?:e|in|en)|"
    r"[Tt]émoins?(?: protégée?s?| sous X| anonymes?| sous pseudonyme)*|"
    r"(?:bedreigde |anonieme )?[Gg]etuigen?|[Tt]estigos?(?: protegid[oa]s?)?|[Vv]ittnet?|pseudonyme?|Decknamen?)"
)
_VICTIM = (
    r"(?:[Vv]ictims?|[Nn]ebenkläger(?:in)?|[Oo]pfer|[Ss]lachtoffer|[Vv]ictime|[Mm]ålsäganden?|[Cc]omplainant|"
    r"[Cc]ivil [Pp]arty|"
    r"[Pp]artie [Cc]ivile|[Ss]urvivor)"
)
# "a witness known as AB", "the complainant, whom I shall call K": only after a word for the person, lest it be an army.
_CALLED = re.compile(
    rf"(?:{_WITNESS}|{_VICTIM})[^.;:\n]{{0,60}}?\b(?:known as|I (?:shall|will) (?:call|refer to as)|(?:referred to|"
    rf"identified|"
    r"designated|called)(?: only| here)? as|called|ci-après|désignée? (?:sous|par|comme)|genannt|bezeichnet als|"
    r"aangeduid als|"
    r"denominad[oa]|identificad[oa] como|kallad|benämnd)\s+[\"'«(]?\s?(?P<code>[A-Z]{1,4}\d{0,3}|[A-Z]{1,3}[- ]\d{1,4})"
    r"(?![\w.'-])"
)
# "Witness P-0123", "Zeuge Z 12", "TF1-015", "témoin QAH", "getuige NN-3", "testigo protegido 7".
_LETTERS_DIGITS = r"[A-Z]{1,4}\d{0,2}[ -]?\d{1,4}(?:-[A-Z\d]{1,4})?(?!\w)"
_CODE = re.compile(
    rf"(?:{_WITNESS}\s+(?:(?:no\.?|n°|Nr\.?|nr\.?|n\.?º|number|numéro|código|code|nummer)\s*)?"
    rf"(?P<code>{_LETTERS_DIGITS}|[A-Z]{{2,4}}(?!\w)|"
    r"\d{1,3}(?![\w/%])(?!\.\d)(?!\s*(?:of|von|de|years?|Jahren?|ans|jaar|år|años|and)\b)|"
    r"[A-Z](?![\w'])(?=[\s,;:)]|\.(?:\s|$)|"
    r"$))"
    rf"|{_VICTIM}\s+(?P<victim>{_LETTERS_DIGITS}))"
)
# "Witnesses K1, K2 and K3": codes that stand in one list.
_NEXT_CODE = re.compile(
    rf"\s*(?:,|and|und|et|en|y|och|as well as|/|&)\s+(?P<code>{_LETTERS_DIGITS}|[A-Z]{{2,3}}(?![\w.]))"
)
# "X 112, témoin protégé": the code before the word.
_CODE_BEFORE = re.compile(
    r"(?<![\w/-])(?P<code>[A-Z]{1,4}[ -]?\d{1,4})(?!\w),? "
    r"(?:an? |un |une |ein |eine |een |ett |the |le |la |der |die |de )?"
    r"(?:protected |anonymous |geschützte[rn]? |beschermde |skyddat )?"
    r"(?:witness|Zeug(?:e|in|en)|témoin|getuige|testigo|vittne)\b"
)
_BARE_CODE = re.compile(
    r"(?<![\w/-])(?P<code>P-(?:OTP-)?\d{4}|P-\d{3}|D-\d{4}|V-\d{4}|TF\d-\d{3}|[A-Z]{2,3}-\d{3}-\d{3}|"
    r"TCW[ -]?\d{1,4}|2-TCW[ -]?\d{1,4}|CW-?\d{1,3}|"
    r"W0\d{4}|VW-\d{4}|TCCP[ -]?\d{1,4}|RM-?\d{3}|ST-?\d{3}|KDZ-?\d{3}|PW-?\d{1,4}|DW-?\d{1,4}|"
    r"[A-Z]{2,4}-OTP-[A-Z]{1,4}-\d{4}|a/\d{4,5}/\d{2}|(?:Jane |John )?(?:Doe|Roe) (?:[IVX]+|\d{1,2})|"
    r"BTH-?\d{1,4})(?![\w/-])"
)
# "C-15 testified", "T12 a précisé": a code does what only persons do. For texts about crimes alone: elsewhere it may
# be a defendant, an exhibit or a document.
_SPEAKING = re.compile(
    r"(?<![\w/.-])(?P<code>[A-Z]{1,4}-?\d{1,4})(?:, [^,.;]{3,40},)? (?:has |have |had |hat |habe |a |avait |heeft |"
    r"har |also |"
    r"further |auch |weiter |également |ook |también |också |then |in court )*(?:testif\w+|recall(?:ed|s)|"
    r"remember(?:ed|s)|recogni[sz]ed|claimed|denied|stated|"
    r"described|"
    r"explained|said|told|confirmed having|identified|gave evidence|added that|saw|bekundet\w*|schildert\w*|erkannte|"
    r"gab an|erklärte|berichtete\w*|sagte aus|ausgesagt|gesehen|précisé|déclar\w+|affirm\w+|témoign\w+|reconnu|"
    r"expliqu\w+|"
    r"confirmé|indiqué|verklaa\w+|gezien|herkend\w*|verteld\w*|declaró|manifestó|relató|reconoció|explicó|afirmó|"
    r"berätta\w+|uppg(?:av|ett)|vittnade|identifiera\w+|förklara\w+)\b"
)
_SAID_BY = re.compile(
    r"\b(?:(?:[Ee]vidence|[Tt]estimony|[Ss]tatements?|[Aa]ccount|[Aa]ussagen?|[Aa]ngaben|[Bb]ekundung\w*|[Vv]ernehmung|"
    r"[Dd]éclarations?|[Tt]émoignages?|[Aa]udition|[Vv]erklaring(?:en)?|[Vv]erhoor|[Dd]eclaraci\w+|[Tt]estimonio|"
    r"[Bb]erättelsen?|"
    r"[Uu]ppgifter)[^.;:]{0,20}? (?:of|from|by|des|der|von|de|van|av|från)|[Aa]ccording to|[Ss]elon|[Ll]aut|"
    r"[Vv]olgens|[Ss]egún|"
    r"[Ee]nligt) (?P<code>[A-Z]{1,4}-?\d{1,4})(?![\w/.-]\w)"
)
# "Zeugen Khairi H., Bo L. und T7": the code at the end of a list of names.
_IN_LIST = re.compile(
    r"\b(?:[Ww]itnesses|[Zz]eug(?:en|innen)|[Tt]émoins|[Gg]etuigen|[Tt]estigos|[Vv]ittnena?),? [^.;:\d\n]{3,80}?"
    r"(?:,| and| und| et| en| y| och) (?P<code>[A-Z]{1,3}-?\d{1,4})(?![\w/.-]\w)"
)
_ANY_CODE = re.compile(r"(?<![\w/.§-])[A-Z]{1,4}-?\d{1,4}(?![\w/-]|\.\d)")
_MORE_CODES = re.compile(r"(?:(?:,| and| und| en| et| y| och) [A-Z]{1,4}-?\d{1,4}(?![\w/-]))+")
_EXHIBIT = re.compile(
    r"\b(?:[Ee]xhibits?|[Aa]nnex(?:es)?|[Dd]ocuments?|[Aa]nlagen?|[Bb]eilagen?|[Bb]ijlagen?|[Pp]ièces?|[Aa]rt|[Ff]orm|"
    r"[Tt]able|[Ff]igure|[Rr]oom|[Cc]ell|[Rr]oad|[Mm]otorway|[Hh]ighway|[Rr]esolution)\.?\s$"
)
_SPREADING = re.compile(r"[A-Z]{2,4}|[A-Z]{1,4}[ -]?\d{1,4}(?:-[A-Z\d]{1,4})?")
_NO_CODE = frozenset(
    [
        "ICC",
        "ICTY",
        "ICTR",
        "SCSL",
        "ECCC",
        "KSC",
        "STL",
        "UN",
        "EU",
        "BGH",
        "OLG",
        "DNA",
        "USA",
        "UK",
        "FBI",
        "CIA",
        "RUF",
        "IS",
        "ISIS",
        "FSA",
        "NGO",
        "LTTE",
        "FDLR",
        "RTLM",
        "THE",
        "AND",
        "OF",
        "FOR",
        "I",
        "II",
        "III",
        "IV",
        "VI",
    ]
)
_MASK = re.compile(r"\[(?:name of an? \w+|address|date of birth) removed\]|\[protected witness \d+\]")


# Pieces one of which every match holds: most paragraphs hold none, and a look for a piece costs next to nothing.
_DIGIT = re.compile(r"\d")
_CAPITAL_AND_NUMBER = re.compile(r"[A-Z][ -]?\d|\ba/\d|\b[DR]oe [IVX\d]")
_BORN_HINTS = (
    "gebor",
    "geb.",
    "geburt",
    "born",
    "birth",
    "dob",
    "o.b",
    ".ob",
    "né",
    "naissance",
    "naqui",
    "naci",
    "föd",
    "*",
)
_CODE_HINTS = (
    *("itness", "WITNESS", "Zeug", "émoin", "etuige", "estigo", "ittne", "known as", "pseudonyme", "Deckname"),
    *("ictim", "ebenkläger", "pfer", "lachtoffer", "ålsägande", "omplainant", "ivil", "urvivor"),
)

_CALLED_HINTS = (
    *("known as", "shall call", "will call", "refer", "identified", "designated", "called", "ci-après", "désigné"),
    *("genannt", "bezeichnet", "aangeduid", "denominad", "identificad", "kallad", "benämnd"),
)


def _holds(text: str, pieces: tuple[str, ...]) -> bool:
    return any(piece in text for piece in pieces)


def find_private_data(
    text: str, language: str | None, *, before: str = "", about_crimes: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Spans with their kind: `birth_date`, `address` or `code` (of a protected witness).

    `before` is what stands before the text: an address under a court's or lawyer's name is no private one. In a text
    `about_crimes` whoever speaks under a code is a witness."""
    masks = [match.span() for match in _MASK.finditer(text)] if "[" in text else []
    for start, end, kind in _find(text, language, before[-120:], about_crimes=about_crimes):
        if not any(first < end and start < last for first, last in masks):
            yield start, end, kind


def _codes_after(text: str, end: int) -> Iterator[tuple[int, int, str]]:
    """The further codes of a list."""
    while (more := _NEXT_CODE.match(text, end)) is not None and more.group("code") not in _NO_CODE:
        yield *more.span("code"), "code"
        end = more.end()


def codes_again(codes: Collection[str]) -> re.Pattern[str] | None:
    """Finds codes of protected witnesses wherever the text writes them, without the word "witness" as well."""
    spreading = sorted((code for code in codes if _SPREADING.fullmatch(code)), key=len, reverse=True)
    if not spreading:
        return None
    # "AB" is also half of "A/CONF/AB", and the number of a section behind a sign.
    return re.compile(rf"(?<![\w/.§-])(?:{'|'.join(map(re.escape, spreading))})(?![\w/]|-\w|\.\w| \d)")


def _find(text: str, language: str | None, before: str, *, about_crimes: bool) -> Iterator[tuple[int, int, str]]:
    digits = _DIGIT.search(text) is not None
    if digits and _holds(text.lower(), _BORN_HINTS):
        for match in _BIRTH.finditer(text):
            if _NOT_BORN.search(text[: match.start()][-30:]):
                continue
            yield *match.span("date"), "birth_date"
        for match in _BORN_LAST.finditer(text):
            before_it = _DATE_AT_END.search(text, max(0, match.start() - 80), match.start())
            if before_it is not None:
                yield *before_it.span("date"), "birth_date"
    if digits and language == "es":
        for match in _LIVING_IN.finditer(text):
            yield *match.span("address"), "address"
    if digits and language == "sv":
        for match in _BEHIND_LABEL.finditer(text):
            yield *match.span("date"), "birth_date"
        for match in _PERSONAL_NUMBER.finditer(text):
            yield *match.span("date"), "birth_date"
    streets = _ADDRESSES.get(language or "")
    if digits and streets is not None and language is not None:
        for home in _HOME[language].finditer(text):
            place = _WITH_POSTCODE.match(text, home.end()) or _POSTCODE_FIRST.match(text, home.end())
            if place is not None:
                yield *place.span("address"), "address"
        for match in streets.finditer(text):
            around = _OF_A_PARTY.sub("", _THE_COURT_HEARD.sub("", (before + " " + text[: match.start()])[-120:]))
            if _RANKED.search(around) and _BARE_STREET.match(match.group()):
                continue
            if _HOME[language].search(around[-60:]) or not _OFFICE.search(
                around + _NEXT_SENTENCE.split(text[match.end() : match.end() + 60], maxsplit=1)[0]
            ):
                yield *match.span(), "address"
    hinted = _holds(text, _CODE_HINTS)
    for match in _CALLED.finditer(text) if hinted and _holds(text, _CALLED_HINTS) else ():
        if match.group("code") not in _NO_CODE:
            yield *match.span("code"), "code"
            yield from _codes_after(text, match.end("code"))
    for match in _CODE.finditer(text) if hinted else ():
        group = "code" if match.group("code") else "victim"
        if match.group(group) in _NO_CODE or (
            match.group(group) == "X" and text[: match.start(group)].endswith("sous ")
        ):
            continue
        yield *match.span(group), "code"
        yield from _codes_after(text, match.end(group))
    if not (digits or "oe " in text) or _CAPITAL_AND_NUMBER.search(text) is None:
        return
    if about_crimes:
        for pattern in (_SPEAKING, _SAID_BY, _IN_LIST):
            for match in pattern.finditer(text):
                if match.group("code") not in _NO_CODE:
                    yield *match.span("code"), "code"
        for match in _ANY_CODE.finditer(text):
            ahead = text[max(0, match.start() - 60) : match.start()]
            if match.group() not in _NO_CODE and not _EXHIBIT.search(ahead) and language is not None:
                behind = _MORE_CODES.match(text, match.end())
                after = text[behind.end() if behind else match.end() :][:60]
                if acts_like_a_person(language, ahead, after):
                    yield *match.span(), "code"
    for match in _CODE_BEFORE.finditer(text):
        yield *match.span("code"), "code"
    for match in _BARE_CODE.finditer(text):
        yield *match.span("code"), "code"
