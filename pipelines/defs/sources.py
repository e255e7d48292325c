"""The partitions: one per source, so each portal's run, state and history stand on their own in the UI."""

from __future__ import annotations

import dagster as dg

from spiders.sources import SOURCES

SOURCE_PARTITIONS = dg.StaticPartitionsDefinition(list(SOURCES))
