"""`uj alerts`: what operators see and do about alerts. Subscribers are named by their id, never by their address."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli.failure import FAILED, NOT_FOUND, USAGE, CommandFailure
from pipelines.cli.screen import say, say_json, say_table
from pipelines.home import Home

if TYPE_CHECKING:
    from search_ui.alerts.model import Delivery, DeliveryState, Examination, Reason, Subscription
    from search_ui.alerts.sending import SendingReport
    from search_ui.alerts.store import Alerts

alerts_app = typer.Typer(
    name="alerts",
    help="Alerts: what people asked to be told, what matched, and what became of every message.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
_REPLAY_DAYS = 30
_SAMPLES = 3


def _here() -> Any:  # noqa: ANN401 - a context manager of three
    from pipelines.cli.library_here import needs_library
    from pipelines.steps.alerts import alerts_here

    home = Home.from_env()
    needs_library(home)
    return alerts_here(home)


@alerts_app.command("list")
def list_alerts(
    state: Annotated[str | None, typer.Option(help="active, paused, faulty or deleted.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the alerts with their state and how many matches wait, were sent, or came back."""
    if state not in (None, "active", "paused", "faulty", "deleted"):
        raise CommandFailure("--state is active, paused, faulty or deleted", USAGE)
    with _here() as (alerts, _library, _settings):
        tallies = alerts.tallies()
        rows = [_listed(item, tallies.get(item.id, Counter())) for item in alerts.subscriptions(state=state)]
    if as_json:
        say_json(rows)
    else:
        say_table(_LISTED, [tuple(row[name] for name in _LISTED) for row in rows])


_LISTED = ("id", "subscriber", "kind", "channel", "cadence", "state", "waiting", "sent", "back", "withheld", "reason")


def _listed(item: Subscription, tally: Counter[DeliveryState]) -> dict[str, str | int]:
    from search_ui.alerts.model import DeliveryState

    ended = {
        "sent": tally[DeliveryState.SENT],
        "back": tally[DeliveryState.BOUNCED],
        "withheld": tally[DeliveryState.WITHHELD],
    }
    return {
        "id": item.id,
        "subscriber": item.subscriber_id or "-",
        "kind": item.kind,
        "channel": item.channel,
        "cadence": item.cadence,
        "state": item.state,
        "waiting": tally.total() - sum(ended.values()) - tally[DeliveryState.CANCELLED],
        **ended,
        "reason": item.state_reason or "",
    }


@alerts_app.command()
def record(subscription: str, limit: Annotated[int, typer.Option(min=1)] = 50, as_json: AsJson = False) -> None:
    """The ledger of one alert: every match and what became of it."""
    with _here() as (alerts, _library, _settings):
        _subscription(alerts, subscription)
        rows = alerts.deliveries(subscription_id=subscription, limit=limit)
    if as_json:
        say_json([_delivery(row) for row in rows])
    else:
        say_table(
            ("delivery", "decision", "event", "state", "attempts", "why not"),
            [
                (
                    row.id,
                    row.decision_id,
                    row.event.kind.value,
                    row.state.value,
                    row.attempts,
                    row.withheld_reason or "",
                )
                for row in rows
            ],
        )


def _delivery(row: Delivery) -> dict[str, Any]:
    return asdict(row)


@alerts_app.command("test")
def try_out(
    subscription: str,
    show: Annotated[bool, typer.Option("--show", help="Print the message instead of sending it.")] = False,
) -> None:
    """Send the owner of an alert a test message with its latest matches; the ledger is not touched."""
    from pipelines.steps.alerts import send_test, test_message

    with _here() as (alerts, library, settings):
        found = _subscription(alerts, subscription)
        batch = test_message(alerts, library, settings, found, _SAMPLES)
        if batch is None:
            raise CommandFailure("nothing in the library matches this alert: there is nothing to show")
        if show:
            from email import message_from_bytes, policy

            parsed = message_from_bytes(batch.payload or b"", policy=policy.default)
            body = parsed.get_body(("plain",)) if found.channel == "email" else None
            say(body.get_content() if body is not None else (batch.payload or b"").decode())
            return
        outcome = send_test(settings, batch)
    say(f"{outcome.fate.value}: {outcome.note}")
    if outcome.fate.value != "accepted":
        raise CommandFailure("the test message was not accepted", FAILED)


@alerts_app.command()
def replay(
    subscription: str,
    since: Annotated[str | None, typer.Option(help="First day (ISO; default: 30 days ago).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (ISO; default: today).")] = None,
    as_json: AsJson = False,
) -> None:
    """What a past window would have sent, and what the ledger says of it."""
    from pipelines.steps.alerts import now

    begins = _day(since) if since else now() - timedelta(days=_REPLAY_DAYS)
    ends = _day(until) + timedelta(days=1) if until else None
    with _here() as (alerts, library, _settings):
        _subscription(alerts, subscription)
        found = alerts.replay(subscription, library, since=begins, until=ends)
    if as_json:
        say_json([asdict(item) for item in found])
    else:
        say_table(
            ("at", "decision", "event", "in the ledger"),
            [
                (
                    item.event.at,
                    item.event.decision_id,
                    item.event.kind.value,
                    item.recorded.value if item.recorded else "no",
                )
                for item in found
            ],
        )


@alerts_app.command()
def explain(subscription: str, decision: str, as_json: AsJson = False) -> None:
    """Why a decision did or did not match an alert."""
    with _here() as (alerts, library, _settings):
        _subscription(alerts, subscription)
        view = library.decision(decision)
        if view is None:
            raise CommandFailure(f"there is no decision {decision!r}", NOT_FOUND)
        found = alerts.explain(subscription, view.id, library)
    if as_json:
        say_json(asdict(found))
        return
    say(f"{view.id} {'matches' if found.matches else 'does not match'}")
    for reason in found.reasons:
        say(f"  found: {_reason(reason)}")
    for line in found.missing:
        say(f"  missing: {line}")
    for line in found.obstacles:
        say(f"  in the way: {line}")
    for row in found.deliveries:
        say(f"  ledger: {row.event.kind.value}: {row.state.value}")


def _reason(reason: Reason) -> str:
    return f"{reason.clause}: {reason.how}" if reason.how else reason.clause


@alerts_app.command()
def pause(subscription: str, reason: Annotated[str, typer.Option(help="Shown to its owner.")]) -> None:
    """Pause an alert; its owner sees why and may resume it."""
    with _here() as (alerts, _library, _settings):
        _subscription(alerts, subscription)
        alerts.pause(subscription, reason)
    say(f"{subscription} is paused")


@alerts_app.command()
def resume(subscription: str) -> None:
    """Resume a paused or faulty alert; what it missed meanwhile is compared."""
    with _here() as (alerts, library, _settings):
        _subscription(alerts, subscription)
        alerts.resume(subscription, library)
    say(f"{subscription} is active")


@alerts_app.command()
def resend(delivery: str, note: Annotated[str, typer.Option(help="Why; kept in the ledger.")]) -> None:
    """Put a match that was withheld, cancelled or came back in line again."""
    with _here() as (alerts, _library, _settings):
        if not alerts.resend(delivery, note):
            raise CommandFailure(f"there is no delivery {delivery!r} that can be sent again", NOT_FOUND)
    say(f"{delivery} is in line again")


@alerts_app.command()
def suppressions(
    add: Annotated[str | None, typer.Option(help="An address nothing may be sent to (kept as a keyed hash).")] = None,
    reason: Annotated[str, typer.Option(help="Why (with --add).")] = "asked not to be written to",
    lift: Annotated[str | None, typer.Option(help="The hash of an address that may be written to again.")] = None,
    as_json: AsJson = False,
) -> None:
    """Addresses nothing is sent to, by their hash."""
    with _here() as (alerts, _library, _settings):
        if add is not None:
            alerts.suppress(add, reason)
        if lift is not None and not alerts.lift_suppression(lift):
            raise CommandFailure(f"nothing is suppressed under {lift!r}", NOT_FOUND)
        held = alerts.suppressions()
    if as_json:
        say_json([asdict(item) for item in held])
    else:
        say_table(("hash", "since", "why"), [(item.address_hash, item.at.isoformat(), item.reason) for item in held])


@alerts_app.command()
def bounce(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Notifications: files, mbox, Maildir.")],
) -> None:
    """Read delivery status notifications (RFC 3464) into the ledger."""
    from pipelines.steps.alerts import now
    from search_ui.alerts.sending import SendingDesk

    with _here() as (alerts, library, settings):
        desk = SendingDesk(alerts, library, settings, now)
        for path in paths:
            counts = desk.take_bounces(path).bounces
            say(f"{path.name}: {', '.join(f'{count} {kind}' for kind, count in sorted(counts.items())) or 'nothing'}")


@alerts_app.command()
def send(
    watch: Annotated[bool, typer.Option("--watch", help="Match and deliver until Ctrl-C.")] = False,
    every: Annotated[float, typer.Option(min=0.5, help="Seconds between rounds (with --watch).")] = 5.0,
) -> None:
    """Match what was published, and deliver what is due."""
    from pipelines.steps.alerts import deliver_due, match_published
    from pipelines.steps.alerts import watch as keep_watching

    home = Home.from_env().create()
    if watch:
        keep_watching(home, every, _told)
        return
    examination = match_published(home)
    report = deliver_due(home)
    _told(examination, report)
    if report.brake is not None:
        raise CommandFailure(f"stopped: {report.brake.why}. When that is right: `uj alerts release`")


def _told(examination: Examination, report: SendingReport) -> None:
    fates = ", ".join(f"{count} {fate.value}" for fate, count in report.fates.items() if count)
    say(f"{examination.matched} matches in {examination.decisions} decisions; messages: {fates or 'none'}")
    for line in report.problems:
        say(f"  {line}")
    if report.brake is not None:
        say(f"  STOPPED: {report.brake.why}. When that is right: `uj alerts release`")


@alerts_app.command()
def verify() -> None:
    """Compare every alert with every decision, one by one, with the ledger; exit 1 on a difference."""
    with _here() as (alerts, library, _settings):
        differences = alerts.ledger_differences(library)
    for line in differences:
        say(line)
    if differences:
        raise CommandFailure(f"{len(differences)} differences")
    say("the ledger equals the matches")


@alerts_app.command()
def release() -> None:
    """Release the brake on mass mail after it stopped."""
    from pipelines.steps.alerts import now
    from search_ui.alerts.brake import Brake

    with _here() as (alerts, _library, settings):
        if not Brake(alerts, settings.most_per_hour).release(now()):
            raise CommandFailure("nothing is stopped")
    say("messages leave again")


@alerts_app.command()
def metrics() -> None:
    """Figures for monitoring (Prometheus text)."""
    from pipelines.steps.alerts import now
    from search_ui.alerts.metrics import exposition

    with _here() as (alerts, library, settings):
        say(exposition(alerts, now(), settings.most_per_hour, library.last_sequence()).rstrip())


@alerts_app.command()
def erase(address: Annotated[str, typer.Argument(help="The address; `-` reads it from standard input.")]) -> None:
    """Delete everything about an address: subscriber, alerts, ledger."""
    import sys

    wanted = sys.stdin.readline().strip() if address == "-" else address
    with _here() as (alerts, _library, _settings):
        found = alerts.find_subscriber(wanted)
        if found is None:
            raise CommandFailure("this address is not known here", NOT_FOUND)
        alerts.erase(found.id)
    say(f"subscriber {found.id} is erased")


def _subscription(alerts: Alerts, name: str) -> Subscription:
    found = alerts.subscription(name)
    if found is None:
        raise CommandFailure(f"there is no alert {name!r} (`uj alerts list`)", NOT_FOUND)
    return found


def _day(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written).replace(tzinfo=UTC)
    except ValueError as error:
        raise CommandFailure(f"{written!r} is no day (2026-11-22)", USAGE) from error


def status_figures(home: Home) -> dict[str, Any] | None:
    """The state of the alerts in numbers, None where nobody has asked for any yet."""
    if "UJ_ALERTS_URL" not in os.environ and not (home.root / "alerts.sqlite").is_file():
        return None
    from pipelines.steps.alerts import alerts_here, overdue
    from search_ui.alerts.brake import Brake

    with alerts_here(home) as (alerts, library, settings):
        stopped = Brake(alerts, settings.most_per_hour).stopped()
        return {
            "active": len(alerts.subscriptions(state="active")),
            "faulty": len(alerts.subscriptions(state="faulty")),
            "behind": max(library.last_sequence() - alerts.watermark(), 0),
            "overdue": overdue(alerts),
            "mail": settings.sends_mail,
            "stopped": stopped.why if stopped is not None else None,
        }


def status_lines(figures: dict[str, Any] | None) -> Sequence[str]:
    """What `uj status` says of the alerts."""
    if figures is None:
        return ("alerts: none asked for",)
    mail = "mail is set up" if figures["mail"] else "no mail relay (UJ_SMTP_URL)"
    lines = [
        f"alerts: {figures['active']} active, {figures['faulty']} faulty, {figures['overdue']} overdue, "
        f"{figures['behind']} changes not yet compared; {mail}"
    ]
    if figures["stopped"]:
        lines.append(f"alerts: STOPPED: {figures['stopped']} (`uj alerts release`)")
    return lines
