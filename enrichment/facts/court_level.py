"""The instance a decision was given in, where the court's place among courts does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

# German higher regional courts try genocide, crimes against humanity and war crimes in first instance (§ 120 GVG). The
# register signs of such trials: StE (charged by the Federal Prosecutor General), OJs (by a Land's).
_TRIED_BY_A_HIGHER_COURT = re.compile(r"\b(?:StE|OJs)\b")


def instance_of(country: str | None, level: str | None, docket_numbers: Sequence[str]) -> str | None:
    """`first`, `appeal`, `supreme`, `constitutional` or `international`: the `level` of the court in the register of
    courts, unless the docket numbers tell that this court of appeal sat as court of first instance. `country` is
    ISO 3166-1 alpha-3."""
    tried = country == "DEU" and level == "appeal"
    return "first" if tried and any(map(_TRIED_BY_A_HIGHER_COURT.search, docket_numbers)) else level
