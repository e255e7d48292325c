"""The messages themselves: what they say, that they load nothing, and that the same content is the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_ui.alerts.atom import in_feed
from search_ui.alerts.links import Links, Signer, new_token
from search_ui.alerts.mail import SourceChecked, alert_mail, confirm_mail, marked, sign_in_mail, silence_mail
from search_ui.alerts.mail_message import Sender
from search_ui.alerts.model import Batch, Delivery, DeliveryState, Event, EventKind, Reason, Subscriber, Subscription
from search_ui.alerts.phrases import LANGUAGES, Phrases, phrase_names
from search_ui.alerts.settings import AlertSettings, is_address, kept_secret
from search_ui.alerts.sign_in import SESSION_FOR, Limiter, Session, read_session, written_session
from search_ui.alerts.smtp import WrongMailSetting
from tests.search_ui.alerts.alert_site import AlertSite, MovableClock, alert_site

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
LINKS = Links("https://cases.example", Signer(b"x" * 32))
SENDER = Sender("alerts@cases.example", "Universal Jurisdiction Case Law", "The Test Chamber")
READER = Subscriber("s1", "reader@example.org", time_zone="Europe/Berlin", state="active")
HOSTILE = '"><script>alert(1)</script>\r\nBcc: victim@example.org'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AlertSite]:
    with alert_site(tmp_path_factory.mktemp("mail"), with_mail=False, pages=False) as running:
        for number in range(1, 41):
            running.publish(number)
        yield running


def decision(number: int) -> str:
    return f"deu-olgcell-2026-11-20-4-ste-{number}-26"


def delivery(number: int, kind: EventKind = EventKind.NEW_DECISION, alert: str = "a1", **event: Any) -> Delivery:
    name = decision(number)
    snippet = "Der Angeklagte hat nach den Feststellungen die Folter der Gefangenen in der Haftanstalt angeordnet."
    return Delivery(
        id=f"{alert}-{number}-{kind.value}",
        subscription_id=alert,
        decision_id=name,
        event=Event(name, kind, kind.value, number, "2026-11-22T08:00:00+00:00", **event),
        state=DeliveryState.QUEUED,
        evidence=(
            Reason("torture", "", "Folter", "Folter", "de", 1, "17", snippet, ((47, 53),)),
            Reason("territorial_state: SYR", "territorial_state: SYR"),
        ),
    )


def batch(*rows: Delivery, language: str = "en", names: tuple[str, ...] = ("Torture, Syria", "Celle")) -> Batch:
    alerts = {f"a{n}": Subscription(f"a{n}", "s1", name) for n, name in enumerate(names, start=1)}
    return Batch(
        id="b1",
        subscriber=replace(READER, language=language),  # type: ignore[arg-type]
        channel="email",
        cadence="at_once",
        purpose="matches",
        message_id="<alert-0123456789abcdef@cases.example>",
        token=1,
        deliveries=rows,
        subscriptions=alerts,
    )


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def text(data: bytes) -> str:
    body = parsed(data).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def html(data: bytes) -> str:
    body = parsed(data).get_body(("html",))
    assert body is not None
    return str(body.get_content())


def written(site: AlertSite, *rows: Delivery, **options: Any) -> bytes:
    return alert_mail(batch(*rows, **options), site.library, LINKS, SENDER, NOW)


# -- words -----------------------------------------------------------------------------------------------------------


def test_no_phrase_is_missing_in_any_language() -> None:
    names = phrase_names()
    assert set(names) == set(LANGUAGES)
    assert names["de"] == names["en"] == names["fr"]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["New decision", "20 November 2026", "Convicted: 9 years 6 months", "Paragraph 17", "acts in: Syria"]),
        ("de", ["Neue Entscheidung", "20. November 2026", "Verurteilt: 9 Jahre 6 Monate", "Randnummer 17", "Taten in: Syrien"]),
        ("fr", ["Nouvelle décision", "20 novembre 2026", "Condamnation\u00a0: 9 ans 6 mois", "Paragraphe 17", "faits en\u00a0: Syrie"]),
    ],
)  # fmt: skip
def test_messages_speak_the_language_of_their_reader(site: AlertSite, language: str, shown: list[str]) -> None:
    data = written(site, delivery(1), language=language)
    for words in shown:
        assert words in text(data).replace("\n", " "), words
        assert words in html(data), words
    assert parsed(data)["Content-Language"] == language
    assert f'<html lang="{language}"' in html(data)


def test_dates_and_sentences_are_put_into_words() -> None:
    french = Phrases("fr")
    assert french.date("2026-01-01") == "1er janvier 2026"
    assert french.outcome("convicted", "life imprisonment") == "Condamnation\u00a0: réclusion à perpétuité"
    assert Phrases("de").outcome(None, "P1Y") == "Strafe: 1 Jahr"
    assert Phrases("de").outcome("quashed", None) == "Aufgehoben"
    assert Phrases("xx").date("2026") == "2026"
    assert Phrases("en").outcome("other", None) == ""


# -- content ---------------------------------------------------------------------------------------------------------


def test_what_is_new_comes_first(site: AlertSite) -> None:
    data = written(site, delivery(1, EventKind.CHANGED), delivery(2), delivery(3, EventKind.NOW_FINAL))
    lines = text(data).splitlines()
    assert lines[0] == "3 decisions for “Torture, Syria”"
    assert lines[3].startswith("* New decision: Oberlandesgericht Celle, 4 StE 2/26")
    assert str(parsed(data)["Subject"]) == "3 decisions: Oberlandesgericht Celle, 4 StE 2/26 and 2 more"


def test_the_paragraph_and_the_reason_are_shown_and_linked(site: AlertSite) -> None:
    data = written(site, delivery(1))
    assert f"https://cases.example/decisions/{decision(1)}#p1" in text(data)
    assert "“torture” found as “Folter” (German), another name of the same concept" in " ".join(text(data).split())
    assert "die <mark>Folter</mark> der Gefangenen" in html(data)
    assert "Accused: Karim B." in text(data)


def test_what_happened_to_one_decision_is_told_once(site: AlertSite) -> None:
    data = written(site, delivery(1), delivery(1, EventKind.TEXT_PUBLISHED))
    assert text(data).count("Docket: 4 StE 1/26") == 1
    assert "[New decision · Text published]" in text(data)
    assert str(parsed(data)["Subject"]).startswith("New decision")


def test_every_alert_of_a_message_says_why_it_matched(site: AlertSite) -> None:
    """A decision that is described under one alert has its own paragraph and reason under another."""
    second = delivery(1, alert="a2")
    found = Reason("prison", "", "Haftanstalt", "Haftanstalt", "de", 1, "17", "… in der Haftanstalt …", ((9, 20),))
    data = written(site, delivery(1), replace(second, evidence=(found,)))
    shown = " ".join(text(data).split())
    assert shown.count("Docket: 4 StE 1/26") == 1
    assert "shown above under “Celle”" in shown or "shown above under “Torture, Syria”" in shown
    assert "“torture” found as “Folter” (German)" in shown
    assert "“prison” found as “Haftanstalt” (German)" in shown
    assert "in der <mark>Haftanstalt</mark>" in html(data)


def test_many_decisions_under_many_alerts_stay_one_short_message(site: AlertSite) -> None:
    rows = [delivery(number, alert=f"a{alert}") for number in range(1, 21) for alert in range(1, 10)]
    data = written(site, *rows, names=tuple(f"Alert {number}" for number in range(1, 10)))
    assert len(html(data)) < 100_000  # more, and some mail programs cut the end off
    assert all(html(data).count(f"/decisions/{decision(number)}") >= 9 for number in range(1, 21))


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_are_named_in_words_of_the_reader(language: str) -> None:
    phrases = Phrases(language)
    identifiers = (
        ("relevance", "core_crime"), ("instance", "first"), ("basis", "universal"), ("text", "editorial_note"),
        ("mode", "superior_responsibility"), ("issue", "functional_immunity:left_open"), ("outcome", "other"),
        ("crime", "terrorism_related"), ("forum", "INTL"),
    )  # fmt: skip
    for facet, value in identifiers:
        words = phrases.filter_words(facet, value)
        assert words.partition(":")[2].strip() != value, words
        assert "_" not in words


def test_a_court_that_was_chosen_is_named(site: AlertSite) -> None:
    asked = replace(delivery(1), evidence=(Reason("court: DEU/OLGCELL", "court: DEU/OLGCELL"),))
    assert "Why: court: Oberlandesgericht Celle" in text(written(site, asked))


def test_french_signs_stay_with_their_words(site: AlertSite) -> None:
    rows = [delivery(number, alert=alert) for number in range(1, 10) for alert in ("a1", "a2")]
    lines = text(written(site, *rows, language="fr")).splitlines()
    assert not [line for line in lines if line.strip().startswith(("»", ":", ";")) or line.endswith("«")]
    assert any(line.startswith("Arrêter cette alerte\u00a0: Celle\u00a0: http") for line in lines)


@pytest.mark.parametrize(("language", "subject"), [("en", "and 1 more"), ("de", "und 1 weitere"), ("fr", "et 1 autre")])
def test_one_more_is_counted_in_the_singular(site: AlertSite, language: str, subject: str) -> None:
    data = written(site, delivery(1), delivery(2), language=language)
    assert str(parsed(data)["Subject"]).endswith(subject)


def test_a_feed_holds_all_of_two_weeks_however_much_it_is() -> None:
    def matched(days_ago: int, many: int) -> list[Delivery]:
        return [replace(delivery(number), matched_at=NOW - timedelta(days=days_ago)) for number in range(many)]

    assert len(in_feed(matched(1, 90) + matched(20, 30), NOW)) == 90
    assert len(in_feed(matched(1, 10) + matched(20, 90), NOW)) == 50
    assert in_feed([], NOW) == []


def test_one_decision_under_two_alerts_is_counted_as_one(site: AlertSite) -> None:
    shown = text(written(site, delivery(1), delivery(1, alert="a2")))
    assert shown.splitlines()[0] == "New decision for 2 of your alerts"
    assert "You asked for these alerts on" in shown


def test_several_alerts_share_a_message_and_each_can_be_stopped(site: AlertSite) -> None:
    data = written(site, delivery(1), delivery(2, alert="a2"), delivery(1, alert="a2"))
    shown = text(data)
    assert "2 decisions for 2 of your alerts" in shown
    assert shown.count("Docket: 4 StE 1/26") == 1
    for part in ("one:a1", "one:a2", "all:s1"):
        assert LINKS.signer.sign("unsubscribe", part) in shown
    assert LINKS.unsubscribe_all("s1") in str(parsed(data)["List-Unsubscribe"])
    assert len(str(parsed(data)["References"]).split()) == 2


def test_none_of_many_is_left_out(site: AlertSite) -> None:
    data = written(site, *(delivery(number) for number in range(1, 41)))
    shown, page = text(data), html(data)
    for number in range(1, 41):
        assert f"4 StE {number}/26" in shown
        assert f"/decisions/{decision(number)}" in page
    assert "40 decisions" in str(parsed(data)["Subject"])
    assert len(data) < 100_000  # more, and some mail programs cut the end off


def test_a_withdrawn_decision_has_its_court_and_docket_only(site: AlertSite) -> None:
    row = delivery(1, EventKind.WITHDRAWN, note="Oberlandesgericht Celle, 4 StE 1/26")
    data = written(site, replace(row, decision_id="gone-decision"))
    shown = text(data)
    assert "Oberlandesgericht Celle, 4 StE 1/26" in shown
    assert "withdrawn" in shown
    for hidden in ("Karim", "Folter", "Convicted"):
        assert hidden not in shown
        assert hidden not in html(data)


def test_a_decision_gone_since_it_was_queued_shows_nothing_of_it(site: AlertSite) -> None:
    data = written(site, replace(delivery(1), decision_id="gone-decision"))
    assert "Folter" not in text(data)


def test_a_decided_appeal_names_and_links_the_higher_decision(site: AlertSite) -> None:
    data = written(site, delivery(1, EventKind.APPEAL_DECIDED, related=decision(2)))
    shown = " ".join(text(data).split())
    assert "Appeal decided: Oberlandesgericht Celle, 4 StE 1/26" in str(parsed(data)["Subject"])
    assert "Decided by the higher court: Oberlandesgericht Celle, 20 November 2026, 4 StE 2/26" in shown
    assert f"/decisions/{decision(2)}" in html(data)


def test_a_note_of_ours_is_not_called_the_text(site: AlertSite) -> None:
    assert "Editorial note published" in text(
        written(site, delivery(1, EventKind.TEXT_PUBLISHED, note="editorial_note"))
    )
    assert "Text published" in text(written(site, delivery(1, EventKind.TEXT_PUBLISHED, note="court")))


def test_a_back_fill_is_called_one(site: AlertSite) -> None:
    assert "older decision, added now" in text(written(site, delivery(1, backfill=True)))


# -- form ------------------------------------------------------------------------------------------------------------


def test_the_same_content_is_the_same_bytes(site: AlertSite) -> None:
    rows = [delivery(number) for number in range(1, 6)]
    first = written(site, *rows)
    assert written(site, *rows) == first
    assert written(site, *reversed(rows)) == first


def test_nothing_is_loaded_and_nothing_is_counted(site: AlertSite) -> None:
    page = html(written(site, delivery(1), delivery(2, alert="a2")))
    assert not re.search(r"<(?:img|link|script|iframe|object|video|audio|form|base)\b", page)
    assert not re.search(r"url\(|@import|src=|background=", page)
    addresses = re.findall(r'href="([^"]+)"', page)
    assert addresses
    assert all(address.startswith("https://cases.example/") for address in addresses)
    assert not any("utm" in address or "reader" in address for address in addresses)


def test_lines_are_short_enough_for_any_mail_program(site: AlertSite) -> None:
    data = written(site, *(delivery(number) for number in range(1, 20)))
    assert max(map(len, data.split(b"\r\n"))) < 998
    assert data.count(b"\n") == data.count(b"\r\n")
    assert all(len(line) <= 78 or "http" in line for line in text(data).splitlines())


def test_nothing_typed_gets_into_headers_or_markup(site: AlertSite) -> None:
    data = written(site, delivery(1), names=(HOSTILE, HOSTILE))
    message = parsed(data)
    assert message["Bcc"] is None
    assert [name for name, _ in message.items() if name.lower() in ("bcc", "cc")] == []
    assert "<script" not in html(data)
    confirm = confirm_mail(READER, (HOSTILE,), LINKS.confirm("t"), SENDER, NOW, until=NOW)
    assert parsed(confirm)["Bcc"] is None
    assert "<script" not in html(confirm)


def test_unsubscribing_is_one_address_in_one_line(site: AlertSite) -> None:
    data = written(site, delivery(1))
    (line,) = [line for line in data.split(b"\r\n") if line.startswith(b"List-Unsubscribe:")]
    assert line.decode() == f"List-Unsubscribe: <{LINKS.unsubscribe('a1')}>"
    assert parsed(data)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_letters_say_what_they_are_for() -> None:
    until = NOW + timedelta(hours=48)
    confirm = confirm_mail(READER, ("Torture", "Forum: Germany"), LINKS.confirm("tok"), SENDER, NOW, until=until)
    assert "https://cases.example/alerts/confirm/tok" in text(confirm)
    assert "25 November 2026, 07:00 (CET)" in " ".join(text(confirm).split())
    assert "Forum: Germany" in text(confirm)
    assert parsed(confirm)["List-Unsubscribe"] is None
    enter = sign_in_mail(READER, LINKS.enter("tok"), SENDER, NOW, until=until)
    assert "https://cases.example/alerts/enter/tok" in text(enter)


def test_silence_names_what_was_checked() -> None:
    sources = (
        SourceChecked("Rechtspraak", True, NOW - timedelta(hours=2), False),
        SourceChecked("Juris", True, NOW - timedelta(days=4), True),
        SourceChecked("Never", True, None, False),
        SourceChecked("Off", False, None, False),
    )
    alerts = [Subscription("a1", "s1", "Torture, Syria")]
    data = silence_mail(batch(), alerts, sources, LINKS, SENDER, NOW, since=NOW - timedelta(days=7))
    shown = " ".join(text(data).split())
    assert "Nothing new since 16 November 2026" in shown
    assert "Rechtspraak: last collected 23 November 2026, 05:00 (CET)" in shown
    assert "Juris: last run failed" in shown
    assert "Never: not collected yet" in shown
    assert "Off" not in shown
    assert "silence may also mean" in shown


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=8))
def test_marks_never_lose_or_unescape_text(words: str, marks: list[tuple[int, int]]) -> None:
    from html import unescape

    shown = str(marked(words, marks))
    assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")
    assert unescape(re.sub(r"</?mark>", "", shown)) == unescape(re.sub(r"</?mark>", "", str(marked(words, []))))


# -- signatures, sessions, settings ----------------------------------------------------------------------------------


def test_a_signature_is_worth_nothing_for_another_purpose() -> None:
    signer = Signer(b"secret")
    signed = signer.sign("unsubscribe", "one:a1")
    assert signer.read("unsubscribe", signed) == "one:a1"
    assert signer.read("manage", signed) is None
    assert Signer(b"other").read("unsubscribe", signed) is None
    for forged in ("", ".", signed[:-1], signed + "A", signed.upper(), "é" + signed, signed.replace(".", "")):
        assert signer.read("unsubscribe", forged) is None
    assert "secret" not in repr(signer)
    assert len({new_token() for _ in range(50)}) == 50


def test_a_session_ends_and_one_from_a_wrong_clock_does_not_last() -> None:
    signer = Signer(b"secret")
    cookie = written_session(signer, Session("s1"), NOW)
    assert read_session(signer, cookie, NOW) == Session("s1")
    assert read_session(signer, cookie, NOW + SESSION_FOR) is None
    assert read_session(signer, written_session(signer, Session("s1"), NOW + timedelta(days=400)), NOW) is None
    assert read_session(signer, "nonsense", NOW) is None
    assert read_session(signer, written_session(signer, Session(None, "a1"), NOW), NOW) == Session(None, "a1")


def test_a_limit_slides() -> None:
    clock = MovableClock()
    limiter = Limiter(Signer(b"secret"), 2, timedelta(hours=1), clock)
    assert [limiter.allow("a@example.org") for _ in range(3)] == [True, True, False]
    assert limiter.allow("b@example.org")
    clock.forward(minutes=61)
    assert limiter.allow("A@example.org")
    clock.forward(days=-400)  # the clock is set back: nobody is locked out for as long as it was wrong
    assert limiter.allow("a@example.org")


def test_settings_are_read_or_refused_in_one_line(tmp_path: Path) -> None:
    def read(**environment: str) -> AlertSettings:
        return AlertSettings.from_environment(environment, secret=b"s", site="Site")

    assert not read().sends_mail
    whole = {
        "UJ_SMTP_URL": "smtps://u:hidden@mail.example",
        "UJ_MAIL_FROM": "alerts@cases.example",
        "UJ_PUBLIC_URL": "https://cases.example/",
    }
    settings = read(**whole, UJ_ALERTS_WINDOW_S="0", UJ_ALERTS_BRAKE="7")
    assert settings.sends_mail
    assert (settings.domain, settings.window, settings.most_per_hour) == ("cases.example", timedelta(0), 7)
    assert settings.links.manage == "https://cases.example/alerts"
    assert "hidden" not in repr(settings)
    for wrong in (
        {"UJ_MAIL_FROM": "nobody"},
        {"UJ_PUBLIC_URL": ""},
        {"UJ_SMTP_URL": "x"},
        {"UJ_ALERTS_BRAKE": "many"},
        {"UJ_MAIL_BOUNCES": "a b@c"},
    ):
        with pytest.raises(WrongMailSetting) as refused:
            read(**{**whole, **wrong})
        assert "\n" not in str(refused.value)
    secret = kept_secret(tmp_path / "alerts.secret")
    assert len(secret) == 32
    assert kept_secret(tmp_path / "alerts.secret") == secret
    assert (tmp_path / "alerts.secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("address", ["a@b.example", "first.last+tag@sub.example.org", "o'neil@example.org"])
def test_addresses_that_are_taken(address: str) -> None:
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@b",
        "a b@example.org",
        "a@example.org\r\nBcc: x@y.z",
        "ä@example.org",
        "a@exämple.org",
        "<a@b.example>",
        "a@b.example,c@d.example",
        "a" * 300 + "@b.example",
        "a" * 65 + "@b.example",
        "a..b@c.example",
        ".a@c.example",
        "a.@c.example",
        "a@-c.example",
        "a@c-.example",
        "a@c..example",
    ],
)
def test_addresses_that_are_refused(address: str) -> None:
    assert not is_address(address)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Prosecutor v. Tadić, No. 11-1479, § 7 Abs. 1 VStGB", "Prosecutor v. Tadić, No. 11-1479, § 7 Abs. 1 VStGB"),
        ("ECLI:DE:BGH:2019:171219BAK59.19.0 BB.2017.11", "ECLI:DE:BGH:2019:171219BAK59.19.0 BB.2017.11"),
        ("see evil.co.uk/x, HTTPS://evil or (www.evil) or a@evil now", "see […] […] or […] or […] now"),
    ],
)
def test_what_somebody_typed_leads_nowhere_in_a_confirmation(typed: str, shown: str) -> None:
    until = NOW + timedelta(hours=48)
    letter = confirm_mail(READER, (typed,), LINKS.confirm("tok"), SENDER, NOW, until=until)
    assert f"* {shown}" in " ".join(text(letter).split())


@pytest.mark.parametrize("name", ["x" * 300, "国際刑事裁判所" * 40])
def test_a_long_subject_without_blanks_is_cut_and_not_lost(site: AlertSite, name: str) -> None:
    row = replace(delivery(1, EventKind.WITHDRAWN, note=name), decision_id="gone-decision")
    subject = str(parsed(written(site, row))["Subject"])
    assert name[:60] in subject
    assert len(subject) <= 110
