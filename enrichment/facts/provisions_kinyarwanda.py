"""Provisions in Kinyarwanda: `ingingo ya 3, agace kayo ka mbere, y'Itegeko Nº 059/2023 ryo ku wa 04/12/2023`."""

from __future__ import annotations

import re
from typing import ClassVar

from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group, Item, Reader


class KinyarwandaProvisions(Reader):
    """Kinyarwanda grammar: article (`ingingo`), paragraph (`igika`), point (`agace`), law (`Itegeko`)."""

    name = "provision.kinyarwanda"
    sign = re.compile(r"(?:[Ii]n?gingo|(?<= )ngingo) (?:ya|yâ|y'|za|z') ?(?=\d)")
    number = re.compile(r"\d{1,4}(?:bis|ter)?(?![\w/]|\.\d)(?:(?: kugeza (?:ku|kuri)(?: ya)? | - |-)\d{1,4}(?![\w/]))?")
    subdivision = re.compile(
        r",? (?:igika(?: cyayo)?(?: cya)?|agace(?: kayo)?(?: ka)?|akagaka(?: ka)?|umurongo(?: wa)?) "
        r"(?P<v>\d{1,2}[ºo°]?(?![\w/])|mbere|kabiri|gatatu|kane|gatanu|\(?[a-z]\))"
    )
    joiner = re.compile(r"(?:, (?:n'iya |iya |na )?| na | n'iya | ndetse n'iya | cyangwa )(?=\d)")
    _law = re.compile(
        r",? (?:y'|z'|ry'|mu |y)(?P<law>I?i?tegeko(?:[ -](?:Ngenga|Nshinga|teka))?"
        r"(?: ?[Nn](?:[º°o]\.?|imero) ?\d{1,4}(?:[/ ]\w{2,8})?/\d{2,4}(?: ryo (?:ku ?wa|"
        r"ku itariki ya) \d{1,2}/\d{1,2}/\d{4})?|"
        r" rya Repubulika y'u Rwanda)?|Amasezerano [A-Z]\w+)(?!\w)"
    )
    _words: ClassVar[dict[str, str]] = {"mbere": "1", "kabiri": "2", "gatatu": "3", "kane": "4", "gatanu": "5"}

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`ingingo za`."""
        return " z" in sign[0]

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """`ingingo ya 29 n'iya 151`: what joins numbers joins nothing else."""
        return True

    def values(self, match: re.Match[str]) -> list[str]:
        """Words of number as digits."""
        written = match["v"].strip("()ºo°")
        return [self._words.get(written, written)]

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """`y'Itegeko N° 22/2018 ryo ku wa 29/04/2018`."""
        match = self._law.match(text, end)
        return (match.end(), None) if match else None
