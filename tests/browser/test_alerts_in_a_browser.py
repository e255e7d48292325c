"""Alerts in a real browser beside a real mail server: from the first click to the last message, with and without
JavaScript, and as assistive tools see the pages."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from search_ui.alerts.mail import alert_mail, confirm_mail, sign_in_mail, silence_mail
from search_ui.alerts.model import (
    Batch,
    Delivery,
    DeliveryState,
    Draft,
    Event,
    EventKind,
    Reason,
    Subscriber,
    Subscription,
)
from tests.search_ui.alerts.alert_site import READER, AlertSite, alert_site, checked_sources, link_in
from tests.search_ui.alerts.delivery_servers import Received

pytestmark = pytest.mark.xdist_group("browser")

UNFOLD = "document.querySelectorAll('details').forEach(details => { details.open = true })"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AlertSite]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with alert_site(tmp_path_factory.mktemp("alerts"), origin=origin) as running:
        server = uvicorn.Server(uvicorn.Config(running.app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield running
        server.should_exit = True
        thread.join(10)


@contextmanager
def opened(browser: Browser, site: AlertSite, *, width: int = 1280, **options: Any) -> Iterator[Page]:
    """A page of a fresh visitor; a request to another host or a complaint of the browser fails the test."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    own = urlsplit(site.settings.links.origin).netloc
    foreign: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if urlsplit(request.url).netloc != own else None)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not foreign
    assert not complaints


def letter(site: AlertSite, wanted: Callable[[Received], bool]) -> Received:
    """The latest message of a kind; the site sends after it has answered."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = [message for message in site.mail.accepted if wanted(message)]
        if found:
            return found[-1]
        time.sleep(0.05)
    raise AssertionError("no such message came")


def sign_up(page: Page, site: AlertSite, query: str = "torture", email: str = READER) -> None:
    """From the search to the confirmed alert."""
    origin = site.settings.links.origin
    page.goto(f"{origin}/search?q={query}")
    page.get_by_role("link", name="Get alerts for this search").click()
    page.get_by_role("heading", name="What it would have brought").wait_for()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Start this alert").click()
    page.get_by_role("heading", name="Confirm it in your mailbox").wait_for()
    confirmation = letter(site, lambda message: query in message.text() and message.recipient == email)
    page.goto(origin + link_in(confirmation, "confirm"))
    page.get_by_role("button", name="Confirm and start").click()
    page.get_by_role("heading", name="Every match, and what became of it").wait_for()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_sign_up_to_mail_to_stopping(browser: Browser, site: AlertSite, javascript: bool) -> None:
    origin = site.settings.links.origin
    site.clock.forward(hours=2)
    number = 300 + javascript
    email = f"reader{number}@example.org"
    with opened(browser, site, java_script_enabled=javascript) as page:
        sign_up(page, site, email=email)
        site.publish(number)
        site.deliver()
        message = letter(site, lambda message: f"4 StE {number}/26" in message.text())
        assert message.recipient == email
        page.reload()
        page.get_by_text("Sent", exact=True).wait_for()

        page.goto(str(message.message["List-Unsubscribe"]).strip("<>"))
        page.get_by_role("button", name="Stop it").click()
        page.get_by_role("heading", name="Stopped").wait_for()
        page.goto(f"{origin}/alerts")
        page.get_by_text("You have no alerts").wait_for()
    sent = len(site.mail.received)
    site.publish(number + 50)
    site.deliver()
    assert len(site.mail.received) == sent


def test_the_form_begins_with_the_time_zone_of_the_reader(browser: Browser, site: AlertSite) -> None:
    with opened(browser, site, timezone_id="Asia/Kathmandu") as page:
        page.goto(f"{site.settings.links.origin}/alerts/new?q=torture")
        assert page.get_by_label("Time zone").input_value() in ("Asia/Kathmandu", "Asia/Katmandu")


def test_only_the_fields_of_the_chosen_way_are_shown(browser: Browser, site: AlertSite) -> None:
    with opened(browser, site, java_script_enabled=False) as page:
        page.goto(f"{site.settings.links.origin}/alerts/new?q=torture")
        assert page.get_by_label("E-mail address").is_visible()
        assert page.get_by_label("Say so when there is nothing new").is_visible()
        assert not page.get_by_label("Address of the webhook").is_visible()
        page.get_by_label("Webhook", exact=False).first.check()
        assert page.get_by_label("Address of the webhook").is_visible()
        assert not page.get_by_label("E-mail address").is_visible()
        assert not page.get_by_label("Say so when there is nothing new").is_visible()  # that is said by e-mail only


@pytest.fixture(scope="module")
def addresses(browser: Browser, site: AlertSite) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Every kind of page, and the cookies of somebody who has alerts."""
    site.clock.forward(hours=2)
    context = browser.new_context()
    page = context.new_page()
    sign_up(page, site, email="pages@example.org")
    site.publish(400)
    site.deliver()
    known = site.alerts.find_subscriber("pages@example.org")
    assert known is not None
    (alert,) = site.alerts.subscriptions(known.id)
    site.alerts.subscribe(known.id, _weekly(), site.library)
    long = site.alerts.subscribe(known.id, Draft(name="W" * 120, query="x" * 300 + " سوريا"), site.library)
    stop = urlsplit(site.settings.links.unsubscribe(alert.id)).path
    cookies = context.cookies()
    context.close()
    pages = {
        "list": "/alerts",
        "new": "/alerts/new?q=torture&forum=DEU",
        "follow": "/alerts/new?kind=case&target=de-raslan",
        "record": f"/alerts/{alert.id}/record",
        "explained": f"/alerts/{alert.id}/record?decision=4+StE+400/26&since=2020-01-01&until=2035-01-01",
        "not explained": f"/alerts/{alert.id}/record?decision=nothing",
        "edit": f"/alerts/{alert.id}/edit",
        "record of long words": f"/alerts/{long.id}/record",
        "edit long words": f"/alerts/{long.id}/edit",
        "stop": stop,
        "decision": f"/decisions/{site.site.ids['trial']}",
    }
    return pages, cookies


def _weekly() -> Draft:
    return Draft(name="Molenbrand, weekly", query="molenbrand", cadence="weekly", digest_when_silent="weekly")


def faults_of(page: Page, name: str) -> list[str]:
    return [
        f"{name}: {violation['id']} {json.dumps([node['target'] for node in violation['nodes']][:3])}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_assistive_tools_find_no_serious_fault(
    browser: Browser, site: AlertSite, addresses: tuple[dict[str, str], list[dict[str, Any]]], width: int, scheme: str
) -> None:
    origin = site.settings.links.origin
    pages, cookies = addresses
    faults: list[str] = []
    with opened(browser, site, width=width, color_scheme=scheme) as page:
        page.context.add_cookies(cookies)
        for name, address in pages.items():
            page.goto(origin + address)
            page.evaluate(UNFOLD)
            faults += faults_of(page, name)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert not faults, "\n".join(faults)


def test_assistive_tools_find_no_serious_fault_before_signing_in(browser: Browser, site: AlertSite) -> None:
    origin = site.settings.links.origin
    with opened(browser, site) as page:
        page.goto(f"{origin}/alerts")
        faults = faults_of(page, "entry")
        page.goto(f"{origin}/alerts/new?q=torture")
        page.get_by_label("Name of the alert").fill("x")
        page.get_by_label("A feed", exact=False).or_(page.get_by_label("Atom feed", exact=False)).first.check()
        page.get_by_role("button", name="Start this alert").click()
        page.get_by_role("heading", name="The alert has begun").wait_for()
        faults += faults_of(page, "key")
    assert not faults, "\n".join(faults)


def test_faults_of_the_form_are_told_to_assistive_tools(browser: Browser, site: AlertSite) -> None:
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()
    page.goto(f"{site.settings.links.origin}/alerts/new?q=torture")
    page.locator("form#alert").evaluate("form => { form.noValidate = true }")
    page.get_by_label("E-mail address").fill("nonsense")
    page.get_by_role("button", name="Start this alert").click()
    page.get_by_role("alert").wait_for()
    field = page.get_by_label("E-mail address")
    assert field.get_attribute("aria-invalid") == "true"
    assert "email-fault" in (field.get_attribute("aria-describedby") or "")
    assert faults_of(page, "faults") == []
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "email" or page.url.endswith("#email")
    context.close()


@pytest.fixture(scope="module")
def bodies(site: AlertSite) -> dict[str, str]:
    """Every kind of message, as HTML, about the longest words and in both directions of writing."""
    now, until = site.clock(), site.clock() + timedelta(hours=1)
    sender, links = site.settings.sender, site.settings.links
    assert sender is not None
    name = site.publish(450)
    arabic = "حكمت المحكمة على المتهم بجريمة التعذيب"
    rows = tuple(
        Delivery(
            id=f"{alert}-1",
            subscription_id=alert,
            decision_id=name,
            event=Event(name, EventKind.NEW_DECISION, "new", 1, "2026-11-22T08:00:00+00:00"),
            state=DeliveryState.QUEUED,
            evidence=(Reason("torture", "", "التعذيب", "التعذيب", "ar", 1, "17", arabic, ((31, 38),)),),
        )
        for alert in ("a1", "a2")
    )
    alerts = {key: Subscription(key, "s1", text) for key, text in (("a1", "W" * 120), ("a2", "سوريا: التعذيب"))}
    reader = Subscriber("s1", "reader@example.org", time_zone="Europe/Berlin", state="active", language="fr")
    batch = Batch("b1", reader, "email", "at_once", "matches", "<m@cases.example>", 1, rows, alerts)
    written = {
        "alert": alert_mail(batch, site.library, links, sender, now),
        "silence": silence_mail(batch, list(alerts.values()), checked_sources(), links, sender, now, since=now),
        "confirm": confirm_mail(reader, ("W" * 120, arabic), links.confirm("t" * 43), sender, now, until=until),
        "sign in": sign_in_mail(reader, links.enter("t" * 43), sender, now, until=until),
    }
    return {kind: Received("", "", data).html() for kind, data in written.items()}


@pytest.mark.parametrize(("width", "scheme"), [(800, "light"), (800, "dark"), (320, "light")])
def test_messages_fit_and_can_be_read(
    browser: Browser, site: AlertSite, bodies: dict[str, str], width: int, scheme: str
) -> None:
    faults: list[str] = []
    with opened(browser, site, width=width, color_scheme=scheme) as page:
        for name, body in bodies.items():
            page.set_content(body)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            faults += faults_of(page, name)
    assert not faults, "\n".join(faults)
