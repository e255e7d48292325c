"""The first schema of alerts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "alert_batches",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subscriber_id", sa.String(), nullable=True),
        sa.Column("subscription_id", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("payload_sha256", sa.String(), nullable=True),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_batches")),
        sa.UniqueConstraint("message_id", name=op.f("uq_alert_batches_message_id")),
    )
    op.create_index(op.f("ix_alert_batches_state"), "alert_batches", ["state"], unique=False)
    op.create_index(op.f("ix_alert_batches_subscriber_id"), "alert_batches", ["subscriber_id"], unique=False)
    op.create_table(
        "alert_events",
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("backfill", sa.Boolean(), nullable=False),
        sa.Column("related", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("decision_id", "key", name=op.f("pk_alert_events")),
    )
    op.create_index(op.f("ix_alert_events_sequence"), "alert_events", ["sequence"], unique=False)
    op.create_table(
        "alert_examined",
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("first_sequence", sa.Integer(), nullable=False),
        sa.Column("latest_sequence", sa.Integer(), nullable=False),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("instance", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("designation", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_alert_examined")),
    )
    op.create_index(op.f("ix_alert_examined_case_key"), "alert_examined", ["case_key"], unique=False)
    op.create_table(
        "alert_former_ids",
        sa.Column("former_id", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("former_id", name=op.f("pk_alert_former_ids")),
    )
    op.create_index(op.f("ix_alert_former_ids_decision_id"), "alert_former_ids", ["decision_id"], unique=False)
    op.create_table(
        "alert_progress",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_alert_progress")),
    )
    op.create_table(
        "alert_subscribers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("email_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("paused_reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("last_message_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_subscribers")),
        sa.UniqueConstraint("email_hash", name=op.f("uq_alert_subscribers_email_hash")),
    )
    op.create_table(
        "alert_suppressions",
        sa.Column("address_hash", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("address_hash", name=op.f("pk_alert_suppressions")),
    )
    op.create_table(
        "alert_tokens",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_alert_tokens")),
    )
    op.create_table(
        "alert_subscriptions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subscriber_id", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("concepts_on", sa.Boolean(), nullable=False),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("webhook_url_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("webhook_secret_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("digest_when_silent", sa.String(), nullable=False),
        sa.Column("include_backfills", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("starts_at_sequence", sa.Integer(), nullable=False),
        sa.Column("behind_since", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["alert_subscribers.id"], name=op.f("fk_alert_subscriptions_subscriber_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_subscriptions")),
    )
    op.create_index(
        op.f("ix_alert_subscriptions_subscriber_id"), "alert_subscriptions", ["subscriber_id"], unique=False
    )
    op.create_table(
        "alert_deliveries",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subscription_id", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("event_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("event_at", sa.String(), nullable=False),
        sa.Column("backfill", sa.Boolean(), nullable=False),
        sa.Column("related", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("withheld_reason", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.String(), nullable=True),
        sa.Column("matched_at", sa.String(), nullable=False),
        sa.Column("state_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["alert_batches.id"], name=op.f("fk_alert_deliveries_batch_id")),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["alert_subscriptions.id"], name=op.f("fk_alert_deliveries_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_deliveries")),
        sa.UniqueConstraint(
            "subscription_id", "decision_id", "event_key", name=op.f("uq_alert_deliveries_subscription_id")
        ),
    )
    op.create_index(op.f("ix_alert_deliveries_batch_id"), "alert_deliveries", ["batch_id"], unique=False)
    op.create_index(op.f("ix_alert_deliveries_decision_id"), "alert_deliveries", ["decision_id"], unique=False)
    op.create_index(op.f("ix_alert_deliveries_sequence"), "alert_deliveries", ["sequence"], unique=False)
    op.create_index("ix_alert_deliveries_state", "alert_deliveries", ["state", "state_at"], unique=False)
    op.create_table(
        "alert_history",
        sa.Column("delivery_id", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["alert_deliveries.id"], name=op.f("fk_alert_history_delivery_id")),
        sa.PrimaryKeyConstraint("delivery_id", "step", name=op.f("pk_alert_history")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("alert_history")
    op.drop_table("alert_deliveries")
    op.drop_table("alert_subscriptions")
    op.drop_table("alert_tokens")
    op.drop_table("alert_suppressions")
    op.drop_table("alert_subscribers")
    op.drop_table("alert_progress")
    op.drop_table("alert_former_ids")
    op.drop_table("alert_examined")
    op.drop_table("alert_events")
    op.drop_table("alert_batches")
