"""Delivery status notifications (RFC 3464): which of our messages did not arrive, and whether for good.

A notification is a message from anybody. It counts only for a Message-ID that is ours, and only where the recipient it
names is the one we wrote to; both are checked by whoever acts on it, against the ledger.
"""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from enum import StrEnum
from pathlib import Path

_LARGEST = 2_000_000  # bytes; a notification that returns a whole message of ours is far smaller
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")


class BounceKind(StrEnum):
    """`hard`: the address does not exist or takes no mail, ever. `soft`: the message was given up, the address may work
    again. `delayed`: the relay is still trying. `delivered`: it arrived after all."""

    HARD = "hard"
    SOFT = "soft"
    DELAYED = "delayed"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a notification says of one recipient of one message. `message_id` has its angle brackets; `recipient` is
    lower case, and empty where the notification names none; `status` is the enhanced code (RFC 3463)."""

    message_id: str
    recipient: str = field(repr=False)
    kind: BounceKind
    status: str


class NoNotification(ValueError):
    """The message is no delivery status notification about a message of ours; the text says what is missing."""


def read_notification(data: bytes) -> tuple[Bounce, ...]:
    """The bounces a notification reports. Raises `NoNotification` for everything else (absence notes, plain mail)."""
    if len(data) > _LARGEST:
        raise NoNotification("larger than any notification")
    message = message_from_bytes(data, policy=policy.default)
    report = next(
        (part for part in message.walk() if part.get_content_type() == "message/delivery-status"),
        None,
    )
    if report is None:
        raise NoNotification("no part says what became of a message (message/delivery-status)")
    message_id = _returned_message_id(message)
    if message_id is None:
        raise NoNotification("the message it is about is not named")
    bounces = tuple(_bounces(report, message_id))
    if not bounces:
        raise NoNotification("no recipient has an action that is known")
    return bounces


def _bounces(report: EmailMessage | Message[str, str], message_id: str) -> Iterator[Bounce]:
    """One bounce for each group of fields that names an action; the first group is about the whole message."""
    groups = report.get_payload()
    for group in groups if isinstance(groups, list) else []:
        if not isinstance(group, Message):
            continue
        action = str(group.get("Action", "")).split(";")[0].split("(")[0].strip().lower()
        found = _STATUS.search(str(group.get("Status", ""))) or _STATUS.search(str(group.get("Diagnostic-Code", "")))
        kind = _kind(action, found)
        if kind is not None:
            recipient = _recipient(group.get("Original-Recipient")) or _recipient(group.get("Final-Recipient"))
            yield Bounce(message_id, recipient, kind, found[0] if found else "")


def _kind(action: str, status: re.Match[str] | None) -> BounceKind | None:
    """What an action means. Given up with a code that is about the address: hard. About a full mailbox, the network,
    a policy, or with a temporary code (4.4.7, tried for days): soft."""
    if action == "delayed":
        return BounceKind.DELAYED
    if action in ("delivered", "relayed", "expanded"):
        return BounceKind.DELIVERED
    if action != "failed":
        return None
    if status is None:
        return BounceKind.SOFT
    level, subject, detail = status.groups()
    if level != "5" or subject in ("3", "4", "5", "6", "7"):
        # 5.4.4 (no such host) and 5.4.1 at some relays mean an address that cannot exist.
        return BounceKind.HARD if (level, subject, detail) == ("5", "4", "4") else BounceKind.SOFT
    return BounceKind.SOFT if (subject, detail) in (("2", "2"), ("2", "3"), ("0", "0")) else BounceKind.HARD


def _recipient(value: object) -> str:
    """`rfc822; a@example.org` as `a@example.org`."""
    written = str(value or "").partition(";")[2].strip().strip("<>").lower()
    return written if "@" in written else ""


def _returned_message_id(message: EmailMessage | Message[str, str]) -> str | None:
    """The Message-ID of the message that comes back, whole or as its headers."""
    for part in message.walk():
        if part.get_content_type() not in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            continue
        inner = part.get_payload()
        if isinstance(inner, list):
            returned = inner[0] if inner else None
        else:
            decoded = part.get_payload(decode=True)
            returned = message_from_bytes(decoded, policy=policy.compat32) if isinstance(decoded, bytes) else None
        found = _MESSAGE_ID.search(str(returned.get("Message-ID", ""))) if isinstance(returned, Message) else None
        if found:
            return found[0]
    return None


@dataclass(frozen=True, slots=True)
class Letter:
    """A message found in a file or folder; `name` is for reports."""

    name: str
    data: bytes = field(repr=False)


def is_maildir(path: Path) -> bool:
    """Whether `path` is a Maildir."""
    return (path / "new").is_dir() and (path / "cur").is_dir()


def letters(path: Path) -> Iterator[Letter]:
    """The messages at `path`: a Maildir (only what its `new` folder holds; each is moved to `cur`, marked as seen, once
    the next one is asked for), an mbox file, or a file with one message. Raises OSError."""
    if is_maildir(path):
        folder = mailbox.Maildir(path, create=False)
        for key in sorted(folder.keys()):
            held = folder.get_message(key)
            if held.get_subdir() == "new":
                yield Letter(key, held.as_bytes())
                held.set_subdir("cur")
                held.add_flag("S")
                folder[key] = held
        return
    if path.is_dir():
        for file in sorted(item for item in path.iterdir() if item.is_file()):
            yield Letter(file.name, file.read_bytes())
        return
    with path.open("rb") as handle:
        beginning = handle.read(5)
    if beginning == b"From ":
        box = mailbox.mbox(path, create=False)
        for number, key in enumerate(box.keys(), start=1):
            yield Letter(f"{path.name} {number}", box.get_bytes(key))
        return
    yield Letter(path.name, path.read_bytes())
