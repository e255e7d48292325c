"""The tables of alerts. A change here needs a migration in `migrations/versions` and a new `REVISION`.

Times are ISO 8601 in UTC with microseconds, so that they compare as text. Addresses and webhook secrets are `sealed`
(see `secrecy`); no other column holds anything that names a subscriber.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0001"
"""The schema revision this version of the program reads and writes."""

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

# -- who wants to be told what ---------------------------------------------------------------------------------------

SUBSCRIBERS = Table(
    "alert_subscribers",
    METADATA,
    Column("id", String, primary_key=True),
    Column("email_sealed", LargeBinary),
    Column("email_hash", String, unique=True),
    Column("language", String, nullable=False),
    Column("time_zone", String, nullable=False),
    Column("state", String, nullable=False),
    Column("paused_reason", Text),
    Column("created_at", String, nullable=False),
    Column("last_message_at", String),
)

SUBSCRIPTIONS = Table(
    "alert_subscriptions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("subscriber_id", ForeignKey("alert_subscribers.id"), index=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("query", Text, nullable=False),
    Column("filters", JSON, nullable=False),
    Column("concepts_on", Boolean, nullable=False),
    Column("target", String),
    Column("events", JSON, nullable=False),
    Column("channel", String, nullable=False),
    Column("webhook_url_sealed", LargeBinary),
    Column("webhook_secret_sealed", LargeBinary),
    Column("cadence", String, nullable=False),
    Column("digest_when_silent", String, nullable=False),
    Column("include_backfills", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("state_reason", Text),
    Column("created_at", String, nullable=False),
    Column("starts_at_sequence", Integer, nullable=False),
    # What was published after this number still has to be matched, because matching it was not possible before (faulty,
    # or its subscriber had not confirmed). None where the common watermark says it all.
    Column("behind_since", Integer),
    # Raised by every change, so that a matcher in memory notices.
    Column("version", Integer, nullable=False),
)

SUPPRESSIONS = Table(
    "alert_suppressions",
    METADATA,
    Column("address_hash", String, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", String, nullable=False),
)

TOKENS = Table(
    "alert_tokens",
    METADATA,
    Column("token_hash", String, primary_key=True),
    Column("purpose", String, nullable=False),
    Column("subject", Text, nullable=False),  # not indexed: what waits for its confirmation is long
    Column("expires_at", String, nullable=False),
)

# -- what has been examined ------------------------------------------------------------------------------------------

PROGRESS = Table(
    "alert_progress",
    METADATA,
    Column("name", String, primary_key=True),  # watermark | version | address_key
    Column("value", String, nullable=False),
)

EXAMINED = Table(
    "alert_examined",
    METADATA,
    Column("decision_id", String, primary_key=True),
    Column("first_sequence", Integer, nullable=False),
    Column("latest_sequence", Integer, nullable=False),
    Column("case_key", String, nullable=False, index=True),
    Column("instance", String),
    Column("date", String),
    Column("designation", Text, nullable=False),  # court and docket number, to name it by once it is withdrawn
    Column("standing", String),  # final | not_final | appealed, as last seen
)
"""What each decision was when it was last examined, so that a change can be told from what it was before."""

FORMER_IDS = Table(
    "alert_former_ids",
    METADATA,
    Column("former_id", String, primary_key=True),
    Column("decision_id", String, nullable=False, index=True),
)
"""Decisions that were found to be another: nobody is told twice of one decision under two ids."""

EVENTS = Table(
    "alert_events",
    METADATA,
    Column("decision_id", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("sequence", Integer, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("backfill", Boolean, nullable=False),
    Column("related", String),
    Column("note", Text),
)
"""What happened to decisions, derived once in the order of the library's sequence."""

# -- the ledger ------------------------------------------------------------------------------------------------------

BATCHES = Table(
    "alert_batches",
    METADATA,
    Column("id", String, primary_key=True),
    Column("subscriber_id", String, index=True),
    Column("subscription_id", String),  # of a webhook
    Column("channel", String, nullable=False),
    Column("cadence", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("message_id", String, nullable=False, unique=True),
    Column("payload", LargeBinary),
    Column("payload_sha256", String),
    Column("token", Integer, nullable=False),
    Column("leased_until", String),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", String),
    Column("created_at", String, nullable=False),
    Column("finished_at", String),
    Column("note", Text),
)

DELIVERIES = Table(
    "alert_deliveries",
    METADATA,
    Column("id", String, primary_key=True),
    Column("subscription_id", ForeignKey("alert_subscriptions.id"), nullable=False),
    Column("decision_id", String, nullable=False, index=True),
    Column("event_key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("sequence", Integer, nullable=False, index=True),
    Column("event_at", String, nullable=False),
    Column("backfill", Boolean, nullable=False),
    Column("related", String),
    Column("note", Text),
    Column("state", String, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("withheld_reason", Text),
    Column("batch_id", ForeignKey("alert_batches.id"), index=True),
    Column("matched_at", String, nullable=False),
    Column("state_at", String, nullable=False),
    UniqueConstraint("subscription_id", "decision_id", "event_key"),
    Index("ix_alert_deliveries_state", "state", "state_at"),
)

HISTORY = Table(
    "alert_history",
    METADATA,
    Column("delivery_id", ForeignKey("alert_deliveries.id"), primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("state", String, nullable=False),
    Column("note", Text, nullable=False),
)
