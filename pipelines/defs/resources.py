"""What the assets are given: the client that runs spiders as child processes and reads their messages."""

from __future__ import annotations

import dagster as dg


@dg.definitions
def resources() -> dg.Definitions:
    """Resources shared by all assets."""
    return dg.Definitions(resources={"spider": dg.PipesSubprocessClient()})
