"""Who may see and change which alerts: confirming an address, signing in by a link, and the session after it.

Nobody learns here whether an address is known: asking for a link always gets the same answer, and the message is sent
after that answer is given. Links in messages are opened by mail scanners too, so opening one changes nothing; the
button on its page does.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from search_ui.alerts.links import Signer, new_token
from search_ui.alerts.model import Draft, EventKind, Subscriber
from search_ui.alerts.store import Alerts

CONFIRM_FOR = timedelta(hours=48)
SIGN_IN_FOR = timedelta(minutes=20)
SESSION_FOR = timedelta(hours=12)

_CONFIRM = "confirm"
_SIGN_IN = "sign-in"


# -- links that count once -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pending:
    """A new alert that waits for its address to be confirmed."""

    subscriber_id: str
    draft: Draft
    time_zone: str


def keep_pending(alerts: Alerts, pending: Pending, now: datetime) -> tuple[str, datetime]:
    """Remember `pending` and give the token that confirms it, and until when."""
    token, until = new_token(), now + CONFIRM_FOR
    written = json.dumps({**asdict(pending), "draft": _draft_as_json(pending.draft)}, ensure_ascii=False)
    alerts.keep_token(token, purpose=_CONFIRM, subject=written, expires_at=until)
    return token, until


def use_pending(alerts: Alerts, token: str) -> Pending | None:
    """What the token confirms, once; None for one that is unknown, used or too old."""
    written = alerts.use_token(token, purpose=_CONFIRM)
    if written is None:
        return None
    read = json.loads(written)
    return Pending(read["subscriber_id"], _draft_from_json(read["draft"]), read["time_zone"])


def keep_sign_in(alerts: Alerts, subscriber: Subscriber, now: datetime) -> tuple[str, datetime]:
    """A token that signs `subscriber` in, and until when."""
    token, until = new_token(), now + SIGN_IN_FOR
    alerts.keep_token(token, purpose=_SIGN_IN, subject=subscriber.id, expires_at=until)
    return token, until


def use_sign_in(alerts: Alerts, token: str) -> str | None:
    """The subscriber the token signs in, once."""
    return alerts.use_token(token, purpose=_SIGN_IN)


def _draft_as_json(draft: Draft) -> dict[str, Any]:
    return {**asdict(draft), "events": [kind.value for kind in draft.events]}


def _draft_from_json(read: dict[str, Any]) -> Draft:
    filters = {facet: tuple(values) for facet, values in read["filters"].items()}
    events = tuple(EventKind(kind) for kind in read["events"])
    return Draft(**{**read, "filters": filters, "events": events})


# -- the session -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in: a subscriber, or the holder of the key of one subscription that has no address behind it."""

    subscriber_id: str | None
    subscription_id: str | None = None

    @property
    def owner(self) -> str:
        """One text for whoever it is, for signatures."""
        return f"subscriber:{self.subscriber_id}" if self.subscriber_id else f"subscription:{self.subscription_id}"


def written_session(signer: Signer, session: Session, now: datetime) -> str:
    """The value of the session's cookie; it ends by itself."""
    until = int((now + SESSION_FOR).timestamp())
    return signer.sign("session", f"{until}:{session.owner}")


def read_session(signer: Signer, cookie: str, now: datetime) -> Session | None:
    """The session of a cookie, None where it is not ours or over. Whether its owner still exists is asked elsewhere."""
    text = signer.read("session", cookie)
    if text is None:
        return None
    until, kind, name = text.split(":", 2)
    if not now.timestamp() < int(until) <= (now + SESSION_FOR).timestamp() + 1:
        return None  # also one from a clock that was ahead: it would last for as long as that was wrong
    return Session(name) if kind == "subscriber" else Session(None, name)


def form_token(signer: Signer, owner: str) -> str:
    """What a form has to hold so that it counts: bound to the session, or to the visitor's own cookie before one."""
    return signer.tag("form", owner)


# -- not too often ---------------------------------------------------------------------------------------------------


class Limiter:
    """At most `most` times within `span` for each key, in a sliding window. Keys are hashed with the signer's secret
    and live in memory only, so that no list of addresses comes about."""

    def __init__(self, signer: Signer, most: int, span: timedelta, clock: Callable[[], datetime]) -> None:
        self._signer = signer
        self._most = most
        self._span = span
        self._clock = clock
        self._seen: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def allow(self, key: str) -> bool:
        """Count one attempt; False when there were too many."""
        name = self._signer.tag("address", hashlib.sha256(key.casefold().encode()).hexdigest())
        now = self._clock()
        with self._lock:
            for stale in [kept for kept, times in self._seen.items() if not self._recent(times, now)]:
                del self._seen[stale]
            times = self._seen.setdefault(name, deque())
            if len(times) >= self._most:
                return False
            times.append(now)
            return True

    def _recent(self, times: deque[datetime], now: datetime) -> bool:
        while times and not now - self._span < times[0] <= now:
            times.popleft()
        return bool(times)
