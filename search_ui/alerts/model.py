"""The plain data of alerts: who wants to be told what, what happened, and what became of each message.

Nothing here shows an address when printed: subscribers are named by their id in logs, errors and metrics.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

Clock = Callable[[], datetime]
"""The present moment, aware and in UTC."""

Language = Literal["en", "de", "fr"]
SubscriberState = Literal["unconfirmed", "active", "paused", "erased"]
Kind = Literal["search", "case", "accused", "court", "concept", "state", "cites"]
Channel = Literal["email", "webhook", "atom"]
Cadence = Literal["at_once", "daily", "weekly"]
SilentDigest = Literal["never", "daily", "weekly", "monthly"]
SubscriptionState = Literal["active", "paused", "faulty", "deleted"]


class EventKind(StrEnum):
    """What can happen to a decision that somebody may want to be told."""

    NEW_DECISION = "new_decision"  # the library did not have it (or it matches for the first time)
    TEXT_PUBLISHED = "text_published"  # the written reasons came out, or the court's text in place of a note
    CHANGED = "changed"  # its text or facts changed
    APPEAL_FILED = "appeal_filed"  # it is known to be under appeal
    APPEAL_DECIDED = "appeal_decided"  # a higher court decided in the same case
    NOW_FINAL = "now_final"  # it became final
    WITHDRAWN = "withdrawn"  # it was taken out; only those who were told of it hear so


DEFAULT_EVENTS = (
    EventKind.NEW_DECISION,
    EventKind.TEXT_PUBLISHED,
    EventKind.APPEAL_FILED,
    EventKind.APPEAL_DECIDED,
    EventKind.NOW_FINAL,
    EventKind.WITHDRAWN,
)
"""What a subscription is told where its subscriber chose nothing else: all but mere changes."""


class DeliveryState(StrEnum):
    """What became of one match."""

    MATCHED = "matched"  # waits for its message
    QUEUED = "queued"  # put into a message that was not yet handed over
    HANDING_OVER = "handing_over"  # written before the transport is called
    SENT = "sent"  # after the transport accepted
    FAILED = "failed"  # refused for now; the same message will be tried again
    BOUNCED = "bounced"  # refused for good
    UNCERTAIN = "uncertain"  # handed over, answer unknown: the same message is sent again under the same Message-ID
    WITHHELD = "withheld"  # not to be sent; `withheld_reason` says why
    CANCELLED = "cancelled"  # subscription deleted, or decision withdrawn before it was sent


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who is told. `time_zone` is an IANA name; `paused_reason` is shown at the next sign-in."""

    id: str
    email: str | None = field(repr=False)
    language: Language = "en"
    time_zone: str = "UTC"
    state: SubscriberState = "unconfirmed"
    paused_reason: str | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """One thing somebody wants to be told. `query` and `filters` are kept as typed and chosen, and `target` as the id
    that is followed: names of concepts, courts and states are looked up when a decision is matched, so that what the
    vocabulary learns later counts too. `state_reason` says in one line why it is paused or faulty. Only what the
    library published after `starts_at_sequence` counts."""

    id: str
    subscriber_id: str | None
    name: str = field(repr=False)
    kind: Kind = "search"
    query: str = field(default="", repr=False)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    concepts_on: bool = True
    target: str | None = field(default=None, repr=False)
    events: tuple[EventKind, ...] = DEFAULT_EVENTS
    channel: Channel = "email"
    webhook_url: str | None = field(default=None, repr=False)
    webhook_secret: str | None = field(default=None, repr=False)
    cadence: Cadence = "at_once"
    digest_when_silent: SilentDigest = "never"
    include_backfills: bool = False
    state: SubscriptionState = "active"
    state_reason: str | None = None
    created_at: datetime | None = None
    starts_at_sequence: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What a subscriber asks for, before it is a subscription (see `Subscription` for the fields)."""

    name: str
    kind: Kind = "search"
    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    concepts_on: bool = True
    target: str | None = None
    events: tuple[EventKind, ...] = DEFAULT_EVENTS
    channel: Channel = "email"
    webhook_url: str | None = None
    webhook_secret: str | None = None
    cadence: Cadence = "at_once"
    digest_when_silent: SilentDigest = "never"
    include_backfills: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one clause of a subscription matched. `clause` is what was asked for in the reader's words, `found` what
    stands in the decision (a word, a name of the concept in another language, a recorded fact), `expansion` the name
    that was searched for where it was not the one typed. `paragraph` is the index of the paragraph (page anchor
    `#p<index>`), `number` the court's own number of it; both None where no paragraph is concerned. `snippet` is at most
    300 characters with masks kept; `marks` are code-point offsets into it."""

    clause: str
    how: str  # in plain words: “Folter” in paragraph 17 (for “torture”)
    found: str | None = None
    expansion: str | None = None
    language: str | None = None
    paragraph: int | None = None
    number: str | None = None
    snippet: str | None = None
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a decision, in the order of the library's sequence. `key` tells two events of a kind
    about one decision apart; `related` is the higher court's decision of `appeal_decided`; `note` is, of
    `text_published`, whose text it is now (`court` or `editorial_note`), of `withdrawn` court and docket number (all
    that may be said), else a few words."""

    decision_id: str
    kind: EventKind
    key: str
    sequence: int
    at: str
    backfill: bool = False
    related: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step of a delivery; `note` never holds an address."""

    at: datetime
    state: DeliveryState
    note: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A line of the ledger: one event of one decision for one subscription. Unique by (subscription, decision, key)."""

    id: str
    subscription_id: str
    decision_id: str
    event: Event
    state: DeliveryState
    evidence: tuple[Reason, ...] = ()
    withheld_reason: str | None = None
    message_id: str | None = None
    batch_id: str | None = None
    attempts: int = 0
    next_attempt_at: datetime | None = None
    matched_at: datetime | None = None
    history: tuple[HistoryLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """One message to be handed over: rows of one subscriber, channel and cadence (of one subscription for webhooks).

    Held under a lease; `token` is its fencing number: a worker whose lease was taken over is told so by `begin`. What
    it holds and its `message_id` (RFC 5322, deterministic) never change; once begun, `payload` are the very bytes that
    were handed over, to be handed over again where the answer was lost. `purpose` is `matches`, or what `notice_batch`
    was asked for (`silence`, ...); such a batch has no deliveries. `again` says it was begun before."""

    id: str
    subscriber: Subscriber | None
    channel: Channel
    cadence: Cadence
    purpose: str
    message_id: str
    token: int
    deliveries: tuple[Delivery, ...] = ()
    subscriptions: Mapping[str, Subscription] = field(default_factory=dict)
    attempts: int = 0
    again: bool = False
    payload: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Examination:
    """What one run of matching did: the sequences after `first` up to `last` were examined."""

    first: int
    last: int
    decisions: int = 0
    events: int = 0
    matched: int = 0
    withheld: int = 0
    faulty: int = 0  # subscriptions newly paused as faulty


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address nothing is sent to, known by its keyed hash only."""

    address_hash: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether and why a decision matches a subscription: per clause what matched or what is missing, and what stands in
    the way beyond matching (it began later, back-fills not asked for, event not chosen, subscription paused)."""

    subscription_id: str
    decision_id: str
    matches: bool
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    obstacles: tuple[str, ...]
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a past window would have sent: an event with its evidence; `recorded` is its state in the ledger, if any."""

    event: Event
    evidence: tuple[Reason, ...]
    recorded: DeliveryState | None = None


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a subscription would have brought in the last 12 months. `per_month` is YYYY-MM -> decisions by the date of
    decision; `by_facet` facet -> value -> decisions; `samples` decision ids, newest first. `warnings` are one line
    each; `problems` what was understood otherwise than typed; `error` why it cannot be saved at all."""

    total: int
    whole_library: int
    library_size: int
    per_month: Mapping[str, int]
    by_facet: Mapping[str, Mapping[str, int]]
    samples: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    error: str | None = None


class AlertsError(ValueError):
    """Something asked for is not possible; the message says why in one line, without an address."""


class InvalidSubscription(AlertsError):
    """A draft cannot be a subscription; the message is for its author."""


class LeaseLost(AlertsError):
    """Another worker holds this batch now, or it was dissolved (decision withdrawn, subscription deleted): do not send
    it."""
