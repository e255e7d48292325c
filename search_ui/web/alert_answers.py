"""What a visitor of the alert pages is shown, and what the forms there do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.background import BackgroundTask

from search_ui.alerts.channels import Fate
from search_ui.alerts.links import new_token
from search_ui.alerts.model import AlertsError, Draft, InvalidSubscription, Subscriber, Subscription
from search_ui.alerts.phrases import LANGUAGES
from search_ui.alerts.sign_in import Session
from search_ui.alerts.webhook import WrongAddress, new_secret, read_address
from search_ui.alerts.webhook_body import trial_body
from search_ui.web.alert_desk import AlertDesk, Visitor
from search_ui.web.alert_forms import (
    CADENCES,
    CHANNELS,
    EVENTS,
    SILENCE,
    Asked,
    Form,
    asked_in_form,
    channels_offered,
    edited,
    search_of,
)
from search_ui.web.alert_pages import (
    alert_line,
    explanation_box,
    ledger_lines,
    replay_lines,
    time_zones,
    trial,
    zone_of,
)
from search_ui.web.alert_wishes import asked_in_a_letter, facet_label, target_name, what_it_asks
from search_ui.web.site import Site
from search_ui.web.wording import FACET_NAMES

_ROWS = 50  # lines of the record on a page
_REPLAY_DAYS = 30
_LAST_PAGE = 100_000


class AlertAnswers:
    """The pages of one site's alerts, for each visitor."""

    def __init__(self, site: Site, desk: AlertDesk) -> None:
        self.site = site
        self.desk = desk
        self.offered = channels_offered(desk.settings.sends_mail)

    # -- frame -------------------------------------------------------------------------------------------------------

    def page(self, template: str, visitor: Visitor, *, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
        """A page that nobody but this visitor may be shown again."""
        values.setdefault("sends_mail", self.desk.settings.sends_mail)
        response = self.site.page(
            template, here="alerts", status=status, form_token=self.desk.form_token(visitor), visitor=visitor, **values
        )
        return self._private(response, visitor)

    def _private(self, response: Response, visitor: Visitor) -> Response:
        response.headers["Cache-Control"] = "no-store"
        self.desk.remember(response, visitor)
        return response

    def message(self, visitor: Visitor, heading: str, *paragraphs: str, status: int = 200) -> Response:
        """A page that says one thing."""
        return self.page("alert_message.html", visitor, status=status, heading=heading, paragraphs=paragraphs)

    def button(
        self, visitor: Visitor, heading: str, action: str, text: str, *paragraphs: str, lines: Sequence[str] = ()
    ) -> Response:
        """A page with one button."""
        return self.page(
            "alert_button.html",
            visitor,
            heading=heading,
            paragraphs=paragraphs,
            lines=lines,
            action=action,
            button=text,
        )

    def to(self, address: str, visitor: Visitor) -> Response:
        """On to another page after something was done."""
        return self._private(RedirectResponse(address, 303), visitor)

    def checked(self, request: Request, form: Form, *, as_guest: bool = False) -> Visitor:
        """The visitor of a form that counts (see `AlertDesk.counts`). Raises HTTPException 403 for any other."""
        visitor = self.desk.visitor(request)
        if not self.desk.counts(request, visitor, form.one("form_token"), as_guest=as_guest):
            raise HTTPException(
                403, "This form is too old or does not come from this site. Go back, reload, try again."
            )
        return visitor

    def signed_in(self, visitor: Visitor) -> Session:
        """The session. Raises HTTPException 403 without one."""
        if visitor.session is None:
            raise HTTPException(403, "Sign in to your alerts first: the address is /alerts.")
        return visitor.session

    def held(self, visitor: Visitor, subscription_id: str) -> Subscription:
        """An alert of the session. Raises HTTPException 404 for everything else, whether it exists or not."""
        found = self.desk.subscription(self.signed_in(visitor), subscription_id)
        if found is None:
            raise HTTPException(404)
        return found

    def subscriber(self, session: Session | None) -> Subscriber | None:
        """Who is signed in, if it is a person with an address."""
        return self.desk.alerts.subscriber(session.subscriber_id) if session and session.subscriber_id else None

    # -- asking for an alert -----------------------------------------------------------------------------------------

    def form_page(
        self, visitor: Visitor, asked: Asked, *, status: int = 200, subscription: Subscription | None = None
    ) -> Response:
        """The form with the trial beside it."""
        draft = asked.draft
        named = replace(draft, name=draft.name or "unnamed")  # what it would bring does not depend on that
        run = self.desk.alerts.dry_run(named, self.site.library, self.site.engine)
        signed_in = visitor.session is not None and visitor.session.subscriber_id is not None
        return self.page(
            "alert_form.html",
            visitor,
            status=status,
            asked=asked,
            draft=draft,
            subscription=subscription,
            action=f"/alerts/{subscription.id}/edit" if subscription else "/alerts/new",
            trial=trial(self.site, run),
            followed="" if draft.kind == "search" else target_name(self.site, draft.kind, draft.target or ""),
            asks=what_it_asks(self.site, draft),
            chosen=[
                (facet, value, f"{FACET_NAMES[facet].split(' (')[0]}: {facet_label(self.site, facet, value)}")
                for facet, values in draft.filters.items()
                if facet in FACET_NAMES
                for value in values
            ],
            signed_in=signed_in,
            channels=[(channel, CHANNELS[channel]) for channel in self.offered],
            cadences=CADENCES,
            silences=SILENCE,
            events=EVENTS,
            told_of={event.value for event in draft.events},
            languages=LANGUAGES,
            zones=time_zones(),
            secret=draft.webhook_secret or new_secret(),
            feed_href=search_of(draft.query, draft.filters).replace("/search", "/search.atom", 1)
            if draft.kind == "search"
            else "",
        )

    def asked(self, form: Form, visitor: Visitor) -> Asked:
        """The form as read, with the faults only the site can see."""
        person = visitor.session is not None and visitor.session.subscriber_id is not None
        asked = asked_in_form(form, self.offered, signed_in=person)
        faults = dict(asked.faults)
        if asked.draft.channel == "webhook":
            try:
                read_address(asked.draft.webhook_url or "", allow_loopback=self.desk.settings.allow_loopback)
            except WrongAddress as error:
                faults["webhook_url"] = f"{str(error)[:1].upper()}{str(error)[1:]}."
        return replace(asked, faults=faults)

    def try_webhook(self, draft: Draft) -> str:
        """Send a test; what went wrong, or an empty text."""
        outcome = self.desk.webhooks.send(
            draft.webhook_url or "", draft.webhook_secret or "", new_token(), trial_body("test"), self.desk.clock()
        )
        return "" if outcome.fate is Fate.ACCEPTED else f"The test message was not accepted: {outcome.note}."

    def create(self, request: Request, form: Form) -> Response:
        """Save an alert, or ask its address to confirm it first."""
        visitor = self.checked(request, form)
        asked = self.asked(form, visitor)
        if asked.faults or form.one("do") == "preview":
            shown = asked if form.one("do") != "preview" else replace(asked, faults={})
            return self.form_page(visitor, shown, status=400 if shown.faults else 200)
        if not self.desk.may_ask(request):
            return self.message(visitor, "Too many requests", "Please try again in an hour.", status=429)
        draft = asked.draft
        run = self.desk.alerts.dry_run(draft, self.site.library, self.site.engine)
        if run.error:
            return self.form_page(visitor, replace(asked, faults={"q": run.error}), status=400)
        if draft.channel == "webhook":
            try:
                problem = self.try_webhook(draft)
            except ValueError:
                problem = "The secret is not one of ours; reload the page for a new one."
            if problem:
                return self.form_page(visitor, replace(asked, faults={"webhook_url": problem}), status=400)
        person = visitor.session.subscriber_id if visitor.session else None
        if person is None and draft.channel == "email":
            if not self.desk.may_confirm():
                return self.message(visitor, "Too many sign-ups at the moment", "Please try again later.", status=429)
            lines = asked_in_a_letter(self.site, draft, asked.language)
            response = self.message(
                visitor,
                "Confirm it in your mailbox",
                f"A message is on its way to {asked.email}. The alert begins when you have opened the link in it; "
                "the link works for 48 hours.",
                "Nothing arrived? Look among the unwanted mail. At most three such messages are sent within an hour.",
            )
            response.background = BackgroundTask(
                self.desk.send_confirmation,
                asked.email,
                draft,
                (draft.name, *lines),
                language=asked.language,
                time_zone=asked.time_zone,
            )
            return response
        try:
            saved = self.desk.alerts.subscribe(person, draft, self.site.library)
        except InvalidSubscription as error:
            return self.form_page(visitor, replace(asked, faults={"q": str(error)}), status=400)
        if person is not None:
            return self.to(f"/alerts/{saved.id}/record", visitor)
        links = self.desk.settings.links
        return self.page(
            "alert_key.html",
            visitor,
            alert=alert_line(self.site, saved, links, asked.time_zone),
            key_href=links.key(saved.id),
        )

    def edit(self, request: Request, form: Form, subscription_id: str) -> Response:
        """Change an alert."""
        visitor = self.checked(request, form)
        subscription = self.held(visitor, subscription_id)
        asked = self.asked(form, visitor)
        faults = {
            name: fault for name, fault in asked.faults.items() if name not in ("email", "webhook_url", "time_zone")
        }
        asked = replace(asked, draft=edited(subscription, asked), faults=faults)
        if form.one("do") == "preview" or faults:
            shown = asked if form.one("do") != "preview" else replace(asked, faults={})
            return self.form_page(visitor, shown, status=400 if shown.faults else 200, subscription=subscription)
        try:
            self.desk.alerts.edit(subscription.id, asked.draft, self.site.library)
        except InvalidSubscription as error:
            wrong = replace(asked, faults={"q": str(error)})
            return self.form_page(visitor, wrong, status=400, subscription=subscription)
        return self.to(f"/alerts/{subscription.id}/record", visitor)

    # -- the list ----------------------------------------------------------------------------------------------------

    def overview(self, request: Request) -> Response:
        """The alerts of a session, or the way to them."""
        visitor = self.desk.visitor(request)
        if visitor.session is None:
            return self.page(
                "alert_entry.html",
                visitor,
                elsewhere=request.headers.get("sec-fetch-site") == "cross-site",
                signed_out=request.query_params.get("signed") == "out",
            )
        person = self.subscriber(visitor.session)
        links = self.desk.settings.links
        return self.page(
            "alerts.html",
            visitor,
            alerts=[
                alert_line(self.site, item, links, zone_of(person)) for item in self.desk.subscriptions(visitor.session)
            ],
            person=person,
            paused=_paused(person),
            languages=LANGUAGES,
            zones=time_zones(),
        )

    # -- the record --------------------------------------------------------------------------------------------------

    def record(self, request: Request, subscription_id: str) -> Response:
        """Every match of an alert; a replay or an explanation where the address asks for one."""
        visitor = self.desk.visitor(request)
        if visitor.session is None:  # by a link in a message: the way in, not an error
            return self.to("/alerts", visitor)
        subscription = self.held(visitor, subscription_id)
        person = self.subscriber(visitor.session)
        zone = zone_of(person)
        query = request.query_params
        number = _whole(query.get("page", ""))
        rows = self.desk.alerts.deliveries(
            subscription_id=subscription.id, limit=_ROWS + 1, offset=(number - 1) * _ROWS
        )
        cards = self.site.library.cards(sorted({row.decision_id for row in rows}))
        extra = {**self._replay(query, subscription, zone), **self._explanation(query, subscription, zone)}
        address = f"/alerts/{subscription.id}/record"
        return self.page(
            "alert_record.html",
            visitor,
            alert=alert_line(self.site, subscription, self.desk.settings.links, zone),
            paused=_paused(person),
            lines=ledger_lines(rows[:_ROWS], cards, zone),
            number=number,
            previous_href=f"{address}?page={number - 1}" if number > 1 else "",
            next_href=f"{address}?page={number + 1}" if len(rows) > _ROWS else "",
            watermark=self.desk.alerts.watermark(),
            behind=max(self.site.library.last_sequence() - self.desk.alerts.watermark(), 0),
            zone=zone,
            **extra,
        )

    def _replay(self, query: Mapping[str, str], subscription: Subscription, zone: str) -> dict[str, Any]:
        until = _day(query.get("until", "")) or self.desk.clock().date().isoformat()
        since = _day(query.get("since", "")) or ((self.desk.clock() - timedelta(days=_REPLAY_DAYS)).date().isoformat())
        values: dict[str, Any] = {"since": since, "until": until, "replay": None, "replay_fault": ""}
        if "since" not in query:
            return values
        begins = datetime.fromisoformat(since).replace(tzinfo=UTC)
        ends = datetime.fromisoformat(until).replace(tzinfo=UTC) + timedelta(days=1)
        try:
            replayed = self.desk.alerts.replay(subscription.id, self.site.library, since=begins, until=ends)
        except AlertsError as error:
            return {**values, "replay_fault": str(error)}
        cards = self.site.library.cards(sorted({item.event.decision_id for item in replayed}))
        return {**values, "replay": replay_lines(replayed, cards, zone)}

    def _explanation(self, query: Mapping[str, str], subscription: Subscription, zone: str) -> dict[str, Any]:
        typed = query.get("decision", "").strip()[:300]
        values: dict[str, Any] = {"decision": typed, "explanation": None, "explanation_fault": ""}
        if not typed:
            return values
        name = typed.rsplit("/decisions/", 1)[-1].split("#")[0]
        view = self.site.library.decision(name)
        found = (
            [view.id]
            if view is not None and view.withdrawn is None
            else [card.id for card in self.site.library.find_by_identifier(typed)]
        )
        if len(found) != 1:
            fault = "No decision here has this number." if not found else "Several decisions have this number: "
            return {**values, "explanation_fault": fault + ", ".join(found)}
        try:
            explained = self.desk.alerts.explain(subscription.id, found[0], self.site.library)
        except AlertsError as error:
            return {**values, "explanation_fault": str(error)}
        card = self.site.library.cards(found).get(found[0])
        return {**values, "explanation": explanation_box(self.site, explained, card, zone)}

    # -- stopping ----------------------------------------------------------------------------------------------------

    def stop(self, token: str) -> str:
        """Do what an unsubscribe address is for; says in one line what was done. Raises HTTPException 404."""
        text = self.desk.signer.read("unsubscribe", token)
        if text is None:
            raise HTTPException(404)
        what, _, name = text.partition(":")
        if what == "one":
            subscription = self.desk.alerts.subscription(name)
            if subscription is not None and subscription.state != "deleted":
                self.desk.alerts.delete(name)
            return "This alert has ended. No message will be sent for it any more."
        for subscription in self.desk.alerts.subscriptions(name):
            if subscription.state != "deleted" and subscription.channel == "email":
                self.desk.alerts.delete(subscription.id)
        return "All your e-mail alerts have ended. No message will be sent to you any more."


def _paused(person: Subscriber | None) -> str:
    """Why nothing is sent to a person at all; empty where something is."""
    return person.paused_reason or "" if person is not None and person.state == "paused" else ""


def _whole(written: str) -> int:
    return min(max(int(written), 1), _LAST_PAGE) if written.isascii() and written.isdigit() and len(written) < 7 else 1


def _day(written: str) -> str:
    try:
        return datetime.strptime(written.strip(), "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        return ""
