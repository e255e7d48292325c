"""Addresses under `/alerts`: ask for an alert, confirm, sign in, change, read the record, stop, take everything along.

Whatever changes something is a POST with a token bound to the visitor. Opening an address, as mail scanners do, never
does anything but show a page.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from starlette.background import BackgroundTask

from search_ui.alerts.atom import MOST_ENTRIES, in_feed, subscription_feed
from search_ui.alerts.model import AlertsError
from search_ui.alerts.phrases import LANGUAGES
from search_ui.alerts.settings import is_address
from search_ui.alerts.sign_in import Session, use_pending, use_sign_in
from search_ui.alerts.subscriptions import draft_of
from search_ui.web.alert_answers import AlertAnswers
from search_ui.web.alert_desk import AlertDesk
from search_ui.web.alert_forms import (
    Asked,
    Form,
    asked_in_address,
    sent_form,
)
from search_ui.web.alert_pages import time_zones
from search_ui.web.alert_wishes import proposed_name
from search_ui.web.site import SITE_NAME, Site

Sent = Annotated[Form, Depends(sent_form)]


def routes(site: Site, desk: AlertDesk) -> APIRouter:
    """All addresses under `/alerts`."""
    router = APIRouter(prefix="/alerts", include_in_schema=False)
    pages = AlertAnswers(site, desk)
    alerts = desk.alerts

    @router.get("")
    def overview(request: Request) -> Response:
        return pages.overview(request)

    # -- asking ------------------------------------------------------------------------------------------------------

    @router.get("/new")
    def new(request: Request) -> Response:
        visitor = desk.visitor(request)
        asked = asked_in_address(request.query_params, pages.offered)
        draft = replace(asked.draft, name=proposed_name(site, asked.draft))
        person = pages.subscriber(visitor.session)
        if person is not None:
            asked = replace(asked, language=person.language, time_zone=person.time_zone)
        return pages.form_page(visitor, replace(asked, draft=draft))

    @router.post("/new")
    def create(request: Request, form: Sent) -> Response:
        return pages.create(request, form)

    @router.get("/confirm/{token}")
    def confirm_page(request: Request, token: str) -> Response:
        return pages.button(
            desk.visitor(request),
            "Confirm your alert",
            f"/alerts/confirm/{token}",
            "Confirm and start",
            "One click, and the alert begins.",
        )

    @router.post("/confirm/{token}")
    def confirm(request: Request, token: str, form: Sent) -> Response:
        visitor = pages.checked(request, form, as_guest=True)
        pending = use_pending(alerts, token)
        if pending is None:
            return pages.message(visitor, "This link has been used or is too old", *_ASK_AGAIN, status=410)
        try:
            alerts.confirm(pending.subscriber_id)
            saved = alerts.subscribe(pending.subscriber_id, pending.draft, site.library)
        except AlertsError as error:
            return pages.message(visitor, "The alert could not be started", str(error), status=409)
        session = Session(pending.subscriber_id)
        response = pages.to(f"/alerts/{saved.id}/record?confirmed=1", visitor)
        desk.begin_session(response, session)
        return response

    # -- signing in --------------------------------------------------------------------------------------------------

    @router.post("/sign-in")
    def sign_in(request: Request, form: Sent) -> Response:
        visitor = pages.checked(request, form)
        email = form.one("email")
        if not is_address(email):
            return pages.page(
                "alert_entry.html",
                visitor,
                status=400,
                elsewhere=False,
                signed_out=False,
                fault="Enter an e-mail address such as name@example.org.",
            )
        if not desk.may_ask(request):
            return pages.message(visitor, "Too many requests", "Please try again in an hour.", status=429)
        response = pages.message(
            visitor,
            "Look into your mailbox",
            "If this address has alerts here, a link that signs you in is on its way to it. The link works once, "
            "within 20 minutes.",
            "Nobody is told here whether an address has alerts.",
        )
        if desk.settings.sends_mail:
            response.background = BackgroundTask(desk.send_sign_in, email)
        return response

    @router.get("/enter/{token}")
    def enter_page(request: Request, token: str) -> Response:
        visitor = desk.visitor(request)
        return pages.button(visitor, "Sign in to your alerts", f"/alerts/enter/{token}", "Open my alerts")

    @router.post("/enter/{token}")
    def enter(request: Request, token: str, form: Sent) -> Response:
        visitor = pages.checked(request, form, as_guest=True)
        subscriber_id = use_sign_in(alerts, token)
        if subscriber_id is None:
            return pages.message(visitor, "This link has been used or is too old", *_ASK_AGAIN, status=410)
        response = pages.to("/alerts", visitor)
        desk.begin_session(response, Session(subscriber_id))
        return response

    @router.get("/key/{token}")
    def key_page(request: Request, token: str) -> Response:
        if desk.signer.read("manage", token) is None:
            raise HTTPException(404)
        return pages.button(desk.visitor(request), "Open this alert", f"/alerts/key/{token}", "Open")

    @router.post("/key/{token}")
    def key(request: Request, token: str, form: Sent) -> Response:
        visitor = pages.checked(request, form, as_guest=True)
        subscription = alerts.subscription(desk.signer.read("manage", token) or "")
        if subscription is None or subscription.subscriber_id is not None or subscription.state == "deleted":
            raise HTTPException(404)
        response = pages.to("/alerts", visitor)
        desk.begin_session(response, Session(None, subscription.id))
        return response

    @router.post("/sign-out")
    def sign_out(request: Request, form: Sent) -> Response:
        response = pages.to("/alerts?signed=out", pages.checked(request, form))
        desk.end_session(response)
        return response

    # -- stopping (RFC 8058: the address itself is the permission) ---------------------------------------------------

    @router.get("/stop/{token}")
    def stop_page(request: Request, token: str) -> Response:
        text = desk.signer.read("unsubscribe", token)
        if text is None:
            raise HTTPException(404)
        what, _, name = text.partition(":")
        subscription = alerts.subscription(name) if what == "one" else None
        return pages.button(
            desk.visitor(request),
            "Stop this alert" if what == "one" else "Stop all your alerts",
            f"/alerts/stop/{token}",
            "Stop it" if what == "one" else "Stop them all",
            "No message will be sent for it any more." if what == "one" else "No message will be sent to you any more.",
            lines=(subscription.name,) if subscription is not None and subscription.name else (),
        )

    @router.post("/stop/{token}")
    def stop(request: Request, token: str) -> Response:
        done = pages.stop(token)
        return pages.message(desk.visitor(request), "Stopped", done)

    # -- feeds -------------------------------------------------------------------------------------------------------

    @router.get("/feeds/{token}.atom")
    def feed(token: str) -> Response:
        subscription = alerts.subscription(desk.signer.read("feed", token) or "")
        if subscription is None or subscription.channel != "atom" or subscription.state == "deleted":
            raise HTTPException(404)
        rows = in_feed(alerts.feed(subscription.id, MOST_ENTRIES), desk.clock())
        document = subscription_feed(subscription, rows, site.library, desk.settings.links, SITE_NAME)
        return Response(document, media_type="application/atom+xml", headers={"Cache-Control": "private, max-age=300"})

    # -- the account -------------------------------------------------------------------------------------------------

    @router.post("/account")
    def change(request: Request, form: Sent) -> Response:
        visitor = pages.checked(request, form)
        session = pages.signed_in(visitor)
        language, zone = form.one("mail_language"), form.one("time_zone")
        if session.subscriber_id is None or language not in LANGUAGES or zone not in time_zones():
            raise HTTPException(400, "Choose a language and a time zone from the lists.")
        alerts.change_subscriber(session.subscriber_id, language=language, time_zone=zone)  # type: ignore[arg-type]
        return pages.to("/alerts", visitor)

    @router.post("/account/resume")
    def resume_all(request: Request, form: Sent) -> Response:
        visitor = pages.checked(request, form)
        session = pages.signed_in(visitor)
        if session.subscriber_id is not None:
            alerts.resume_subscriber(session.subscriber_id)
        return pages.to("/alerts", visitor)

    @router.post("/account/export")
    def export(request: Request, form: Sent) -> Response:
        session = pages.signed_in(pages.checked(request, form))
        if session.subscriber_id is None:
            raise HTTPException(404)
        data = json.dumps(alerts.export(session.subscriber_id), ensure_ascii=False, indent=2, default=str)
        headers = {"Content-Disposition": 'attachment; filename="my-alerts.json"', "Cache-Control": "no-store"}
        return Response(data, media_type="application/json", headers=headers)

    @router.post("/account/erase")
    def erase(request: Request, form: Sent) -> Response:
        visitor = pages.checked(request, form)
        session = pages.signed_in(visitor)
        if not form.has("sure"):
            return pages.page("alert_erase.html", visitor)
        if session.subscriber_id is not None:
            alerts.erase(session.subscriber_id)
        else:
            alerts.delete(session.subscription_id or "")
        gone = desk.visitor(request)
        response = pages.message(
            gone,
            "Everything is deleted",
            "Your address, your alerts and their record are gone. No message will be sent.",
        )
        desk.end_session(response)
        return response

    # -- one alert ---------------------------------------------------------------------------------------------------

    @router.get("/{subscription_id}/record")
    def record(request: Request, subscription_id: str) -> Response:
        return pages.record(request, subscription_id)

    @router.get("/{subscription_id}/edit")
    def edit_page(request: Request, subscription_id: str) -> Response:
        visitor = desk.visitor(request)
        if visitor.session is None:
            return pages.to("/alerts", visitor)
        subscription = pages.held(visitor, subscription_id)
        return pages.form_page(visitor, Asked(draft_of(subscription)), subscription=subscription)

    @router.post("/{subscription_id}/edit")
    def edit(request: Request, subscription_id: str, form: Sent) -> Response:
        return pages.edit(request, form, subscription_id)

    @router.post("/{subscription_id}/pause")
    def pause(request: Request, subscription_id: str, form: Sent) -> Response:
        visitor = pages.checked(request, form)
        alerts.pause(pages.held(visitor, subscription_id).id, "paused by you")
        return pages.to("/alerts", visitor)

    @router.post("/{subscription_id}/resume")
    def resume(request: Request, subscription_id: str, form: Sent) -> Response:
        visitor = pages.checked(request, form)
        alerts.resume(pages.held(visitor, subscription_id).id, site.library)
        return pages.to("/alerts", visitor)

    @router.post("/{subscription_id}/resend")
    def resend(request: Request, subscription_id: str, form: Sent) -> Response:
        visitor = pages.checked(request, form)
        subscription = pages.held(visitor, subscription_id)
        row = alerts.delivery(form.one("delivery"))
        if row is None or row.subscription_id != subscription.id:
            raise HTTPException(404)
        alerts.resend(row.id, "asked for by the subscriber")
        return pages.to(f"/alerts/{subscription.id}/record", visitor)

    @router.post("/{subscription_id}/delete")
    def delete(request: Request, subscription_id: str, form: Sent) -> Response:
        visitor = pages.checked(request, form)
        subscription = pages.held(visitor, subscription_id)
        if not form.has("sure"):
            return pages.page("alert_delete.html", visitor, name=subscription.name, id=subscription.id)
        alerts.delete(subscription.id)
        return pages.to("/alerts", visitor)

    return router


_ASK_AGAIN = ("Links in messages work once, and not for long. Ask for a new one: it takes a minute.",)
