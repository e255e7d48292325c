"""The deciding court as the caption of a decision names it.

Names of the court register are looked for in the first lines. The deciding court is the one in the letterhead; courts
of earlier instances, which stand in the same caption, are told by what precedes them (`gegen das Urteil des ...`, `on
appeal from`, `vorgehend`). A name that courts of several States bear is read only when the State is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from enrichment.decision import Court, Evidence
from enrichment.facts.caption import caption
from enrichment.facts.ecli import parse_ecli
from enrichment.facts.forms import Setting
from enrichment.facts.international import FORMS as INTERNATIONAL_FORMS
from enrichment.facts.normalise import fold
from enrichment.text import Text
from enrichment.vocabulary.courts import (
    court_key,
    find_court_by_ecli,
    find_named_court,
    load_court_register,
    load_courts,
)

_LONGEST = 22  # words of a court name
_WORD = re.compile(r"[\w'’.&/()-]+")
# `Oslo tingrett avsa 3. juli 2025 dom med slik domsslutning`: told of the court below
_TOLD = re.compile(
    r" (?:avsa|har avsagt|idømte|dømte|har i |hat mit|a (?:rejeté|condamné|jugé|ordonné)|dömde|"
    r"dismissed|granted|convicted|sentenced|allowed|condenó|dictó)"
)
_EARLIER = re.compile(
    r"(?:gegen (?:das|den|die|ein)|vorgehend|nachgehend|Vorinstanz|vorinstanz|zu:|ON APPEAL FROM|"
    r"[Oo]n appeal from|[Aa]ppeals? (?:from|against)|APPEALS? FROM|from the (?:judgment|order|decision)|"
    r"[Cc]ertiorari to|[Pp]etition for review|"
    r"contre (?:l'arrêt|le jugement|l'ordonnance|la décision|un arrêt)|formé|[Dd]écision attaquée|"
    r"rendu(?:e)? (?:le .{0,30})?par|[Rr]envoi|tegen (?:het|een|de)|hoger beroep|beroep in cassatie|"
    r"ÖVERKLAGAT|[Öö]verklagat|AVGÖRANDE|anket|påanket|recurso .{0,60}contra|contra la sentencia|"
    r"proti|protiv|od wyroku|przeciwko|Staatsanwaltschaft (?:beim|bei dem)|avverso|[Pp]rocédure|tiltalt|"
    r"[Rr]eferred|REFERENCE for a preliminary ruling|preliminary ruling under Article|"
    r"Vorabentscheidungsersuchen|verzoek om een prejudiciële|from the)"
    r"[^.;]{0,140}$"
)
_COUNTRY_OF_LANGUAGE = {
    "sv": "SWE",
    "da": "DNK",
    "no": "NOR",
    "pl": "POL",
    "it": "ITA",
    "hr": "HRV",
    "lt": "LTU",
    "hu": "HUN",
    "rw": "RWA",
}
_COUNTRY_SIGNS = (
    (
        re.compile(r"Generalprokuratur|Geschworenengericht|\b\d{1,2} Os \d{1,3}/\d\d[a-z]?\b|Nichtigkeitsbeschwerde"),
        "AUT",
    ),
    (re.compile(r"Republik Österreich|REPUBLIK ÖSTERREICH|www\.ris\.bka\.gv\.at|\bRIS-Justiz\b"), "AUT"),
    (re.compile(r"Fürstentum|Liechtenstein|\bLGBl\b"), "LIE"),
    (re.compile(r"Schweiz|Eidgenoss|CONFÉDÉRATION|Lausanne|Bellinzona|Kanton|Canton de|canton de"), "CHE"),
    (
        re.compile(
            r"RÉPUBLIQUE FRANÇAISE|République française|REPUBLIQUE FRANCAISE|AU NOM DU PEUPLE FRANÇAIS|"
            r"AU NOM DU PEUPLE FRANCAIS|"
            r"COUR DE CASSATION[\s,]+(?:CHAMBRE CRIMINELLE|ASSEMBLÉE PLÉNIÈRE)|"
            r"\b[Pp]ourvois? n[°o] ?[A-Z]? ?\d\d-\d\d\.?\d{3}"
        ),
        "FRA",
    ),
    (re.compile(r"Belgique|Belgisch|België|Moniteur belge"), "BEL"),
    (re.compile(r"Nederland(?:en|se?)?\b|[Ss]taatssecretaris|'s-Gravenhage|Den Haag|Rijksoverheid"), "NLD"),
    (re.compile(r"Bundesrepublik Deutschland|IM NAMEN DES VOLKES|Im Namen des Volkes"), "DEU"),
    (re.compile(r"Republika Srbija|РЕПУБЛИКА СРБИЈА"), "SRB"),
    (re.compile(r"BOSNA I HERCEGOVINA|Bosna i Hercegovina|БОСНА И ХЕРЦЕГОВИНА"), "BIH"),
    (re.compile(r"RIKSDOMSTOL|Suomi|FINLANDS"), "FIN"),
)
# numbers that only one court gives
_BY_NUMBER = {
    "StGH": "LIE/StGH",
    "ICC": "INTL/ICC",
    "IT-": "INTL/ICTY",
    "ICTR": "INTL/ICTR",
    "MICT": "INTL/IRMCT",
    "SCSL": "INTL/SCSL",
    "KSC": "INTL/KSC",
    "STL": "INTL/STL",
}


@dataclass(frozen=True, slots=True)
class ReadCourt:
    """The deciding court with its chamber and evidence, or None with the reason."""

    court: Court | None
    chamber: str | None = None
    evidence: Evidence | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CourtMention:
    """A court of the register named in a line: paragraph index, code-point span and length in words."""

    court: Court
    paragraph: int
    start: int
    end: int
    words: int


def read_court(text: Text, country: str | None, language: str | None) -> ReadCourt:
    """The court in the caption; `country` (alpha-3) where it is known."""
    country = country or _country_signs(text)
    mentions: list[CourtMention] = []
    line_before = ""
    special = _special(text)
    if special is not None:
        return special
    district = _american_district(text)
    if district is not None:
        return district
    for line in caption(text):
        index, written = line.paragraph, text.paragraphs[line.paragraph].text[: line.length]
        here = tuple(_mentions(written, index, country or _COUNTRY_OF_LANGUAGE.get(language or "")))
        if not here and country is None:
            here = tuple(_mentions(written, index, None))  # Swedish is spoken in Finland too
        for mention in here:
            before = written[max(0, mention.start - 160) : mention.start]
            context = before if len(before) > 30 else f"{line_before[-90:]} {before}"
            if mention.start > (60 if len(written) < 160 else 25):
                continue  # named in passing
            told = _TOLD.match(fold(written[mention.end : mention.end + 40]).text) is not None
            if not told and not _EARLIER.search(fold(context).text):
                mentions.append(mention)
        line_before = written
        if mentions and index > mentions[0].paragraph + 3:
            break
    if not mentions:
        by_number = _by_number(text)
        return by_number if by_number.court else _in_title(text, country, language) or by_number
    first = mentions[0]
    # `LANDGERICHT ... Strafkammer` in the letterhead beats a court named in passing; longer names beat shorter ones
    near = [m for m in mentions if m.paragraph <= first.paragraph + 1]
    chosen = max(near, key=lambda mention: (mention.words > 1, mention.words))
    named = text.paragraphs[chosen.paragraph].text
    evidence = Evidence(named[chosen.start : chosen.end], chosen.paragraph, chosen.start, chosen.end)
    return ReadCourt(chosen.court, read_chamber(text, chosen.paragraph), evidence)


_DISTRICT = re.compile(
    r"\W*(?:FOR THE )?((?:(?:NORTHERN|SOUTHERN|EASTERN|WESTERN|MIDDLE|CENTRAL) )?DISTRICT OF [A-Z]+(?: [A-Z]+)?)\b",
    re.IGNORECASE,
)


def _american_district(text: Text) -> ReadCourt | None:
    """A federal district court; its letterhead has two lines: `UNITED STATES DISTRICT COURT` / `DISTRICT OF MAINE`."""
    head = caption(text)
    for number, line in enumerate(head[:8]):
        above = text.paragraphs[line.paragraph].text[: line.length]
        if above.strip(" \t|").casefold() not in (
            "united states district court",
            "in the united states district court",
        ):
            continue
        for below in head[number + 1 : number + 3]:
            written = text.paragraphs[below.paragraph].text[: below.length]
            match = _DISTRICT.match(written)
            named = find_named_court(f"United States District Court for the {match[1]}", "USA") if match else None
            if match and named is not None:
                start, end = match.span(1)
                return ReadCourt(named.court, None, Evidence(written[start:end], below.paragraph, start, end))
    return None


def _in_title(text: Text, country: str | None, language: str | None) -> ReadCourt | None:
    """The court with which the document's title begins: `OLG Koblenz, Urteil vom ...`."""
    title = text.title or ""
    for mention in _mentions(title, 0, country or _COUNTRY_OF_LANGUAGE.get(language or "")):
        if mention.start == 0:
            return ReadCourt(mention.court, None, Evidence(title[: mention.end], declared="title"))
    return None


# captions of courts that write their name in a form of their own
_SPECIAL = (
    (
        re.compile(
            r"(?:JUDGMENT|ORDER|OPINION) OF THE GENERAL COURT|(?:ARRÊT|ORDONNANCE) DU TRIBUNAL \(|(?:URTEIL|"
            r"BESCHLUSS) DES GERICHTS \("
        ),
        "INTL/EGC",
    ),
    (
        re.compile(
            r"(?:JUDGMENT|ORDER|OPINION) OF THE (?:COURT(?: OF JUSTICE)?|VICE-PRESIDENT OF THE COURT)"
            r" ?\((?:[A-Z][a-z]+|Grand) |OPINION OF (?:MR |MS |MRS )?ADVOCATE GENERAL|ARRÊT DE LA COUR \(|"
            r"URTEIL DES GERICHTSHOFS \(|ARREST VAN HET HOF \(|DOMSTOLENS DOM \(|"
            r"SENTENCIA DEL TRIBUNAL DE JUSTICIA \("
        ),
        "INTL/CJEU",
    ),
    (
        re.compile(
            r"(?:CASE OF .{3,90} v\. [A-Z]|AFFAIRE .{3,90} c\. [A-Z]|EUROPEAN COURT OF HUMAN RIGHTS|"
            r"COUR EUROPÉENNE DES DROITS DE L'HOMME)"
        ),
        "INTL/ECHR",
    ),
)
_STRASBOURG_ONLY = re.compile(
    r"(?:Applications? nos?\.|Requêtes? n°s?|APPLICATIONS? NOS?\.|SECTION|GRAND CHAMBER|STRASBOURG|"
    r"HUMAN RIGHTS|DROITS DE L'HOMME)"
)


def _special(text: Text) -> ReadCourt | None:
    head = caption(text)[:14]
    joined = " ".join(fold(text.paragraphs[line.paragraph].text[: line.length]).text for line in head)
    for line in head:
        written = text.paragraphs[line.paragraph].text[: line.length]
        for pattern, court_id in _SPECIAL:
            folded = fold(written)
            match = pattern.search(folded.text)
            if match and (court_id != "INTL/ECHR" or _STRASBOURG_ONLY.search(joined)):
                start, end = folded.span(*match.span())
                evidence = Evidence(written[start:end], line.paragraph, start, end)
                return ReadCourt(load_courts()[court_id], read_chamber(text, line.paragraph), evidence)
    return None


def court_of_neutral_citation(citation: str) -> Court | None:
    """The court that a medium-neutral citation names: `[2019] UKSC 51`, `[2021] EWHC 123 (Admin)`, `2009 QCCS 2201`."""
    match = re.match(r"\[?\d{4}\]? ((?:EWCA|SAC) [A-Za-z]+|[A-Za-z]+) \d+(?: \(([A-Za-z]+)\))?", citation)
    if match is None:
        return None
    code = match[1].replace(" ", "-")
    divided = f"{code}-{match[2]}" if match[2] else code
    by_id = {court_id.split("/")[1]: court for court_id, court in load_courts().items()}
    return by_id.get(divided) or by_id.get(code)


def court_of_ecli(ecli: str) -> ReadCourt:
    """The court an ECLI names."""
    court = find_court_by_ecli(ecli)
    if court is not None:
        return ReadCourt(court)
    parsed = parse_ecli(ecli)
    return ReadCourt(None, reason=f"the court code of {parsed or ecli} is not in the court register")


def declared_court(name: str, country: str | None) -> ReadCourt:
    """The court a portal declares by name or code; a court that is not in the register keeps its name."""
    named = find_named_court(name, country)
    if named is None:
        return ReadCourt(None, reason=f"the court '{name[:80]}' is not in the court register")
    return ReadCourt(named.court, named.chamber)


_CHAMBER = re.compile(
    r"(?<!\w)(?:\d{1,2}a?\. ?(?:[A-ZÄÖÜ][a-zäöü]+)?(?:[Ss]enat|[Kk]ammer|[Zz]ivilsenat|[Ss]trafsenat)"
    r"(?: für [A-ZÄÖÜ][a-zäöü]+)?|(?:[Gg]roßer|GROSSER|Erster|Zweiter|Dritter|Vierter|Fünfter|Sechster)"
    r" ?[Ss]enat|"
    r"Grand Chamber|GRAND CHAMBER|Grande Chambre|GRANDE CHAMBRE|(?:Trial|Appeals|Pre-Trial|TRIAL|APPEALS|"
    r"PRE-TRIAL) (?:Chamber|CHAMBER)(?: [IVX]{1,4})?(?: ?[AB])?|(?:FIRST|SECOND|THIRD|FOURTH|FIFTH)"
    r" SECTION|"
    r"[Cc]hambre (?:criminelle|civile|sociale|commerciale|mixte|de l'instruction)|[Aa]ssemblée plénière|"
    r"(?:CHAMBRE|Chambre) (?:CRIMINELLE|CIVILE|SOCIALE|COMMERCIALE|MIXTE)|(?:PREMIÈRE|DEUXIÈME|TROISIÈME|"
    r"QUATRIÈME|CINQUIÈME|SIXIÈME) (?:CHAMBRE|SECTION)|"
    r"[Ss]ala (?:Primera|Segunda|Tercera|de lo Penal|de lo Civil|de lo Social|de Casación (?:Penal|Civil))"
    r"|Pleno del Tribunal|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth) Chamber|"
    r"Izba [A-Z][a-z]+)(?!\w)"
)


def read_chamber(text: Text, near: int) -> str | None:
    """The panel named in the caption within a few lines of the court's name, in its own words."""
    for paragraph in text.paragraphs[near : near + 5]:
        if len(paragraph.text) < 220 and (match := _CHAMBER.search(fold(paragraph.text).text)):
            return match[0]
    return None


def _country_signs(text: Text) -> str | None:
    head = "\n".join(paragraph.text for paragraph in text.paragraphs[:25])[:4000]
    found = {country for pattern, country in _COUNTRY_SIGNS if pattern.search(head)}
    return next(iter(found)) if len(found) == 1 else None


def _by_number(text: Text) -> ReadCourt:
    """ICC, ICTY and the like put their own number on every document."""
    for index, paragraph in enumerate(text.paragraphs[:12]):
        folded = fold(paragraph.text)
        for hit in INTERNATIONAL_FORMS.find(folded.text, Setting(None, None)):
            number = folded.text[hit.start : hit.end]
            court_id = next((court for sign, court in _BY_NUMBER.items() if number.startswith(sign)), None)
            if court_id is not None:
                start, end = folded.span(hit.start, hit.end)
                return ReadCourt(load_courts()[court_id], None, Evidence(paragraph.text[start:end], index, start, end))
    return ReadCourt(None, reason="the caption names no court of the court register")


def find_courts(line: str, country: str | None) -> list[CourtMention]:
    """The courts of the register named in `line`, in order; `country` decides between courts of one name."""
    return _mentions(line, 0, country)


def _mentions(line: str, index: int, country: str | None) -> list[CourtMention]:
    folded = fold(line)
    plain = _closed_up(folded.text)
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(plain[:1500])]
    starts = _first_words()
    found: list[CourtMention] = []
    position = 0
    while position < len(words):
        key = court_key(words[position][0])
        if key not in starts or not (words[position][0][:1].isupper() or words[position][0].startswith("'s")):
            position += 1
            continue
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            written = plain[words[position][1] : words[position + length - 1][2]].strip(" .,;:")
            if (
                court_key(written) in _TOO_COMMON
                or (length == 1 and len(written) < 6)
                or sum(character.isalpha() for character in written) < 4
                or (written.isupper() and len(written) < 6)
            ):
                continue
            named = find_named_court(written, country)
            if (
                named is not None
                and named.chamber is None
                and (named.court.country in {country, None} or country is None)
            ):
                start, end = words[position][1], words[position + length - 1][2]
                if plain is folded.text:
                    start, end = folded.span(start, end)
                else:
                    start, end = 0, len(line)
                found.append(CourtMention(named.court, index, start, end, length))
                position += length - 1
                break
        position += 1
    return found


_TOO_COMMON = frozenset(
    court_key(name)
    for name in (
        "Court of Justice",
        "Cour de justice",
        "General Court",
        "Supreme Court",
        "Court of Appeal",
        "Bundes Gericht",
        "Gericht",
        "Court",
        "Tribunal",
        "Landgericht",
        "Obergericht",
        "Divisional",
        "Chancery",
        "Family",
    )
)


def _closed_up(text: str) -> str:
    """Letter-spaced names closed up: `B u n d e s g e r i c h t` -> `Bundesgericht`."""
    if not re.search(r"(?:\w ){6,}\w", text):
        return text
    return re.sub(r"(?<!\w)(?:\w ){3,}\w(?!\w)", lambda match: match[0].replace(" ", ""), text)


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """The comparison keys of the first words of all name forms."""
    firsts: set[str] = set()
    for entry in load_court_register():
        for form in (entry.court.name, entry.court.name_en or "", *entry.forms):
            if match := _WORD.search(form):
                firsts.add(court_key(match[0]))
    return frozenset(firsts)
