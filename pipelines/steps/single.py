"""One document from bytes to facts, for `uj enrich`; runs in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from enrichment.enrich import enrich
from enrichment.errors import Unreadable
from enrichment.output import to_gold_json
from enrichment.read import read
from pipelines.workers import Failure


@dataclass(frozen=True, slots=True)
class SingleJob:
    """The document's bytes, the name that tells its format where the bytes do not, and whether only to read it."""

    data: bytes
    file_name: str
    text_only: bool


def read_and_enrich(job: SingleJob) -> dict[str, Any] | Failure:
    """The text (`text_only`) or all facts, ready for JSON."""
    try:
        text = read(job.data, file_name=job.file_name)
    except Unreadable as error:
        return Failure(error.kind, error.reason)
    if job.text_only:
        return text.to_dict()
    return to_gold_json(enrich(text))
