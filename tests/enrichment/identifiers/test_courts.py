"""The court register and the ways a court is named."""

from __future__ import annotations

import re

import pytest

from enrichment.facts.court import court_of_neutral_citation
from enrichment.vocabulary.courts import (
    find_court_by_ecli,
    find_court_by_name,
    find_named_court,
    load_court_register,
    load_courts,
)


@pytest.mark.parametrize(
    ("name", "country", "court_id"),
    [
        ("OLG Koblenz", None, "DEU/OLGKOBL"),
        ("Oberlandesgericht Koblenz", None, "DEU/OLGKOBL"),
        ("Oberlandesgerichts Koblenz", None, "DEU/OLGKOBL"),
        ("BGH", None, "DEU/BGH"),
        ("Bundesgerichtshof", None, "DEU/BGH"),
        ("KG Berlin", None, "DEU/KG"),
        ("OVG Lüneburg", None, "DEU/OVGNI"),
        ("VG Frankfurt (Oder)", None, "DEU/VGFRANK"),
        ("LG Frankfurt", None, "DEU/LGFFM"),
        ("Hanseatisches Oberlandesgericht", None, "DEU/OLGHH"),
        ("Oberster Gerichtshof", "AUT", "AUT/OGH"),
        ("Bundesverwaltungsgericht", "DEU", "DEU/BVerwG"),
        ("Bundesverwaltungsgericht", "CHE", "CHE/BVGer"),
        ("Tribunal pénal fédéral", None, "CHE/BStGer"),
        ("Rb. Den Haag", None, "NLD/RBDHA"),
        ("Rechtbank 's-Gravenhage", None, "NLD/RBSGR"),
        ("Gerechtshof Den Haag", None, "NLD/GHDHA"),
        ("Cour d'assises de Paris", None, "FRA/ASSPARIS"),
        ("Cour d'assises d'appel de Paris", None, "FRA/ASSAPPPARIS"),
        ("Hof van assisen van het administratief arrondissement Brussel-Hoofdstad", None, "BEL/ASSBXL"),
        ("Birkalands tingsrätt", None, "FIN/PIRKO"),
        ("Westminster Magistrates' Court", None, "GBR/WMC"),
        ("Cour d’assises de Paris", None, "FRA/ASSPARIS"),
        ("Cour de cassation", "BEL", "BEL/CASS"),
        ("Svea hovrätt", None, "SWE/HSV"),
        ("Østre Landsret", None, "DNK/OLR"),
        ("EWHC-KBD-Admin", "GBR", "GBR/EWHC-Admin"),
        ("Special Tribunal for Lebanon (STL)", None, "INTL/STL"),
        ("United States Court of Appeals, Ninth Circuit.", "USA", "USA/CA9"),
    ],
)
def test_courts_are_found_by_their_names(name, country, court_id):
    court = find_court_by_name(name, country)
    assert court is not None
    assert court.id == court_id


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Bundesverwaltungsgericht", None),
        ("Verfassungsgerichtshof", None),
        ("Musterkammer Nirgends", "DEU"),
        ("", None),
    ],
)
def test_a_name_of_several_courts_or_none_is_not_guessed(name, country):
    assert find_court_by_name(name, country) is None


def test_the_chamber_behind_the_name_is_kept():
    named = find_named_court("OLG Koblenz 2. Senat für Familiensachen", "DEU")
    assert named is not None
    assert (named.court.id, named.chamber) == ("DEU/OLGKOBL", "2. Senat für Familiensachen")


@pytest.mark.parametrize(
    ("ecli", "court_id"),
    [
        ("ECLI:DE:OLGSTUT:2019:0404.3.3STE5.2018.00", "DEU/OLGSTUT"),
        ("ECLI:DE:BVerfG:2024:rk20240702.1bvr223123", "DEU/BVerfG"),
        ("ecli:nl:ghdha:2022:2421", "NLD/GHDHA"),
        ("ECLI:FR:CCASS:2023:PL90668", "FRA/CCASS"),
        ("ECLI:CE:ECHR:2018:0315JUD005135707", "INTL/ECHR"),
        ("ECLI:EU:T:2021:1", "INTL/EGC"),
        ("ECLI:AT:OGH0002:2018:RS0132156", "AUT/OGH"),
    ],
)
def test_courts_are_found_by_ecli(ecli, court_id):
    court = find_court_by_ecli(ecli)
    assert court is not None
    assert court.id == court_id


def test_an_unknown_ecli_code_has_no_court():
    assert find_court_by_ecli("ECLI:NL:XYZ:2020:1") is None
    assert find_court_by_ecli("kein ECLI") is None


def test_neutral_citations_name_their_court():
    court = court_of_neutral_citation("[2021] EWHC 123 (Admin)")
    assert court is not None
    assert court.id == "GBR/EWHC-Admin"
    assert court_of_neutral_citation("[2021] XYZ 1") is None


def test_the_register_is_sound():
    register = load_court_register()
    assert len({entry.court.id for entry in register}) == len(register) == len(load_courts())
    for entry in register:
        court = entry.court
        assert re.fullmatch(r"(?:[A-Z]{3}|INTL)/[\w-]+", court.id), court.id
        assert court.country == (None if court.id.startswith("INTL/") else court.id[:3])
        assert court.name.strip()
        assert court.level in {"first", "appeal", "supreme", "constitutional", "international", None}


def test_every_court_is_found_by_its_own_name():
    for entry in load_court_register():
        court = find_court_by_name(entry.court.name, entry.court.country)
        assert court is not None, entry.court
        assert court.country == entry.court.country
