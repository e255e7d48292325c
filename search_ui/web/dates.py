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


_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CRON = re.compile(r"(\d{1,2}) (\d{1,2}) (\*|[1-9]|[12]\d|3[01]) \* (\*|[0-7])")


def readable_schedule(cron: str | None) -> str:
    """A cron line in words: `30 3 * * *` as `daily at 03:30`, `0 4 * * 1` as `on Mondays at 04:00`, `0 4 1 * *` as
    `monthly, on day 1, at 04:00`; any other line as it is, None as an empty string."""
    found = _CRON.fullmatch((cron or "").strip())
    if not found:
        return cron or ""
    minute, hour, month_day, week_day = found.groups()
    if "*" not in (month_day, week_day):
        return cron or ""
    when = f"at {int(hour):02}:{int(minute):02}"
    if week_day != "*":
        return f"on {_DAYS[int(week_day)]}s {when}"
    return f"daily {when}" if month_day == "*" else f"monthly, on day {month_day}, {when}"
