"""Subscriptions: checked before they are saved, changed, paused, and never deleted by anyone but their owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from search_ui.alerts.asking import CannotAsk, Register
from search_ui.alerts.ledger import Ledger
from search_ui.alerts.model import (
    AlertsError,
    DeliveryState,
    Draft,
    EventKind,
    InvalidSubscription,
    Subscription,
)
from search_ui.alerts.rows import progress, set_progress
from search_ui.alerts.schema import DELIVERIES, SUBSCRIBERS, SUBSCRIPTIONS
from search_ui.alerts.secrecy import Vault
from search_ui.index.query import LONGEST
from search_ui.library.library import Library

_LONGEST_NAME = 200
_KINDS = ("search", "case", "accused", "court", "concept", "state", "cites")
_CHANNELS = ("email", "webhook", "atom")
_WITHOUT_ADDRESS = ("webhook", "atom")  # whoever holds the key of the alert manages it
_CADENCES = ("at_once", "daily", "weekly")
_SILENT = ("never", "daily", "weekly", "monthly")


def checked(draft: Draft, library: Library) -> Draft:
    """`draft` with its texts trimmed and its target in the library's own form. Raises `InvalidSubscription`, with one
    line for its author."""
    name, query, target = draft.name.strip(), draft.query.strip(), (draft.target or "").strip() or None
    _require(bool(name), "give the alert a name")
    _require(len(name) <= _LONGEST_NAME, f"the name is longer than {_LONGEST_NAME} characters")
    _require(len(query) <= LONGEST, f"the search is longer than {LONGEST:,} characters; make two alerts of it")
    _require(draft.kind in _KINDS, f"there is nothing called {draft.kind!r} to follow")
    _require(draft.channel in _CHANNELS, f"there is no way of delivery called {draft.channel!r}")
    _require(draft.cadence in _CADENCES, f"there is no cadence called {draft.cadence!r}")
    _require(draft.digest_when_silent in _SILENT, f"there is no frequency called {draft.digest_when_silent!r}")
    _require(bool(draft.events), "choose at least one event")
    _require(all(kind in tuple(EventKind) for kind in draft.events), "there is an event that does not exist")
    if draft.channel == "webhook":
        _require(bool(draft.webhook_url), "a webhook needs an address")
        _require(bool(draft.webhook_secret), "a webhook needs a secret to sign with")
    if draft.kind == "case":
        _require(library.case(target or "") is not None, f"there is no case {target or ''} in the library")
    if draft.kind == "cites":
        target = _decision(target or "", library)
    draft = replace(
        draft, name=name, query=query, target=target, events=tuple(EventKind(kind) for kind in draft.events)
    )
    try:
        asked = Register().read(draft)
    except CannotAsk as error:
        raise InvalidSubscription(str(error)) from error
    cut = next((problem for problem in asked.query.problems if problem.startswith("only the first")), None)
    _require(cut is None, f"the search is too long: {cut}; make two alerts of it")
    return draft


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise InvalidSubscription(otherwise)


def _decision(target: str, library: Library) -> str:
    """The id of the decision that is named by id or by number."""
    if current := library.current_id(target):
        return current
    found = library.find_by_identifier(target) if target else []
    _require(bool(found), f"there is no decision {target} in the library")
    _require(len(found) == 1, f"{target} is the number of {len(found)} decisions; choose one of them")
    return found[0].id


def values_of(draft: Draft, vault: Vault) -> dict[str, Any]:
    """The columns of a draft."""
    return {
        "name": draft.name,
        "kind": draft.kind,
        "query": draft.query,
        "filters": {facet: list(values) for facet, values in draft.filters.items() if values},
        "concepts_on": draft.concepts_on,
        "target": draft.target,
        "events": [kind.value for kind in draft.events],
        "channel": draft.channel,
        "webhook_url_sealed": vault.seal_text(draft.webhook_url),
        "webhook_secret_sealed": vault.seal_text(draft.webhook_secret),
        "cadence": draft.cadence,
        "digest_when_silent": draft.digest_when_silent,
        "include_backfills": draft.include_backfills,
    }


def draft_of(subscription: Subscription) -> Draft:
    """A subscription as a draft, to be changed and given to `Alerts.edit`."""
    return Draft(
        name=subscription.name,
        kind=subscription.kind,
        query=subscription.query,
        filters=subscription.filters,
        concepts_on=subscription.concepts_on,
        target=subscription.target,
        events=subscription.events,
        channel=subscription.channel,
        webhook_url=subscription.webhook_url,
        webhook_secret=subscription.webhook_secret,
        cadence=subscription.cadence,
        digest_when_silent=subscription.digest_when_silent,
        include_backfills=subscription.include_backfills,
    )


class Desk:
    """Changes of subscriptions within one transaction that has the database to itself."""

    def __init__(self, connection: Connection, ledger: Ledger, vault: Vault, now: str) -> None:
        self._connection = connection
        self._ledger = ledger
        self._vault = vault
        self._now = now

    def subscribe(self, name: str, subscriber_id: str | None, draft: Draft, last_sequence: int) -> None:
        """Insert a checked draft as the subscription `name`."""
        waits = False
        if subscriber_id is None:
            _require(draft.channel in _WITHOUT_ADDRESS, "e-mail needs a subscriber")
        else:
            found = select(SUBSCRIBERS.c.state).where(SUBSCRIBERS.c.id == subscriber_id)
            state = self._connection.execute(found).scalar()
            if state is None or state == "erased":
                raise AlertsError("there is no such subscriber")
            waits = state == "unconfirmed"
        self._connection.execute(
            insert(SUBSCRIPTIONS).values(
                id=name,
                subscriber_id=subscriber_id,
                state="active",
                created_at=self._now,
                starts_at_sequence=last_sequence,
                behind_since=last_sequence if waits else None,
                version=next_version(self._connection),
                **values_of(draft, self._vault),
            )
        )

    def edit(self, name: str, draft: Draft, last_sequence: int) -> None:
        """Replace what a subscription says by a checked draft. Where it now looks for something else it starts anew:
        only what is published from now on counts."""
        row = self._row(name)
        _require(row["subscriber_id"] is not None or draft.channel in _WITHOUT_ADDRESS, "e-mail needs a subscriber")
        values = values_of(draft, self._vault)
        asks = ("kind", "query", "filters", "concepts_on", "target")
        if row["state"] == "faulty":
            values |= {"state": "active", "state_reason": None}
        if any(row[column] != values[column] for column in asks):
            values |= {"starts_at_sequence": max(last_sequence, row["starts_at_sequence"])}
        self._update(name, values)

    def pause(self, name: str, reason: str) -> None:
        """Stop telling; what matches meanwhile is recorded as withheld."""
        row = self._row(name)
        if row["state"] in {"active", "faulty"}:
            self._update(name, {"state": "paused", "state_reason": reason})
        self._ledger.stop(DELIVERIES.c.subscription_id == name, DeliveryState.WITHHELD, f"alert paused: {reason}")

    def resume(self, name: str) -> None:
        """Tell again, from now on."""
        row = self._row(name)
        if row["state"] in {"paused", "faulty"}:
            self._update(name, {"state": "active", "state_reason": None})

    def delete(self, name: str) -> None:
        """Delete for its owner: what it said is gone, what waited is cancelled; the ledger keeps that something was
        sent, without saying what it was about."""
        self._row(name)
        own = DELIVERIES.c.subscription_id == name
        self._ledger.stop(own, DeliveryState.CANCELLED, "alert deleted")
        self._ledger.move(
            own & (DELIVERIES.c.state == DeliveryState.WITHHELD.value), DeliveryState.CANCELLED, "alert deleted"
        )
        self._connection.execute(update(DELIVERIES).where(own).values(evidence=[]))
        values: dict[str, Any] = {
            "state": "deleted",
            "state_reason": None,
            "name": "",
            "query": "",
            "filters": {},
            "target": None,
            "webhook_url_sealed": None,
            "webhook_secret_sealed": None,
            "behind_since": None,
        }
        self._update(name, values)

    def mark_faulty(self, faults: Iterable[tuple[str, str]], watermark: int) -> int:
        """Pause what cannot be matched, saying why. Once mended it catches up from where it was. Returns how many are
        newly faulty."""
        new = 0
        for name, reason in faults:
            row = self._row(name)
            if row["state"] == "faulty" and row["state_reason"] == reason:
                continue
            new += row["state"] != "faulty"
            behind = row["behind_since"]
            since = max(watermark, row["starts_at_sequence"]) if behind is None else behind
            self._update(name, {"state": "faulty", "state_reason": reason, "behind_since": since})
        return new

    def mark_sound(self, names: Iterable[str]) -> None:
        """What was faulty can be matched again."""
        for name in names:
            self._update(name, {"state": "active", "state_reason": None})

    def _row(self, name: str) -> RowMapping:
        found = select(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.id == name)
        row = self._connection.execute(found).mappings().one_or_none()
        if row is None or row["state"] == "deleted":
            raise AlertsError(f"there is no alert {name}")
        return row

    def _update(self, name: str, values: dict[str, Any]) -> None:
        version = next_version(self._connection)
        self._connection.execute(
            update(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.id == name).values(version=version, **values)
        )


def next_version(connection: Connection) -> int:
    """A number that is higher after every change of a subscription or subscriber, so that a matcher notices."""
    version = int(progress(connection, "version") or 0) + 1
    set_progress(connection, "version", str(version))
    return version
