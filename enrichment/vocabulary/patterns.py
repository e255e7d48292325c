"""Tables of expressions (regular expressions as strings) kept as data, by file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def load_patterns(file_name: str) -> Any:  # noqa: ANN401 - each table has its own shape, known to its one reader
    """The table in a JSON file of this folder. Raises OSError or ValueError when it is missing or malformed."""
    return json.loads((_HERE / file_name).read_text(encoding="utf-8"))
