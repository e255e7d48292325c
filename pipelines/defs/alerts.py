"""The assets `alert_matches` and `alert_deliveries`, and the sensor that runs them when something was published."""

import dagster as dg

from pipelines.home import Home
from pipelines.steps.alerts import (
    LATE,
    MOST_FAILURES,
    alerts_here,
    deliver_due,
    ledger_check,
    match_published,
    overdue,
)
from search_ui.alerts.channels import Fate
from search_ui.library import Library


@dg.asset(
    deps=["library"],
    group_name="alerts",
    kinds={"sqlalchemy"},
    check_specs=[
        dg.AssetCheckSpec(
            "ledger_equals_matches",
            asset="alert_matches",
            description="The ledger holds exactly what comparing every alert with every decision one by one gives.",
        )
    ],
)
def alert_matches(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Everything published since the watermark, compared with every active alert."""
    home = Home.from_env().create()
    examined = match_published(home)
    with alerts_here(home) as (alerts, library, _):
        differences, compared = ledger_check(alerts, library)
    context.log.info("%d matches in %d decisions", examined.matched, examined.decisions)
    return dg.MaterializeResult(
        metadata={
            "first": examined.first,
            "last": examined.last,
            "decisions": examined.decisions,
            "events": examined.events,
            "matched": examined.matched,
            "withheld": examined.withheld,
            "faulty": examined.faulty,
        },
        check_results=[
            dg.AssetCheckResult(
                check_name="ledger_equals_matches",
                passed=not differences,
                metadata={"alerts compared": compared, "differences": "\n".join(differences[:20])},
            )
        ],
    )


@dg.asset(
    deps=["alert_matches"],
    group_name="alerts",
    check_specs=[
        dg.AssetCheckSpec(
            "nothing_waits_too_long",
            asset="alert_deliveries",
            description=f"No match should have been sent more than {LATE} ago and was not.",
        ),
        dg.AssetCheckSpec(
            "few_are_refused",
            asset="alert_deliveries",
            description=f"At most {MOST_FAILURES:.0%} of this run's messages were refused, and the relay can be used.",
        ),
        dg.AssetCheckSpec(
            "brake_is_off",
            asset="alert_deliveries",
            description="The brake on mass mail has not stopped delivery.",
        ),
    ],
)
def alert_deliveries() -> dg.MaterializeResult:
    """Every message that was due, handed over; the ledger says what became of each."""
    home = Home.from_env().create()
    report = deliver_due(home)
    with alerts_here(home) as (alerts, _library, _settings):
        late = overdue(alerts)
    failed = report.tried - report.handed_over
    return dg.MaterializeResult(
        metadata={
            **{f"messages {fate.value}": report.fates[fate] for fate in Fate},
            "digests of silence": report.silent,
            "overdue": late,
        },
        check_results=[
            dg.AssetCheckResult(check_name="nothing_waits_too_long", passed=not late, metadata={"overdue": late}),
            dg.AssetCheckResult(
                check_name="few_are_refused",
                passed=failed <= MOST_FAILURES * report.tried and not report.problems,
                metadata={"tried": report.tried, "failed": failed, "problems": "\n".join(report.problems[:20])},
            ),
            dg.AssetCheckResult(
                check_name="brake_is_off",
                passed=report.brake is None,
                metadata={"why": report.brake.why if report.brake else ""},
            ),
        ],
    )


match_and_deliver = dg.define_asset_job(
    "match_and_deliver",
    selection=dg.AssetSelection.assets("alert_matches", "alert_deliveries"),
    description="Alerts: match what was published, deliver what is due.",
)


@dg.sensor(job=match_and_deliver, minimum_interval_seconds=30, default_status=dg.DefaultSensorStatus.RUNNING)
def publication() -> dg.RunRequest | dg.SkipReason:
    """Something was published that no alert was compared with yet (`uj up` and `uj alerts send --watch` are faster)."""
    home = Home.from_env().create()
    library = Library.open(home.library_url)
    try:
        last = library.last_sequence()
    finally:
        library.close()
    with alerts_here(home) as (alerts, _library, _settings):
        watermark = alerts.watermark()
    if watermark >= last:
        return dg.SkipReason("every alert was compared with everything published")
    return dg.RunRequest(run_key=f"alerts-{last}")


@dg.schedule(cron_schedule="*/15 * * * *", job=match_and_deliver, default_status=dg.DefaultScheduleStatus.STOPPED)
def alerts_due() -> dg.RunRequest:
    """Daily, weekly and refused messages, for installations without `uj up` or `uj alerts send --watch`."""
    return dg.RunRequest()
