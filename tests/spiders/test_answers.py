"""An answer that is not what was asked for is told apart, whatever its status says."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.answers import Format, check_answer, check_xml, check_zip, looks_like_html, parse_json, sniff
from spiders.errors import (
    ChallengePage,
    CollectionError,
    EmptyFile,
    HttpFailure,
    MaintenancePage,
    TooLarge,
    TruncatedFile,
    WrongContentType,
)
from tests.spiders.portal_server import rii_zip

CLOUDFLARE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body class='cf-chl'></body></html>"
INCAPSULA = b"<html><head><META NAME='robots'></head><body><iframe src='/_Incapsula_Resource?x'></iframe></body></html>"
CAPTCHA = b"<html><body><form action='/verify'><div class='g-recaptcha'></div></form></body></html>"
WARTUNG = "<!doctype html><html><title>Wartungsarbeiten</title><p>Vorübergehend nicht erreichbar</p></html>".encode()
UNAVAILABLE = b"<html><head><title>503 Service Unavailable</title></head></html>"
SHELL = b"<!doctype html><html><body><div id='root'></div></body></html>"
XML = b"<?xml version='1.0'?>\n<!-- note -->\n<items/>"


@pytest.mark.parametrize("status", [200, 403, 500, 503])
@pytest.mark.parametrize("page", [CLOUDFLARE, INCAPSULA, CAPTCHA])
def test_a_challenge_is_a_challenge_under_any_status(status: int, page: bytes) -> None:
    with pytest.raises(ChallengePage, match=str(status)):
        check_answer(status, page, {}, (Format.XML,))


def test_a_challenge_may_be_told_by_its_header_alone() -> None:
    with pytest.raises(ChallengePage):
        check_answer(403, b"", {"cf-mitigated": "challenge"}, (Format.JSON,))


@pytest.mark.parametrize("status", [200, 500, 503])
@pytest.mark.parametrize("page", [WARTUNG, UNAVAILABLE])
def test_a_maintenance_page_is_told_apart(status: int, page: bytes) -> None:
    with pytest.raises(MaintenancePage):
        check_answer(status, page, {}, (Format.JSON,))


@pytest.mark.parametrize(
    ("status", "body", "expected", "error"),
    [
        (404, b"not found", Format.XML, HttpFailure),
        (500, b"", Format.XML, HttpFailure),
        (304, b"", Format.XML, HttpFailure),
        (200, b"", Format.ZIP, EmptyFile),
        (200, b" \n", Format.XML, EmptyFile),
        (200, SHELL, Format.XML, WrongContentType),
        (200, SHELL, Format.JSON, WrongContentType),
        (200, b"%PDF-1.7", Format.ZIP, WrongContentType),
        (200, XML, Format.ZIP, WrongContentType),
        (200, b'{"a": 1}', Format.XML, WrongContentType),
    ],
)
def test_each_failure_has_its_own_type(
    status: int, body: bytes, expected: Format, error: type[CollectionError]
) -> None:
    with pytest.raises(error):
        check_answer(status, body, {}, (expected,))


def test_the_status_of_a_failure_is_kept() -> None:
    with pytest.raises(HttpFailure) as caught:
        check_answer(410, b"gone", {}, (Format.XML,))
    assert caught.value.status == 410


def test_a_decision_about_captchas_and_maintenance_is_no_challenge() -> None:
    body = b'{"head": "", "text": "<p>Das captcha der Incapsula-Wartung, maintenance, just a moment</p>"}'
    assert check_answer(200, body, {}, (Format.JSON,)) is Format.JSON
    assert check_answer(200, b"<uitspraak>captcha, onderhoud</uitspraak>", {}, (Format.XML,)) is Format.XML


def test_what_is_expected_passes() -> None:
    assert check_answer(200, XML, {}, (Format.XML,)) is Format.XML
    assert check_answer(200, b"\xef\xbb\xbf" + XML, {}, (Format.XML,)) is Format.XML
    assert check_answer(200, rii_zip("X"), {}, (Format.ZIP, Format.XML)) is Format.ZIP
    assert sniff(b"\xef\xbb\xbf [1]") is Format.JSON
    assert not looks_like_html(b"<akomaNtoso><html:p xmlns:html='x'/></akomaNtoso>")


@given(st.integers(1, 60))
def test_a_zip_cut_anywhere_is_found_out(missing: int) -> None:
    whole = rii_zip("KORE1")
    check_zip(whole)
    with pytest.raises(TruncatedFile):
        check_zip(whole[: len(whole) - missing])


def test_a_damaged_or_empty_zip_is_found_out(tmp_path: Path) -> None:
    damaged = bytearray(rii_zip("KORE1"))
    damaged[45] ^= 0xFF
    with pytest.raises(TruncatedFile):
        check_zip(bytes(damaged))
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    with pytest.raises(TruncatedFile, match="no file"):
        check_zip((tmp_path / "empty.zip").read_bytes())


def test_a_zip_that_claims_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("x", "w") as member:
        for _ in range(300):
            member.write(bytes(1 << 20))
    with pytest.raises(TooLarge, match="claims"):
        check_zip((tmp_path / "bomb.zip").read_bytes())


@pytest.mark.parametrize("cut", [b"<a><b>text", b"<a><b>text</b", b"<?xml version='1.0'?>", b"<a x='1"])
def test_xml_that_just_stops_is_truncated(cut: bytes) -> None:
    with pytest.raises(TruncatedFile):
        check_xml(cut)


@pytest.mark.parametrize(
    "kept",
    [
        b"<a>whole</a>",
        b"<a>a bad &entity; or & sign</a>",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    ],
)
def test_other_faults_of_form_are_left_to_reading(kept: bytes) -> None:
    check_xml(kept)


@pytest.mark.parametrize("cut", [b'{"head": "x", "te', b"\xff\xfe", b"[" * 100_000])
def test_json_that_is_cut_short_or_damaged(cut: bytes) -> None:
    with pytest.raises(TruncatedFile):
        parse_json(cut)
