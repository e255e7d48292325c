from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.search_ui.web.sample_site import SampleSite


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleSite]:
    """A site over a real library and the embedded engine."""
    built = SampleSite(tmp_path_factory.mktemp("site"))
    yield built
    built.close()


@pytest.fixture(scope="session")
def client(site: SampleSite) -> TestClient:
    """A client that shows a failure of the application as the page a reader would get."""
    return TestClient(site.app, raise_server_exceptions=False, follow_redirects=False)
