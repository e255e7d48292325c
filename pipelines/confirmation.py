"""Which sources may run: those whose terms need an application stay off until the operator confirms."""

from __future__ import annotations

import os

from spiders.sources import Source

VARIABLE = "UJ_CONFIRMED_SOURCES"


def confirmed_sources() -> frozenset[str]:
    """The source ids the operator listed in `UJ_CONFIRMED_SOURCES` (comma separated)."""
    return frozenset(name.strip() for name in os.environ.get(VARIABLE, "").split(",") if name.strip())


def is_switched_on(source: Source) -> bool:
    """Whether `source` may be collected: it needs no confirmation, or it has it."""
    return not source.needs_confirmation or source.id in confirmed_sources()
