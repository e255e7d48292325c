"""What somebody asks to be told, as it stands in an address or a form, read into a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request
from starlette.datastructures import QueryParams

from search_ui.alerts.cadence import is_zone
from search_ui.alerts.model import (
    DEFAULT_EVENTS,
    Cadence,
    Channel,
    Draft,
    EventKind,
    Kind,
    SilentDigest,
    Subscription,
)
from search_ui.alerts.phrases import LANGUAGES
from search_ui.alerts.settings import is_address
from search_ui.index.engine import FACETS
from search_ui.web.addresses import search_address
from search_ui.web.search_request import SearchRequest

_LARGEST_FORM = 64_000  # bytes
_LONGEST_NAME = 120
_LONGEST_QUERY = 1000

CADENCES: Mapping[str, str] = {
    "at_once": "At once (what arrives together, in one message)",
    "daily": "Daily, in the morning",
    "weekly": "Weekly, on Monday morning",
}
SILENCE: Mapping[str, str] = {
    "never": "No",
    "daily": "Every day",
    "weekly": "Every week",
    "monthly": "Every month",
}
EVENTS: Mapping[str, str] = {
    EventKind.NEW_DECISION.value: "A new decision",
    EventKind.TEXT_PUBLISHED.value: "Written reasons or the court’s text published",
    EventKind.APPEAL_FILED.value: "Under appeal",
    EventKind.APPEAL_DECIDED.value: "Decided on appeal",
    EventKind.NOW_FINAL.value: "Now final",
    EventKind.CHANGED.value: "Text or facts changed",
    EventKind.WITHDRAWN.value: "Withdrawn (if you were told of it)",
}
CHANNELS: Mapping[str, str] = {"email": "E-mail", "webhook": "Webhook", "atom": "Atom feed"}
KINDS: Mapping[str, str] = {
    "search": "Search",
    "case": "Case",
    "accused": "Accused",
    "court": "Court",
    "concept": "Concept",
    "state": "State",
    "cites": "Citations of a decision",
}


class Form:
    """The fields of a form that was sent; nothing in it is trusted."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self._fields: dict[str, list[str]] = {}
        for name, value in fields:
            self._fields.setdefault(name, []).append(value.replace("\x00", " "))

    def one(self, name: str, default: str = "") -> str:
        """The first value of a field."""
        return self._fields.get(name, [default])[0].strip()

    def all(self, name: str) -> list[str]:
        """All values of a field."""
        return [value.strip() for value in self._fields.get(name, []) if value.strip()]

    def has(self, name: str) -> bool:
        """Whether the field was sent at all."""
        return name in self._fields


async def sent_form(request: Request) -> Form:
    """The form of a request. Raises HTTPException for what is no form or too large."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "A form is expected here.")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST_FORM:
            raise HTTPException(413, "The form is too large.")
    try:
        return Form(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=500))
    except (UnicodeDecodeError, ValueError) as error:
        raise HTTPException(400, "The form cannot be read.") from error


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft with what belongs to the person rather than to the alert. `faults` are by field, for the reader."""

    draft: Draft
    email: str = field(default="", repr=False)
    language: str = "en"
    time_zone: str = "UTC"
    faults: Mapping[str, str] = field(default_factory=dict)


def asked_in_address(query: QueryParams, channels: tuple[str, ...]) -> Asked:
    """A new alert as a page of the site proposes it: a search, or something to follow (`kind` and `target`)."""
    kind = _one_of(query.get("kind", ""), get_args(Kind), "search")
    target = query.get("target", "").strip()[:300] or None
    if kind != "search" and target is None:
        kind = "search"
    request = SearchRequest.from_address(query)
    draft = Draft(
        name="",
        kind=kind,  # type: ignore[arg-type]
        query=_with_dates(request) if kind == "search" else "",
        filters=request.filters if kind == "search" else {},
        target=target if kind != "search" else None,
        concepts_on=True,
        channel=channels[0],  # type: ignore[arg-type]
    )
    return Asked(draft)


def _with_dates(request: SearchRequest) -> str:
    """The words with the dates among them: a subscription has no other place for those."""
    dates = (
        f"from:{request.date_from}" if request.date_from else "",
        f"to:{request.date_to}" if request.date_to else "",
    )
    return " ".join(filter(None, (request.typed, *dates)))


def asked_in_form(form: Form, channels: tuple[str, ...], *, signed_in: bool) -> Asked:
    """The alert of a form. What is missing or wrong is in `faults`; nothing raises."""
    faults: dict[str, str] = {}
    kind = _one_of(form.one("kind"), get_args(Kind), "search")
    name = " ".join(form.one("name").split())[:_LONGEST_NAME]
    if not name:
        faults["name"] = "Give the alert a name."
    events = tuple(event for event in EventKind if event.value in form.all("event"))
    if not events:
        faults["event"] = "Choose at least one thing to be told of."
    channel = _one_of(form.one("channel"), channels, channels[0])
    email = form.one("email")
    if channel == "email" and not signed_in and not is_address(email):
        faults["email"] = "Enter an e-mail address such as name@example.org."
    language = _one_of(form.one("mail_language"), tuple(LANGUAGES), "en")
    time_zone = form.one("time_zone") or "UTC"
    if not is_zone(time_zone):
        faults["time_zone"], time_zone = "Choose a time zone from the list.", "UTC"
    draft = Draft(
        name=name,
        kind=kind,  # type: ignore[arg-type]
        query=form.one("q")[:_LONGEST_QUERY] if kind == "search" else "",
        filters=dict(_filters(form)) if kind == "search" else {},
        concepts_on=form.has("concepts"),
        target=form.one("target")[:300] or None if kind != "search" else None,
        events=events or DEFAULT_EVENTS,
        channel=channel,  # type: ignore[arg-type]
        webhook_url=form.one("webhook_url") or None if channel == "webhook" else None,
        webhook_secret=form.one("webhook_secret") or None if channel == "webhook" else None,
        cadence=_one_of(form.one("cadence"), get_args(Cadence), "at_once"),  # type: ignore[arg-type]
        digest_when_silent=_one_of(form.one("silence"), get_args(SilentDigest), "never"),  # type: ignore[arg-type]
        include_backfills=form.has("backfills"),
    )
    return Asked(draft, email, language, time_zone, faults)


def _filters(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    for facet in FACETS:
        values = tuple(dict.fromkeys(value[:200] for value in form.all(facet)))[:50]
        if values:
            yield facet, values


def _one_of(value: str, allowed: tuple[str, ...], default: str) -> str:
    return value if value in allowed else default


def edited(subscription: Subscription, asked: Asked) -> Draft:
    """The draft of a form for a subscription that exists: what it follows and where it goes stay."""
    return replace(
        asked.draft,
        kind=subscription.kind,
        target=subscription.target,
        filters=asked.draft.filters if subscription.kind == "search" else {},
        channel=subscription.channel,
        webhook_url=subscription.webhook_url,
        webhook_secret=subscription.webhook_secret,
    )


def search_of(query: str, filters: Mapping[str, tuple[str, ...]]) -> str:
    """The address of the search an alert was made from."""
    return search_address([("q", query), *((facet, value) for facet, values in filters.items() for value in values)])


def channels_offered(sends_mail: bool) -> tuple[Channel, ...]:
    """How alerts can be had here."""
    return ("email", "webhook", "atom") if sends_mail else ("atom", "webhook")
