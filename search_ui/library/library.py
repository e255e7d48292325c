"""The library of published decisions: everything people search, read, cite and are alerted about comes from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from enrichment.registry import RegistryDecision
from search_ui.index.engine import IndexedDecision
from search_ui.library import integrity, publishing, reading, totals, whole_decision, withdrawal
from search_ui.library.browsing import CardOrder, browse_cards, count_cards
from search_ui.library.database import Database
from search_ui.library.export import export_decisions
from search_ui.library.following import FollowedDecision, current_id, followed
from search_ui.library.indexing import stream_indexed
from search_ui.library.publication import Change, Publication, PublishResult
from search_ui.library.views import (
    CaseCard,
    CaseView,
    CitingDecision,
    DecisionCard,
    DecisionView,
    SourceCoverage,
    TextAvailable,
    Withdrawal,
    Withdrawn,
)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Library:
    """The library behind a SQLAlchemy URL: `sqlite:///path` (the default, WAL) or `postgresql+psycopg2://...`.

    Every change is one transaction; writers wait for each other, readers never wait. What the library holds is a
    function of what was published, never of the order in which it was."""

    def __init__(self, database: Database, now: Callable[[], str] = _now) -> None:
        self._database = database
        self._now = now

    @classmethod
    def open(cls, url: str, *, now: Callable[[], str] = _now) -> Library:
        """The library at `url`, made or brought to this version's schema where needed. `now` gives the time written
        into the sequence log (ISO 8601). Raises `LibraryTooNew` when a later version of this program wrote it."""
        return cls(Database.open(url), now)

    def close(self) -> None:
        """Release the connections."""
        self._database.close()

    # -- publishing --------------------------------------------------------------------------------------------------

    def publish(self, publication: Publication, *, backfill: bool = False) -> PublishResult:
        """Publish one document in one transaction; publishing the same again changes nothing.

        The document belongs to the decision with its ECLI, the registry decision it declares or matches, the decision
        with its neutral citation, or the one of the same court, day and (any) docket number; otherwise it is a decision
        of its own. Where its identifiers point to different decisions the strongest wins and the problem is recorded;
        where one of them points to several, nothing is merged. A record of a withdrawn decision is refused (event
        `withdrawn`) until `readmit`.

        `backfill` says that nothing just happened (see `Change`): alerts pass over it unless asked."""
        return publishing.publish(self._database, publication, self._now, backfill=backfill)

    def publish_registry(self, decisions: Iterable[RegistryDecision], *, backfill: bool = False) -> int:
        """Publish known decisions, with their text or as "text not yet collected". Returns how many were new or
        changed. Withdrawn ones are left out. Decisions not named stay as they are."""
        return publishing.publish_registry(self._database, decisions, self._now, backfill=backfill)

    def withdraw(self, decision_id: str, reason: str) -> Withdrawal | None:
        """Remove text, facts, names, citations and documents of a decision; id, reason and time stay, and the keys it
        is recognised by. None when there is no decision of exactly this id. Withdrawing again keeps the first reason
        and time. What SQLite deletes is overwritten in its files."""
        return withdrawal.withdraw(self._database, decision_id, reason, self._now)

    def remove_document(self, source: str, record_id: str) -> str | None:
        """Take out one document, because its source no longer publishes it; the decision stays if the registry or
        another document knows it. Unlike `withdraw` this refuses nothing later. Returns the decision it was part of,
        None when there is no such document."""
        return withdrawal.remove_document(self._database, source, record_id, self._now)

    def readmit(self, decision_id: str) -> bool:
        """Allow a withdrawn decision to be published again. False when it is not withdrawn."""
        return withdrawal.readmit(self._database, decision_id)

    # -- reading -----------------------------------------------------------------------------------------------------

    def decision(self, decision_id: str) -> DecisionView | None:
        """The decision with this id, or with a former or other id of one of its documents (then `.id` differs: redirect
        there). None when there is none."""
        return whole_decision.decision(self._database, decision_id)

    def cards(self, decision_ids: Sequence[str]) -> dict[str, DecisionCard]:
        """The list entries of these decisions by id (unknown and withdrawn ids are left out), in the order asked."""
        return reading.cards(self._database, decision_ids)

    def browse(
        self,
        *,
        forum: str | None = None,
        court_id: str | None = None,
        text: TextAvailable | None = None,
        relevance: str | None = None,
        registered: bool | None = None,
        order: CardOrder = "newest",
        limit: int = 50,
        offset: int = 0,
    ) -> list[DecisionCard]:
        """Decisions without a search. `order`: `newest` and `oldest` by date of decision (undated ones last),
        `published` by last publication or change, latest first."""
        return browse_cards(
            self._database,
            forum=forum,
            court_id=court_id,
            text=text,
            relevance=relevance,
            registered=registered,
            order=order,
            limit=limit,
            offset=offset,
        )

    def forums(self, *, registered: bool | None = None) -> dict[str, int]:
        """How many decisions each forum (alpha-3 or `INTL`) has, most first; decisions without a forum are not
        counted."""
        return count_cards(self._database, "forum", registered=registered)

    def courts(self, *, registered: bool | None = None) -> dict[str, int]:
        """How many decisions each court (court id) has, most first."""
        return count_cards(self._database, "court_id", registered=registered)

    def case(self, case_key: str) -> CaseView | None:
        """The case with this key, or None."""
        return reading.case(self._database, case_key)

    def cases(self, *, registered: bool | None = None, limit: int = 100, offset: int = 0) -> list[CaseCard]:
        """Cases by their latest decision, latest first."""
        return reading.cases(self._database, registered=registered, limit=limit, offset=offset)

    def cited_by(self, decision_id: str) -> list[CitingDecision]:
        """The decisions whose shown text cites this one, newest first."""
        return reading.cited_by(self._database, decision_id)

    def citations_of(self, decision_id: str) -> list[CitingDecision]:
        """The decisions of the library that this one's shown text cites, in order of first mention."""
        return reading.citations_of(self._database, decision_id)

    def find_by_identifier(self, typed: str) -> list[DecisionCard]:
        """The decisions with this docket number, ECLI or citation, however typed, oldest first."""
        return reading.find_by_identifier(self._database, typed)

    def coverage(self) -> list[SourceCoverage]:
        """What is held from each source, by source id; the registry is one of them."""
        return totals.coverage(self._database)

    def counts(self) -> dict[str, int]:
        """Totals: decisions, with_court_text, with_editorial_note, without_text, documents, paragraphs, cases, courts,
        countries, languages, withdrawn."""
        return totals.counts(self._database)

    def published_ids(self) -> set[str]:
        """The ids of every decision that can be shown (for the check that index equals library)."""
        return reading.published_ids(self._database)

    def export(self, decision_ids: Sequence[str] | None, format_: str) -> Iterator[str]:
        """The decisions (all when None, by id) as pieces of text in `jsonl`, `csv`, `ris`, `bibtex` or `csl-json`.

        Raises ValueError for another format and KeyError (the id) for an unknown or withdrawn decision, both before the
        first piece."""
        return export_decisions(self._database, decision_ids, format_)

    # -- following changes -------------------------------------------------------------------------------------------

    def last_sequence(self) -> int:
        """The number of the latest change, 0 for an empty library. Read it before `indexed_decisions` to get a safe
        watermark: no change with a lower number can appear later."""
        return totals.last_sequence(self._database)

    def indexed_decisions(self, since_sequence: int = 0) -> Iterator[IndexedDecision | Withdrawn]:
        """The current state of every decision changed after `since_sequence`, once each, in order of its last change;
        `Withdrawn` for those that are gone (never for `since_sequence` 0). One consistent picture of the library, read
        a decision at a time."""
        return stream_indexed(self._database, since_sequence)

    def followed(self, decision_ids: Sequence[str]) -> Iterator[FollowedDecision]:
        """The present state of these decisions as alerts follow them, in the order asked; unknown and withdrawn ones
        are left out."""
        return followed(self._database, decision_ids)

    def current_id(self, decision_id: str, *, even_withdrawn: bool = False) -> str | None:
        """The id a decision has now: this one, or the one its documents were moved to; None when it is gone
        (`even_withdrawn`: the id under which it was withdrawn)."""
        return current_id(self._database, decision_id, even_withdrawn=even_withdrawn)

    def changes(self, since_sequence: int = 0, limit: int = 1000) -> list[Change]:
        """The sequence log after `since_sequence`, oldest first, at most `limit` lines."""
        return totals.changes(self._database, since_sequence, limit)

    # -- soundness ---------------------------------------------------------------------------------------------------

    def fingerprint(self) -> str:
        """A hash over everything the library holds, whatever the order and time of publication."""
        return integrity.fingerprint(self._database)

    def check_integrity(self) -> list[str]:
        """What is unsound, one line each; empty when all is well. Reads everything."""
        return integrity.check(self._database)
