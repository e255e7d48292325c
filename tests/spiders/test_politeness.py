"""Manners: who we say we are, how long we wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spiders.politeness import pause_asked, usable_contact, user_agent
from spiders.settings import crawl_settings
from spiders.sources import SOURCES

AT = datetime(2099, 1, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("0", 0),
        ("86400", 300),
        ("Thu, 01 Jan 2099 12:00:30 GMT", 30),
        ("Thu, 01 Jan 2099 11:00:00 GMT", 0),
        ("soon", 0),
        ("nan", 0),
        ("-5", 0),
        ("", 0),
    ],
)
def test_a_busy_portal_is_given_the_time_it_asks_for_within_reason(header: str, seconds: float) -> None:
    assert pause_asked(header, AT) == seconds


@pytest.mark.parametrize(
    ("contact", "usable"),
    [
        ("mail@ngo.example", True),
        ("https://ngo.example/bot", True),
        ("", False),
        ("me", False),
        ("a@b.example\r\nX-Injected: 1", False),
    ],
)
def test_a_contact_is_something_one_can_use(contact: str, usable: bool) -> None:
    assert (usable_contact({"UJ_CONTACT": contact}) is not None) is usable


def test_the_user_agent_is_honest() -> None:
    assert user_agent("1.2", "mail@ngo.example") == "uj-caselaw/1.2 (+mail@ngo.example)"
    assert "Mozilla" not in user_agent("1.2", None)


@pytest.mark.parametrize("source", [source for source in SOURCES.values() if source.id != "folder"], ids=lambda s: s.id)
def test_a_live_run_is_polite_and_has_no_open_doors(source) -> None:
    settings = crawl_settings(source, version="1", user_agent="x", hosts=frozenset({"h"}))
    assert settings["ROBOTSTXT_OBEY"] is True
    assert settings["AUTOTHROTTLE_ENABLED"] is True
    assert settings["DOWNLOAD_DELAY"] == 60 / source.requests_per_minute
    assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["REMOTE_CONTROL_ENABLED"] is False
    assert settings["TELNETCONSOLE_ENABLED"] is False
    assert settings["UJ_ALLOW_LOOPBACK"] is False
    assert settings["DOWNLOAD_HANDLERS"]["file"] is None
    assert settings["DOWNLOAD_HANDLERS"]["https"] == "spiders.connections.KeptConnections"


def test_a_replay_has_no_handler_that_could_open_a_connection() -> None:
    settings = crawl_settings(SOURCES["de_rii"], version="1", user_agent="x", hosts=frozenset({"h"}), replay=True)
    assert settings["DOWNLOAD_HANDLERS"] == {
        "http": "spiders.replay.ReplayHandler",
        "https": "spiders.replay.ReplayHandler",
        "data": None,
        "file": None,
        "ftp": None,
        "s3": None,
    }
