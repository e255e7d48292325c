"""Case numbers of every forum, found in a sentence, and look-alikes left alone."""

from __future__ import annotations

import pytest

from tests.enrichment.identifiers.reading_citations import cited, norms, numbers

# (sentence, language, country, the numbers in it)
FOUND = [
    # Germany, criminal and constitutional courts
    ("Der Senat folgt dem Urteil 3 StR 564/19 nicht.", "de", "DEU", ["3 StR 564/19"]),
    ("vgl. BGH, Beschluss vom 6. Juni 2019 - StB 14/19, juris Rn. 6", "de", "DEU", ["StB 14/19"]),
    ("Haftprüfung (AK 47/19) und 4 BGs 128/19", "de", "DEU", ["AK 47/19", "4 BGs 128/19"]),
    ("das Verfahren (2) 3 StE 7/22-4 (1/22) vor dem Kammergericht", "de", "DEU", ["(2) 3 StE 7/22-4 (1/22)"]),
    ("Urteil in der Sache 5-3 StE 4/10-4-3/10 ergangen", "de", "DEU", ["5-3 StE 4/10-4-3/10"]),
    ("das Urteil 4-3 StE 4/10 - 4 - 1/15 vom Dezember", "de", "DEU", ["4-3 StE 4/10 - 4 - 1/15"]),
    ("OLG Stuttgart, 3-3 StE 5/2018 und 6-32 OJs 9/17", "de", "DEU", ["3-3 StE 5/2018", "6-32 OJs 9/17"]),
    ("OLG München 8 St 5/19; OLG Düsseldorf III-5 StS 3/16", "de", "DEU", ["8 St 5/19", "III-5 StS 3/16"]),
    ("Nichtannahme durch 2 BvR 1290/99 und 1 BvR 2268/23", "de", "DEU", ["2 BvR 1290/99", "1 BvR 2268/23"]),
    ("Ermittlungsverfahren 2 BJs 39/16-2", "de", "DEU", ["2 BJs 39/16-2"]),
    # Germany, civil, administrative, fiscal, labour, social and patent courts
    ("Beschluss vom 12.3.2026, 5 T 16/26, und III ZR 33/01", "de", "DEU", ["5 T 16/26", "III ZR 33/01"]),
    ("VG Koblenz, 3 K 650/25.KO; BFH, VI R 12/19", "de", "DEU", ["3 K 650/25.KO", "VI R 12/19"]),
    ("FG Düsseldorf 8 K 2284/06 GrE; BSG B 2 U 3/19 R", "de", "DEU", ["8 K 2284/06 GrE", "B 2 U 3/19 R"]),
    ("LSG, L 7 AS 12/20 B ER, und SG, S 12 AS 34/20 ER", "de", "DEU", ["L 7 AS 12/20 B ER", "S 12 AS 34/20 ER"]),
    ("BPatG, Beschluss vom 26. 7. 2010, 15 W (pat) 10/10 – Yoga", "de", "DEU", ["15 W (pat) 10/10"]),
    ("BVerwG, Urteil - 10 C 23.12 -, VG Ansbach AN 16 K 23.60", "de", "DEU", ["10 C 23.12", "AN 16 K 23.60"]),
    ("OVG Greifswald 2 LZ 294/24 OVG; BayObLG 102 AR 41/26 e", "de", "DEU", ["2 LZ 294/24 OVG", "102 AR 41/26 e"]),
    ("LG Leipzig, 05 O 1939/24; VK 2 - 23/24; VII-Verg 12/20", "de", "DEU", ["05 O 1939/24", "VK 2 - 23/24", "VII-Verg 12/20"]),
    ("AnwZ (Brfg) 12/20 und RiZ (R) 2/18", "de", "DEU", ["AnwZ (Brfg) 12/20", "RiZ (R) 2/18"]),
    # lists: every number is one
    ("AK 20 und 21/19", "de", "DEU", ["AK 20", "21/19"]),
    ("2 BvR 1234/04, 1235/04 und 1240/05", "de", "DEU", ["2 BvR 1234/04", "1235/04", "1240/05"]),
    # Austria, Switzerland, Liechtenstein
    ("OGH 15 Os 99/08x, 11 Os 112/06b, 18OCg3/25b", "de", "AUT", ["15 Os 99/08x", "11 Os 112/06b", "18OCg3/25b"]),
    ("VfGH G 12/2020 und E 2536/2025; VwGH Ra 2019/01/0001", "de", "AUT", ["G 12/2020", "E 2536/2025", "Ra 2019/01/0001"]),
    ("LG Innsbruck 28 Hv 148/17a", "de", "AUT", ["28 Hv 148/17a"]),
    ("BStGer SK.2019.17; BB.2011.140; BGer 6B_1026/2024; BVGer E-9839/2025", "de", "CHE",
     ["SK.2019.17", "BB.2011.140", "6B_1026/2024", "E-9839/2025"]),
    ("StGH 2021/064 und 14 RS.2017.72", "de", "LIE", ["StGH 2021/064", "14 RS.2017.72"]),
    # Netherlands
    ("in de zaak met parketnummer 09/748011-12 en rolnummer 22-001197-22", "nl", "NLD", ["09/748011-12", "22-001197-22"]),
    ("rolnummer: 2200119722", "nl", "NLD", ["2200119722"]),
    ("arrest nr. 07/10063, nummer S 17/02109", "nl", "NLD", ["07/10063", "17/02109"]),
    ("zaaknummer C/09/651706; 200.357.978/01; zaaknummer NL25.19047", "nl", "NLD", ["C/09/651706", "200.357.978/01", "NL25.19047"]),
    ("HR 30 juni 2009 (LJN BG4822) en LJN: BK8758", "nl", "NLD", ["BG4822", "BK8758"]),
    # France and Belgium
    ("pourvois n° 22-80.057 et n° 22-82.468", "fr", "FRA", ["22-80.057", "22-82.468"]),
    ("arrêt de la Cour de cassation, P.01.1035.F", "fr", "BEL", ["P.01.1035.F"]),
    ("la Cour constitutionnelle, par son arrêt n° 104/2006", "fr", "BEL", ["104/2006"]),
    ("Décision n° 2010-71 QPC du 26 novembre 2010", "fr", "FRA", ["2010-71 QPC"]),
    # European Union
    ("arrêt du 9 septembre 2008, C‑416/04 P, et T-315/01", "fr", None, ["C‑416/04 P", "T-315/01"]),
    ("(EuGH, Urteil vom 19. März 2019 - C 163/17 -)", "de", "DEU", ["C 163/17"]),
    ("judgment in Cilfit, 283/81, EU:C:1982:335", "en", None, ["283/81", "EU:C:1982:335"]),
    # Nordic states
    ("Stockholms tingsrätts dom i mål nr B 4084-04 och B 15255-19", "sv", "SWE", ["B 4084-04", "B 15255-19"]),
    ("Høyesterett i HR-2010-2057-P, lagmannsretten LB-2024-169863", "no", "NOR", ["HR-2010-2057-P", "LB-2024-169863"]),
    ("Højesterets kendelse i sag 2/2012 og sag nr. 105/2013", "da", "DNK", ["2/2012", "105/2013"]),
    ("Porvoon käräjäoikeus, R 09/404", "fi", "FIN", ["R 09/404"]),
    # Spain and Latin America
    ("la STS 1240/2006, de 11 de diciembre, y la STC 237/2005", "es", "ESP", ["STS 1240/2006", "STC 237/2005"]),
    ("SSTC 32/1983, de 28 de abril, y 54/1990, de 28 de marzo", "es", "ESP", ["SSTC 32/1983", "54/1990"]),
    ("recurso de amparo núm. 3986-2015; sumario 63-2008", "es", "ESP", ["3986-2015", "63-2008"]),
    ("en la causa N° 4591/2010, CCC 61719/2024/1/CS1", "es", "ARG", ["4591/2010", "CCC 61719/2024/1/CS1"]),
    ("Radicación n.° 11001-02-03-000-2024-05579-00", "es", "COL", ["11001-02-03-000-2024-05579-00"]),
    # common law
    ("Claim No. CL-2020-000859; Appeal No 0018 of 2025", "en", "GBR", ["CL-2020-000859", "0018 of 2025"]),
    ("United States v. Doe, No. 06-20758-CR-CMA; No. 09-10461", "en", "USA", ["06-20758-CR-CMA", "09-10461"]),
    ("indictment 1:19-cr-00256-CMA in the District of Colorado", "en", "USA", ["1:19-cr-00256-CMA"]),
    ("Cour supérieure du Québec, no 500-73-002500-052", "fr", "CAN", ["500-73-002500-052"]),
    ("(CCT 02/14) and Case No: 485/2012", "en", "ZAF", ["CCT 02/14", "485/2012"]),
    ("Eichmann, Criminal Case 40/61 and Criminal Appeal 336/61", "en", "ISR", ["Criminal Case 40/61", "Criminal Appeal 336/61"]),
    # elsewhere
    ("postanowienie Sądu Najwyższego, III KK 195/16", "pl", "POL", ["III KK 195/16"]),
    ("rješenje broj Gr 1-315/2024-2 i Kž-123/2019-4", "hr", "HRV", ["Gr 1-315/2024-2", "Kž-123/2019-4"]),
    ("presuda broj 87 0 K 027752 20 Kžž i AP-1073/22", "bs", "BIH", ["87 0 K 027752 20 Kžž", "AP-1073/22"]),
    ("processo n.º 20/24.0T8VFX.L1.S1", "pt", "PRT", ["20/24.0T8VFX.L1.S1"]),
    ("civilinėje byloje Nr. e3K-3-97-916/2022", "lt", "LTU", ["e3K-3-97-916/2022"]),
    ("urubanza RCOMAA 00026/2021/CA rwaciwe", "rw", "RWA", ["RCOMAA 00026/2021/CA"]),
    ("Application No. 029/2017 & 011/2018 before the African Court", "en", None, ["029/2017", "011/2018"]),
    ("ECW/CCJ/JUD/22/19; CAT/C/51/D/429/2010", "en", None, ["ECW/CCJ/JUD/22/19", "CAT/C/51/D/429/2010"]),
    ("SächsOVG, Beschluss - D 6 B 12/10 -", "de", "DEU", ["D 6 B 12/10"]),
    ("A/2231/2023-FPUBL ATA/17/2024", "fr", None, ["A/2231/2023-FPUBL", "ATA/17/2024"]),
    ("Court of Appeal for Ontario, Number COA-22-CR-0417", "en", None, ["COA-22-CR-0417"]),
    ("SSTC 12/2019 , de 3 de junio; 31/2020 y 32/2020 , de 4 de julio", "es", "ESP", ["SSTC 12/2019", "31/2020", "32/2020"]),
    ("SSTC 12/2019 , FJ 5.3 A) b), y 44/2021 , FJ 3", "es", "ESP", ["SSTC 12/2019", "44/2021"]),
    ("Cass. 14 /01/ 2019, n. 6401", "it", "ITA", ["6401"]),
    ("BVerwG, Urt. v. 1.2.2016 - 5 C 10.15 D, juris; VG NC 15 L 81/13", "de", "DEU", ["5 C 10.15 D", "NC 15 L 81/13"]),
    ("CAS 2017/A/5001 & 5002", "en", None, ["2017/A/5001", "5002"]),
    ("presude Apelacionog suda u Novom Sadu Gž1 903/25 od", "sr", "SRB", ["Gž1 903/25"]),
    ("PROCESO 110013105029201600219-01, RADICADO INTERNO: 88132", "es", None, ["110013105029201600219-01", "88132"]),
    ("BESLUT ÖF 5877-24", "sv", "SWE", ["ÖF 5877-24"]),
    ("uitspraak van 3 mei 1996, no. 95/0049/090/155", "nl", "NLD", ["95/0049/090/155"]),
    ("CNDA, n° 23045701", "fr", None, ["23045701"]),
    ("No Portalis DBVX-V-B7E-GABC et RG 15/01183", "fr", "FRA", ["DBVX-V-B7E-GABC", "15/01183"]),
    ("criminal proceedings No. 12/2018", "en", None, ["12/2018"]),
    ("Opinion 2/13 and Gutachten 1/09", "en", None, ["2/13", "1/09"]),
    ("B OGH 08.01.1998, 9 Rs 143/97-24 und P 60/82-36", "de", "LIE", ["9 Rs 143/97-24", "P 60/82-36"]),
    ("2022-1036(GST)G, EBVU 19.215", "en", None, ["2022-1036(GST)G", "EBVU 19.215"]),
    ("EXPEDIENTE No. 547-98", "es", None, ["547-98"]),
    ("mål ÖM 13005-23", "sv", "SWE", ["ÖM 13005-23"]),
    ("VG Musterstadt, Urteil vom 17.10.2018 - 6 A 1230/16 As HGW - juris", "de", "DEU", ["6 A 1230/16 As HGW"]),
    ("Iz dopisa suda poslovni broj Pr-9/2024- 2 od 5. srpnja 2024. proizlazi", "hr", "HRV", ["Pr-9/2024- 2"]),
    ("See Doe v. Bank, No. EDCV 09-02082 DDP, 2011 (C.D. Cal.)", "en", "USA", ["EDCV 09-02082 DDP"]),
    ("Comm. No. 23/1995 and Comm 24/1996", "en", None, ["23/1995", "24/1996"]),
    ("Dnaro: 12/2004 ja muut", "fi", "FIN", ["12/2004"]),
    ("het vonnis HAR 14/1234 is vernietigd", "nl", "NLD", ["HAR 14/1234"]),
    ("No 5/2015 vom 22. Januar", "fr", "BEL", ["5/2015"]),
    ("(CSJ．AC 28 Feb 2005, rad 2001－670, reiterado en AC 2534-2017, Rad. 2013-0481-01)", "es", None,
     ["2001－670", "AC 2534-2017", "2013-0481-01"]),
    ("onder de nrs. 30.571 onderscheidenlijk 30.882. Aangezien", "nl", "NLD", ["30.571", "30.882"]),
    ("Mit B vom 26.04.1995 zu Rs 81/95-16 hat das OG", "de", None, ["Rs 81/95-16"]),
    ("(Council of State, 22 April 2020, 201904521/1/V3)", "en", None, ["201904521/1/V3"]),
    ("Sagl.nr. 25/30301", "da", "DNK", ["25/30301"]),
    ("its service complaint on reference IC-359521-C1P1 in relation", "en", "GBR", ["IC-359521-C1P1"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "language", "country", "expected"), FOUND, ids=[case[0][:48] for case in FOUND])
def test_case_numbers_are_found_with_exact_spans(sentence, language, country, expected):
    assert numbers(sentence, language, country) == expected


NOT_THERE = [
    ("nach § 3 StR 5", "de", "DEU"),
    ("mit einer AK-47 bewaffnet", "de", "DEU"),
    ("BT-Drucks. 14/8524, S. 12; BT-Drs. 18/8621", "de", "DEU"),
    ("Art. 46 RL 2013/32/EU und VO (EG) 726/04", "de", "DEU"),
    ("Verordnung (EU) Nr. 604/2013; VO 2580/2001", "de", "DEU"),
    ("NJW 2009, 481; NStZ-RR 2019, 229; BeckRS 2018, 29496", "de", "DEU"),
    ("am 3. 5. 2019 um 12.30 Uhr, 4 B 3.45 Euro", "de", "DEU"),
    ("im Wintersemester 2013/2014, zu 3/10 begründet", "de", "DEU"),
    ("article 689-11 du code de procédure pénale", "fr", "FRA"),
    ("le 12-10-2020, pages 10-14", "fr", "FRA"),
    ("règlement (CEE) n° 1408/71, directive 95/46/CE", "fr", None),
    ("Regulation (EU) No 604/2013 and Directive 2011/95/EU", "en", None),
    ("Pub. L. No. 104-208, 110 Stat. 3009", "en", "USA"),
    ("Ley Orgánica 1/2024, de 10 de junio", "es", "ESP"),
    ("Narodne novine, broj 53/91, 91/92 i 112/99", "hr", "HRV"),
    ("(prop. 1985/86:1 s. 289)", "sv", "SWE"),
    ("Itegeko N 22/2018 ryo ku wa 29/04/2018", "rw", "RWA"),
    ("Službeni glasnik RS br. 72/11", "sr", "SRB"),
    ("Compl. ¶¶ 94-95, 98-100, 103; Tyrer, Series A no. 26", "en", "USA"),
    ("la Resolución 1/2024 de la Comisión", "es", None),
]


@pytest.mark.parametrize(("sentence", "language", "country"), NOT_THERE, ids=[case[0][:40] for case in NOT_THERE])
def test_what_only_looks_like_a_number_is_left_alone(sentence, language, country):
    assert numbers(sentence, language, country) == []


def test_numbers_of_a_list_get_whole_norms():
    assert norms("AK 20 und 21/19", "de", "DEU") == ["AK 20/19", "AK 21/19"]
    assert norms("2 BvR 1234/04, 1235/04", "de", "DEU") == ["2 BvR 1234/04", "2 BvR 1235/04"]


def test_norms_have_one_form_however_written():
    assert norms("3StR564/19 und 3 StR 564 / 19", "de") == ["3 StR 564/19", "3 StR 564/19"]
    assert norms("5 - 2 StE 2/22 und 4-3 StE 4/10 - 4 - 1/15", "de") == ["5-2 StE 2/22", "4-3 StE 4/10-4-1/15"]
    assert norms("C‑416/04 P", "de") == ["C-416/04 P"]
    assert norms("pourvoi n° 22-80057", "fr", "FRA") == ["22-80.057"]


def test_german_numbers_are_found_in_foreign_texts():
    assert numbers("as the Federal Court held (3 StR 236/17, para 12)", "en", "GBR") == ["3 StR 236/17"]


def test_kind_is_docket():
    assert {c.kind for c in cited("3 StR 564/19, C-416/04 P und SK.2019.17")} == {"docket"}
