"""Dates and times as people read them: `13 January 2022`."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ](\d{2}:\d{2}).*)?")


def readable_date(iso: str | None) -> str:
    """`2022-01-13` as `13 January 2022`, `2022-01` as `January 2022`, a year as it is; anything else unchanged, None
    as an empty string."""
    found = _ISO.fullmatch(iso or "")
    if not found:
        return iso or ""
    year, month, day, _ = found.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year if month is None else (iso or "")
    return " ".join(part for part in (str(int(day)) if day else "", _MONTHS[int(month) - 1], year) if part)


def readable_time(iso: str | None) -> str:
    """`2026-11-22T08:06:11+00:00` as `22 November 2026, 08:06 UTC` (times are kept in UTC); None as an empty string."""
    found = _ISO.fullmatch(iso or "")
    clock = found.group(4) if found else None
    return f"{readable_date(iso)}, {clock} UTC" if clock else readable_date(iso)


def is_date(text: str) -> bool:
    """Whether `text` is a year, a month (`2022-01`) or a day (`2022-01-13`) in ISO 8601."""
    found = _ISO.fullmatch(text)
    if not found or found.group(4):
        return False
    _, month, day, _ = found.groups()
    return (month is None or 1 <= int(month) <= 12) and (day is None or 1 <= int(day) <= 31)
