"""The library of published decisions. `Library.open(url)` is the way in."""

from __future__ import annotations

from search_ui.library.database import LibraryTooNew
from search_ui.library.library import Library
from search_ui.library.publication import Change, DocumentInfo, Event, Publication, PublishResult
from search_ui.library.views import (
    CaseCard,
    CaseView,
    CitationView,
    CitingDecision,
    Conflict,
    DecisionCard,
    DecisionView,
    DocumentView,
    SourceCoverage,
    TextAvailable,
    Withdrawal,
    Withdrawn,
    WithdrawnRecord,
)

__all__ = [
    "CaseCard",
    "CaseView",
    "Change",
    "CitationView",
    "CitingDecision",
    "Conflict",
    "DecisionCard",
    "DecisionView",
    "DocumentInfo",
    "DocumentView",
    "Event",
    "Library",
    "LibraryTooNew",
    "Publication",
    "PublishResult",
    "SourceCoverage",
    "TextAvailable",
    "Withdrawal",
    "Withdrawn",
    "WithdrawnRecord",
]
