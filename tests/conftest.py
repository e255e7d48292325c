"""Shared fixtures. Real court material is read from `$UJ_SHARED` (default: a folder `shared` beside the checkout)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real court material; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("UJ_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip("real court material is not on this machine (set UJ_SHARED to its folder)")
    return folder
