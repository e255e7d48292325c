"""A message as bytes: plain text and HTML, nothing loaded from anywhere, the same bytes for the same content.

Headers follow RFC 5322 (threading), RFC 2369 and RFC 8058 (unsubscribe in one click), RFC 2919 (List-Id) and RFC 3834
(Auto-Submitted). Signing (DKIM) is the relay's work: docs/ALERTS.md says which headers it has to cover.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from search_ui.alerts.model import Subscriber
from search_ui.alerts.phrases import Phrases

_HERE = Path(__file__).parent / "mail_templates"
_WIDTH = 72  # columns of plain text (RFC 3676 wants fewer than 78)
_SUBJECT = 110  # characters
_THREADS = 5  # alerts of one message that are named in its thread
_BLANKS = re.compile(r"[ \t\r\n\f\v\u2028\u2029\x85]+")  # not those at which no line may end


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the messages are from. `address` is also where bounces go unless `bounces` names another; `site` is the name
    readers know."""

    address: str
    site: str
    operator: str | None = None
    bounces: str | None = None

    @property
    def domain(self) -> str:
        """The right side of the address: of Message-IDs and of the List-Id."""
        return self.address.rpartition("@")[2]

    @property
    def envelope(self) -> str:
        """Where bounces go."""
        return self.bounces or self.address


def cut(text: str, longest: int = _SUBJECT) -> str:
    """`text` in one line of at most `longest` characters, cut between words where it has any near the end."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    blank = kept.rfind(" ")
    return f"{kept[:blank] if blank > longest // 2 else kept}…".replace(" …", "…")


def message_bytes(
    template: str,
    values: dict[str, Any],
    *,
    phrases: Phrases,
    sender: Sender,
    to: Subscriber,
    subject: str,
    message_id: str,
    now: datetime,
    thread: Sequence[str],
    unsubscribe: str | None,
) -> bytes:
    """The message of a template. `thread` are keys of its alerts; `unsubscribe` an address for one click."""
    values = {
        **values,
        "say": phrases,
        "lang": phrases.language,
        "colon": phrases.colon,
        "site": sender.site,
        "operator": sender.operator,
        "title": cut(subject),
    }
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=sender.site, addr_spec=sender.address)
    message["To"] = Address(addr_spec=to.email or "")
    message["Subject"] = cut(subject)
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(_rendered(f"{template}.txt", values), cte="quoted-printable")
    message.add_alternative(_rendered(f"{template}.html", values), subtype="html", cte="quoted-printable")
    message["Content-Language"] = phrases.language
    # The library would choose a random boundary: the same message has to be the same bytes.
    message.set_boundary("=_" + hashlib.sha256(message_id.encode()).hexdigest()[:40])
    return _tracing(message_id, thread, unsubscribe, sender) + message.as_bytes()


def _tracing(message_id: str, thread: Sequence[str], unsubscribe: str | None, sender: Sender) -> bytes:
    """The headers that hold identifiers and addresses, written as they are: the library folds what is longer than a
    line into encoded words, which no mail program reads there."""
    headers = {"Message-ID": message_id if message_id.startswith("<") else f"<{message_id}>"}
    if thread:
        # A thread for each alert: its first message need never have existed (RFC 5322, section 3.6.4, asks only that
        # the identifier be one of ours).
        anchors = [f"<alert.{key}@{sender.domain}>" for key in thread[:_THREADS]]
        headers |= {"In-Reply-To": anchors[0], "References": "\r\n ".join(anchors)}
    if unsubscribe is not None:
        headers |= {
            "List-Id": f"<alerts.{sender.domain}>",
            "List-Unsubscribe": f"<{unsubscribe}>",
        }
        if unsubscribe.startswith("https://"):  # RFC 8058, section 3.1
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode("ascii")


@cache
def _environment(markup: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=markup,  # noqa: S701 - off for plain text alone
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["wrap"] = _wrapped
    return environment


def _rendered(name: str, values: Mapping[str, Any]) -> str:
    text = _environment(name.endswith(".html")).get_template(name).render(values)
    return text if name.endswith(".html") else _tidy(text)


def _tidy(text: str) -> str:
    """No blank at the end of a line (but the signature's `-- `), no two empty lines in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        kept = line if line == "-- " else line.rstrip()
        if kept or (lines and lines[-1]):
            lines.append(kept)
    return "\n".join(lines).strip("\n") + "\n"


def _wrapped(text: str, indent: str = "", first: str = "") -> str:
    return textwrap.fill(
        " ".join(_BLANKS.split(str(text).strip())),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
