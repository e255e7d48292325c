"""Short judgments in the style of courts, written for the tests: invented names, or accused the courts named publicly."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enrichment.text import Paragraph, Text

_FILE = Path(__file__).with_name("judgments.jsonl")


@dataclass(frozen=True)
class Judgment:
    id: str
    language: str
    text: str
    expect: dict[str, Any]
    relevance: str

    def as_text(self) -> Text:
        return text_of(self.text, self.language)


def text_of(text: str, language: str, **more: Any) -> Text:
    """`text` as a reader would give it: one paragraph per line."""
    paragraphs = tuple(Paragraph(line) for line in text.split("\n") if line.strip())
    return Text(paragraphs, "plain", "plain", language=language, **more)


def judgments() -> list[Judgment]:
    rows = (json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines())
    return [Judgment(row["id"], row["lang"], row["text"], row["expect"], row["relevance"]) for row in rows]
