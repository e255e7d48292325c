"""Case numbers: their normal form, and the key by which two written forms are known to be the same number."""

from __future__ import annotations

import re
import unicodedata

from enrichment.facts.normalise import plain

_LABEL = re.compile(
    r"(?:(?:Aktenzeichen|Geschäftszahl|Geschäftszeichen|Az|AZ|Gz|GZ|Docket|Case|Cases|File|Appeal|"
    r"Application|Appl|App|Requête|Pourvoi|Dossier|Rôle|Rolnummer|rolnummer|"
    r"Parketnummer|parketnummer|Zaaknummer|zaaknummer|zaaknr|rolnr|Mål|mål|målnummer|Målnummer|Sag|sag|"
    r"Sak|sak|Sygn|sygn|akt|Broj|broj|LJN|Expediente|expediente|No|Nos|NO|no|nos|Nr|nr|Nrn|Nummer|nummer|"
    r"Number|number|N(?=[°º])|n(?=[°º.]o?s? ?\d|[°º])|[Nn]úm|num|[Ss]umario|[Pp]rocedimiento [Aa]breviado|"
    r"[Dd]iligencias [Pp]revias|[Rr]ollo|[Rr]ecurso)"
    r"(?:\.|(?=[ :°º]))? ?[:°º]? ?)+(?=[\w(])"
)
_TRIM = " .,;:–—-"
_PIECES = re.compile(r"[0-9]+|[^\W\d_]+")
_SPECIAL = str.maketrans(
    {"ß": "SS", "ẞ": "SS", "Æ": "AE", "Ø": "O", "Œ": "OE", "Ð": "D", "Đ": "D", "Þ": "TH", "Ł": "L"}
)
_POURVOI = re.compile(r"(\d{2}-\d{2})(\d{3})")
_CYRILLIC = str.maketrans(
    dict(zip("АБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ", "ABVGDDEZZIJKLMNOPRSTCUFHCCS", strict=True))
    | {"Љ": "LJ", "Њ": "NJ", "Џ": "DZ"}
)
_DUTCH = re.compile(r"(\d{2})(\d{6})(\d{2})(-\d)?")


def normalise_docket(written: str) -> str:
    """The number as its court writes it: `Az.: 3StR564/19` -> `3 StR 564/19`, `n° 21-24283` -> `21-24.283`.

    Labels in front and stops behind go, blanks and hyphens become plain; a form that no rule knows is otherwise left as
    it is. The function is idempotent. An empty string stays empty."""
    for _ in range(8):
        normal = _normalise_once(written)
        if normal == written:
            break
        written = normal
    return written


def _normalise_once(written: str) -> str:
    number = plain(written).strip(_TRIM)
    if match := _LABEL.match(number):
        rest = number[match.end() :]
        if any(character.isdigit() for character in rest):
            number = rest.strip(_TRIM)
            if re.search(r"[Pp]ourvoi|[°º]", match[0]) and (french := _POURVOI.fullmatch(number)):
                return f"{french[1]}.{french[2]}"
    known = _known_form(number)
    if known is not None and not _POURVOI.fullmatch(number):
        return known
    return re.sub(r" ?/ ?", "/", number)


def _known_form(number: str) -> str | None:
    from enrichment.facts import dockets_european, dockets_world, international
    from enrichment.facts.dockets_register import find_register_dockets
    from enrichment.facts.forms import Setting

    settings = (Setting("de", "DEU"), Setting("fr", "FRA"), Setting("sv", "SWE"))
    for setting in settings:
        for hit in find_register_dockets(number, setting):
            if hit.norm and (hit.start, hit.end) == (0, len(number)):
                return hit.norm
    for forms in (international.FORMS, dockets_european.FORMS, dockets_world.FORMS):
        for setting in settings:
            for hit in forms.find(number, setting):
                if hit.norm and (hit.start, hit.end) == (0, len(number)):
                    return hit.norm
    return None


def docket_key(written: str) -> str:
    """The comparison key: letters in capitals and numbers without leading zeros, nothing else; two numbers that follow
    each other are kept apart by `-`. `3StR564/19`, `3 StR 564/19` and `3 StR 564 / 19` all give `3STR564-19`.

    A four-digit year at the end counts as two digits (`3-3 StE 5/2018`, `3-3 StE 5/18`), and the ten digits of a Dutch
    appeal (`2200119722`) as their written groups (`22-001197-22`)."""
    number = plain(written).strip(_TRIM)
    if match := _LABEL.match(number):
        rest = number[match.end() :]
        if any(character.isdigit() for character in rest):
            number = rest
    number = re.sub(r"^(?:[^\W\d_]{5,}\.? |de |del |la |el )+(?=.*\d)", "", number)  # `Recurso de amparo 12-2020`
    number = re.sub(r"(?<=\d) ?u\.? ?a\.?$", "", number)  # Austria: `und andere`
    number = re.sub(r"(?<=\d-\d\d)\.(?=\d{3}(?!\d))", "", number)  # `22-80.057` is also written `22-80057`
    if match := _DUTCH.fullmatch(number.replace(" ", "")):
        number = "-".join(part for part in match.groups() if part).replace("--", "-")
    folded = unicodedata.normalize("NFKD", number.upper().translate(_SPECIAL).translate(_CYRILLIC))
    key = ""
    for piece in _PIECES.findall("".join(c for c in folded if not unicodedata.combining(c))):
        if piece.isdigit():
            key += ("-" if key[-1:].isdigit() else "") + (piece.lstrip("0") or "0")
        else:
            key += piece
    if match := re.fullmatch(r"(.*[A-Z]\d+)-(?:19|20)(\d\d)", key):
        key = f"{match[1]}-{match[2].lstrip('0') or '0'}"
    return key


def same_docket(first: str, second: str) -> bool:
    """Whether two written forms are the same number; two empty ones are not."""
    key = docket_key(first)
    return bool(key) and key == docket_key(second)
