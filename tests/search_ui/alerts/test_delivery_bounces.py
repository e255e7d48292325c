"""Delivery status notifications (RFC 3464) as relays write them: what they say of whom, and what is none."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_ui.alerts.bounces import BounceKind, NoNotification, letters, read_notification

OURS = "<b1.0123456789abcdef@alerts.example>"


def notification(
    *,
    action: str = "failed",
    status: str = "5.1.1",
    recipient: str = "rfc822; Reader@Example.org",
    returned: str = "message/rfc822",
    message_id: str = OURS,
    extra: str = "",
) -> bytes:
    original = f"From: alerts@alerts.example\nTo: reader@example.org\nMessage-ID: {message_id}\nSubject: New decision\n"
    if returned == "message/rfc822":
        original += "\nthe text\n"
    return (
        "From: MAILER-DAEMON@relay.example\n"
        "To: bounces@alerts.example\n"
        "Subject: Undelivered Mail Returned to Sender\n"
        "Message-ID: <own@relay.example>\n"
        "MIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="cut"\n\n'
        "--cut\nContent-Type: text/plain\n\nI am sorry to have to inform you ...\n\n"
        "--cut\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; relay.example\nArrival-Date: Sun, 22 Nov 2026 10:00:00 +0000\n\n"
        f"Final-Recipient: {recipient}\nAction: {action}\nStatus: {status}\n{extra}"
        "Diagnostic-Code: smtp; 550 something happened\n\n"
        f"--cut\nContent-Type: {returned}\n\n{original}\n--cut--\n"
    ).encode()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("5.1.1", BounceKind.HARD),
        ("5.1.2", BounceKind.HARD),
        ("5.1.10", BounceKind.HARD),
        ("5.2.1", BounceKind.HARD),
        ("5.4.4", BounceKind.HARD),
        ("5.2.2", BounceKind.SOFT),
        ("5.3.4", BounceKind.SOFT),
        ("5.7.1 (blocked)", BounceKind.SOFT),
        ("5.0.0", BounceKind.SOFT),
        ("4.4.7", BounceKind.SOFT),
        ("", BounceKind.SOFT),
    ],
)
def test_given_up_for_good_or_for_now(status: str, kind: BounceKind) -> None:
    (bounce,) = read_notification(notification(status=status))
    assert bounce.kind is kind
    assert bounce.message_id == OURS
    assert bounce.recipient == "reader@example.org"


@pytest.mark.parametrize(
    ("action", "kind"),
    [("delayed", BounceKind.DELAYED), ("Failed (fatal)", BounceKind.HARD), ("relayed", BounceKind.DELIVERED)],
)
def test_the_action_counts_before_the_code(action: str, kind: BounceKind) -> None:
    (bounce,) = read_notification(notification(action=action))
    assert bounce.kind is kind


def test_only_headers_may_come_back() -> None:
    for returned in ("text/rfc822-headers", "message/rfc822-headers"):
        (bounce,) = read_notification(notification(returned=returned))
        assert bounce.message_id == OURS


def test_the_address_we_wrote_to_counts_before_where_it_was_forwarded() -> None:
    data = notification(
        recipient="rfc822;elsewhere@other.example", extra="Original-Recipient: rfc822;reader@example.org\n"
    )
    assert read_notification(data)[0].recipient == "reader@example.org"


def test_several_recipients_are_told_apart() -> None:
    more = "Diagnostic-Code: smtp; 550\n\nFinal-Recipient: rfc822; two@example.org\nAction: delayed\nStatus: 4.4.1\n"
    bounces = read_notification(notification(extra=more))
    assert [(bounce.recipient, bounce.kind) for bounce in bounces] == [
        ("reader@example.org", BounceKind.HARD),
        ("two@example.org", BounceKind.DELAYED),
    ]


def test_what_is_no_notification_is_said_so() -> None:
    absent = EmailMessage()
    absent["Subject"] = "Out of office"
    absent["In-Reply-To"] = OURS
    absent.set_content("I am away. Status: 5.1.1 Action: failed")
    for data in (
        absent.as_bytes(),
        b"",
        b"\x00\xff garbage",
        notification(message_id=""),
        notification(action="dancing"),
    ):
        with pytest.raises(NoNotification):
            read_notification(data)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    whole = notification()
    for attempt in (data, whole[: len(data)] + data, whole.replace(b"failed", data)):
        try:
            read_notification(attempt)
        except NoNotification:
            continue


def test_an_address_is_not_shown_by_accident() -> None:
    assert "reader" not in repr(read_notification(notification()))


def test_a_maildir_is_read_once(tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1.a").write_bytes(notification())
    (tmp_path / "new" / "2.b").write_bytes(b"Subject: hello\n\nhello\n")
    first, second = letters(tmp_path)
    assert first.data.endswith(b"--cut--\n")
    assert b"hello" in second.data
    assert list(letters(tmp_path)) == []
    assert len(list((tmp_path / "cur").iterdir())) == 2


def test_files_folders_and_mailboxes_are_read(tmp_path: Path) -> None:
    single = tmp_path / "one.eml"
    single.write_bytes(notification())
    box = tmp_path / "box"
    box.write_bytes(
        b"From MAILER-DAEMON Sun Nov 22 10:00:00 2026\n"
        + notification()
        + b"\nFrom x Sun Nov 22 10:00:00 2026\nSubject: y\n\nz\n"
    )
    assert read_notification(next(letters(single)).data)[0].message_id == OURS
    first, second = letters(box)
    assert read_notification(first.data)[0].message_id == OURS
    with pytest.raises(NoNotification):
        read_notification(second.data)
    assert len(list(letters(tmp_path))) == 2
