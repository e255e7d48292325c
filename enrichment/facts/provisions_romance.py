"""What provisions in French, Spanish, Portuguese and Italian share: article, subdivisions, code or law behind."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group, Item, Reader
from enrichment.vocabulary.statutes import find_statute

LATIN = (
    r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies|decies|duodecies|terdecies|"
    r"sexiesdecies|bis [A-Z])"
)


_OPERATIVE = re.compile(r" ?: ?[A-ZÀÉ]")


def _opens_sentence(text: str, start: int) -> bool:
    return start < 3 or text[:start].rstrip()[-1] in ".;:"


class RomanceProvisions(Reader):
    """What the four languages share: a statute right behind, ids by the list or by a short form in capitals."""

    law: re.Pattern[str]
    contract: re.Pattern[str]
    default_country: str
    unnamed: frozenset[str] = frozenset()  # capitals behind a number that are no statute

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """Bare numbers go on after a plural word, or before a statute."""
        return group.plural or bool(item.parts) or self.law.match(text, item.end) is not None

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """The name after the last number, with its article."""
        if text[end : end + 1] not in {" ", ","}:
            return None
        if self.contract.match(text, end):
            return end, ""
        match = self.law.match(text, end)
        if match is None or match["law"] in self.unnamed:
            return None
        end = self.name_end(text, match.end("law"))
        if text[match.start("law") - 1] == "[" and text[end : end + 1] == "]":
            end += 1
        return end, _statute(match["law"], setting.country, self.default_country)

    def name_end(self, text: str, end: int) -> int:
        """Where the name of an act ends that is known to go up to `end`."""
        return end

    def statute_before(self, text: str, start: int, setting: Setting) -> str | None:
        """`la Convention contre la torture, articles 5 et 7`."""
        if text[max(0, start - 2) : start] not in {", ", " ("}:
            return None
        named = text[max(0, start - 90) : start].rstrip(" ,(")
        match = next((found for found in self.law.finditer(named) if found.end() == len(named)), None)
        if match is None or match["law"] in self.unnamed:
            return None
        return _statute(match["law"], setting.country, self.default_country)

    def holds(self, text: str, sign: re.Match[str], group: Group, setting: Setting) -> bool:
        """Clauses of contracts are no provisions; Roman numbers need a statute."""
        if group.statute == "":
            return False
        if _OPERATIVE.match(text, group.items[-1].end) and _opens_sentence(text, sign.start()) and sign[0][0] == "A":
            return False  # `Article 1er : La requête est rejetée.`
        first = text[sign.end() : group.items[0].end]
        return group.named_behind or not re.fullmatch(r"[IVX]+", first.split(",")[0].split(" ")[0])

    def clean_number(self, number: str) -> str:
        """`L. 761-1` -> `L761-1`, `1er` -> `1`, `672.º` -> `672`, `II` -> `2`."""
        number = re.sub(r" (?:à|a|al|ao) ", "-", number)
        number = re.sub(r"(?<=\d)(?:er|re|[.]?[ºª°o]\.?)(?![a-z])", "", re.sub(r"^([LRD])\. ?\*?", r"\1", number))
        number = number.replace(" ", "").rstrip(".")
        return _arabic(number) if re.fullmatch(r"[IVX]+", number) else number


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _arabic(roman: str) -> str:
    total = 0
    for this, following in zip(roman, [*roman[1:], ""], strict=True):
        total += -_ROMAN[this] if following and _ROMAN[following] > _ROMAN[this] else _ROMAN[this]
    return str(total)


_PORTUGUESE_CODES = {"CCiv": "CC", "CPCiv": "CPC", "CPPen": "CPP", "CPen": "CP"}


@lru_cache(maxsize=4096)
def _statute(law: str, country: str | None, default: str) -> str | None:
    if default == "PRT":
        law = _PORTUGUESE_CODES.get(law.rstrip("."), law)
    if found := find_statute(law, country, default):
        return found
    if found := find_statute(re.sub(r",? de \d{1,2} de [a-z]+$", "", law), country, default):
        return found
    if match := re.search(r"(?:irecti[fv]|èglement|eglamento|écision).*?(\d{1,4}/\d{1,4})", law):
        return f"EU-{match[1]}"
    return law if re.fullmatch(r"[A-Z]{2,7}(?:-[A-Z]{2})?", law) and law not in {"CP", "CC", "CO"} else None
