"""`uj serve` and `uj up`: the search pages, and the Dagster UI and the delivery of alerts beside them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.failure import CommandFailure
from pipelines.cli.library_here import has_library
from pipelines.cli.screen import say
from pipelines.home import Home

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.processes import Program


def serve(home: Home, host: str, port: int) -> None:
    """Serve the search pages until Ctrl-C."""
    import uvicorn

    from pipelines.site import build_site
    from search_ui.long_lived import set_aside

    _check_free(host, port)
    site = build_site(home)
    set_aside()
    say(f"search pages: http://{host}:{port}")
    uvicorn.run(site, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def up(home: Home, host: str, port: int, dagster_port: int) -> None:
    """Serve all until Ctrl-C, then stop all with everything they started."""
    from pipelines.processes import Program, supervise
    from pipelines.run import CHECKOUT, dagster_home
    from search_ui.index.engine import EngineUnavailable

    for number in (port, dagster_port):
        _check_free(host, number)
    folder = dagster_home(home)
    environment = {"UJ_HOME": str(home.root), "DAGSTER_HOME": str(folder)}
    own = _own_search_server(home)
    dagster = (str(Path(sys.executable).parent / "dagster"), "dev", "-h", host, "-p", str(dagster_port))
    in_checkout = (CHECKOUT / "pyproject.toml").is_file()  # it names the code location
    say(f"search pages: http://{host}:{port}")
    say(f"Dagster UI:   http://{host}:{dagster_port}   (Ctrl-C stops all)")
    programs = [
        *own,
        Program(
            "search pages",
            (sys.executable, "-m", "pipelines.cli", "serve", "--host", host, "--port", str(port)),
            environment,
            os.getcwd(),  # noqa: PTH109 - relative UJ_* paths of the operator stay valid
        ),
        Program(
            "alerts",
            (sys.executable, "-m", "pipelines.cli", "alerts", "send", "--watch"),
            environment,
            os.getcwd(),  # noqa: PTH109
        ),
        Program(
            "Dagster",
            dagster if in_checkout else (*dagster, "-m", "pipelines.definitions"),
            environment,
            str(CHECKOUT if in_checkout else folder),
        ),
    ]
    try:
        code = supervise(programs)
    except EngineUnavailable as error:
        raise CommandFailure(str(error)) from error
    if code:
        raise CommandFailure(f"one of the servers ended by itself with exit code {code}", code)


def _own_search_server(home: Home) -> list[Program]:
    """The Meilisearch server to run beside the rest: with UJ_ENGINE=meilisearch and no server named by UJ_MEILI_URL."""
    if os.environ.get("UJ_ENGINE", "").strip() != "meilisearch" or os.environ.get("UJ_MEILI_URL", "").strip():
        return []
    from pipelines.processes import Program
    from search_ui.index.engine import EngineUnavailable
    from search_ui.index.meilisearch_local import PORT, local_server

    port = int(os.environ.get("UJ_MEILI_PORT", "") or PORT)
    _check_free("127.0.0.1", port)
    try:
        server = local_server(home.root, port=port)
    except EngineUnavailable as error:
        raise CommandFailure(str(error)) from error
    say(f"Meilisearch:  {server.url}")

    def ready(given_up: Callable[[], bool]) -> None:
        server.ready(given_up)
        _fill(home)

    return [Program("Meilisearch", server.command, server.environment, str(server.folder), ready)]


def _fill(home: Home) -> None:
    """Give a server what the library holds where it has no index yet, or one of another version."""
    from pipelines.steps.index import rebuild_index
    from search_ui.index.choose import open_engine
    from search_ui.index.engine import EngineUnavailable

    engine = open_engine(home.root, os.environ)
    try:
        filled = bool(engine.watermark())
    except EngineUnavailable:
        filled = False
    finally:
        engine.close()
    if not filled and has_library(home):
        say("filling the new search server from the library")
        say(f"{rebuild_index(home)} decisions indexed")


def _check_free(host: str, port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandFailure(f"port {port} on {host} cannot be used ({error.strerror}): choose another") from error
