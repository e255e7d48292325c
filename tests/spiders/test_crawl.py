"""Whole crawls in their child process: captured answers, and a portal on this machine that misbehaves."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster_pipes import encode_param

from spiders import crawl as crawl_module
from spiders.archive import Archive
from spiders.catalogue import Catalogue, FetchRecord
from spiders.run_report import RunReport
from spiders.sources import SOURCES
from tests.spiders.portal_server import (
    ROOT,
    Answer,
    Asked,
    Portal,
    as_json,
    child_environment,
    crawl,
    crawl_command,
    local,
    portal,
    rii_zip,
    toc,
    toc_row,
    zip_path,
)

GOLDEN = ROOT / "tests" / "portals"
TOC = "/rii-toc.xml"


@pytest.fixture
def served() -> Iterator[Portal]:
    with portal() as running:
        yield running


def records(home: Path) -> dict[str, FetchRecord]:
    with Catalogue(home / "catalogue.sqlite") as catalogue:
        return {record.record_id: record for record in catalogue.records()}


def sound(home: Path) -> bool:
    """The archive holds every original the catalogue names, undamaged, and nothing half written."""
    with Catalogue(home / "catalogue.sqlite") as catalogue:
        return list(Archive(home).verify(catalogue.hashes())) == []


# Captured answers


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("de_rii", {"KORE999990001", "KVRE999990002", "KORE999990004"}),
        ("de_juris", {f"NJRE9999{number:05}" for number in range(1, 27)}),
        ("nl_rechtspraak", {"ECLI:NL:RBDHA:2099:1", "ECLI:NL:RBDHA:2099:2"}),
        ("uk_find_case_law", {"ewca/crim/2099/1", "d-00000000-0000-4000-8000-000000000001"}),
    ],
)
def test_golden_captures_are_archived_as_served_and_not_asked_for_twice(
    tmp_path: Path, source: str, expected: set[str]
) -> None:
    code, report = crawl(source, tmp_path, "--replay", str(GOLDEN / source))
    assert (code, report.errors, report.complete) == (0, [], True)
    assert report.items_new == len(expected)
    found = records(tmp_path)
    assert set(found) == expected
    assert sound(tmp_path)
    captured = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (GOLDEN / source).iterdir()}
    for record in found.values():
        assert record.source == source
        assert record.sha256 in captured
        assert record.url.startswith("https://")
        assert record.marker
        assert record.listing
        assert record.spider == f"{source}/{crawl_module.our_version()}"
        assert "set-cookie" not in record.headers
        assert (record.media_type, record.file_name.rpartition(".")[2]) in {
            ("application/zip", "zip"),
            ("application/json", "json"),
            ("application/xml", "xml"),
        }
    assert json.loads(next((tmp_path / "runs" / source).glob("*.json")).read_text())["ok"] is True

    code, again = crawl(source, tmp_path, "--replay", str(GOLDEN / source))
    assert (code, again.items_new, again.items_changed, again.items_same) == (0, 0, 0, len(expected))
    assert again.requests_by_status["200"] == report.requests_by_status["200"] - len(expected)


def test_a_folder_of_real_captures_without_manifest(tmp_path: Path, shared_data: Path) -> None:
    """A table of contents and two decisions under other names: those are kept, the rest is reported as missing."""
    code, report = crawl("de_rii", tmp_path, "--replay", str(shared_data / "portals" / "de_rii"))
    assert code == 1
    found = records(tmp_path)
    assert set(found) == {"KVRE000012542", "JURE100055033"}
    assert {(record.media_type, record.file_name) for record in found.values()} == {
        ("application/xml", "jb-KVRE000012542.xml"),
        ("application/xml", "jb-JURE100055033.xml"),
    }
    assert report.items_listed == 8
    assert {document.kind for document in report.quarantined} == {"not_captured"}
    assert len(report.quarantined) == 6


def test_a_real_search_capture_without_its_documents(tmp_path: Path, shared_data: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    real = shared_data / "portals" / "de_laender" / "gesp" / "rp_search.json"
    (captures / "rp_search.json").write_bytes(real.read_bytes())
    first = json.loads(real.read_bytes())["resultList"][0]["docId"]
    (captures / f"{first}.json").write_bytes((GOLDEN / "de_juris" / "document.json").read_bytes())
    code, report = crawl("de_juris", tmp_path, "--replay", str(captures))
    assert code == 1
    assert set(records(tmp_path)) == {first}
    assert len(report.quarantined) == 9
    assert [line for line in report.errors if "from row 26" in line] == [
        "rp: search '' from row 26: no captured answer"  # the capture says 12,138 hits and has ten
    ]
    assert not report.complete


# A portal that misbehaves

CHALLENGE = b"<!DOCTYPE html><title>Just a moment...</title><div class='cf-chl'></div>"


def test_one_broken_document_never_costs_another_and_a_re_run_completes(tmp_path: Path, served: Portal) -> None:
    broken = {
        "CUT": (Answer(rii_zip("CUT")[:-30]), "truncated"),
        "EMPTY": (Answer(b""), "empty"),
        "CHALLENGE500": (Answer(CHALLENGE, 500), "challenge"),
        "CHALLENGE200": (Answer(CHALLENGE), "challenge"),
        "WARTUNG": (Answer(b"<html><title>Wartung</title></html>"), "maintenance"),
        "PDF": (Answer(b"%PDF-1.7 not a zip"), "wrong_type"),
        "GONE": (Answer(b"no", 404), "http_status"),
        "AWAY": (Answer(status=302, headers={"Location": "http://169.254.169.254/latest"}), "forbidden_address"),
        "SHORT": (Answer(rii_zip("SHORT"), headers={"Content-Length": "99999", "Connection": "close"}), "truncated"),
    }

    def busy_once(request: Asked) -> Answer:
        asked_before = len(served.paths(request.path)) > 1
        return Answer(rii_zip("BUSY")) if asked_before else Answer(b"", 429, {"Retry-After": "0"})

    served.answers[zip_path("BUSY")] = busy_once
    rows = [toc_row(doknr) for doknr in ("GOOD1", "BUSY", *broken, "GOOD2")]
    served.answers[TOC] = Answer(toc([*rows, toc_row("ODD", more="<embargo>x</embargo>")]))
    for doknr in ("GOOD1", "GOOD2"):
        served.answers[zip_path(doknr)] = Answer(rii_zip(doknr), headers={"ETag": '"1"', "Set-Cookie": "a=b"})
    for doknr, (answer, _) in broken.items():
        served.answers[zip_path(doknr)] = answer

    code, report = crawl("de_rii", tmp_path, *local(served))
    assert code == 1
    assert report.finish_reason == "finished"
    assert set(records(tmp_path)) == {"GOOD1", "BUSY", "GOOD2"}
    assert sound(tmp_path)
    assert {document.record_id: document.kind for document in report.quarantined} == {
        **{doknr: kind for doknr, (_, kind) in broken.items()},
        "ODD": "unknown_field",
    }
    assert report.bot_challenges == 2
    assert report.items_listed == 13
    assert report.requests_by_status["404"] == 2  # the document, and robots.txt
    record = records(tmp_path)["GOOD1"]
    assert record.headers["etag"] == '"1"'
    assert "set-cookie" not in record.headers
    assert record.url == served.url + zip_path("GOOD1")
    assert not served.paths("ODD")
    assert all(request.headers["user-agent"].startswith("uj-caselaw/") for request in served.asked)

    served.asked.clear()
    served.answers[TOC] = Answer(toc(rows))
    for doknr in broken:
        served.answers[zip_path(doknr)] = Answer(rii_zip(doknr))
    code, report = crawl("de_rii", tmp_path, *local(served))
    assert (code, report.errors) == (0, [])
    assert (report.items_new, report.items_same) == (len(broken), 3)
    assert not served.paths("GOOD")


def test_the_life_of_a_source(tmp_path: Path, served: Portal) -> None:
    """Corrections by marker, silent corrections by --full, single withdrawals, and a listing that lost too much."""
    numbers = range(40)
    served.answers[TOC] = Answer(toc([toc_row(f"KORE{number}") for number in numbers]))
    for number in numbers:
        served.answers[zip_path(f"KORE{number}")] = Answer(rii_zip(f"KORE{number}"))
    code, report = crawl("de_rii", tmp_path, *local(served))
    assert (code, report.items_new) == (0, 40)

    rows = [toc_row(f"KORE{number}") for number in range(2, 40)]
    served.answers[TOC] = Answer(toc([toc_row("KORE1", modified="2099-06-01T00:00:00Z"), *rows]))
    served.answers[zip_path("KORE1")] = Answer(rii_zip("KORE1", "corrected"))
    served.answers[zip_path("KORE2")] = Answer(rii_zip("KORE2", "anonymised anew, with the old date"))
    code, report = crawl("de_rii", tmp_path, *local(served))
    assert (code, report.items_changed, report.items_same, report.items_gone) == (0, 1, 38, 1)
    assert records(tmp_path)["KORE0"].status == "gone"
    with Catalogue(tmp_path / "catalogue.sqlite") as catalogue:
        assert len(catalogue.earlier("de_rii", "KORE1")) == 1

    served.answers[TOC] = Answer(toc(rows[:30]))
    code, report = crawl("de_rii", tmp_path, *local(served), "--full")
    assert (code, report.items_changed, report.items_gone) == (1, 1, 0)
    assert report.errors == [line for line in report.errors if "no longer published" in line]
    assert [record.status for record in records(tmp_path).values()].count("gone") == 1
    assert sound(tmp_path)


@pytest.mark.parametrize(
    ("robots", "said"),
    [
        (Answer(b"User-agent: *\nDisallow: /"), "does not allow us in"),
        (Answer(b"User-agent: uj-caselaw\nDisallow: /rii-toc.xml"), "does not allow us in"),
        (Answer(b"broken", 503), "could not be read"),
    ],
)
def test_robots_txt_is_obeyed_and_nothing_is_asked_when_it_cannot_be_read(
    tmp_path: Path, served: Portal, robots: Answer, said: str
) -> None:
    served.answers["/robots.txt"] = robots
    served.answers[TOC] = Answer(toc([toc_row("KORE1")]))
    code, report = crawl("de_rii", tmp_path, *local(served))
    assert code == 1
    assert report.refused_by_robots == 1
    assert len(report.errors) == 1
    assert said in report.errors[0]
    assert set(served.paths()) == {"/robots.txt"}


@pytest.mark.parametrize(
    ("listing", "said"),
    [
        (Answer(toc([])), "listed nothing, and it always lists something"),
        (Answer(CHALLENGE, 500), "a bot challenge was served"),
        (Answer(toc([toc_row("KORE1")])[:-12]), "the table of contents is damaged"),
        (Answer(b"gone", 404), "answered 404"),
    ],
)
def test_a_source_that_lists_nothing_usable_is_loud(tmp_path: Path, served: Portal, listing: Answer, said: str) -> None:
    served.answers[TOC] = listing
    served.answers[zip_path("KORE1")] = Answer(rii_zip("KORE1"))
    with Catalogue(tmp_path / "catalogue.sqlite") as catalogue:
        sha256 = Archive(tmp_path).put(b"known")
        catalogue.record(FetchRecord("de_rii", "OLD", sha256, "u", "m", "f", "1", "2099-01-01T00:00:00Z"))
    code, report = crawl("de_rii", tmp_path, *local(served))
    assert code == 1
    assert len(report.errors) == 1
    assert said in report.errors[0]
    assert not report.complete
    assert records(tmp_path)["OLD"].status == "present"


def test_limit_since_and_selection(tmp_path: Path, served: Portal) -> None:
    rows = [
        toc_row("KORE1", "2020-01-01T00:00:00Z"),
        toc_row("KORE2", "2099-01-01T00:00:00Z"),
        toc_row("STRE3", "2099-01-01T00:00:00Z", court="BFH X. Senat"),
        toc_row("STRE4", "2099-01-01T00:00:00Z", court="BFH I. Senat"),
    ]
    served.answers[TOC] = Answer(toc(rows))
    for doknr in ("KORE1", "KORE2", "STRE3", "STRE4"):
        served.answers[zip_path(doknr)] = Answer(rii_zip(doknr))
    code, report = crawl("de_rii", tmp_path, *local(served), "--since", "2050-01-01")
    assert (code, set(records(tmp_path))) == (0, {"KORE2"})
    code, report = crawl("de_rii", tmp_path, *local(served), "--select", "BFH", "--limit", "1")
    assert (code, set(records(tmp_path)), report.complete) == (0, {"KORE2", "STRE3"}, False)
    code, report = crawl("de_rii", tmp_path, *local(served), "--all")
    assert (code, set(records(tmp_path)), report.complete) == (0, {"KORE1", "KORE2", "STRE3", "STRE4"}, True)


def test_an_address_of_this_machine_needs_leave(tmp_path: Path, served: Portal) -> None:
    by_name = served.url.replace("127.0.0.1", "localhost")  # so the check is of what the name leads to
    leave = {"UJ_CONTACT": "mail@ngo.example", "UJ_CONFIRMED_SOURCES": "uk_find_case_law"}
    code, report = crawl("uk_find_case_law", tmp_path, "--base-url", by_name, environment=leave)
    assert code == 1
    assert all("localhost: 127.0.0.1 is not a public address" in line for line in report.errors)
    assert served.asked == []


def test_juris_speaks_to_each_land_with_its_own_client_id_and_session(tmp_path: Path, served: Portal) -> None:
    """The portal hands out a token and a cookie per Land and answers only who brings both, with the right client id."""
    row = json.loads((GOLDEN / "de_juris" / "rp_search_26.json").read_text(encoding="utf-8"))["resultList"][0]
    ids = {"bsrp": [f"RP{number:08}" for number in range(30)], "bsha": ["HH00000001"]}

    def client(request: Asked) -> str:
        body = json.loads(request.body)
        assert body["clientID"] == request.headers["juris-portalid"]
        return str(body["clientID"])

    def init(request: Asked) -> Answer:
        name = client(request)
        return Answer(
            json.dumps({"csrfToken": f"token-{name}"}).encode(), headers={"Set-Cookie": f"JSESSIONID={name}; Path=/"}
        )

    def admitted(request: Asked) -> str:
        name = client(request)
        assert request.headers["x-csrf-token"] == f"token-{name}"
        assert f"JSESSIONID={name}" in request.headers["cookie"]
        return name

    def search(request: Asked) -> Answer:
        name, body = admitted(request), json.loads(request.body)
        found = ids[name] if body["searches"] == [{"id": "Text", "value": "VStGB"}] else []
        start = body["searchTasks"]["RESULT_LIST"]["start"]
        page = [{**row, "docId": doc_id} for doc_id in found[start - 1 : start + 24]]
        return as_json({"hits": len(found), "resultList": page})

    def document(request: Asked) -> Answer:
        name, doc_id = admitted(request), json.loads(request.body)["docId"]
        assert doc_id in ids[name]
        if doc_id == "RP00000003":
            return as_json({"head": "", "text": " "})
        return as_json({"head": f"<p>{doc_id}</p>", "text": "<p>text</p>"})

    base = "/jportal/wsrest/recherche3"
    served.answers = {f"{base}/init": init, f"{base}/search": search, f"{base}/document": document}
    code, report = crawl("de_juris", tmp_path, *local(served), "--select", "rp,hh")
    assert code == 1
    assert report.errors == ["RP00000003: the answer has no text"]
    assert set(records(tmp_path)) == {*ids["bsrp"], *ids["bsha"]} - {"RP00000003"}
    assert report.complete


def test_full_asks_again_for_what_is_known_but_no_longer_listed(tmp_path: Path, served: Portal) -> None:
    """Rechtspraak: a listing in pages, a withdrawn document, one that vanished, and a bookmark."""
    golden = (GOLDEN / "nl_rechtspraak" / "zoeken_none.xml").read_text(encoding="utf-8")
    eclis = [f"ECLI:NL:RBDHA:2099:{number}" for number in range(1, 41)]

    def feed(listed: list[str], total: int) -> Answer:
        entries = "".join(
            f"<entry><id>{ecli}</id><title>t</title><updated>2099-01-01T00:00:00Z</updated></entry>" for ecli in listed
        )
        return Answer(golden.replace("ECLI's: 0", f"ECLI's: {total}").replace("</feed>", entries + "</feed>").encode())

    def search(request: Asked) -> Answer:
        if "Rechtbank_Den_Haag" not in request.path:
            return feed([], 0)
        first = "from=0&" in request.path
        return feed(eclis[:25] if first else eclis[25:], len(eclis))

    def content(request: Asked) -> Answer:
        ecli = request.path.partition("id=")[2]
        if ecli == "ECLI:NL:RBDHA:2099:40" and len(eclis) == 39:
            return Answer(b"", 404)
        return Answer(f"<open-rechtspraak><identifier>{ecli}</identifier></open-rechtspraak>".encode())

    served.answers = {"/uitspraken/zoeken": search, "/uitspraken/content": content}
    code, report = crawl("nl_rechtspraak", tmp_path, *local(served))
    assert (code, report.errors, report.items_new) == (0, [], 40)
    with Catalogue(tmp_path / "catalogue.sqlite") as catalogue:
        assert catalogue.bookmark("nl_rechtspraak", "modified") == "2099-01-01T00:00:00Z"

    served.asked.clear()
    del eclis[39]
    code, report = crawl("nl_rechtspraak", tmp_path, *local(served))
    assert (code, report.items_same) == (0, 39)
    assert all("modified=2098-12-31" in path for path in served.paths("zoeken"))
    assert records(tmp_path)["ECLI:NL:RBDHA:2099:40"].status == "present"

    code, report = crawl("nl_rechtspraak", tmp_path, *local(served), "--full")
    assert (code, report.errors, report.items_gone, report.items_same) == (0, [], 1, 39)
    assert records(tmp_path)["ECLI:NL:RBDHA:2099:40"].status == "gone"


def test_a_killed_run_leaves_everything_sound_and_the_next_completes_it(tmp_path: Path, served: Portal) -> None:
    names = [f"KORE{number}" for number in range(60)]
    served.answers[TOC] = Answer(toc([toc_row(name) for name in names]))
    for name in names:
        served.answers[zip_path(name)] = Answer(rii_zip(name))
    for kill_after in (0, 7, 23):
        served.holds_after = kill_after
        served.released.clear()
        served.asked.clear()
        child = subprocess.Popen(
            crawl_command("de_rii", tmp_path, *local(served)),
            cwd=ROOT,
            env=child_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while len(served.paths("/jb-")) <= kill_after and child.poll() is None:
            time.sleep(0.005)
        assert child.poll() is None
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        served.released.set()
        assert sound(tmp_path)
        for path in (tmp_path / "runs" / "de_rii").glob("*.json"):
            assert not RunReport.from_dict(json.loads(path.read_text())).ok
    before = records(tmp_path)
    assert 0 < len(before) < 60
    served.holds_after = None
    served.asked.clear()
    code, report = crawl("de_rii", tmp_path, *local(served))
    assert (code, report.items_new, report.items_same) == (0, 60 - len(before), len(before))
    assert sorted(served.paths("/jb-")) == sorted(zip_path(name) for name in names if name not in before)
    assert {name: record.sha256 for name, record in records(tmp_path).items()} == {
        name: hashlib.sha256(rii_zip(name)).hexdigest() for name in names
    }
    assert sound(tmp_path)
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_run_that_is_stopped_ends_in_order_and_says_so(tmp_path: Path, served: Portal) -> None:
    names = [f"KORE{number}" for number in range(30)]
    served.answers[TOC] = Answer(toc([toc_row(name) for name in names]))
    for name in names:
        served.answers[zip_path(name)] = Answer(rii_zip(name))
    served.holds_after = 5
    child = subprocess.Popen(
        crawl_command("de_rii", tmp_path, *local(served)),
        cwd=ROOT,
        env=child_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    while len(served.paths("/jb-")) <= 5 and child.poll() is None:
        time.sleep(0.005)
    child.terminate()
    served.released.set()
    out, _ = child.communicate(timeout=60)
    assert child.returncode == crawl_module.UNFINISHED == 4
    assert "de_rii (shutdown)" in out
    report = RunReport.from_dict(json.loads(next((tmp_path / "runs" / "de_rii").glob("*.json")).read_text()))
    assert (report.finish_reason, report.complete, report.ok) == ("shutdown", False, False)
    assert report.items_new == len(records(tmp_path)) > 0
    assert sound(tmp_path)


def test_dagster_hears_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "context").write_text(
        json.dumps({"asset_keys": None, "extras": {}, "run_id": "r", "retry_number": 0, "job_name": None})
    )
    messages = tmp_path / "messages"
    pipes = {
        "DAGSTER_PIPES_CONTEXT": encode_param({"path": str(tmp_path / "context")}),
        "DAGSTER_PIPES_MESSAGES": encode_param({"path": str(messages)}),
    }
    code, _ = crawl("nl_rechtspraak", tmp_path, "--replay", str(GOLDEN / "nl_rechtspraak"), environment=pipes)
    assert code == 0
    assert "nl_rechtspraak: 2 new, 0 changed, 0 same, 0 errors" in messages.read_text()


# Runs that are refused before anything is asked


@pytest.mark.parametrize(
    ("options", "environment", "said"),
    [
        (("de_rii",), {}, "UJ_CONTACT"),
        (("de_rii",), {"UJ_CONTACT": "me"}, "UJ_CONTACT"),
        (("de_juris",), {"UJ_CONTACT": "a@b.example"}, "UJ_CONFIRMED_SOURCES"),
        (("uk_find_case_law",), {"UJ_CONTACT": "a@b.example", "UJ_CONFIRMED_SOURCES": "de_juris"}, "licence"),
        (("uk_find_case_law",), {"UJ_CONFIRMED_SOURCES": "de_juris, uk_find_case_law"}, "UJ_CONTACT"),
        (("de_juris", "--allow-loopback"), {"UJ_CONTACT": "a@b.example"}, "UJ_CONFIRMED_SOURCES"),
        (("de_rii", "--base-url", "file:///etc"), {"UJ_CONTACT": "a@b.example"}, "not a web address"),
        (("folder",), {}, "uj ingest"),
        (("no such",), {}, "no source"),
        (("de_rii", "--replay", "/nonexistent"), {}, "no such folder"),
    ],
)
def test_a_run_that_may_not_be_is_refused_in_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    environment: dict[str, str],
    said: str,
) -> None:
    report = tmp_path / "report.json"
    source, *rest = options
    code = crawl_module.main([source, "--home", str(tmp_path), *rest], environment)
    assert code == crawl_module.REFUSED == 3
    shown = capsys.readouterr().err.strip()
    assert said in shown
    assert "\n" not in shown

    code = crawl_module.main([source, "--home", str(tmp_path), "--report", str(report), *rest], environment)
    assert code == 3
    assert capsys.readouterr() == ("", "")
    values = json.loads(report.read_text())
    assert values["finish_reason"] == "refused"
    assert values["errors"] == [shown]
    assert list((tmp_path / "runs").rglob("*.json"))


def test_two_runs_of_one_source_do_not_double_the_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with crawl_module.only_run(tmp_path, SOURCES["de_rii"]):
        code = crawl_module.main(["de_rii", "--home", str(tmp_path)], {"UJ_CONTACT": "a@b.example"})
    assert code == 3
    assert "under way" in capsys.readouterr().err
    with (tmp_path / "runs" / "de_rii" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # free again


@pytest.mark.parametrize("options", [("--since", "yesterday"), ("--limit", "0"), ("--colour",)])
def test_a_wrong_command_line_is_a_usage_error(tmp_path: Path, options: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        crawl_module.main(["de_rii", "--home", str(tmp_path), *options], {})
    assert caught.value.code == 2
