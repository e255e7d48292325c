"""When alerts go out: on the subscriber's own clock, through summer time and through clocks that jump."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_ui.alerts import cadence

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_at_once_gathers_for_a_while() -> None:
    since = at("2026-11-22T10:00:00")
    assert not cadence.is_due("at_once", since, since + timedelta(seconds=29), "UTC")
    assert cadence.is_due("at_once", since, since + timedelta(seconds=30), "UTC")
    assert cadence.is_due("at_once", since, since, "UTC", window=timedelta(0))


@pytest.mark.parametrize(
    ("since", "zone", "expected"),
    [
        ("2026-11-22T10:00:00", "Europe/Berlin", "2026-11-23T06:00:00"),
        ("2026-11-22T05:59:59", "Europe/Berlin", "2026-11-22T06:00:00"),
        ("2026-11-22T06:00:00", "Europe/Berlin", "2026-11-23T06:00:00"),
        ("2026-03-28T12:00:00", "Europe/Berlin", "2026-03-29T05:00:00"),  # summer time began that night
        ("2026-10-24T12:00:00", "Europe/Berlin", "2026-10-25T06:00:00"),  # and ended
        ("2026-11-22T10:00:00", "Asia/Kathmandu", "2026-11-23T01:15:00"),
        ("2011-12-29T20:00:00", "Pacific/Apia", "2011-12-30T17:00:00"),  # 30 December 2011 was left out there
        ("2026-11-22T10:00:00", "Nowhere/Atlantis", "2026-11-23T07:00:00"),
    ],
)
def test_daily_is_the_next_morning_of_the_subscriber(since: str, zone: str, expected: str) -> None:
    assert cadence.send_at("daily", at(since), zone) == at(expected)


def test_weekly_is_the_next_monday_morning() -> None:
    assert cadence.send_at("weekly", at("2026-11-22T10:00:00"), "Europe/Berlin") == at("2026-11-23T06:00:00")
    assert cadence.send_at("weekly", at("2026-11-23T06:00:00"), "Europe/Berlin") == at("2026-11-30T06:00:00")


@given(MOMENTS, ZONES)
def test_every_day_has_one_morning_whatever_the_clock_does(since: datetime, zone: str) -> None:
    first = cadence.send_at("daily", since, zone)
    second = cadence.send_at("daily", first, zone)
    assert since < first <= since + timedelta(hours=26)
    assert timedelta(hours=22) <= second - first <= timedelta(hours=26)
    assert first.astimezone(ZoneInfo(zone)).time() == cadence.MORNING


@pytest.mark.parametrize(
    ("frequency", "begins", "ends"),
    [
        ("daily", "2026-11-24T06:00:00", "2026-11-25T06:00:00"),
        ("weekly", "2026-11-16T06:00:00", "2026-11-23T06:00:00"),
        ("monthly", "2026-10-01T05:00:00", "2026-11-01T06:00:00"),  # summer time ended in between
    ],
)
def test_silence_is_told_of_whole_days_weeks_and_months(frequency: str, begins: str, ends: str) -> None:
    for now in ("2026-11-25T06:00:00", "2026-11-25T12:34:56", "2026-11-26T05:59:59"):
        assert cadence.silent_period(frequency, at(now), "Europe/Berlin") == (at(begins), at(ends))


def test_silence_is_never_told_to_who_did_not_ask() -> None:
    assert cadence.silent_period("never", at("2026-11-25T06:00:00"), "Europe/Berlin") is None


def test_a_time_written_by_a_wrong_clock_is_not_waited_for() -> None:
    now = at("2026-11-22T10:00:00")
    assert cadence.is_due("weekly", at("2031-01-01T00:00:00"), now, "Europe/Berlin")
    assert cadence.may_retry(at("2031-01-01T00:00:00"), now)
    assert not cadence.may_retry(now + timedelta(hours=1), now)


def test_waits_grow_and_end() -> None:
    waits = [cadence.retry_after(attempt) for attempt in range(1, cadence.MOST_ATTEMPTS)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=5)


def test_unknown_cadences_are_refused() -> None:
    with pytest.raises(ValueError, match="fortnightly"):
        cadence.send_at("fortnightly", at("2026-11-22T10:00:00"), "UTC")
    with pytest.raises(ValueError, match="yearly"):
        cadence.silent_period("yearly", at("2026-11-22T10:00:00"), "UTC")
