"""`/metrics`: figures of the alerts for monitoring on the same machine; for everybody else there is nothing here."""

from __future__ import annotations

from ipaddress import ip_address

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from search_ui.alerts.metrics import MEDIA_TYPE, exposition
from search_ui.web.alert_desk import AlertDesk
from search_ui.web.site import Site


def routes(site: Site, desk: AlertDesk) -> APIRouter:
    """`/metrics`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics")
    def metrics(request: Request) -> Response:
        if not _asked_on_this_machine(request):
            raise HTTPException(404)
        text = exposition(desk.alerts, desk.clock(), desk.settings.most_per_hour, site.library.last_sequence())
        return Response(text, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})

    return router


def _asked_on_this_machine(request: Request) -> bool:
    """A request from this machine to this machine that no proxy has passed on."""
    passed_on = any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip", "via"))
    return (
        not passed_on
        and _is_loopback(request.client.host if request.client else "")
        and _is_loopback(request.url.hostname or "")
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
