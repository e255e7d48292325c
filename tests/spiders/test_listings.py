"""Reading the portals' listings: golden captures of our own, the real captures, and what must not pass."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from spiders.court_spider import HeldBack, Listed
from spiders.errors import UnparseableListing
from spiders.portals import de_juris, de_rii, nl_rechtspraak, uk_find_case_law
from tests.spiders.portal_server import ROOT, toc, toc_row

GOLDEN = ROOT / "tests" / "portals"
RP = de_juris.LAENDER["rp"]


def good(rows: Any) -> list[Listed]:
    rows = list(rows)
    assert [row.error for row in rows if isinstance(row, HeldBack)] == []
    return rows


def held_back(rows: Any) -> list[HeldBack]:
    return [row for row in rows if isinstance(row, HeldBack)]


# Rechtsprechung im Internet


def test_rii_golden() -> None:
    rows = good(de_rii.read_toc((GOLDEN / "de_rii" / "rii-toc.xml").read_bytes()))
    assert [row.record_id for row in rows] == ["KORE999990001", "KVRE999990002", "STRE999990003", "KORE999990004"]
    assert rows[0] == Listed(
        record_id="KORE999990001",
        url="https://www.rechtsprechung-im-internet.de/jportal/docs/bsjrs/jb-KORE999990001.zip",
        marker="2099-12-31T21:00:00.000Z",
        file_stem="jb-KORE999990001",
        listing={"gericht": "BGH 3. Strafsenat", "entsch-datum": "20991231", "aktenzeichen": "3 StR 990/99"},
        changed="2099-12-31T21:00:00.000Z",
    )
    assert rows[3].listing == {"aktenzeichen": "AnwZ 993/99"}


def test_rii_real_captures(shared_data: Path) -> None:
    sample = good(de_rii.read_toc((shared_data / "portals/de_rii/de-eli-mcp/rii_toc_sample.xml").read_bytes()))
    assert len(sample) == 8
    assert [row.record_id for row in sample if de_rii.chosen_by_default(row.listing["gericht"])] == [
        "KVRE000012542",
        "JURE100055072",
    ]
    weekly = good(de_rii.read_toc((shared_data / "portals/de_laender/gesp/bund_search.xml").read_bytes()))
    assert len(weekly) == 20
    assert all(row.listing.keys() == {"gericht", "entsch-datum", "aktenzeichen"} for row in weekly)


@pytest.mark.parametrize(
    ("court", "chosen"),
    [
        ("BGH 3. Strafsenat", True),
        ("BGH 5. Strafsenat", True),
        ("BGH Großer Senat für Strafsachen", True),
        ("BGH Ermittlungsrichter", True),
        ("BGH 3. Zivilsenat", True),
        ("BGH 13. Zivilsenat", False),
        ("BGH 9. Zivilsenat", False),
        ("BVerfG 2. Senat 3. Kammer", True),
        ("BVerfG", True),
        ("BVerwG 1. Senat", True),
        ("BVerwG 10. Senat", True),
        ("BVerwG 11. Senat", False),
        ("BFH X. Senat", False),
        ("BAG 8. Senat", False),
        (None, True),
    ],
)
def test_rii_courts_chosen_by_default(court: str | None, chosen: bool) -> None:
    assert de_rii.chosen_by_default(court) is chosen


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (toc_row("KORE1", more="<embargo>yes</embargo>"), "unknown field embargo"),
        (toc_row("KORE1").replace("<item>", "<item kind='x'>"), "unknown field @kind"),
        (toc_row("KORE1", modified="yesterday"), "no usable change date"),
        (toc_row("KORE1", more="<modified>2099-01-01T00:00:00Z</modified>"), "twice"),
        (toc_row("KORE1").replace("www.rechtsprechung-im-internet.de", "evil.example"), "no usable link"),
        (toc_row("../x"), "no usable link"),
        ("<notice>closed</notice>", "unknown field notice"),
    ],
)
def test_rii_a_row_that_is_not_understood_is_held_back_and_the_others_are_read(row: str, message: str) -> None:
    rows = list(de_rii.read_toc(toc([toc_row("KORE0"), row, toc_row("KORE2")])))
    assert [found.record_id for found in rows if isinstance(found, Listed)] == ["KORE0", "KORE2"]
    (held,) = held_back(rows)
    assert message in str(held.error)


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"<html/>", "<html>"), (b"<items><item>", "damaged"), (b"", "damaged"), (b"plain", "damaged")],
)
def test_rii_what_is_no_table_of_contents(data: bytes, message: str) -> None:
    with pytest.raises(UnparseableListing, match=message):
        list(de_rii.read_toc(data))


def test_rii_rows_before_a_break_are_read() -> None:
    rows = de_rii.read_toc(toc([toc_row("KORE1"), toc_row("KORE2")])[:-20])
    assert isinstance(next(rows), Listed)
    with pytest.raises(UnparseableListing):
        list(rows)


def test_rii_entities_of_a_hostile_listing_are_not_expanded() -> None:
    hostile = (
        b'<!DOCTYPE items [<!ENTITY a "KORE"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b"<items><item><gericht>&x;</gericht><link>&a;</link><modified>&a;</modified></item></items>"
    )
    (row,) = de_rii.read_toc(hostile)
    assert isinstance(row, HeldBack)


def test_rii_a_table_of_contents_of_full_size_is_read_row_by_row() -> None:
    rows = de_rii.read_toc(toc([toc_row(f"KORE{number}") for number in range(20_000)]))
    assert sum(isinstance(row, Listed) for row in rows) == 20_000


# juris


def test_juris_golden() -> None:
    hits, rows = de_juris.read_results((GOLDEN / "de_juris" / "rp_search_1.json").read_bytes(), RP)
    listed = good(rows)
    assert (hits, len(listed)) == (26, 25)
    first = listed[0]
    assert first.record_id == "NJRE999900001"
    assert first.url == "https://www.landesrecht.rlp.de/bsrp/document/NJRE999900001"
    assert first.changed == "2099-01-01"
    assert first.listing == {
        "court": "OLG Koblenz 1. Strafsenat",
        "docket": "1 StE 1/99",
        "type": "Urteil",
        "subtitle": "Für die Tests geschrieben | § 7 Abs 1 Nr 5 VStGB",
        "date": "2099-01-01",
        "docPart": "L",
        "land": "rp",
    }


@pytest.mark.parametrize("code", de_juris.LAENDER)
def test_juris_real_captures_of_ten_laender(shared_data: Path, code: str) -> None:
    capture = shared_data / "portals/de_laender/gesp" / f"{code}_search.json"
    hits, rows = de_juris.read_results(capture.read_bytes(), de_juris.LAENDER[code])
    listed = good(rows)
    assert len(listed) == 10
    assert hits > 5000
    assert len({row.record_id for row in listed}) == len({row.marker for row in listed}) == 10
    for row in listed:
        assert row.listing["land"] == code
        assert row.listing["court"]
        assert row.listing["docket"]
        assert date.fromisoformat(row.changed).year == 2026
        assert not row.gone


def test_juris_every_land_has_a_client_id_and_host_of_its_own() -> None:
    assert set(de_juris.LAENDER) == {"be", "bw", "he", "hh", "mv", "rp", "sh", "sl", "st", "th"}
    assert len({land.client_id for land in de_juris.LAENDER.values()}) == 10
    assert len({land.host for land in de_juris.LAENDER.values()}) == 10
    for land in de_juris.LAENDER.values():
        body = json.loads(de_juris.request_body(land, datetime(2099, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)))
        assert body["clientID"] == land.client_id
        assert body["clientVersion"].startswith(f"{land.client_id} - ")
        assert body["r3ID"] == "2099-01-02T03:04:05.678Z"


def test_juris_a_search_names_words_window_and_page() -> None:
    content = de_juris.search_content("Völkermord", 26, "2020-03-01", date(2026, 11, 22))
    assert content["searches"] == [
        {"id": "Text", "value": "Völkermord"},
        {"id": "Datum", "value": "01.03.2020 bis 22.11.2026"},
    ]
    assert content["searchTasks"]["RESULT_LIST"]["start"] == 26
    assert content["filters"] == {"CATEGORY": ["Rechtsprechung"]}
    assert de_juris.search_content("", 1, "", date(2026, 11, 22))["searches"] == []


def juris_row(**changes: Any) -> dict[str, Any]:
    rows = json.loads((GOLDEN / "de_juris" / "rp_search_26.json").read_text(encoding="utf-8"))["resultList"]
    return {name: value for name, value in {**rows[0], **changes}.items() if value is not ...}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (juris_row(embargo=True), "unknown field embargo"),
        (juris_row(docId=...), "no usable docId"),
        (juris_row(docId="a/../b"), "no usable docId"),
        (juris_row(date="31.02.2099"), "no usable date"),
        (juris_row(date=None), "no usable date"),
        (juris_row(titleList=[]), "0 titles"),
        (juris_row(titleList="x"), "titleList"),
        (juris_row(categoryId="Gesetze"), "category"),
        (juris_row(inaccessible=True), "not accessible"),
        ("text", "not an object"),
    ],
)
def test_juris_a_row_that_is_not_understood_is_held_back(row: Any, message: str) -> None:
    data = json.dumps({"hits": 2, "resultList": [row, juris_row()]}).encode()
    _, rows = de_juris.read_results(data, RP)
    (held,) = held_back(rows)
    assert message in str(held.error)
    assert len(rows) == 2


def test_juris_a_row_may_lack_its_docket_and_be_withdrawn() -> None:
    data = json.dumps({"hits": 1, "resultList": [juris_row(titleList=["OLG Koblenz"], deleted=True)]}).encode()
    (row,) = good(de_juris.read_results(data, RP)[1])
    assert "docket" not in row.listing
    assert row.gone


def test_juris_the_marker_changes_with_what_the_row_says_and_not_with_its_rank() -> None:
    def marker(**changes: Any) -> str:
        data = json.dumps({"hits": 1, "resultList": [juris_row(**changes)]}).encode()
        return good(de_juris.read_results(data, RP)[1])[0].marker

    assert marker() == marker(score=3.5, visited=True, price=1.0)
    assert marker() != marker(subtitleList=["Beschluss", "Leitsatz"])
    assert marker() != marker(iconAltText="Inhaltliche Erschließung durch juris.")


@pytest.mark.parametrize(
    "answer", [{}, [], {"hits": 3}, {"resultList": []}, {"hits": "3", "resultList": []}, {"hits": 1, "resultList": {}}]
)
def test_juris_what_is_no_search_answer(answer: Any) -> None:
    with pytest.raises(UnparseableListing):
        de_juris.read_results(json.dumps(answer).encode(), RP)


def test_juris_a_search_without_hits_is_empty_and_an_unknown_part_of_the_answer_is_told() -> None:
    assert de_juris.read_results(b'{"hits": 0}', RP) == (0, [])
    _, rows = de_juris.read_results(b'{"hits": 0, "resultList": [], "notice": "x"}', RP)
    assert "unknown field notice" in str(held_back(rows)[0].error)


# Rechtspraak


def test_rechtspraak_golden() -> None:
    total, rows = nl_rechtspraak.read_feed((GOLDEN / "nl_rechtspraak" / "zoeken_rechtbank.xml").read_bytes())
    listed = good(rows)
    assert total == 2
    assert listed[0] == Listed(
        record_id="ECLI:NL:RBDHA:2099:1",
        url="https://data.rechtspraak.nl/uitspraken/content?id=ECLI:NL:RBDHA:2099:1",
        marker="2099-01-02T09:30:00Z",
        file_stem="ECLI.NL.RBDHA.2099.1",
        listing={
            "title": "ECLI:NL:RBDHA:2099:1, Rechtbank Den Haag, 01-01-2099, 09/999999-99",
            "summary": "Geschreven voor de tests van uj-caselaw.",
        },
        changed="2099-01-02T09:30:00Z",
    )
    assert "summary" not in listed[1].listing  # the portal writes "-" for none
    _, deleted = nl_rechtspraak.read_feed((GOLDEN / "nl_rechtspraak" / "zoeken_deleted.xml").read_bytes())
    assert good(deleted)[0].gone


def test_rechtspraak_real_documents_name_the_ecli_they_are_filed_under(shared_data: Path) -> None:
    folder = shared_data / "portals/nl_rechtspraak/content_xml"
    named = sorted(folder.glob("ECLI.*.xml"))
    assert len(named) > 90
    for path in named:
        assert path.stem.replace(".", ":").encode() in path.read_bytes(), path.name


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("<updated>2099-01-02T", "<rights>x</rights><updated>2099-01-02T"), "unknown field rights"),
        (("<entry>", "<entry status='x'>"), "unknown field @status"),
        (("<id>ECLI:NL:RBDHA:2099:1</id>", "<id>ECLI:DE:BGH:2099:1</id>"), "no Dutch ECLI"),
        (("<updated>2099-01-02T09:30:00Z</updated>", ""), "no change date"),
    ],
)
def test_rechtspraak_a_row_that_is_not_understood_is_held_back(change: tuple[str, str], message: str) -> None:
    feed = (GOLDEN / "nl_rechtspraak" / "zoeken_rechtbank.xml").read_text(encoding="utf-8")
    _, rows = nl_rechtspraak.read_feed(feed.replace(*change, 1).encode())
    assert message in str(held_back(rows)[0].error)
    assert isinstance(rows[1], Listed)


def test_rechtspraak_asks_by_court_subject_and_window() -> None:
    url = nl_rechtspraak.listing_url("Rechtbank_'s-Gravenhage", "2020-01-02", 1000)
    assert "creator=http%3A%2F%2Fstandaarden.overheid.nl%2Fowms%2Fterms%2FRechtbank_%27s-Gravenhage" in url
    assert "subject=http%3A%2F%2Fpsi.rechtspraak.nl%2Frechtsgebied%23strafrecht" in url
    assert "modified=2020-01-02T00%3A00%3A00" in url
    assert "from=1000" in url
    assert "creator" not in nl_rechtspraak.listing_url("", "", 0)


@pytest.mark.parametrize("data", [b"<feed/>", b"<html/>", b"<feed", b""])
def test_what_is_no_atom_feed(data: bytes) -> None:
    for read_feed in (nl_rechtspraak.read_feed, uk_find_case_law.read_feed):
        with pytest.raises(UnparseableListing):
            read_feed(data)


# Find Case Law


def test_find_case_law_golden() -> None:
    following, rows = uk_find_case_law.read_feed((GOLDEN / "uk_find_case_law" / "atom_1.xml").read_bytes())
    assert following == ("https://caselaw.nationalarchives.gov.uk/atom.xml?query=%22universal+jurisdiction%22&page=2")
    assert good(rows) == [
        Listed(
            record_id="ewca/crim/2099/1",
            url="https://caselaw.nationalarchives.gov.uk/ewca/crim/2099/1/data.xml",
            marker="a" * 64,
            file_stem="ewca-crim-2099-1",
            listing={
                "title": "R v Example",
                "published": "2099-01-02T00:00:00+00:00",
                "author": "Court of Appeal (Criminal Division)",
                "ukncn": "[2099] EWCA Crim 1",
            },
            changed="2099-01-03T09:00:00+00:00",
        )
    ]
    assert uk_find_case_law.read_feed((GOLDEN / "uk_find_case_law" / "atom_2.xml").read_bytes())[0] is None


def test_find_case_law_official_example(shared_data: Path) -> None:
    example = shared_data / "portals/uk_find_case_law/docs/atom_feed_example.xml"
    following, rows = uk_find_case_law.read_feed(example.read_bytes())
    (row,) = good(rows)
    assert following is not None
    assert following.endswith("?page=2")
    assert row.record_id.startswith("d-")
    assert row.url.endswith("/data.xml")
    assert len(row.marker) == 64


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("<published>", "<tna:embargo>x</tna:embargo><published>"), "embargo"),
        (("application/akn+xml", "text/html"), "no XML document"),
        (("<tna:uri>ewca/crim/2099/1</tna:uri>", "<tna:uri>../../x</tna:uri>"), "no usable document address"),
    ],
)
def test_find_case_law_a_row_that_is_not_understood_is_held_back(change: tuple[str, str], message: str) -> None:
    feed = (GOLDEN / "uk_find_case_law" / "atom_1.xml").read_text(encoding="utf-8")
    _, rows = uk_find_case_law.read_feed(feed.replace(*change, 1).encode())
    assert message in str(held_back(rows)[0].error)


def test_find_case_law_without_a_hash_the_date_is_the_marker_and_without_an_address_the_link_is() -> None:
    feed = (GOLDEN / "uk_find_case_law" / "atom_1.xml").read_text(encoding="utf-8")
    feed = feed.replace(f"<tna:contenthash>{'a' * 64}</tna:contenthash>", "")
    feed = feed.replace("<tna:uri>ewca/crim/2099/1</tna:uri>", "")
    (row,) = good(uk_find_case_law.read_feed(feed.encode())[1])
    assert (row.record_id, row.marker) == ("ewca/crim/2099/1", "2099-01-03T09:00:00+00:00")
