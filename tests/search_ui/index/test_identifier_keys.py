from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_ui.index.identifiers import find_identifiers, identifier_keys, partial_keys

SAME = [
    [
        "3 StR 564/19",
        "3StR564/19",
        "3 StR\u00a0564/19",
        "3 STR 564 / 19",
        "3 str 564/19",
        "BGH 3 StR 564/19",
        "BGH, Urt. v. 28.1.2021 - 3 StR 564/19",
        "BGH, Urteil vom 28. Januar 2021 – 3 StR 564/19",
        "Az.: 3 StR 564/19",
        "3 StR 564/２０１９".replace("２０１９", "１９"),
    ],
    [
        "ECLI:NL:HR:2009:BG4822",
        "ecli:nl:hr:2009:bg4822",
        "ECLI: NL : HR : 2009 : BG4822",
        "NL:HR:2009:BG4822",
        "ECLI NL HR 2009 BG4822",
        "ECLI：NL：HR：2009：BG4822",
        "HR:2009:BG4822",
    ],
    ["ECLI:NL:GHDHA:2024:934", "GHDHA:2024:934", "ghdha : 2024 : 934"],
    ["ECLI:DE:BGH:2019:160519BAK23.19.0", "ECLI:DE:BGH:2019:160519BAK23 19 0", "ECLI DE BGH 2019 160519BAK23 19 0"],
    ["ECLI:DE:OLGSTUT:2019:0404.3.3STE5.2018.00", "ECLI DE OLGSTUT 2019 0404 3 3STE5 2018 00"],
    ["P.01.1035.F", "P011035F", "P 01 1035 F", "p.01.1035.f"],
    ["LJN BG4822", "LJN: BG4822", "ljn bg4822", "LJN-BG4822", "BG4822"],
    ["[2000] 1 AC 147", "2000 1 AC 147", "[2000] 1 A.C. 147", "(2000) 1 AC 147", "2000 1 ac 147"],
    ["[2019] UKSC 51", "2019 UKSC 51", "[2019]UKSC 51", "2019 uksc 51"],
    ["[2018] EWCA Crim 2843", "2018 EWCA Crim 2843", "[2018] EWCA (Crim) 2843".replace("(Crim)", "Crim")],
    ["CCT 02/14", "CCT 2/14", "cct02/14", "Case CCT 02/14", "CCT‑02/14"],
    ["SK.2019.17", "SK 2019 17", "sk.2019.17", "SK. 2019.17", "SK.2019.017"],
    ["B 4084-04", "B4084-04", "b 4084–04", "mål nr B 4084-04"],
    ["ICC-01/04-01/06", "ICC 01/04-01/06", "icc-01/04-01/06", "ICC‑01/04–01/06", "ICC - 01/04 - 01/06"],
    ["22-001197-22", "2200119722", "22‑001197‑22", "22 001197 22", "22.001197.22", "rolnummer 22/001197/22"],
    ["09/748003-18", "09-748003-18", "09 748003 18", "parketnummers 09/748003/18"],
    ["3 StR 215/98", "3 StR 215.98", "3 StR 215_98", "3 StR 215 98", "3StR215.98", "BGH 3 StR 215 98", "3StR215/98BGH"],
    ["2 BvR 1290/99", "2 BvR 1290 99", "2 BvR 1290.99"],
    ["[2014] ZACC 30", "ZACC 2014/30", "ZACC 30 (2014)", "ZACC 30 [2014]"],
    ["2009 QCCS 4865", "2009 QCCS 4865 (CanLII)", "2009 QCCS 4865 (canlii)"],
    ["BGHSt 64, 10", "BGHSt Bd. 64, S. 10", "BGHSt, Band 64, 10", "BGHSt Bd 64 S 10"],
    ["Ass. plén., arrêt n° 668", "arrêt n° 668 de l'Assemblée plénière", "arrêt n°668, ass. plén."],
    ["2015 (1) SA 315 (CC)", "2015 (1) SA 315(CC)"],
    ["22-80.057", "n° 22-80.057", "pourvoi n°22-80.057", "22-80.57"],
    ["BGHSt 65, 286", "BGHSt 65,286", "BGHSt 65 286", "BGHSt 65, S. 286"],
    ["611 F.3d 783", "611 F. 3d 783", "611 F3d 783"],
    ["569 U.S. 108", "569 US 108", "569 U. S. 108"],
    ["HR-2010-02057-P", "HR-2010-2057-P", "HR 2010 2057 P"],
    ["500-73-002500-052", "500 73 002500 052"],
    ["Rt. 2010 s. 1445", "Rt-2010-1445", "Rt. 2010 side 1445"],
    ["Application no. 51357/07", "51357/07", "app. no. 51357/07", "ECHR 51357/07", "CEDH 51357/07"],
    ["General List No. 121", "General List 121", "general list no 121"],
    ["HRRS 2021 Nr. 315", "HRRS 2021, 315"],
    ["IT-94-1-A", "IT 94-1-A"],
    ["C-416/04 P", "C‑416/04 P"],
]


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_every_written_form_has_the_same_first_key(forms):
    assert {form: identifier_keys(form)[:1] for form in forms} == {
        form: identifier_keys(forms[0])[:1] for form in forms
    }
    assert identifier_keys(forms[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 StR 564/19", "5 StR 564/19"),
        ("3 StR 564/19", "3 StR 56/419"),
        ("1 StE 11/9", "11 StE 1/9"),
        ("SK.2019.17", "SK.2019.1"),
        ("CCT 02/14", "CCT 20/14"),
        ("[2000] 1 AC 147", "[2000] 2 AC 147"),
        ("UKSC 2018/0028", "[2018] UKSC 28"),
        ("ECLI:NL:HR:2009:BG4822", "ECLI:NL:HR:2009:BG4823"),
    ],
)
def test_different_numbers_share_no_key(one, other):
    assert not set(identifier_keys(one)) & set(identifier_keys(other))


def test_an_ecli_gives_the_older_number_and_the_docket_its_court_wrote_into_it():
    assert identifier_keys("ECLI:NL:HR:2009:BG4822")[1:] == identifier_keys("LJN BG4822")
    assert identifier_keys("ECLI:DE:BGH:2021:280121U3STR564.19.0")[1:] == identifier_keys("3 StR 564/19")
    assert identifier_keys("ECLI:DE:BVerfG:2000:rk20001212.2bvr129099")[1:] == identifier_keys("2 BvR 1290/99")
    assert identifier_keys("ECLI:CE:ECHR:2018:0315JUD005135707")[1:] == identifier_keys("51357/07")


@pytest.mark.parametrize(
    ("joint", "parts"),
    [
        ("AK 59 und 60/19", ["AK 59/19", "AK 60/19"]),
        ("AK 59/19 und AK 60/19", ["AK 59/19", "AK 60/19"]),
        ("BB.2017.9, BB.2017.10, BB.2017.11", ["BB.2017.9", "BB.2017.10", "BB.2017.11"]),
        ("09/748011-19 en 09/748004-21", ["09/748011-19", "09/748004-21"]),
        ("[1998] UKHL 41; [2000] 1 AC 61", ["[1998] UKHL 41", "[2000] 1 AC 61"]),
        ("BGHSt 65, 286; HRRS 2021 Nr. 315", ["BGHSt 65, 286", "HRRS 2021 Nr. 315"]),
    ],
)
def test_joint_dockets_and_parallel_citations_give_the_keys_of_each(joint, parts):
    assert identifier_keys(joint) == [key for part in parts for key in identifier_keys(part)]


def test_a_year_of_two_digits_or_four_is_the_same():
    assert set(identifier_keys("3-3 StE 5/18")) <= set(identifier_keys("3-3 StE 5/2018"))


@pytest.mark.parametrize(
    ("whole", "typed"),
    [
        ("3 StR 564/19", "564/19"),
        ("ICC-01/04-01/06-2842", "ICC-01/04-01/06"),
        ("5-3 StE 4/10-4-3/10", "3 StE 4/10"),
        ("5-3 StE 4/10-4-3/10", "5-3 StE 4/10"),
        ("(2) 3 StE 7/22-4 (1/22)", "(2) 3 StE 7/22"),
        ("3 StR 564/19", "StR 564/19"),
        ("11 Os 41/19t", "11 Os 41/19"),
        ("IT-94-1-A", "IT-94-1"),
        ("06-20758-CR-CMA", "06-20758"),
        ("2015 (1) SA 315 (CC)", "2015 (1) SA 315"),
        ("STS 1240/2006", "1240/2006"),
        ("[2000] 1 AC 147", "[2000] AC 147"),
        ("C-416/04 P", "C-416/04"),
    ],
)
def test_what_is_left_when_people_leave_something_out(whole, typed):
    assert identifier_keys(typed)[0] in {part for key in identifier_keys(whole) for part in partial_keys(key)}


@pytest.mark.parametrize(
    "text",
    [
        "universal jurisdiction",
        "28.1.2021",
        "2021-05-03",
        "2019-2021",
        "§ 7 Abs. 1 Nr. 5 VStGB",
        "it was 12 years",
        "10 000 000",
        "1 234 567 890",
        "12 5 1998",
        "",
        "🙂",
    ],
)
def test_words_dates_and_sections_are_no_identifiers(text):
    assert find_identifiers(text) == []


def test_identifiers_are_found_inside_a_sentence_with_their_place():
    typed = "immunity 3StR 564/19 and Pinochet [2000] 1 AC 147"
    found = find_identifiers(typed)
    assert [typed[item.start : item.end] for item in found] == ["3StR 564/19", "[2000] 1 AC 147"]
    assert [item.keys[0] for item in found] == ["3STR564-19", "2000-1AC147"]


@pytest.mark.parametrize(
    "typed", ["5-3 StE 4/10-4-3/10 (Urteil)", "3 StR 57/17 AK 23/19", "27.7.2017 3 StR 57/17", "12.5.98 3 StR 57/17"]
)
def test_what_stands_beside_a_number_is_no_part_of_it(typed):
    whole = {key for part in ("5-3 StE 4/10-4-3/10", "3 StR 57/17", "AK 23/19") for key in identifier_keys(part)}
    assert {found.keys[0] for found in find_identifiers(typed)} <= whole


def test_every_identifier_of_the_researched_decisions_has_a_key(shared_data):
    decisions = json.loads((shared_data / "registry" / "decisions.json").read_text(encoding="utf-8"))
    stored = [
        identifier
        for decision in decisions
        for identifier in [*decision["docket_numbers"], decision["ecli"], decision["neutral_citation"]]
        if identifier
    ]
    assert len(stored) > 150
    assert [identifier for identifier in stored if not identifier_keys(identifier)] == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet="0123456789/-. StRICABECL:[]()§\u00a0", max_size=80))
def test_any_text_is_accepted_and_found_places_lie_inside_it(text):
    end = 0
    for found in find_identifiers(text):
        assert end <= found.start < found.end <= len(text)
        assert found.keys
        end = found.end
    for key in identifier_keys(text):
        partial_keys(key)


@pytest.mark.parametrize(
    "piece", ["1-", "3 StR 564/19 ", "A:B:2000:", " ", "AK 1, ", "ICC-01/", "(", "n°", "Az. ", "I", "1/", "S. "]
)
def test_ten_thousand_hostile_characters_are_read_through(piece):
    typed = (piece * 10_000)[:10_000]
    assert all(found.end <= len(typed) for found in find_identifiers(typed))
    assert all(identifier_keys(typed))


def test_a_french_number_is_the_same_with_and_without_its_point():
    assert set(identifier_keys("pourvoi n° 22-80.057")) & set(identifier_keys("22-80057"))


def test_the_letters_of_a_court_are_no_register():
    assert identifier_keys("HR 17/02109") == identifier_keys("17/02109")


@pytest.mark.parametrize(
    ("written", "like"),
    [
        ("[2000]1AC147", "[2000] 1 AC 147"),
        ("2015(1)SA315(CC)", "2015 (1) SA 315 (CC)"),
        ("2009QCCS4865", "2009 QCCS 4865"),
        ("560U.S.305", "560 U.S. 305"),
        ("611F.3d783", "611 F.3d 783"),
        ("I.C.J.Reports2002,p.3", "I.C.J. Reports 2002, p. 3"),
        ("HRRS2021Nr.315", "HRRS 2021 Nr. 315"),
        ("Rt.2010s.1445", "Rt. 2010 s. 1445"),
        ("NJ2009,481", "NJ 2009, 481"),
        ("21-81 344", "21-81.344"),
        ("11 Os 41-19t", "11 Os 41/19t"),
        ("assemblée plénière n° 668", "Ass. plén., arrêt n° 668"),
        ("S 17/02109", "17/02109"),
    ],
)
def test_numbers_without_their_blanks_and_with_other_marks(written, like):
    assert set(identifier_keys(written)) & set(identifier_keys(like))
