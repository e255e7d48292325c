"""The register of sources, and that each has golden captures."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from spiders.errors import UnknownSource
from spiders.sources import SOURCES, find_source

GOLDEN = Path(__file__).resolve().parent.parent / "portals"
PORTALS = [source for source in SOURCES.values() if source.id != "folder"]


@pytest.mark.parametrize("source_id", SOURCES)
def test_every_source_has_a_module_and_golden_captures(source_id: str) -> None:
    import_module(f"spiders.portals.{source_id}")
    captures = [path for path in (GOLDEN / source_id).rglob("*") if path.is_file()]
    assert captures, f"put captured answers of {source_id} into tests/portals/{source_id}"


def test_no_golden_folder_is_left_without_a_source() -> None:
    assert {path.name for path in GOLDEN.iterdir() if path.is_dir()} == set(SOURCES)


@pytest.mark.parametrize("source", PORTALS, ids=lambda source: source.id)
def test_a_portal_record_is_complete(source) -> None:
    for name in source.__slots__:
        value = getattr(source, name)
        assert value or isinstance(value, bool), name
    assert source.base_url.startswith("https://")
    assert len(source.country) == 3
    assert len(source.schedule.split()) == 5
    assert 0 < source.requests_per_minute <= 200  # the strictest published limit is 1,000 in five minutes


def test_sources_whose_terms_ask_for_something_are_off() -> None:
    assert {source.id for source in SOURCES.values() if source.needs_confirmation} == {"de_juris", "uk_find_case_law"}


def test_an_unknown_source_names_those_there_are() -> None:
    with pytest.raises(UnknownSource, match="de_rii"):
        find_source("rii")
