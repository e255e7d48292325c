"""Run the Dagster job in this process, the same one the UI and the schedule run."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.home import Home

if TYPE_CHECKING:
    from dagster import DagsterInstance

CHECKOUT = Path(__file__).resolve().parent.parent
"""The folder of the checkout (or of the installed packages)."""

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """`success` when every step ran; `failed_checks` lists asset checks that did not pass; `failure` is one line."""

    source: str
    success: bool
    failed_checks: tuple[str, ...]
    failure: str | None
    metadata: dict[str, dict[str, Any]]


def dagster_home(home: Home) -> Path:
    """Dagster's own folder: `DAGSTER_HOME`, else the checkout for the default `UJ_HOME`, else a folder inside it."""
    if "DAGSTER_HOME" in os.environ:
        return Path(os.environ["DAGSTER_HOME"]).resolve()
    if home.root == CHECKOUT / "var" and (CHECKOUT / "dagster.yaml").is_file():
        return CHECKOUT
    folder = home.root / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "dagster.yaml"
    if not settings.exists():
        settings.write_text("telemetry:\n  enabled: false\nnux:\n  enabled: false\n", encoding="utf-8")
    return folder


@contextmanager
def dagster_instance(home: Home) -> Iterator[DagsterInstance]:
    """The instance whose runs the Dagster UI shows for `home`."""
    from dagster import DagsterInstance

    folder = dagster_home(home)
    before = Path.cwd()
    os.environ["DAGSTER_HOME"] = str(folder)
    os.environ["UJ_HOME"] = str(home.root)
    os.chdir(folder)  # dagster.yaml names its folders relative to where Dagster runs
    try:
        with DagsterInstance.get() as instance:
            yield instance
    finally:
        os.chdir(before)


def run_source(instance: DagsterInstance, source: str, config: dict[str, Any] | None = None) -> RunOutcome:
    """Run `collect_and_publish` for one source; `config` is the configuration of the asset `originals`."""
    from dagster import AssetCheckSeverity, PreviewWarning

    from pipelines.definitions import defs

    definitions = defs()
    job = definitions.resolve_job_def("collect_and_publish")
    run_config: dict[str, Any] = dict(_QUIET)
    if config:
        run_config["ops"] = {"originals": {"config": config}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PreviewWarning)  # Dagster's own use of its Pipes
        result = job.execute_in_process(
            run_config=run_config, instance=instance, partition_key=source, raise_on_error=False
        )
    failed_checks = tuple(
        f"{evaluation.asset_key.to_user_string()}: {evaluation.check_name}"
        for evaluation in result.get_asset_check_evaluations()
        if not evaluation.passed and evaluation.severity is AssetCheckSeverity.ERROR
    )
    metadata = {
        event.asset_key.to_user_string(): {name: value.value for name, value in event.materialization.metadata.items()}
        for event in result.get_asset_materialization_events()
        if event.asset_key is not None
    }
    return RunOutcome(source, result.success, failed_checks, _failure(result), metadata)


def _failure(result: Any) -> str | None:  # noqa: ANN401 - Dagster's result type
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            if data.user_failure_data is not None and data.user_failure_data.description:
                return str(data.user_failure_data.description)
            error = data.error
            while error is not None and error.cause is not None:
                error = error.cause
            return " ".join(str(error.message if error else "unknown failure").split())[:400]
    return None
