"""Whether a day can be that of the decision, by what the text itself speaks of.

No clock is asked: a decision is read the same in every year. A court seldom decides five years after the file was
opened, and when it does, it tells of the years between; a day long after the number of the file and after every other
day in the text is a slip of the pen (`2029` for `2019`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from enrichment.facts.dates import find_dates
from enrichment.text import Text

_FILE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|/(\d\d)(?![\d/])")
_LONG_PROCEEDINGS = 5  # years from the file's number to the decision, from which on the text has to bear them out
_SILENCE = 3  # years
_ENOUGH_DAYS = 3


def doubt_of_late_day(text: Text, day: str, dockets: Sequence[str], country: str | None = None) -> str | None:
    """Why `day` (ISO) is too late to be that of the decision with these `dockets`; None where nothing is against it."""
    year = int(day[:4])
    opened = [_year_of(match[1] or match[2], year) for number in dockets for match in _FILE_YEAR.finditer(number)]
    if not opened or year - max(opened) < _LONG_PROCEEDINGS:
        return None
    others = [
        found.value
        for paragraph in text.paragraphs
        for found in find_dates(paragraph.text, country)
        if found.value != day and date.fromisoformat(found.value).year <= year
    ]
    if len(others) < _ENOUGH_DAYS or year - int(max(others)[:4]) < _SILENCE:
        return None
    return (
        f"the day {day} is {year - max(opened)} years after the number of the file, "
        f"the latest other day in the text is {max(others)}"
    )


def _year_of(written: str, latest: int) -> int:
    """The year of a file: two digits are of the last hundred years before `latest`."""
    if len(written) == 4:
        return int(written)
    year = latest - latest % 100 + int(written)
    return year if year <= latest else year - 100
