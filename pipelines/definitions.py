"""What Dagster loads: every asset, check, job, schedule and sensor under `pipelines/defs`."""

from __future__ import annotations

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    """All definitions of the code location `uj`."""
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
