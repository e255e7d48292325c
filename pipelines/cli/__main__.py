"""`python -m pipelines.cli` is the `uj` command."""

from __future__ import annotations

from pipelines.cli import main

main()
