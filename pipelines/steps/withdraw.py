"""Withdraw a decision everywhere it was derived to: library, index, stored texts and decisions."""

from __future__ import annotations

import os
from dataclasses import replace

from enrichment.decision import Decision
from enrichment.text import Text
from pipelines.derived import DerivedStore
from pipelines.home import Home
from pipelines.state import WITHDRAWN, ProcessingState
from search_ui.index.choose import open_engine
from search_ui.library import Library


def withdraw_decision(home: Home, decision_id: str, reason: str) -> bool:
    """Returns False when there is no such decision. Originals stay in the archive: they are the court's record."""
    library = Library.open(home.library_url)
    try:
        with home.exclusive("library"):
            withdrawal = library.withdraw(decision_id, reason)
            if withdrawal is None:
                return False
    finally:
        library.close()
    # A record may have been published under another id before its decision got the one it has now.
    _discard_derived(home, decision_id, {(record.source, record.record_id) for record in withdrawal.records})
    with home.exclusive("index"):
        engine = open_engine(home.root, os.environ)
        try:
            engine.delete([decision_id])
        finally:
            engine.close()
    return True


def _discard_derived(home: Home, decision_id: str, removed: set[tuple[str, str]]) -> None:
    texts = DerivedStore(home.root / "texts", Text)
    decisions = DerivedStore(home.root / "decisions", Decision)
    state = ProcessingState(home.state_url)
    try:
        for row in state.all():
            if row.published_as != decision_id and (row.source, row.record_id) not in removed:
                continue
            # Remembered, so that the same bytes are not read again.
            state.save(replace(row, published_event=WITHDRAWN))
            if row.text_key:
                texts.discard(row.text_key)
            if row.decision_key:
                decisions.discard(row.decision_key)
    finally:
        state.close()
