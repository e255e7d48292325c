"""When a message may go out: at once (grouped), daily or weekly, on the subscriber's own clock.

Nothing here reads a clock: every function is given the moment it is asked at. All moments are aware datetimes in UTC. A
moment that lies in the future was written by a clock that has since been set back; it is never waited for.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

GROUPING_WINDOW = timedelta(seconds=30)
"""How long `at_once` gathers matches before it sends them in one message: long enough for what one run publishes, short
enough that a message is with the relay within a minute of publication."""

MORNING = time(7, 0)
"""When daily and weekly messages go out, on the subscriber's clock."""

MONDAY = 0

MOST_ATTEMPTS = 18
"""Attempts after which a message that is refused for now counts as undeliverable: about four days."""

_LOOKING_BACK = {"daily": timedelta(days=4), "weekly": timedelta(days=22), "monthly": timedelta(days=95)}
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=12)


def send_at(cadence: str, since: datetime, time_zone: str, *, window: timedelta = GROUPING_WINDOW) -> datetime:
    """From when on what has been waiting since `since` may be sent (UTC).

    `at_once`: `window` later. `daily`: the next morning on the clock of `time_zone` (IANA). `weekly`: the next Monday
    morning. Raises ValueError for another cadence.
    """
    if cadence == "at_once":
        return since + window
    if cadence == "daily":
        return next_morning(since, time_zone)
    if cadence == "weekly":
        return next_morning(since, time_zone, weekday=MONDAY)
    raise ValueError(f"there is no cadence {cadence!r}")


def is_due(
    cadence: str, since: datetime, now: datetime, time_zone: str, *, window: timedelta = GROUPING_WINDOW
) -> bool:
    """Whether what has been waiting since `since` may be sent at `now`. A `since` after `now` is due at once: a clock
    that was set back must not hold an alert for as long as it was wrong."""
    return since > now or now >= send_at(cadence, since, time_zone, window=window)


def silent_period(frequency: str, now: datetime, time_zone: str) -> tuple[datetime, datetime] | None:
    """The last full day, week or month (from morning to morning) before `now`, of which "nothing new" can be said; None
    for `never`. Raises ValueError for another frequency."""
    if frequency == "never":
        return None
    if frequency not in _LOOKING_BACK:
        raise ValueError(f"there is no frequency {frequency!r}")
    weekday = MONDAY if frequency == "weekly" else None
    monthly = frequency == "monthly"
    mornings = [now - _LOOKING_BACK[frequency]]
    while mornings[-1] <= now:
        mornings.append(next_morning(mornings[-1], time_zone, weekday=weekday, first_of_month=monthly))
    return mornings[-3], mornings[-2]


def next_morning(
    after: datetime, time_zone: str, *, weekday: int | None = None, first_of_month: bool = False
) -> datetime:
    """The first morning strictly after `after` on the clock of `time_zone` (UTC); with `weekday` (0 is Monday) or
    `first_of_month` the first such morning. An unknown zone counts as UTC."""
    zone = zone_named(time_zone)
    day = after.astimezone(zone).date()
    while True:
        moment = _on_the_clock(day, zone)
        wanted = (weekday is None or day.weekday() == weekday) and (not first_of_month or day.day == 1)
        if wanted and moment > after:
            return moment
        day += timedelta(days=1)


def _on_the_clock(day: date, zone: ZoneInfo) -> datetime:
    """The morning of `day` in UTC. Where the clock jumps over it (the start of summer time), `zoneinfo` reads it with
    the offset before the jump, so the moment is as long after midnight as on any other day. Where it comes twice, the
    first is taken."""
    return datetime.combine(day, MORNING, zone).astimezone(UTC)


def zone_named(name: str) -> ZoneInfo:
    """The zone with this IANA name; UTC when there is none (a zone the system's tables no longer have)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone this system knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def retry_after(attempts: int) -> timedelta:
    """How long to wait after the `attempts`-th refusal: 1, 2, 4 ... minutes, at most 12 hours. The same for everybody,
    so that the ledger can say when the next attempt is."""
    return min(_FIRST_WAIT * (1 << min(max(attempts - 1, 0), 20)), _LONGEST_WAIT)


def may_retry(next_attempt: datetime | None, now: datetime) -> bool:
    """Whether a refused message may be tried again at `now`. A time further away than the longest wait comes from a
    clock that has been set back since, and is not waited for."""
    return next_attempt is None or now >= next_attempt or next_attempt - now > _LONGEST_WAIT
