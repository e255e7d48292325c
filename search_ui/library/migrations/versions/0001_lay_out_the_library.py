"""The first schema of the library."""

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
        "contents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("paragraph_count", sa.Integer(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contents")),
        sa.UniqueConstraint("sha256", name=op.f("uq_contents_sha256")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("court", sa.Text(), nullable=True),
        sa.Column("court_id", sa.String(), nullable=True),
        sa.Column("forum", sa.String(), nullable=True),
        sa.Column("instance", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("decision_type", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("docket_numbers", sa.JSON(), nullable=False),
        sa.Column("ecli", sa.String(), nullable=True),
        sa.Column("neutral_citation", sa.String(), nullable=True),
        sa.Column("accused", sa.JSON(), nullable=False),
        sa.Column("crimes", sa.JSON(), nullable=False),
        sa.Column("territorial_states", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("sentence", sa.String(), nullable=True),
        sa.Column("case_key", sa.String(), nullable=False),
        sa.Column("case_name", sa.Text(), nullable=False),
        sa.Column("relevance", sa.String(), nullable=False),
        sa.Column("relevance_score", sa.Float(), nullable=False),
        sa.Column("text_available", sa.String(), nullable=False),
        sa.Column("shown_content_id", sa.Integer(), nullable=True),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("state_sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_case_key"), "decisions", ["case_key"], unique=False)
    op.create_index(op.f("ix_decisions_court_id"), "decisions", ["court_id"], unique=False)
    op.create_index(op.f("ix_decisions_date"), "decisions", ["date"], unique=False)
    op.create_index(op.f("ix_decisions_forum"), "decisions", ["forum"], unique=False)
    op.create_index(op.f("ix_decisions_shown_content_id"), "decisions", ["shown_content_id"], unique=False)
    op.create_table(
        "document_versions",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("source", "record_id", "sha256", name=op.f("pk_document_versions")),
    )
    op.create_table(
        "identity_keys",
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("member", "kind", "key", name=op.f("pk_identity_keys")),
    )
    op.create_index("ix_identity_keys_key", "identity_keys", ["key", "kind"], unique=False)
    op.create_table(
        "latest_changes",
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_latest_changes")),
        sa.UniqueConstraint("sequence", name=op.f("uq_latest_changes_sequence")),
    )
    op.create_table(
        "publications",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_publications")),
    )
    op.create_table(
        "registry_entries",
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_registry_entries")),
    )
    op.create_table(
        "tombstones",
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "citations",
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("norm", sa.Text(), nullable=True),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("resolved_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name=op.f("fk_citations_content_id")),
        sa.PrimaryKeyConstraint("content_id", "n", name=op.f("pk_citations")),
    )
    op.create_index(op.f("ix_citations_key"), "citations", ["key"], unique=False)
    op.create_index(op.f("ix_citations_resolved_id"), "citations", ["resolved_id"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("fetched_at", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("quality", sa.JSON(), nullable=False),
        sa.Column("editorial_note", sa.Boolean(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("reader_version", sa.String(), nullable=False),
        sa.Column("enricher_version", sa.String(), nullable=False),
        sa.Column("keys_sha256", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("duplicate", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name=op.f("fk_documents_content_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("source", "record_id", name=op.f("uq_documents_source")),
    )
    op.create_index(op.f("ix_documents_content_id"), "documents", ["content_id"], unique=False)
    op.create_index(op.f("ix_documents_decision_id"), "documents", ["decision_id"], unique=False)
    op.create_table(
        "facts",
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name=op.f("fk_facts_content_id")),
        sa.PrimaryKeyConstraint("content_id", "n", name=op.f("pk_facts")),
    )
    op.create_table(
        "identifiers",
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_identifiers_decision_id")),
        sa.PrimaryKeyConstraint("decision_id", "key", name=op.f("pk_identifiers")),
    )
    op.create_index(op.f("ix_identifiers_key"), "identifiers", ["key"], unique=False)
    op.create_table(
        "paragraphs",
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("heading_path", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name=op.f("fk_paragraphs_content_id")),
        sa.PrimaryKeyConstraint("content_id", "n", name=op.f("pk_paragraphs")),
    )
    op.create_table(
        "persons",
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("masked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name=op.f("fk_persons_content_id")),
        sa.PrimaryKeyConstraint("content_id", "n", name=op.f("pk_persons")),
    )
    op.create_table(
        "aliases",
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_aliases_document_id")),
        sa.PrimaryKeyConstraint("alias", "document_id", name=op.f("pk_aliases")),
    )
    op.create_index(op.f("ix_aliases_document_id"), "aliases", ["document_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_index(op.f("ix_aliases_document_id"), table_name="aliases")
    op.drop_table("aliases")
    op.drop_table("persons")
    op.drop_table("paragraphs")
    op.drop_index(op.f("ix_identifiers_key"), table_name="identifiers")
    op.drop_table("identifiers")
    op.drop_table("facts")
    op.drop_index(op.f("ix_documents_decision_id"), table_name="documents")
    op.drop_index(op.f("ix_documents_content_id"), table_name="documents")
    op.drop_table("documents")
    op.drop_index(op.f("ix_citations_resolved_id"), table_name="citations")
    op.drop_index(op.f("ix_citations_key"), table_name="citations")
    op.drop_table("citations")
    op.drop_table("tombstones")
    op.drop_table("registry_entries")
    op.drop_table("publications")
    op.drop_table("latest_changes")
    op.drop_index("ix_identity_keys_key", table_name="identity_keys")
    op.drop_table("identity_keys")
    op.drop_table("document_versions")
    op.drop_index(op.f("ix_decisions_shown_content_id"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_forum"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_date"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_court_id"), table_name="decisions")
    op.drop_index(op.f("ix_decisions_case_key"), table_name="decisions")
    op.drop_table("decisions")
    op.drop_table("contents")
