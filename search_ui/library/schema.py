"""The tables of the library. A change here needs a migration in `migrations/versions` and a new `REVISION`.

A *content* is a decision as read from one document: a header (JSON), paragraphs, facts, citations, persons. A
*document* is a record of a source that has a content and belongs to a decision. A *decision* is computed from its
documents and its registry entry; its row holds what lists need.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

REVISION = "0002"
"""The schema revision this version of the program reads and writes."""

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

# -- what was published ----------------------------------------------------------------------------------------------

REGISTRY_ENTRIES = Table(
    "registry_entries",
    METADATA,
    Column("decision_id", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("body", JSON, nullable=False),
)

CONTENTS = Table(
    "contents",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("text_sha256", String, nullable=False),
    Column("header", JSON, nullable=False),
    Column("paragraph_count", Integer, nullable=False),
    Column("characters", Integer, nullable=False),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("record_id", String, nullable=False),
    Column("decision_id", String, nullable=False, index=True),
    Column("content_id", ForeignKey("contents.id"), nullable=False, index=True),
    Column("sha256", String, nullable=False),
    Column("url", Text),
    Column("fetched_at", String),
    Column("media_type", String),
    Column("format", String, nullable=False),
    Column("method", String, nullable=False),
    Column("quality", JSON, nullable=False),
    Column("editorial_note", Boolean, nullable=False),
    Column("licence", Text),
    Column("reader_version", String, nullable=False),
    Column("enricher_version", String, nullable=False),
    Column("keys_sha256", String, nullable=False),
    # Set by grouping: 0 is the document shown; `duplicate` has the text of one before it.
    Column("rank", Integer, nullable=False),
    Column("duplicate", Boolean, nullable=False),
    Column("problem", Text),
    UniqueConstraint("source", "record_id"),
)

DOCUMENT_VERSIONS = Table(
    "document_versions",
    METADATA,
    Column("source", String, primary_key=True),
    Column("record_id", String, primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("fetched_at", String),
)
"""Which bytes each record has had. No text of earlier versions is kept: a court may have anonymised it since."""

PARAGRAPHS = Table(
    "paragraphs",
    METADATA,
    Column("content_id", ForeignKey("contents.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("number", String),
    Column("page", Integer),
    Column("role", String, nullable=False),
    Column("heading_path", JSON, nullable=False),
    Column("text", Text, nullable=False),
)

FACTS = Table(
    "facts",
    METADATA,
    Column("content_id", ForeignKey("contents.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("field", String, nullable=False),
    Column("value", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("evidence", JSON, nullable=False),
)

CITATIONS = Table(
    "citations",
    METADATA,
    Column("content_id", ForeignKey("contents.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("norm", Text),
    Column("paragraph", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("by", String, nullable=False),
    # Set by resolution (see `references`); provisions have neither key nor status.
    Column("key", String, index=True),
    Column("status", String),
    Column("resolved_id", String, index=True),
)

PERSONS = Table(
    "persons",
    METADATA,
    Column("content_id", ForeignKey("contents.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("role", String, nullable=False),
    Column("form", Text, nullable=False),
    Column("masked", Boolean, nullable=False),
)

# -- which document belongs to which decision ------------------------------------------------------------------------

IDENTITY_KEYS = Table(
    "identity_keys",
    METADATA,
    Column("member", String, primary_key=True),  # a document, registry entry or tombstone: see `keys`
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Index("ix_identity_keys_key", "key", "kind"),
)

ALIASES = Table(
    "aliases",
    METADATA,
    Column("alias", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), primary_key=True, index=True),
)
"""Every id a document's identifiers could have given its decision, so that an address once given keeps working."""

# -- what is shown ---------------------------------------------------------------------------------------------------

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("registered", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("court", Text),
    Column("court_id", String, index=True),
    Column("forum", String, index=True),
    Column("instance", String),
    Column("date", String, index=True),
    Column("decision_type", String),
    Column("language", String),
    Column("docket_numbers", JSON, nullable=False),
    Column("ecli", String),
    Column("neutral_citation", String),
    Column("accused", JSON, nullable=False),
    Column("crimes", JSON, nullable=False),
    Column("territorial_states", JSON, nullable=False),
    Column("outcome", String),
    Column("sentence", String),
    Column("case_key", String, nullable=False, index=True),
    Column("case_name", Text, nullable=False),
    Column("relevance", String, nullable=False),
    Column("relevance_score", Float, nullable=False),
    Column("text_available", String, nullable=False),
    Column("shown_content_id", Integer, index=True),
    Column("problems", JSON, nullable=False),
    Column("state_sha256", String, nullable=False),
)

IDENTIFIERS = Table(
    "identifiers",
    METADATA,
    Column("decision_id", ForeignKey("decisions.id"), primary_key=True),
    Column("key", String, primary_key=True, index=True),
)
"""The keys (see `search_ui.index.identifiers`) a decision is cited and found by."""

# -- what changed ----------------------------------------------------------------------------------------------------

PUBLICATIONS = Table(
    "publications",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("decision_id", String, nullable=False),
    Column("event", String, nullable=False),
    Column("at", String, nullable=False),
    # Nothing that just happened: a source's first collection, the registry, what our own new version reads.
    Column("backfill", Boolean, nullable=False, server_default=false()),
)

LATEST_CHANGES = Table(
    "latest_changes",
    METADATA,
    Column("decision_id", String, primary_key=True),
    Column("sequence", Integer, nullable=False, unique=True),
)

TOMBSTONES = Table(
    "tombstones",
    METADATA,
    Column("decision_id", String, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", String, nullable=False),
)
"""What was withdrawn. Its identity keys stay, so that it is recognised again."""
