"""`uj review`: decide about decisions whose relevance our rules were not sure of."""

from __future__ import annotations

import getpass
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli.failure import NOT_FOUND, USAGE, CommandFailure
from pipelines.cli.screen import say, say_json, say_table
from pipelines.home import Home

if TYPE_CHECKING:
    from enrichment.decision import Decision
    from pipelines.review import Judged, Review, ReviewQueue, Thresholds

review_app = typer.Typer(
    name="review",
    help="Decisions that wait for a person: see why, then publish or reject them.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
Note = Annotated[str, typer.Option("--note", help="Why; kept with the decision.")]
Item = Annotated[str, typer.Argument(help="The id in the queue, source/record, or the id of a published decision.")]
_FIELDS = ("crimes", "jurisdiction_basis", "territorial_states", "nationality", "outcome")
_SENTENCES = 8
_AROUND = 160  # characters shown on each side of a piece of evidence


@review_app.callback()
def _list_by_default(context: typer.Context) -> None:
    """Without a command: the queue."""
    if context.invoked_subcommand is None:
        list_queue()


@review_app.command("list")
def list_queue(
    rejected: Annotated[bool, typer.Option("--rejected", help="What was left out, by rule or by a reviewer.")] = False,
    decided: Annotated[bool, typer.Option("--decided", help="What reviewers decided.")] = False,
    limit: Annotated[int, typer.Option(min=1)] = 50,
    as_json: AsJson = False,
) -> None:
    """List what waits, likeliest universal-jurisdiction case law first."""
    queue, thresholds = _queue()
    try:
        if decided:
            _say_decided(sorted(queue.reviews().values(), key=lambda item: (item.decided_at, item.id)), as_json)
            return
        items = queue.rejected(thresholds) if rejected else queue.waiting(thresholds)
    finally:
        queue.close()
    if as_json:
        say_json([{"id": item.id, **asdict(item)} for item in items[:limit]])
        return
    if not items:
        say("nothing is left out" if rejected else "nothing waits for review")
        return
    say_table(
        ("id", "score", "label", "date", "court", "title"),
        [
            (item.id, f"{item.score:.2f}", item.label, item.decision_date or "", (item.court or "")[:32], _title(item))
            for item in items[:limit]
        ],
    )
    if len(items) > limit:
        say(f"... and {len(items) - limit} more (--limit)")
    if not rejected:
        say("`uj review show ID` gives the reasons; then `uj review publish|reject|uj|core-crime ID --note ...`")


@review_app.command("show")
def show(item: Item, as_json: AsJson = False) -> None:
    """Show one decision: the reasons for its label, and the sentences they rest on."""
    from pipelines.derived import DerivedStore

    home = Home.from_env()
    queue, thresholds = _queue()
    try:
        source, record_id = _find(home, queue, item)
        judged, review = queue.judged().get((source, record_id)), queue.reviews().get((source, record_id))
    finally:
        queue.close()
    from enrichment.decision import Decision

    key = judged.decision_key if judged is not None else _decision_key(home, source, record_id)
    decision = DerivedStore(home.root / "decisions", Decision).get(key) if key else None
    if decision is None:
        raise CommandFailure(f"the decision of {source}/{record_id} is not derived now; `uj run` derives it", NOT_FOUND)
    passages = sentences_of(decision)
    found: dict[str, Any] = {
        "id": _short(source, record_id),
        "source": source,
        "record_id": record_id,
        "standing": _standing(judged, review, thresholds),
        "title": decision.title,
        "court": decision.court.name if decision.court else None,
        "decision_date": decision.decision_date,
        "docket_numbers": list(decision.docket_numbers),
        "label": decision.relevance.label,
        "score": decision.relevance.score,
        "reasons": list(decision.relevance.reasons),
        "sentences": passages,
        "review": asdict(review) if review is not None else None,
    }
    if as_json:
        say_json(found)
        return
    say(f"{found['id']}  {source}/{record_id}")
    say(f"{decision.title or '(no title)'}")
    say(", ".join(str(found[name]) for name in ("court", "decision_date") if found[name]))
    say(f"{decision.relevance.label}, score {decision.relevance.score:.2f}: {found['standing']}")
    for reason in decision.relevance.reasons:
        say(f"  {reason}")
    for sentence in passages:
        say(f"  [{sentence['field']}: {sentence['value']}] ... {sentence['text']} ...")
    if review is not None:
        say(f"{review.verdict} by {review.reviewer} on {review.decided_at[:10]}: {review.note or '(no note)'}")


@review_app.command("publish")
def publish(item: Item, note: Note = "", as_json: AsJson = False) -> None:
    """Publish a decision with the label our rules gave it."""
    _decide(item, "publish", None, note, as_json=as_json)


@review_app.command("reject")
def reject(item: Item, note: Note = "", as_json: AsJson = False) -> None:
    """Leave a decision out; one that is published is taken out of library and index."""
    _decide(item, "reject", None, note, as_json=as_json)


@review_app.command("uj")
def label_uj(item: Item, note: Note = "", as_json: AsJson = False) -> None:
    """Publish a decision as universal-jurisdiction case law."""
    _decide(item, "publish", "uj", note, as_json=as_json)


@review_app.command("core-crime")
@review_app.command("core_crime", hidden=True)
def label_core_crime(item: Item, note: Note = "", as_json: AsJson = False) -> None:
    """Publish a decision as one on core crimes without universal jurisdiction."""
    _decide(item, "publish", "core_crime", note, as_json=as_json)


@review_app.command("undo")
def undo(item: Item) -> None:
    """Forget a reviewer's decision: the rules count again."""
    home = Home.from_env()
    queue, _ = _queue()
    try:
        source, record_id = _find(home, queue, item)
        if not queue.undo(source, record_id):
            raise CommandFailure(f"no reviewer decided about {source}/{record_id}", NOT_FOUND)
    finally:
        queue.close()
    _carry_out(home, source)
    say(f"{source}/{record_id}: the rules count again")


def sentences_of(decision: Decision) -> list[dict[str, Any]]:
    """The passages the judgment rests on, each with the field and value it was read for."""
    found: list[dict[str, Any]] = []
    seen: set[tuple[int, int]] = set()
    for name in _FIELDS:
        for fact in decision.facts:
            if fact.field != name:
                continue
            proof = next((proof for proof in fact.evidence if proof.paragraph is not None), None)
            if proof is None or proof.paragraph is None or proof.start is None or proof.end is None:
                continue
            text = decision.paragraphs[proof.paragraph].text
            first, last = max(0, proof.start - _AROUND), min(len(text), proof.end + _AROUND)
            if (proof.paragraph, first // _AROUND) in seen:
                continue
            seen.add((proof.paragraph, first // _AROUND))
            passage = " ".join(text[first:last].split())
            found.append({"field": name, "value": fact.value, "paragraph": proof.paragraph, "text": passage})
    return found[:_SENTENCES]


def _decide(item: str, verdict: str, label: str | None, note: str, *, as_json: bool) -> None:
    from pipelines.review import Review, now

    home = Home.from_env()
    queue, _ = _queue()
    try:
        source, record_id = _find(home, queue, item)
        judged = queue.judged().get((source, record_id))
        key = judged.decision_key if judged is not None else _decision_key(home, source, record_id)
        review = Review(source, record_id, verdict, label, note, _reviewer(), now(), key)
        queue.decide(review)
    finally:
        queue.close()
    outcome = _carry_out(home, source)
    if as_json:
        say_json({"id": review.id, **asdict(review), "outcome": outcome})
    else:
        shown = ", ".join(f"{count} {event}" for event, count in outcome.items()) or "nothing to change"
        say(f"{source}/{record_id}: {verdict}{f' as {label}' if label else ''}; library: {shown}")


def _carry_out(home: Home, source: str) -> dict[str, int]:
    """Bring library and index to what was decided; what happened, counted."""
    from pipelines.steps.index import index_pending
    from pipelines.steps.publish import publish_pending

    report = publish_pending(home, source=source)
    index_pending(home)
    return dict(report.events)


def _queue() -> tuple[ReviewQueue, Thresholds]:
    from pipelines.review import BadThreshold, ReviewQueue, Thresholds

    home = Home.from_env()
    if not home.root.is_dir():
        raise CommandFailure(f"there is nothing in {home.root} yet: `uj ingest PATH...` or `uj run` first", NOT_FOUND)
    try:
        return ReviewQueue(home.state_url), Thresholds.from_env()
    except BadThreshold as error:
        raise CommandFailure(str(error), USAGE) from None


def _find(home: Home, queue: ReviewQueue, item: str) -> tuple[str, str]:
    """The record meant by a queue id (or its beginning), `source/record`, or the id of a published decision."""
    from pipelines.state import ProcessingState

    state = ProcessingState(home.state_url)
    try:
        rows = list(state.all())
    finally:
        state.close()
    keys = [(row.source, row.record_id) for row in rows]
    exact = [key for key in keys if item in (_short(*key), f"{key[0]}/{key[1]}")]
    found = exact or [(row.source, row.record_id) for row in rows if row.published_as == item]
    found = found or [key for key in keys if len(item) >= 4 and _short(*key).startswith(item)]
    if len(found) > 1:
        names = ", ".join(f"{_short(*key)} ({key[0]}/{key[1]})" for key in found[:5])
        raise CommandFailure(f"{item!r} is not clear: {names}", USAGE)
    if not found:
        raise CommandFailure(f"there is no {item!r} in the queue or the library (`uj review list`)", NOT_FOUND)
    return found[0]


def _decision_key(home: Home, source: str, record_id: str) -> str | None:
    from pipelines.state import ProcessingState

    state = ProcessingState(home.state_url)
    try:
        return next((row.decision_key for row in state.all(source) if row.record_id == record_id), None)
    finally:
        state.close()


def _short(source: str, record_id: str) -> str:
    from pipelines.review import queue_id

    return queue_id(source, record_id)


def _standing(judged: Judged | None, review: Review | None, thresholds: Thresholds) -> str:
    from pipelines.review import standing_of

    if review is not None:
        return {"publish": "published by a reviewer", "reject": "rejected by a reviewer"}[review.verdict]
    if judged is None:
        return "published: handed in"
    standing = standing_of(judged, None, thresholds)
    return {"publish": "published", "review": "waits for review", "reject": "left out"}[standing]


def _reviewer() -> str:
    try:
        return os.environ.get("UJ_REVIEWER") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _title(item: Judged) -> str:
    return (item.title or item.record_id)[:60]


def _say_decided(reviews: list[Review], as_json: bool) -> None:
    if as_json:
        say_json([{"id": item.id, **asdict(item)} for item in reviews])
        return
    if not reviews:
        say("reviewers have decided nothing yet")
        return
    say_table(
        ("id", "verdict", "label", "reviewer", "on", "record", "note"),
        [
            (
                item.id,
                item.verdict,
                item.label or "",
                item.reviewer,
                item.decided_at[:10],
                f"{item.source}/{item.record_id}"[:48],
                item.note,
            )
            for item in reviews
        ],
    )
