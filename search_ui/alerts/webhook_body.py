"""What a webhook is sent: the matches as JSON, in the words of the feed."""

from __future__ import annotations

import json
from typing import Any

from search_ui.alerts.entries import Entry, sections
from search_ui.alerts.links import Links
from search_ui.alerts.model import Batch
from search_ui.alerts.phrases import Phrases
from search_ui.library import Library


def webhook_body(batch: Batch, library: Library, links: Links) -> bytes:
    """`{"type": "alert.matches", "id", "subscription", "matches": [...]}`; the same bytes for the same batch."""
    told = sections(batch.deliveries, batch.subscriptions, library, links, Phrases("en"))
    body = {
        "type": "alert.matches",
        "id": batch.message_id.strip("<>"),
        "subscriptions": [{"id": section.subscription_id, "name": section.name} for section in told],
        "matches": [_match(shown, section.subscription_id) for section in told for shown in section.entries],
    }
    return _written(body)


def trial_body(message_id: str) -> bytes:
    """What is sent once before a webhook is saved, to see that somebody takes it there."""
    return _written({"type": "alert.test", "id": message_id, "subscriptions": [], "matches": []})


def _match(shown: Entry, subscription_id: str) -> dict[str, Any]:
    return {
        "delivery": shown.delivery_id,
        "subscription": subscription_id,
        "event": shown.event.value,
        "at": shown.at,
        "backfill": shown.backfill,
        "decision": {
            "id": shown.decision_id,
            "url": shown.href,
            "title": shown.title,
            "court": shown.court or None,
            "date": shown.date_iso or None,
            "docket_numbers": list(shown.dockets),
            "accused": shown.accused or None,
            "outcome": shown.outcome or None,
            "remark": shown.remark or None,
        },
        "higher_decision": shown.higher_href or None,
        "passages": [
            {
                "url": passage.href,
                "place": passage.place,
                "text": passage.text,
                "marks": [list(mark) for mark in passage.marks],
                "language": passage.language or None,
            }
            for passage in shown.passages
        ],
        "why": list(shown.why),
    }


def _written(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
