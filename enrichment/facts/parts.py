"""Which part of a decision a line belongs to where no portal says: caption, operative part, facts, reasons."""

from __future__ import annotations

import re

from enrichment.text import Role

_MAX_HEADING = 70
_LONGEST_OPINION_HEADING = 160

# A line that opens a part. Operative parts first: what a court orders weighs most for every fact.
_OPENINGS: tuple[tuple[Role, str], ...] = (
    (
        Role.OPERATIVE_PART,
        r"tenor|entscheidungsformel|urteilsformel|urteilstenor|spruch|dispositiv|erkannt|"
        r"par ces motifs|dispositif|décide|par ces motifs,.*|"
        r"(?:de )?beslissing(?: van .{0,40})?|dictum|rechtdoende|de uitspraak|"
        r"for (?:these|the foregoing|the above) reasons,?.*|disposition|orders?|conclusion and orders?|"
        r"verdict|decision|"
        r"the (?:court|chamber) (?:hereby )?(?:orders|decides|finds).*|"
        r"fall(?:o|amos)|parte dispositiva|la sala acuerda|se acuerda|"
        r"domslut|beslut|avgörande[nt]?|(?:tingsrättens|hovrättens|domstolens) avgörande|"
        r"hovrättens domslut|tingsrättens domslut|högsta domstolens avgörande|slut",
    ),
    (
        Role.HEADNOTE,
        r"leitsätze?|amtliche[rs]? leits(?:atz|ätze)|orientierungssatz|inhoudsindicatie|sommaire|résumé|"
        r"headnotes?|summary|sammanfattning|referat|resumen|síntesis",
    ),
    (
        Role.FACTS,
        r"tatbestand|sachverhalt|feststellungen|zum sachverhalt|"
        r"faits(?: et procédure)?|exposé (?:des faits|du litige)|rappel des faits(?: et de la procédure)?|"
        r"de feiten|procesverloop|ontstaan en loop van het geding|(?:de )?tenlastelegging|"
        r"(?:the )?facts|factual background|background|procedural history|introduction|"
        r"antecedentes(?: de hecho)?|hechos(?: probados)?|resultandos?|"
        r"bakgrund|yrkanden(?: m\.m\.)?|åtal(?:et)?(?: m\.m\.)?",
    ),
    (
        Role.REASONS,
        r"(?:entscheidungs)?gründe|aus den gründen|begründung|rechtliche würdigung|erwägungen|in erwägung|"
        r"motifs(?: de la décision)?|motivation|discussion|moyens?|considérant.*|sur le(?:s)? moyens?.*|"
        r"overwegingen|motivering|(?:de )?beoordeling(?: .{0,40})?|bewijsoverwegingen?|bewezenverklaring|"
        r"reasons(?: for judgment)?|reasoning|analysis|the law|findings|applicable law|deliberations?|"
        r"fundamentos(?: de derecho| jurídicos)?|considerandos?|razonamientos jurídicos|"
        r"domskäl|skäl(?:en)? för (?:domen|beslutet)|(?:hovrättens|tingsrättens) (?:domskäl|bedömning)|"
        r"högsta domstolens bedömning|skäl",
    ),
)
_HEADING = tuple(
    (role, re.compile(rf"(?:[IVX\d]+\s*[.)]?\s*)?(?:{words})\s*[:.]?", re.IGNORECASE)) for role, words in _OPENINGS
)
# Spaced headings: "G r ü n d e :", "R É P U B L I Q U E".
_SPACED = re.compile(r"(?:\w ){3,}\w\s*:?")

# An operative part that begins inside running text: the rest of the line belongs to it.
_RUNNING_ORDER = re.compile(
    r"\b(?:für recht erkannt|hat .{0,200}\b(?:beschlossen|erkannt)\s*:|(?:PAR|POUR) CES MOTIFS|Par ces motifs|"
    r"FOR THESE REASONS|FALLAMOS|FALLO\b|DOMSLUT|BESLISSING\b|RECHTDOENDE\b|RESUELV[EO]\b|RESOLVEMOS\b|DISPONGO\b|"
    r"[Ss]e resuelve ?:|LA SALA ACUERDA|PARTE DISPOSITIVA|IT IS (?:HEREBY |SO )?ORDERED|zu Recht erkannt|"
    r"wie folgt verurteilt|"
    r"Demnach (?:erkennt|beschlie(?:ss|ß)t))|"
    r"^\W*(?:\d+\.?\s*)?(?:De )?[Bb]eslissing (?:De|Het) (?=[a-zHARC])"
)
_RUNNING_HINTS = (
    "erkannt", "beschlossen", "verurteilt", "Demnach", "CES MOTIFS", "ces motifs", "FOR THESE REASONS", "ORDERED",
    "FALL", "RESUELV", "RESOLVEMOS", "DISPONGO", "resuelve", "ACUERDA", "DISPOSITIVA", "DOMSLUT", "ESLISSING",
    "eslissing ", "RECHTDOENDE",
)  # fmt: skip
# A line that ends by announcing the order: "La Cour d'appel prononce :".
_ANNOUNCES_ORDER = re.compile(
    r"\b(?:beschlossen|erkannt|erkennt|verfügt|beschlie(?:ss|ß)t|prononce|décide|arrête|ordonne|verstaat als volgt|"
    r"beslist als volgt|resuelve|acuerda|dispone|decide|orders as follows|makes the following order)\s*:$"
)


# A heading with the text on the same line: "Gründe: Das Oberlandesgericht hat ..."
_INLINE = re.compile(
    r"(?P<reasons>(?:(?:Entscheidungs)?[Gg]ründe|Aus den Gründen|Begründung|Motifs|Motivation|Overwegingen|Domskäl|"
    r"Skäl|"
    r"Reasons|Fundamentos(?: de Derecho)?)\s*:\s+\S)|"
    r"(?P<facts>(?:Sachverhalt|Tatbestand|Feststellungen|Faits|Feiten|De feiten|Facts|Hechos(?: probados)?|"
    r"Bakgrund)\s*:"
    r"\s+\S)|"
    r"(?P<order>(?:Tenor|Spruch|Dispositiv|Dispositif|Beslissing|Dictum|Domslut|Disposition|Order|Fallo)\s*:\s+\S)"
)


# The opinion of one judge: no order and no fact of the court is read from it.
_SEPARATE_OPINION = re.compile(
    r"\W*(?:[\w .&'-]{0,60} - )?(?:[IVXLC\d]+\s*[.)]\s*)?(?:"
    r"(?:(?:joint|partly|partially|partial|the)\s+)*(?:dissenting|separate|concurring|individual)"
    r"(?:\s+and\s+(?:dissenting|concurring))?\s+opinion\b(?:\s+(?:of|by)\b.{3,80})?|"
    r".{0,60}\bdeclaration\s+of\s+(?:vice-president|president|judge)\b.{3,60}|"
    r"the (?:joint )?reasons of .{3,90} (?:was|were) delivered by.{0,40}|"
    r"abweichende meinung\b.{0,80}|sondervotum\b.{0,80}|"
    r"opinions? (?:partiellement |en partie )?(?:dissidente|séparée|individuelle|concordante)\b.{0,80}|"
    r"votos? particular(?:es)?\b.{0,90}|skiljaktig(?:a)? mening\w*\b.{0,60}|dissenting"
    r")\s*[:.]?",
    re.IGNORECASE,
)
_SEPARATE_CUE = re.compile(
    r"opinion|declaration|delivered by|meinung|sondervotum|votos? partic|skiljaktig", re.IGNORECASE
)
# Where the court signs, its order has ended: "Done in English and French", "Ainsi fait et jugé", a line to sign on.
_SIGNED = re.compile(
    r"\s*(?:Done\b.{0,40}\b(?:English|French|this|at)\b|Dated this\b|_{6,}|\[?Seal of|"
    r"(?:Ainsi|Fait)\b.{0,30}\b(?:jugé|prononcé|en (?:français|anglais|audience))|Dit arrest is gewezen|"
    r"Dit vonnis is gewezen|Así por esta|Solicitors? for\b)",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"(?:orders?|decision|verdict|beslut|conclusion and orders?|summary|disposition|slut|spruch)\s*[:.]?", re.IGNORECASE
)


# Where an extraction ran the lines together: the words with which an order begins within a line, and those that end it.
_BEGINS_WITHIN = re.compile(
    r"(?<=[.;:,)€\d\w]\s)(?:"
    r"(?:PAR|POUR) CES MOTIFS|Par ces motifs\b(?=,? (?:la|le|LA) )|FOR THESE REASONS|FALLAMOS\b|F A L L O\b|FALLO ?:|"
    r"PARTE DISPOSITIVA|DOMSLUT\b|(?:HOVRÄTTENS|TINGSRÄTTENS) DOMSLUT|HÖGSTA DOMSTOLENS AVGÖRANDE|"
    r"(?:De )?(?:[Bb]eslissing|BESLISSING) (?=De (?:rechtbank|kantonrechter|voorzieningenrechter|politierechter|"
    r"Hoge Raad|Afdeling|rechter|Raad|raadkamer|meervoudige)\b|Het (?:hof|Hof|gerechtshof|[Cc]ollege)\b)|"
    r"(?=(?:für Recht erkannt|(?:beschlossen|erkannt|entschieden)) ?: ))"
)
_ENDS_WITHIN = re.compile(
    r"(?<=[.;:)]\s)(?:(?:Entscheidungsgründe|Gründe|Tatbestand)\b(?= ?:? (?:[IVA1]\.|[A-ZÄÖÜ\[1]))|"
    r"(?:YRKANDEN|DOMSKÄL|SKÄL|BAKGRUND|HOVRÄTTENS DOMSKÄL)\b(?= )|Dit (?:arrest|vonnis) is (?:gewezen|gegeven)|"
    r"(?:Deze (?:uitspraak|beschikking|beslissing)|Dit vonnis|Dit arrest) is (?:gedaan|gegeven|gewezen|vastgesteld)|"
    r"Aldus (?:gewezen|gegeven|gedaan)|Ainsi (?:fait|jugé|prononcé|rendu)|Done in (?:English|French))"
)
# What every match of the two holds: most lines need no further look.
_BEGINNINGS = (
    "MOTIFS", "motifs", "REASONS", "FALL", "F A L L", "PARTE D", "DOMSLUT", "AVGÖRANDE", "eslissing", "BESLISSING",
    "erkannt", "beschlossen", "entschieden",
)  # fmt: skip
_ENDINGS = (
    "ründe", "Tatbestand", "YRKANDEN", "SKÄL", "BAKGRUND", "Dit ", "Deze ", "Aldus", "Ainsi", "Done in"
)  # fmt: skip
_LONG_LINE = 160  # characters


def borders_of_order(line: str) -> list[int]:
    """The offsets within a long line at which the court's order begins and ends; empty where there are none."""
    if len(line) < _LONG_LINE:
        return []
    begin = _BEGINS_WITHIN.search(line) if any(word in line for word in _BEGINNINGS) else None
    ends = any(word in line for word in _ENDINGS)
    if begin is None and not (ends and opens_order(line[:_LONG_LINE])):
        return []
    end = _ENDS_WITHIN.search(line, begin.start() if begin else 0) if ends else None
    return [match.start() for match in (begin, end) if match]


def ends_order(line: str) -> bool:
    """Whether a line that was run together begins with what follows an order: the reasons, the parties' claims."""
    return _ENDS_WITHIN.match(" " + line, 1) is not None


def heading_role(line: str, *, first_lines: bool = False) -> Role | None:
    """The part that `line` opens when it is a heading of its own, else None.

    In the `first_lines` of a document words like "DECISION" are its title and open nothing."""
    line = line.strip()
    if first_lines and _TITLES.fullmatch(line):
        return None
    inline = _INLINE.match(line)
    if inline is not None:
        return {"reasons": Role.REASONS, "facts": Role.FACTS, "order": Role.OPERATIVE_PART}[
            inline.lastgroup or "reasons"
        ]
    if not line or len(line) > _MAX_HEADING:
        return None
    if _SPACED.fullmatch(line):
        line = line.replace(" ", "")
    return next((role for role, pattern in _HEADING if pattern.fullmatch(line)), None)


def opens_separate_opinion(line: str) -> bool:
    """Whether `line` is the heading of an opinion or declaration of single judges."""
    if len(line) > _LONGEST_OPINION_HEADING or _SEPARATE_CUE.search(line) is None:
        return False
    return _SEPARATE_OPINION.fullmatch(line.strip()) is not None


def closes_order(line: str) -> bool:
    """Whether the court signs in `line`: what follows is no order of it."""
    return _SIGNED.match(line) is not None


_COURT_ALONE = re.compile(
    r"\W*(?:De (?:Hoge Raad|rechtbank|raadkamer)|Het (?:[Hh]of|gerechtshof)|L[aA] C(?:our|OUR)|Le [Tt]ribunal|"
    r"The Court)\s*[:,]"
)


def opens_order(line: str) -> bool:
    """Whether the order of the court begins within `line` ("PAR CES MOTIFS, la Cour : REJETTE le pourvoi")."""
    if any(hint in line for hint in _RUNNING_HINTS) and _RUNNING_ORDER.search(line) is not None:
        return True
    line = line.rstrip()
    if _COURT_ALONE.fullmatch(line):
        return True  # "De Hoge Raad:" and the verbs of the order below
    return line.endswith(":") and _ANNOUNCES_ORDER.search(line[-60:]) is not None
