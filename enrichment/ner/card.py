"""The figures of the models: a JSON file beside the weights, and the table of it in the model card."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from enrichment.ner.classes import CLASSES

_TABLE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


def write_figures(figures: Mapping[str, Any], file: Path, card: Path | None) -> None:
    """Write `figures` (language -> test -> scores), those of other languages staying as they are, and their table into
    the model card where it has a place for one."""
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    known.update(figures)
    file.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if card is not None:
        text = card.read_text(encoding="utf-8")
        card.write_text(_TABLE.sub(lambda _: table(known), text), encoding="utf-8")


def table(figures: Mapping[str, Any]) -> str:
    """The figures as a Markdown table, in per cent: precision / recall / F1 in all, F1 by class."""
    rows = [
        "| language | measured on | sentences | entities | P / R / F1 | " + " | ".join(CLASSES) + " |",
        "|---|---|---|---|---|" + "---|" * len(CLASSES),
    ]
    for language in sorted(figures):
        for test, scores in sorted(figures[language].items()):
            overall = scores["overall"]
            figures_of_all = " / ".join(_percent(overall[name]) for name in ("precision", "recall", "f1"))
            per_class = (scores["by"].get(name) for name in CLASSES)
            cells = [language, test, f"{scores['sentences']:,}", f"{overall['n']:,}", figures_of_all]
            cells += [_percent(scored["f1"]) if scored else "" for scored in per_class]
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
