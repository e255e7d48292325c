"""The alert pages: sign-up with confirmation, sign-in, records, stopping, and what strangers must not be able to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from search_ui.alerts.model import DeliveryState
from search_ui.web import create_app
from search_ui.web.alert_desk import AlertDesk
from search_ui.web.response_headers import CONTENT_SECURITY_POLICY
from tests.search_ui.alerts.alert_site import ORIGIN, READER, AlertSite, alert_site, link_in, replace_settings
from tests.search_ui.alerts.delivery_servers import receiver


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AlertSite]:
    with alert_site(tmp_path_factory.mktemp("alerts")) as running:
        yield running


@pytest.fixture
def site(shared: AlertSite) -> AlertSite:
    """The one site, without subscribers or mail of the test before."""
    for known in shared.alerts.subscribers():
        shared.alerts.erase(known.id)
    shared.mail.received.clear()
    shared.clock.forward(hours=2)  # what was asked too often may be asked again
    return shared


class Visitor:
    """A browser without JavaScript: keeps cookies, fills in forms."""

    def __init__(self, site: AlertSite) -> None:
        self.client = TestClient(site.app, base_url=ORIGIN, follow_redirects=True)

    def get(self, address: str, **headers: str) -> Response:
        return self.client.get(urlsplit(address)._replace(scheme="", netloc="").geturl(), headers=headers)

    def send(self, page: Response, action: str, **fields: Any) -> Response:
        """Send the form with this action of a page, as a browser would, with some fields filled in."""
        form = re.search(rf'<form method="post" action="{re.escape(action)}".*?</form>', page.text, re.DOTALL)
        assert form is not None, page.text
        values = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))
        typed = r'<input type="(?:text|email)" id="[^"]+" name="([^"]+)" value="([^"]*)"'
        values |= dict(re.findall(typed, form[0]))
        ticked: dict[str, list[str]] = {}
        for name, value in re.findall(r'name="([^"]+)" value="([^"]*)" checked', form[0]):
            ticked.setdefault(name, []).append(value)
        return self.client.post(action, data={**values, **ticked, **fields})

    def sign_up(self, site: AlertSite, address: str = "/alerts/new?q=torture", **fields: Any) -> Response:
        page = self.get(address)
        asked = {
            "email": READER,
            "do": "save",
            "mail_language": "en",
            "time_zone": "Europe/Berlin",
            "cadence": "at_once",
        }
        answer = self.send(page, "/alerts/new", **{**asked, **fields})
        assert answer.status_code == 200, answer.text
        link = link_in(site.mail.accepted[-1], "confirm")
        return self.send(self.get(link), link)


@pytest.fixture
def visitor(site: AlertSite) -> Visitor:
    return Visitor(site)


# -- signing up ------------------------------------------------------------------------------------------------------


def test_the_form_shows_what_the_alert_would_have_brought(visitor: Visitor) -> None:
    page = visitor.get("/alerts/new?q=torture&forum=DEU").text
    assert "What it would have brought" in page
    assert "in the last 12 months" in page
    assert "Forum: Germany" in page
    assert 'value="torture, Germany"' in page


def test_an_alert_begins_when_its_address_has_confirmed_it(site: AlertSite, visitor: Visitor) -> None:
    page = visitor.send(
        visitor.get("/alerts/new?q=torture&forum=DEU"),
        "/alerts/new",
        email=READER,
        do="save",
        mail_language="en",
        time_zone="Europe/Berlin",
    )
    assert "Confirm it in your mailbox" in page.text
    assert site.alerts.subscriptions() == [] or all(item.state == "deleted" for item in site.alerts.subscriptions())
    (letter,) = site.mail.accepted
    assert "torture" in letter.text()
    link = link_in(letter, "confirm")
    shown = visitor.get(link)
    assert site.alerts.subscriptions(state="active") == []  # a scanner that opens the link confirms nothing
    record = visitor.send(shown, link)
    assert "Every match, and what became of it" in record.text
    (saved,) = site.alerts.subscriptions(state="active")
    assert (saved.query, saved.filters) == ("torture", {"forum": ("DEU",)})
    known = site.alerts.find_subscriber(READER)
    assert known is not None
    assert (known.state, known.time_zone) == ("active", "Europe/Berlin")
    again = visitor.send(visitor.get(link), link)
    assert again.status_code == 410


def test_a_confirmation_says_in_the_language_of_its_reader_what_was_asked_for(
    site: AlertSite, visitor: Visitor
) -> None:
    fields = {"email": READER, "do": "save", "mail_language": "de", "time_zone": "Europe/Berlin"}
    visitor.send(visitor.get("/alerts/new?q=torture&forum=DEU&relevance=uj"), "/alerts/new", **fields)
    visitor.send(visitor.get("/alerts/new?kind=state&target=SYR"), "/alerts/new", **{**fields, "mail_language": "fr"})
    searched, followed = (letter.text().replace("\r", "") for letter in site.mail.accepted)
    assert "* Wörter: torture\n* Entschieden in: Deutschland\n* Art des Falls: Weltrechtsprinzip\n" in searched
    assert "* État : Syrie\n" in followed


def test_who_asks_again_before_confirming_gets_what_they_asked_for_last(site: AlertSite, visitor: Visitor) -> None:
    asked = {"email": READER, "do": "save"}
    visitor.send(
        visitor.get("/alerts/new?q=torture"), "/alerts/new", **asked, mail_language="en", time_zone="Pacific/Apia"
    )
    visitor.sign_up(site, mail_language="de", time_zone="Europe/Berlin")
    assert "Benachrichtigung" in site.mail.accepted[-1].text()
    known = site.alerts.find_subscriber(READER)
    assert known is not None
    assert (known.language, known.time_zone) == ("de", "Europe/Berlin")
    stranger = Visitor(site)
    stranger.send(
        stranger.get("/alerts/new?q=spam"), "/alerts/new", **asked, mail_language="fr", time_zone="Pacific/Apia"
    )
    assert site.alerts.find_subscriber(READER) == known


def test_a_confirmation_carries_no_message_of_whoever_asked_for_it(site: AlertSite, visitor: Visitor) -> None:
    """Anybody may enter anybody's address: what they type must not become advertising or a trap in our name."""
    typed = "You won! Collect at http://evil.example/x or evil.example/y, www.evil.example, mail win@evil.example"
    visitor.send(
        visitor.get("/alerts/new"), "/alerts/new", q=typed, name=typed, email=READER, do="save", time_zone="UTC"
    )
    (letter,) = site.mail.accepted
    assert "You won" not in str(letter.message["Subject"])
    assert "You won! Collect at" in letter.text()  # it says what is asked for
    for body in (letter.text(), letter.html()):
        assert "evil" not in body
    visitor.send(
        visitor.get("/alerts/new"), "/alerts/new", q="x", name="n " * 60, email=READER, do="save", time_zone="UTC"
    )
    assert len(max(site.mail.accepted[-1].text().splitlines(), key=len)) < 200


def test_nobody_can_add_alerts_to_somebody_elses_address(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    stranger = Visitor(site)
    stranger.send(stranger.get("/alerts/new?q=spam"), "/alerts/new", email=READER, do="save", time_zone="UTC")
    assert [item.query for item in site.alerts.subscriptions(state="active")] == ["torture"]


def test_wrong_fields_are_named_and_nothing_typed_is_lost(visitor: Visitor) -> None:
    page = visitor.send(
        visitor.get("/alerts/new?q=torture"), "/alerts/new", email="nonsense", name="", do="save", time_zone="Mars/Base"
    )
    assert page.status_code == 400
    for fault in ("Give the alert a name.", "Enter an e-mail address", "Choose a time zone"):
        assert fault in page.text
    assert 'value="nonsense"' in page.text
    assert "in the last 12 months" in page.text.partition('id="trial"')[2]
    assert 'aria-invalid="true"' in page.text


def test_a_change_can_be_tried_before_it_is_saved(site: AlertSite, visitor: Visitor) -> None:
    page = visitor.send(visitor.get("/alerts/new?q=torture"), "/alerts/new", q="molenbrand", email="", do="preview")
    assert page.status_code == 200
    assert 'value="molenbrand"' in page.text
    assert site.mail.received == []


@pytest.mark.parametrize("kind", ["case", "cites", "court", "accused"])
def test_a_decision_page_offers_what_can_be_followed(site: AlertSite, visitor: Visitor, kind: str) -> None:
    page = visitor.get(f"/decisions/{site.site.ids['trial']}").text
    found = re.search(rf'href="(/alerts/new\?kind={kind}&amp;[^"]+)"', page)
    assert found is not None
    visitor.sign_up(site, found[1].replace("&amp;", "&"))
    (saved,) = site.alerts.subscriptions(state="active")
    assert saved.kind == kind


def test_search_and_case_pages_lead_to_the_form(site: AlertSite, visitor: Visitor) -> None:
    assert 'href="/alerts/new?q=torture&amp;forum=DEU"' in visitor.get("/search?q=torture&forum=DEU").text
    assert "/alerts/new?kind=case&amp;target=de-raslan" in visitor.get("/cases/de-raslan").text


def test_dates_of_a_search_are_kept_in_the_words(visitor: Visitor) -> None:
    assert 'value="torture from:2015 to:2020"' in visitor.get("/alerts/new?q=torture&from=2015&to=2020").text


# -- signing in ------------------------------------------------------------------------------------------------------


def sign_in(site: AlertSite, email: str = READER) -> tuple[Visitor, Response]:
    visitor = Visitor(site)
    answer = visitor.send(visitor.get("/alerts"), "/alerts/sign-in", email=email)
    return visitor, answer


def test_a_link_signs_in_once_and_for_a_short_time(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    other, answer = sign_in(site)
    assert "Look into your mailbox" in answer.text
    link = link_in(site.mail.accepted[-1], "enter")
    assert "Your alerts" in other.send(other.get(link), link).text
    third = Visitor(site)
    assert third.send(third.get(link), link).status_code == 410
    sign_in(site)
    link = link_in(site.mail.accepted[-1], "enter")
    site.clock.forward(minutes=21)
    assert third.send(third.get(link), link).status_code == 410
    assert "Send me a link" in third.get("/alerts").text


def test_a_link_in_a_message_works_for_who_is_signed_in_already(site: AlertSite, visitor: Visitor) -> None:
    """A page that webmail links to is asked for without the strict cookie of the session; its button sends it."""
    visitor.sign_up(site)
    sign_in(site)
    link = link_in(site.mail.accepted[-1], "enter")
    jar = visitor.client.cookies.jar
    (session,) = [cookie for cookie in jar if cookie.name == "uj_alerts"]
    jar.clear(session.domain, session.path, session.name)
    shown = visitor.get(link, **{"Sec-Fetch-Site": "cross-site"})
    jar.set_cookie(session)
    guests = re.search(r'name="form_token" value="([^"]+)"', shown.text)
    assert guests is not None
    (saved,) = site.alerts.subscriptions(state="active")
    # What changes alerts needs a page that was shown to the session all the same.
    assert visitor.client.post(f"/alerts/{saved.id}/pause", data={"form_token": guests[1]}).status_code == 403
    assert "Your alerts" in visitor.send(shown, link).text


def test_nobody_learns_whether_an_address_is_known(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    sent = len(site.mail.received)
    _, known = sign_in(site)
    _, unknown = sign_in(site, "nobody@example.org")

    def without_tokens(page: Response) -> str:
        return re.sub(r'value="[^"]+"', "", page.text)

    assert without_tokens(known) == without_tokens(unknown)
    assert known.status_code == unknown.status_code
    assert len(site.mail.received) == sent + 1


def test_letters_are_few(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    before = len(site.mail.received)
    for _ in range(10):
        sign_in(site)
    assert len(site.mail.received) - before <= 3


def test_letters_to_strangers_are_under_the_brake_too(tmp_path: Path) -> None:
    with alert_site(tmp_path) as site:
        site.desk = AlertDesk(site.alerts, replace(site.settings, most_per_hour=3), site.clock)
        app = create_app(site.library, site.site.engine, replace_settings(ORIGIN), site.desk)
        visitor = Visitor(site)
        visitor.client = TestClient(app, base_url=ORIGIN, follow_redirects=True)
        answers = [
            visitor.send(
                visitor.get("/alerts/new?q=x"), "/alerts/new", email=f"s{n}@example.org", do="save", time_zone="UTC"
            ).status_code
            for n in range(5)
        ]
        assert answers == [200, 200, 200, 429, 429]
        assert len(site.mail.received) == 3
        site.clock.forward(hours=2)
        visitor.sign_up(site)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:1.2.3.4", "1.2.3.4", True),
        ("1.2.3.4", "1.2.3.5", False),
    ],
)
def test_whoever_has_a_network_of_addresses_is_one_client(
    site: AlertSite, first: str, second: str, together: bool
) -> None:
    def ask(host: str) -> int:
        visitor = Visitor(site)
        visitor.client = TestClient(site.app, base_url=ORIGIN, client=(host, 5))
        return visitor.send(visitor.get("/alerts"), "/alerts/sign-in", email="nobody@example.org").status_code

    assert [ask(first) for _ in range(21)] == [200] * 20 + [429]
    assert ask(second) == (429 if together else 200)


def test_a_session_ends_by_itself_and_on_request(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    page = visitor.get("/alerts")
    assert "Sign out" in page.text
    assert "You are signed out" in visitor.send(page, "/alerts/sign-out").text
    assert "Send me a link" in visitor.get("/alerts").text
    visitor.sign_up(site)
    site.clock.forward(hours=13)
    assert "Send me a link" in visitor.get("/alerts").text


def test_cookies_are_strict_and_only_on_the_alert_pages(site: AlertSite) -> None:
    client = TestClient(site.app, base_url=ORIGIN)
    for address in ("/", "/search?q=torture", "/coverage", "/alerts/feeds/x.atom"):
        assert "set-cookie" not in client.get(address).headers
    cookie = client.get("/alerts").headers["set-cookie"].lower()
    for part in ("httponly", "samesite=strict", "secure", "path=/alerts"):
        assert part in cookie


# -- forms from elsewhere --------------------------------------------------------------------------------------------


def test_forms_from_elsewhere_do_not_count(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    (saved,) = site.alerts.subscriptions(state="active")
    action = f"/alerts/{saved.id}/delete"
    token = re.search(r'name="form_token" value="([^"]+)"', visitor.get("/alerts").text)
    assert token is not None
    stranger = Visitor(site)
    strangers = re.search(r'name="form_token" value="([^"]+)"', stranger.get("/alerts").text)
    assert strangers is not None
    attempts = [
        visitor.client.post(action, data={"form_token": ""}),
        visitor.client.post(action, data={"form_token": strangers[1]}),
        visitor.client.post(action, data={"form_token": token[1]}, headers={"Sec-Fetch-Site": "cross-site"}),
        stranger.client.post(action, data={"form_token": token[1]}),
        stranger.client.post(action, data={"form_token": strangers[1]}),
    ]
    assert [answer.status_code for answer in attempts] == [403] * 5
    assert visitor.client.post(action, json={"form_token": token[1]}).status_code == 415
    assert len(site.alerts.subscriptions(state="active")) == 1


def test_nobody_sees_or_changes_what_is_not_theirs(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    (saved,) = site.alerts.subscriptions(state="active")
    other = Visitor(site)
    page = other.get("/alerts/new?q=immunity")
    other.send(page, "/alerts/new", email="other@example.org", do="save", time_zone="UTC")
    link = link_in(site.mail.accepted[-1], "confirm")
    own = other.send(other.get(link), link)
    assert "immunity" in own.text
    assert other.get(f"/alerts/{saved.id}/record").status_code == 404
    assert other.get(f"/alerts/{saved.id}/edit").status_code == 404
    token = re.search(r'name="form_token" value="([^"]+)"', own.text)
    assert token is not None
    for what in ("pause", "resume", "delete", "edit"):
        answer = other.client.post(f"/alerts/{saved.id}/{what}", data={"form_token": token[1]})
        assert answer.status_code == 404, what
    for what in ("record", "edit"):
        shown = Visitor(site).get(f"/alerts/{saved.id}/{what}").text
        assert "Send me a link" in shown
        assert saved.name not in shown


def test_forged_addresses_open_nothing(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    (saved,) = site.alerts.subscriptions(state="active")
    real = urlsplit(site.settings.links.unsubscribe(saved.id)).path
    feed = urlsplit(site.settings.links.feed(saved.id)).path
    for address in (
        real[:-1] + ("A" if real[-1] != "A" else "B"),
        real.replace("stop", "key"),
        feed,
        "/alerts/stop/x",
        "/alerts/stop/é",
    ):
        assert visitor.client.get(address).status_code == 404, address
    assert visitor.client.post("/alerts/stop/x").status_code == 404


# -- stopping --------------------------------------------------------------------------------------------------------


def test_one_click_stops_an_alert_without_cookies_or_pages(site: AlertSite, visitor: Visitor) -> None:
    """RFC 8058: the mail program posts to the address of the header, and that is all."""
    visitor.sign_up(site)
    site.publish(101)
    site.deliver()
    header = str(site.mail.accepted[-1].message["List-Unsubscribe"]).strip("<>")
    address = urlsplit(header).path
    client = TestClient(site.app, base_url=ORIGIN)
    assert "Stop it" in client.get(address).text
    assert len(site.alerts.subscriptions(state="active")) == 1
    answer = client.post(address, data={"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert site.alerts.subscriptions(state="active") == []
    assert client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    site.publish(102)
    assert site.deliver().tried == 0


# -- the record ------------------------------------------------------------------------------------------------------


def test_the_record_says_what_was_sent_and_why(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    decision = site.publish(110)
    site.deliver()
    (saved,) = site.alerts.subscriptions(state="active")
    page = visitor.get(f"/alerts/{saved.id}/record").text
    assert f'href="/decisions/{decision}"' in page
    assert ">Sent<" in page
    assert "Para. 17" in page
    assert "Folter" in page


def test_a_decision_can_be_explained_and_a_window_replayed(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    site.publish(120)
    site.deliver()
    (saved,) = site.alerts.subscriptions(state="active")
    record = f"/alerts/{saved.id}/record"
    assert "This decision matches" in visitor.get(f"{record}?decision=4+StE+120/26").text
    other = visitor.get(f"{record}?decision=3+StR+900/19").text
    assert "This decision does not match" in other
    assert re.search(r"<li>[A-Z][^<]* of \d{1,2} [A-Z][a-z]+ \d{4}: before the alert was set up\.</li>", other)
    assert "No decision here has this number" in visitor.get(f"{record}?decision=1+XY+1/99").text
    replayed = visitor.get(f"{record}?since=2020-01-01&until=2035-01-01").text
    assert "4 StE 120/26" in replayed or "Celle 120" in replayed


def test_pausing_editing_and_resuming(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    (saved,) = site.alerts.subscriptions(state="active")
    page = visitor.send(visitor.get("/alerts"), f"/alerts/{saved.id}/pause")
    assert "paused by you" in page.text
    site.publish(130)
    assert site.deliver().tried == 0
    assert [row.state for row in site.alerts.deliveries(subscription_id=saved.id)] == [DeliveryState.WITHHELD]
    visitor.send(page, f"/alerts/{saved.id}/resume")
    record = visitor.get(f"/alerts/{saved.id}/record")
    assert "Withheld" in record.text
    visitor.send(record, f"/alerts/{saved.id}/resend")
    assert site.deliver().handed_over == 1
    edited = visitor.send(
        visitor.get(f"/alerts/{saved.id}/edit"), f"/alerts/{saved.id}/edit", name="Renamed", do="save", cadence="daily"
    )
    assert "Renamed" in edited.text
    changed = site.alerts.subscription(saved.id)
    assert changed is not None
    assert (changed.name, changed.cadence, changed.query, changed.state) == ("Renamed", "daily", "torture", "active")


def test_an_alert_is_deleted_only_by_who_is_sure(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    (saved,) = site.alerts.subscriptions(state="active")
    action = f"/alerts/{saved.id}/delete"
    sure = visitor.send(visitor.get("/alerts"), action)
    assert "This cannot be undone" in sure.text
    assert len(site.alerts.subscriptions(state="active")) == 1
    assert "You have no alerts" in visitor.send(sure, action).text
    assert visitor.get(f"/alerts/{saved.id}/record").status_code == 404


def test_a_paused_subscriber_reads_why_and_goes_on(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    known = site.alerts.find_subscriber(READER)
    assert known is not None
    site.alerts.pause_subscriber(known.id, "Messages to your address came back (5.1.1).")
    (saved,) = site.alerts.subscriptions(state="active")
    page = visitor.get("/alerts")
    for shown in (page, visitor.get(f"/alerts/{saved.id}/record")):
        assert "Messages to your address came back (5.1.1)." in shown.text
    visitor.send(page, "/alerts/account/resume")
    resumed = site.alerts.find_subscriber(READER)
    assert resumed is not None
    assert resumed.state == "active"


# -- the account -----------------------------------------------------------------------------------------------------


def test_everything_can_be_taken_along_and_deleted(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    site.publish(140)
    site.deliver()
    page = visitor.get("/alerts")
    exported = visitor.send(page, "/alerts/account/export")
    assert exported.headers["content-disposition"].startswith("attachment")
    assert READER in json.dumps(exported.json())
    sure = visitor.send(page, "/alerts/account/erase")
    assert site.alerts.find_subscriber(READER) is not None
    gone = visitor.send(sure, "/alerts/account/erase")
    assert "Everything is deleted" in gone.text
    assert site.alerts.find_subscriber(READER) is None
    assert "Send me a link" in visitor.get("/alerts").text


def test_language_and_time_zone_can_be_changed(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    visitor.send(visitor.get("/alerts"), "/alerts/account", mail_language="fr", time_zone="Asia/Tokyo")
    site.publish(150)
    site.deliver()
    assert "Nouvelle décision" in str(site.mail.accepted[-1].message["Subject"])
    assert (
        visitor.send(visitor.get("/alerts"), "/alerts/account", mail_language="xx", time_zone="UTC").status_code == 400
    )


# -- without an address ----------------------------------------------------------------------------------------------


def test_a_feed_needs_no_address_and_is_managed_by_its_key(site: AlertSite, visitor: Visitor) -> None:
    page = visitor.send(visitor.get("/alerts/new?q=torture"), "/alerts/new", channel="atom", do="save", time_zone="UTC")
    assert "The alert has begun" in page.text
    (feed,) = set(re.findall(r'href="https://cases.example(/alerts/feeds/[^"]+)"', page.text))
    (key,) = set(re.findall(r'href="https://cases.example(/alerts/key/[^"]+)"', page.text))
    decision = site.publish(160)
    site.alerts.examine(site.library)
    answer = Visitor(site).get(feed)
    assert answer.headers["content-type"] == "application/atom+xml"
    assert f"/decisions/{decision}" in answer.text
    assert "Paragraph 17" in answer.text
    assert "set-cookie" not in answer.headers
    other = Visitor(site)
    listed = other.send(other.get(key), key)
    assert "torture" in listed.text
    (saved,) = [item for item in site.alerts.subscriptions(state="active") if item.channel == "atom"]
    sure = other.send(listed, f"/alerts/{saved.id}/delete")
    other.send(sure, f"/alerts/{saved.id}/delete")
    assert other.get(feed).status_code == 404


def test_a_webhook_is_tried_before_it_is_saved(site: AlertSite, visitor: Visitor) -> None:
    with receiver() as listening:
        fields = {"channel": "webhook", "webhook_url": f"{listening.address}/hook", "do": "save", "time_zone": "UTC"}
        listening.status = lambda _posted: 500
        refused = visitor.send(visitor.get("/alerts/new?q=torture"), "/alerts/new", **fields)
        assert refused.status_code == 400
        assert "HTTP 500" in refused.text
        listening.status = lambda _posted: 204
        saved = visitor.send(visitor.get("/alerts/new?q=torture"), "/alerts/new", **fields)
        assert "The alert has begun" in saved.text
        assert [json.loads(posted.body)["type"] for posted in listening.posted] == ["alert.test"] * 2
        assert listening.posted[-1].headers["webhook-signature"].startswith("v1,")
    for saved_alert in site.alerts.subscriptions(state="active"):
        site.alerts.delete(saved_alert.id)


def test_a_webhook_into_a_private_network_is_refused(site: AlertSite, visitor: Visitor) -> None:
    for address in (
        "http://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost.example:x/",
        "ftp://a",
    ):
        page = visitor.send(
            visitor.get("/alerts/new?q=torture"),
            "/alerts/new",
            channel="webhook",
            webhook_url=address,
            do="save",
            time_zone="UTC",
        )
        assert page.status_code == 400, address
        assert 'id="webhook_url-fault"' in page.text
    assert site.alerts.subscriptions(state="active") == []


def test_without_a_relay_the_page_says_so_and_offers_the_rest(tmp_path: Path) -> None:
    with alert_site(tmp_path, with_mail=False) as site:
        visitor = Visitor(site)
        assert "E-mail alerts are not offered on this site" in visitor.get("/alerts").text
        page = visitor.get("/alerts/new?q=torture").text
        assert "E-mail alerts are not offered on this site" in page
        assert 'value="email"' not in page
        assert 'value="atom" checked' in page
        assert 'value="webhook"' in page


# -- every page ------------------------------------------------------------------------------------------------------


def test_every_page_is_private_and_keeps_the_content_policy(site: AlertSite, visitor: Visitor) -> None:
    visitor.sign_up(site)
    (saved,) = site.alerts.subscriptions(state="active")
    for address in ("/alerts", "/alerts/new?q=x", f"/alerts/{saved.id}/record", f"/alerts/{saved.id}/edit"):
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["Cache-Control"] == "no-store"
        assert not re.search(r"<[^>]+ (style|onclick)=", answer.text)


def test_what_is_typed_is_shown_as_text(site: AlertSite, visitor: Visitor) -> None:
    page = visitor.get('/alerts/new?q="><script>alert(1)</script>&kind=case&target=<b>')
    assert "<script>alert" not in page.text
    visitor.sign_up(site, name="<script>alert(2)</script>", q="torture")
    assert "<script>alert" not in visitor.get("/alerts").text


@pytest.mark.parametrize("typed", ["a" * 3000, "\x00", '"unclosed', "-only", "((((", "docket:", "\ud7ff"])
def test_anything_can_be_typed(visitor: Visitor, typed: str) -> None:
    page = visitor.client.get("/alerts/new", params={"q": typed})
    assert page.status_code == 200
    answer = visitor.send(page, "/alerts/new", q=typed, name=typed, email=READER, do="save", time_zone="UTC")
    assert answer.status_code in (200, 400, 429)


def test_metrics_are_for_this_machine(site: AlertSite) -> None:
    assert TestClient(site.app, base_url=ORIGIN).get("/metrics").status_code == 404
    here = TestClient(site.app, base_url="http://127.0.0.1", client=("127.0.0.1", 5))
    answer = here.get("/metrics")
    assert answer.status_code == 200
    assert "uj_alerts_brake_stopped 0" in answer.text
    assert "@" not in answer.text
    assert here.get("/metrics", headers={"X-Forwarded-For": "8.8.8.8"}).status_code == 404


def test_an_address_is_never_logged(site: AlertSite, visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="search_ui")
    site.mail.recipient_reply = lambda recipient: f"550 5.1.1 {recipient} unknown"
    visitor.send(visitor.get("/alerts/new?q=torture"), "/alerts/new", email=READER, do="save", time_zone="UTC")
    site.mail.recipient_reply = lambda _recipient: "250 OK"
    assert "not accepted" in caplog.text
    assert READER not in caplog.text
