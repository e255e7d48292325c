"""ECLI, neutral citations, collections, numbers of international courts, Strasbourg applications, US reporters."""

from __future__ import annotations

import pytest

from enrichment.facts.ecli import normalise_ecli, parse_ecli
from tests.enrichment.identifiers.reading_citations import cited

CASES = [
    ("(ECLI:NL:HR:2009:BG4822).", "nl", "NLD", [("ecli", "ECLI:NL:HR:2009:BG4822", "ECLI:NL:HR:2009:BG4822")]),
    ("ecli: nl: ghdha: 2015:1082 en verder", "nl", "NLD", [("ecli", "ecli: nl: ghdha: 2015:1082", "ECLI:NL:GHDHA:2015:1082")]),
    ("ECLI:DE:BGH:2021:280121U3STR564.19.0.", "de", "DEU", [("ecli", "ECLI:DE:BGH:2021:280121U3STR564.19.0", "ECLI:DE:BGH:2021:280121U3STR564.19.0")]),
    ("judgment of 5 March 2024, EU:C:2024:209, paragraph 3", "en", None, [("ecli", "EU:C:2024:209", "ECLI:EU:C:2024:209")]),
    ("R (X) v Y [2019] UKSC 51, para 12", "en", "GBR", [("neutral", "[2019] UKSC 51", "[2019] UKSC 51")]),
    ("[2021] EWHC 123 (Admin) and [2018] EWCA Crim 2843", "en", "GBR",
     [("neutral", "[2021] EWHC 123 (Admin)", "[2021] EWHC 123 (Admin)"), ("neutral", "[2018] EWCA Crim 2843", "[2018] EWCA Crim 2843")]),
    ("[2012] UKUT 00410 (IAC)", "en", "GBR", [("neutral", "[2012] UKUT 00410 (IAC)", "[2012] UKUT 410 (IAC)")]),
    ("R. v. Munyaneza, 2009 QCCS 2201; 2005 SCC 40", "en", "CAN", [("neutral", "2009 QCCS 2201", "2009 QCCS 2201"), ("neutral", "2005 SCC 40", "2005 SCC 40")]),
    ("[2014] ZACC 30 and [2012] ZAGPPHC 61", "en", "ZAF", [("neutral", "[2014] ZACC 30", "[2014] ZACC 30"), ("neutral", "[2012] ZAGPPHC 61", "[2012] ZAGPPHC 61")]),
    ("BGHSt 65, 286, 291; BVerfGE 131, 66 <82 f.>", "de", "DEU", [("neutral", "BGHSt 65, 286", "BGHSt 65, 286"), ("neutral", "BVerfGE 131, 66", "BVerfGE 131, 66")]),
    ("BVerfGE 7, 198 <208>; 12, 113 <124>; 25, 256", "de", "DEU",
     [("neutral", "BVerfGE 7, 198", "BVerfGE 7, 198"), ("neutral", "12, 113", "BVerfGE 12, 113"), ("neutral", "25, 256", "BVerfGE 25, 256")]),
    ("BGE 134 V 49 E. 4; 130 III 182", "de", "CHE", [("neutral", "BGE 134 V 49", "BGE 134 V 49"), ("neutral", "130 III 182", "BGE 130 III 182")]),
    ("NJA 2022 s. 796 och HFD 2012 ref. 17", "sv", "SWE", [("neutral", "NJA 2022 s. 796", "NJA 2022 s. 796"), ("neutral", "HFD 2012 ref. 17", "HFD 2012 ref. 17")]),
    ("ICC-01/04-01/06-2842, ICC-01/04-01/06-T-299-ENG", "en", None,
     [("international", "ICC-01/04-01/06-2842", "ICC-01/04-01/06-2842"), ("international", "ICC-01/04-01/06-T-299-ENG", "ICC-01/04-01/06-T-299-ENG")]),
    ("ICC‑01/04‑02/06‑2359 of the Court", "en", None, [("international", "ICC‑01/04‑02/06‑2359", "ICC-01/04-02/06-2359")]),
    ("ICC-RoC46(3)-01/18-37", "en", None, [("international", "ICC-RoC46(3)-01/18-37", "ICC-RoC46(3)-01/18-37")]),
    ("IT-95-5/18-T; IT-94-1-AR72; ICTR-98-44C-T; MICT-13-55-A", "en", None,
     [("international", n, n) for n in ("IT-95-5/18-T", "IT-94-1-AR72", "ICTR-98-44C-T", "MICT-13-55-A")]),
    ("SCSL-03-01-T, 002/19-09-2007-ECCC/SC, KSC-BC-2020-05/F00494, STL-11-01/I", "en", None,
     [("international", n, n) for n in ("SCSL-03-01-T", "002/19-09-2007-ECCC/SC", "KSC-BC-2020-05/F00494", "STL-11-01/I")]),
    ("Arrest Warrant, General List No. 121, I.C.J. Reports 2002, p. 3, para. 58", "en", None,
     [("international", "121", "General List No. 121"), ("international", "I.C.J. Reports 2002, p. 3", "I.C.J. Reports 2002, p. 3")]),
    ("Jones v. the United Kingdom (nos. 34356/06 and 40528/06)", "en", None, [("echr_application", "34356/06", "34356/06"), ("echr_application", "40528/06", "40528/06")]),
    ("bestätigt am 1. Dezember 2016, Grosse Kammer, Nr. 41731/10, §§ 180-193", "de", "CHE", [("echr_application", "41731/10", "41731/10")]),
    ("Jorgić c. Allemagne, requête n° 74613/01, § 80", "fr", None, [("echr_application", "74613/01", "74613/01")]),
    ("EGMR, Urteil vom 12.7.2007 - 74613/01 -, NJOZ 2008, 3605", "de", "DEU", [("echr_application", "74613/01", "74613/01")]),
    ("Naït-Liman v. Switzerland (51357/07)", "en", None, [("echr_application", "51357/07", "51357/07")]),
    ("630 F.2d 876 (2d Cir. 1980); 569 U.S. 108; 133 S. Ct. 1659", "en", "USA",
     [("reporter", "630 F.2d 876", "630 F.2d 876"), ("reporter", "569 U.S. 108", "569 U.S. 108"), ("reporter", "133 S. Ct. 1659", "133 S. Ct. 1659")]),
    ("126 F.Supp.3d 1010; 29 I&N Dec. 533", "en", "USA", [("reporter", "126 F.Supp.3d 1010", "126 F. Supp. 3d 1010"), ("reporter", "29 I&N Dec. 533", "29 I. & N. Dec. 533")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "language", "country", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_identifiers_have_kind_span_and_norm(sentence, language, country, expected):
    found = [(c.kind, c.text, c.norm) for c in cited(sentence, language, country) if c.kind != "provision"]
    assert found == expected


TRAPS = [
    ("ECLI:DE:BGH:21:x und ECLI:DEU:BGH:2021:1", "de", None),
    ("MYECLI:NL:HR:2009:1, ECLI:NL:RBDHA:1522:1", "nl", "NLD"),
    ("[2019] ECR I-123 and (2019) UKSC 51, [51] UKSC 51", "en", "GBR"),
    ("[2000] 1 AC 147; [2001] 1 All ER 195", "en", "GBR"),
    ("2009 ABC 1, BGHSt allein, die BGE", "de", "CHE"),
    ("ICC-ASP/1/3, ICC-01-04, XICC-01/04, IT-88-1-A, EXIT-94-1-A, ICTR-T", "en", None),
    ("Verordnung (EG) Nr. 975/98; Preisverfügung Nr. 3/87", "de", "DEU"),
    ("règlement (CEE) n° 1408/71 et décret n° 91/1197", "fr", "FRA"),
    ("no. 4519/20-10-2008; Law no. 46/95; Decree No 92/2012", "en", None),
    ("18 U.S. and 2019 WL 4462701", "en", "USA"),
]


@pytest.mark.parametrize(("sentence", "language", "country"), TRAPS, ids=[case[0][:40] for case in TRAPS])
def test_traps_are_not_read(sentence, language, country):
    assert [c.text for c in cited(sentence, language, country) if c.kind != "provision"] == []


def test_parsed_eclis_name_country_court_and_year():
    ecli = parse_ecli(" ecli:de:olgstut:2019:0404.3.3ste5.2018.00 ")
    assert ecli is not None
    assert (ecli.country_alpha3, ecli.court, ecli.year) == ("DEU", "OLGSTUT", 2019)
    assert str(ecli) == "ECLI:DE:OLGSTUT:2019:0404.3.3STE5.2018.00"
    european = parse_ecli("ECLI:CE:ECHR:2018:0315JUD005135707")
    assert european is not None
    assert european.country_alpha3 is None


@pytest.mark.parametrize(
    "written", ["", "[keine Angabe]", "ECLI:DE::2026:0409.7B39.26.00", "ECLI:ZZ:A:2020:1", "3 StR 1/20"]
)
def test_what_is_no_ecli_has_no_normal_form(written):
    assert normalise_ecli(written) is None
