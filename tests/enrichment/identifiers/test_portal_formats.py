"""Court, day, number and kind of decision on the portals' own formats, against the XML read by other means: at least 98 %."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from enrichment.facts.dockets import docket_key
from enrichment.identity import Identity, read_identity
from enrichment.read import read


def _identity(file: Path) -> tuple[str, Identity]:
    data = file.read_bytes()
    return data.decode("utf-8", "replace"), read_identity(read(data, file_name=file.name))


def _accuracy(checks: Counter[tuple[str, bool]]) -> dict[str, float]:
    names = {name for name, _ in checks}
    return {name: checks[name, True] / (checks[name, True] + checks[name, False]) for name in names}


def test_dutch_judgments(shared_data: Path) -> None:
    checks: Counter[tuple[str, bool]] = Counter()
    for file in sorted((shared_data / "portals/nl_rechtspraak/content_xml").glob("ECLI*.xml")):
        xml, identity = _identity(file)

        def said(element: str, xml: str = xml) -> str:
            match = re.search(rf"<{element}[^>]*>([^<]+)", xml)
            return match[1] if match else ""

        numbers = {docket_key(number) for number in re.split(r"[,; ]+", said("psi:zaaknummer")) if number}
        checks["ecli", identity.ecli == file.stem.replace(".", ":")] += 1
        checks["date", identity.decision_date == said("dcterms:date")] += 1
        checks["type", identity.decision_type == said("dcterms:type").lower()] += 1
        checks["court", identity.court is not None and identity.court.name[:8] == said("dcterms:creator")[:8]] += 1
        read_numbers = {docket_key(part) for number in identity.docket_numbers for part in number.split(" ")}
        checks["docket", bool(numbers & read_numbers) or not numbers] += 1
    assert checks.total() > 400
    assert all(share >= 0.98 for share in _accuracy(checks).values()), _accuracy(checks)


def test_british_judgments(shared_data: Path) -> None:
    checks: Counter[tuple[str, bool]] = Counter()
    for file in sorted((shared_data / "portals/uk_find_case_law/akn").glob("test*.xml"))[::2]:
        xml, identity = _identity(file)
        cited = re.search(r"<uk:cite[^>]*>([^<]+)", xml)
        day = re.search(r'<FRBRdate date="(?!1000)([^"]+)" name="(?:judgment|decision)"', xml)
        kind = re.search(r'<judgment name="(\w+)"', xml)
        numbers = re.findall(r"<docketNumber[^>]*>([^<]+)<", xml)
        if cited:
            checks["neutral citation", identity.neutral_citation == cited[1]] += 1
        if day:
            checks["date", identity.decision_date == day[1]] += 1
        checks["court", identity.court is not None and identity.court.country == "GBR"] += 1
        checks[
            "type", kind is not None and identity.decision_type in (kind[1], "ruling", "order", "decision", "judgment")
        ] += 1
        if numbers:
            own = {docket_key(number) for number in identity.docket_numbers}
            checks["docket", any(docket_key(number) in own for number in numbers)] += 1
    assert checks.total() > 120
    assert all(share >= 0.98 for share in _accuracy(checks).values()), _accuracy(checks)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("de_rii/de-eli-mcp/rii_bgh_sample.xml", ("DEU/BGH", "2010-01-14", ("IX ZB 72/08",), "Beschluss")),
        ("de_rii/de-eli-mcp/rii_bverfg_sample.xml", ("DEU/BVERFG", "2024-11-20", ("1 BvR 2268/23",), "Kammerbeschluss")),
        ("de_laender/oldp-ingestor/by/1.xml", ("DEU/OLGMUEN", "2018-11-21", ("34 Wx 105/18",), "Beschluss")),
        ("de_laender/oldp-ingestor/nrw/1.html", ("DEU/OLGHAM", "1995-10-18", ("2 Ws 364/95",), "Beschluss")),
        ("de_laender/gesp/ni_detail.html", ("DEU/OVGNI", "2026-05-12", ("2 ME 51/26",), "Beschluss")),
        ("fr_judilibre/samples/sample_detail_unresolved.json", ("FRA/CCASS", "2020-11-18", ("19-19.463",), "arrêt")),
        ("fr_judilibre/samples/ca_sample_detail_resolved.json", ("FRA/CACHAMBE", "2020-11-18", ("20/00804",), "arrêt")),
    ],
)  # fmt: skip
def test_other_portals(shared_data: Path, file: str, expected: tuple[str, str, tuple[str, ...], str]) -> None:
    _, identity = _identity(shared_data / "portals" / file)
    assert identity.court is not None
    assert (
        identity.court.id.upper(),
        identity.decision_date,
        identity.docket_numbers,
        identity.decision_type,
    ) == expected


def test_a_day_that_cannot_be_is_not_taken_over(shared_data: Path) -> None:
    """The portal of Brandenburg gives this judgment of 2025 the year 2205."""
    _, identity = _identity(shared_data / "portals/de_laender/gesp/bb_detail.html")
    assert identity.decision_date != "2205-10-08"
