"""Alerts as the site offers them: the alerts' database, how mail goes out, and how often somebody may ask."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from fastapi import Request
from fastapi.responses import Response

from search_ui.alerts.channels import Fate
from search_ui.alerts.mail import confirm_mail, sign_in_mail
from search_ui.alerts.model import AlertsError, Clock, Draft, Subscriber, Subscription
from search_ui.alerts.settings import AlertSettings
from search_ui.alerts.sign_in import (
    SESSION_FOR,
    Limiter,
    Pending,
    Session,
    form_token,
    keep_pending,
    keep_sign_in,
    read_session,
    written_session,
)
from search_ui.alerts.smtp import MailRelay
from search_ui.alerts.store import Alerts
from search_ui.alerts.webhook import WebhookSender

_SESSION = "uj_alerts"
_VISITOR = "uj_alerts_form"
_PATH = "/alerts"
_LETTERS_PER_ADDRESS = 3
_ASKED_PER_CLIENT = 20
_HOUR = timedelta(hours=1)

_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Visitor:
    """Who stands before a page: the session, if any, and what makes a form of theirs count. `guest` is who they are
    by the cookie that visitors without a session have too."""

    session: Session | None
    owner: str
    new_cookie: str | None = None
    guest: str = ""


def _client(request: Request) -> str:
    """Where a request comes from: an IPv4 address, or the network of an IPv6 one, of which anybody has any number."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, IPv4Address):
        return host
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


class AlertDesk:
    """What the alert pages work with."""

    def __init__(self, alerts: Alerts, settings: AlertSettings, clock: Clock = _now) -> None:
        self.alerts = alerts
        self.settings = settings
        self.clock = clock
        self.signer = settings.links.signer
        self.webhooks = WebhookSender(allow_loopback=settings.allow_loopback, timeout_s=8)
        self._letters = Limiter(self.signer, _LETTERS_PER_ADDRESS, _HOUR, clock)
        self._asked = Limiter(self.signer, _ASKED_PER_CLIENT, _HOUR, clock)
        self._confirmations = Limiter(self.signer, settings.most_per_hour, _HOUR, clock)

    # -- visitors ----------------------------------------------------------------------------------------------------

    def visitor(self, request: Request) -> Visitor:
        """Who asks. A session whose subscriber or subscription is gone is none."""
        cookie = request.cookies.get(_VISITOR, "")
        guest = f"visitor:{cookie}" if 20 <= len(cookie) <= 100 and cookie.isascii() else ""
        session = read_session(self.signer, request.cookies.get(_SESSION, ""), self.clock())
        if session is not None and self._exists(session):
            return Visitor(session, session.owner, guest=guest)
        if guest:
            return Visitor(None, guest, guest=guest)
        fresh = secrets.token_urlsafe(24)
        return Visitor(None, f"visitor:{fresh}", new_cookie=fresh)

    def _exists(self, session: Session) -> bool:
        if session.subscriber_id is not None:
            subscriber = self.alerts.subscriber(session.subscriber_id)
            return subscriber is not None and subscriber.state in ("active", "paused")
        subscription = self.alerts.subscription(session.subscription_id or "")
        return subscription is not None and subscription.state != "deleted"

    def form_token(self, visitor: Visitor) -> str:
        """What the forms of this visitor have to hold."""
        return form_token(self.signer, visitor.owner)

    def counts(self, request: Request, visitor: Visitor, token: str, *, as_guest: bool = False) -> bool:
        """Whether a form that was sent comes from a page of ours, shown to this visitor. Browsers that say where a
        request comes from are believed when they say: from elsewhere. `as_guest`: also from a page shown to them
        without their session, as those are that a link in a message opens (the session's cookie stays behind then)."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        owners = {visitor.owner} if visitor.new_cookie is None else set()
        if as_guest and visitor.guest:
            owners.add(visitor.guest)
        return any(secrets.compare_digest(token.encode(), form_token(self.signer, one).encode()) for one in owners)

    def remember(self, response: Response, visitor: Visitor) -> None:
        """Give a new visitor the cookie that their forms are bound to."""
        if visitor.new_cookie is not None:
            self._set(response, _VISITOR, visitor.new_cookie, None)

    def begin_session(self, response: Response, session: Session) -> None:
        """Sign in."""
        value = written_session(self.signer, session, self.clock())
        self._set(response, _SESSION, value, int(SESSION_FOR.total_seconds()))

    def end_session(self, response: Response) -> None:
        """Sign out."""
        response.delete_cookie(_SESSION, path=_PATH)

    def _set(self, response: Response, name: str, value: str, age: int | None) -> None:
        secure = self.settings.links.origin.startswith("https://")
        response.set_cookie(name, value, max_age=age, path=_PATH, secure=secure, httponly=True, samesite="strict")

    # -- what belongs to whom ----------------------------------------------------------------------------------------

    def subscriptions(self, session: Session) -> list[Subscription]:
        """What the session may see and change, newest first."""
        if session.subscriber_id is not None:
            held = self.alerts.subscriptions(session.subscriber_id)
        else:
            one = self.alerts.subscription(session.subscription_id or "")
            held = [one] if one is not None else []
        alive = [subscription for subscription in held if subscription.state != "deleted"]
        return sorted(alive, key=lambda item: (item.created_at or _now(), item.id), reverse=True)

    def subscription(self, session: Session, subscription_id: str) -> Subscription | None:
        """One of them."""
        return next((item for item in self.subscriptions(session) if item.id == subscription_id), None)

    # -- letters -----------------------------------------------------------------------------------------------------

    def may_ask(self, request: Request) -> bool:
        """Whether this client may cause one more letter or trial now."""
        return self._asked.allow(_client(request))

    def may_confirm(self) -> bool:
        """Whether one more letter may go to an address that nobody has confirmed. The brake on mass mail holds for
        these too: whoever has many machines could otherwise have us write to anybody."""
        if self._confirmations.allow("everybody"):
            return True
        _log.warning("no more letters of confirmation within this hour (UJ_ALERTS_BRAKE)")
        return False

    def send_confirmation(
        self, email: str, draft: Draft, lines: Sequence[str], *, language: str, time_zone: str
    ) -> None:
        """Ask an address to confirm an alert. Called after the answer was given; what goes wrong is logged without
        the address."""
        if not self._may_write_to(email):
            return
        try:
            known = self.alerts.add_subscriber(email, language=language, time_zone=time_zone)  # type: ignore[arg-type]
        except AlertsError as error:
            _log.warning("a sign-up was not taken: %s", error)
            return
        now = self.clock()
        token, until = keep_pending(self.alerts, Pending(known.id, draft, time_zone), now)
        sender = self.settings.sender
        if sender is not None:
            href = self.settings.links.confirm(token)
            self._send(known, confirm_mail(known, lines, href, sender, now, until=until))

    def send_sign_in(self, email: str) -> None:
        """Send a link to an address that has alerts here; nothing to any other. Called after the answer was given."""
        subscriber = self.alerts.find_subscriber(email)
        if subscriber is None or subscriber.state not in ("active", "paused") or not self._may_write_to(email):
            return
        now = self.clock()
        token, until = keep_sign_in(self.alerts, subscriber, now)
        sender = self.settings.sender
        if sender is not None:
            self._send(subscriber, sign_in_mail(subscriber, self.settings.links.enter(token), sender, now, until=until))

    def _may_write_to(self, email: str) -> bool:
        suppressed = self.alerts.suppressed(email)
        asked_for_silence = suppressed is not None and not suppressed.reason.startswith("bounced")
        return not asked_for_silence and self._letters.allow(email)

    def _send(self, subscriber: Subscriber, message: bytes) -> None:
        relay, sender = self.settings.relay, self.settings.sender
        if relay is None or sender is None or not subscriber.email:
            return
        with MailRelay(relay, helo=sender.domain) as conversation:
            outcome = conversation.send(message, sender=sender.envelope, recipient=subscriber.email)
        if outcome.fate is not Fate.ACCEPTED:
            _log.warning("a letter to subscriber %s was not accepted: %s", subscriber.id, outcome.note)
