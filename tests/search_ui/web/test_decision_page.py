from __future__ import annotations

import hashlib
import json

import pytest
from fastapi.testclient import TestClient

from enrichment.decision import Evidence, Fact
from enrichment.registry import load_registry
from enrichment.text import Paragraph, Role
from search_ui.library import CitationView, DecisionView
from search_ui.web.judgment_text import contents, text_parts
from search_ui.web.masks import mask_notes, other_problems
from search_ui.web.provenance import original_may_be_given
from tests.search_ui.web.reading_html import assert_harmless, one, parsed, row, text_of
from tests.search_ui.web.sample_site import HOSTILE, ORIGINAL, SampleSite


def page(client: TestClient, site: SampleSite, name: str) -> str:
    answer = client.get(f"/decisions/{site.ids[name]}")
    assert answer.status_code == 200
    return answer.text


def test_the_head_names_court_kind_date_docket_and_title(client: TestClient, site: SampleSite) -> None:
    head = text_of(one(parsed(page(client, site, "trial")), "//header[@class='caption']"))
    for expected in ("Oberlandesgericht Koblenz", "Urteil", "17 May 2022", "1 StE 77/21", "Germany, first instance"):
        assert expected in head


def test_paragraphs_keep_their_numbers_and_have_addresses(client: TestClient, site: SampleSite) -> None:
    tree = parsed(page(client, site, "trial"))
    paragraph = one(tree, "//div[@id='p3']")
    link = one(paragraph, "./a")
    assert (text_of(link), link.get("href"), link.get("aria-label")) == ("1", "#p3", "Paragraph 1")
    assert text_of(one(tree, "//div[@id='p0']/a")) == "¶"
    assert text_of(one(tree, "//h4[@id='p2']")) == "I. Feststellungen"
    text = one(tree, "//section[@id='text']")
    assert (text.get("lang"), text.get("dir")) == ("de", "ltr")


def test_parts_have_headings_and_a_table_of_contents(client: TestClient, site: SampleSite) -> None:
    tree = parsed(page(client, site, "trial"))
    assert [text_of(part) for part in tree.xpath("//h3[@class='part']")] == [
        "Caption",
        "Operative part",
        "Facts",
        "Reasons",
    ]
    entries = tree.xpath("//nav[@class='contents']//a")
    assert [text_of(entry) for entry in entries] == [
        "Caption",
        "Operative part",
        "Facts",
        "I. Feststellungen",
        "Reasons",
        "II. Würdigung",
    ]
    for entry in entries:
        one(tree, f"//*[@id='{entry.get('href')[1:]}']")


def test_values_jump_to_the_words_they_were_read_from(client: TestClient, site: SampleSite) -> None:
    tree = parsed(page(client, site, "trial"))
    crimes = row(tree, "Crimes at issue")
    torture = one(crimes, ".//li[a[text()='Torture']]")
    mark = one(tree, f"//mark[@id='{torture.xpath('./a/@href')[0][1:]}']")
    assert text_of(mark).startswith("Folter")
    for link in tree.xpath("//aside//a[starts-with(@href, '#')]"):
        one(tree, f"//*[@id='{link.get('href')[1:]}']")
    assert "(probable)" in text_of(row(tree, "Where the acts happened"))
    assert text_of(row(tree, "Bars and immunities")) == "Functional immunity: rejected"
    assert text_of(row(tree, "Sentence")).startswith("12 years")


def test_court_and_docket_number_lead_to_the_caption(client: TestClient, site: SampleSite) -> None:
    tree = parsed(page(client, site, "trial"))
    for name, value, words in (
        ("Court", "Oberlandesgericht Koblenz", "OBERLANDESGERICHT KOBLENZ"),
        ("Docket number", "1 StE 77/21", "1 StE 77/21"),
    ):
        link = one(row(tree, name), ".//a[1]")
        assert text_of(link) == value
        assert text_of(one(tree, f"//mark[@id='{link.get('href')[1:]}']")) == words
    assert not tree.xpath("//aside//dt[text()='Date']")  # no fact says where it was read


def test_an_empty_field_says_why(client: TestClient, site: SampleSite) -> None:
    tree = parsed(page(client, site, "trial"))
    assert text_of(row(tree, "Nationality of the accused")) == "No phrase names the nationality of the accused"
    assert text_of(row(tree, "Not read with certainty in the text")) == "Situation"


def test_every_reading_is_listed_with_rule_and_evidence(client: TestClient, site: SampleSite) -> None:
    evidence = text_of(one(parsed(page(client, site, "trial")), "//section[@id='evidence']"))
    assert "7 facts with their evidence" in evidence
    assert "Read by rule:test/1" in evidence
    assert "Weltrechtsprinzip" in evidence


def test_citations_lead_to_their_decision_and_back(client: TestClient, site: SampleSite) -> None:
    trial, appeal = parsed(page(client, site, "trial")), parsed(page(client, site, "appeal"))
    target = f"/decisions/{site.ids['appeal']}"
    assert text_of(one(trial, f"//section[@id='text']//a[@href='{target}']")) == "3 StR 900/19"
    cites = one(trial, "//section[@aria-labelledby='citations']")
    assert one(cites, f".//a[@href='{target}']") is not None
    assert cites.xpath(".//a[@href='#p6']")
    assert appeal.xpath(f"//section[@aria-labelledby='citations']//a[@href='/decisions/{site.ids['trial']}']")


def test_an_editorial_note_is_never_taken_for_the_court_s_words(client: TestClient, site: SampleSite) -> None:
    tree = parsed(page(client, site, "appeal"))
    assert "Not the court’s words." in text_of(one(tree, "//div[contains(@class, 'caution')]"))
    assert text_of(one(tree, "//h2[@id='text-heading']")) == "Text of the editorial note"
    assert "Not the court’s words" not in page(client, site, "trial")


def test_a_known_decision_without_text_says_so_and_leads_to_the_official_page(client: TestClient) -> None:
    known = next(decision for decision in load_registry() if decision.official_url and decision.language == "de")
    tree = parsed(client.get(f"/decisions/{known.decision_id}").text)
    assert "text is not in this library" in text_of(tree)
    assert tree.xpath(f"//a[@href='{known.official_url}']")
    summaries = tree.xpath("//section[@class='summaries']//p")
    assert [summary.get("lang") for summary in summaries] == ["en", "de"]
    assert text_of(summaries[0]) == " ".join(" ".join(known.summaries["en"]).split())


def test_every_known_decision_and_case_has_a_page(client: TestClient) -> None:
    registry = load_registry()
    assert len(registry) > 100
    for decision in registry[::7]:
        answer = client.get(f"/decisions/{decision.decision_id}")
        assert answer.status_code == 200, decision.decision_id
        assert_harmless(answer.text)
        assert client.get(f"/cases/{decision.case_key}").status_code == 200


def test_right_to_left_texts_are_marked_as_such(client: TestClient, site: SampleSite) -> None:
    text = one(parsed(page(client, site, "arabic")), "//section[@id='text']")
    assert (text.get("lang"), text.get("dir")) == ("ar", "rtl")


def test_provenance_shows_source_hash_and_time_but_no_path_of_anybody_s_disk(
    client: TestClient, site: SampleSite
) -> None:
    provenance = text_of(one(parsed(page(client, site, "trial")), "//section[@aria-labelledby='provenance']"))
    for expected in (
        "Files held by the operator, record trial.pdf",
        "https://court.example/trial.pdf",
        "20 November 2026, 03:12 UTC",
        hashlib.sha256(ORIGINAL).hexdigest(),
        "a" * 64,
        "pdfplumber (3 pages)",
        "Official work",
    ):
        assert expected in provenance
    assert "file://" not in page(client, site, "arabic")
    assert "someone" not in page(client, site, "arabic")


def test_hostile_values_come_out_as_words(client: TestClient, site: SampleSite) -> None:
    text = page(client, site, "hostile")
    assert_harmless(text)
    assert HOSTILE not in text
    assert "javascript:" not in text
    assert HOSTILE in text_of(one(parsed(text), "//div[@id='p0']/p"))


def test_the_original_is_given_as_an_attachment_and_only_for_its_decision(client: TestClient, site: SampleSite) -> None:
    sha256 = hashlib.sha256(ORIGINAL).hexdigest()
    answer = client.get(f"/decisions/{site.ids['trial']}/original/{sha256}")
    assert (answer.status_code, answer.content) == (200, ORIGINAL)
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert client.get(f"/decisions/{site.ids['appeal']}/original/{sha256}").status_code == 404
    for wrong in ("0" * 64, "x", "A" * 64, "..%2f..%2fetc"):
        assert client.get(f"/decisions/{site.ids['trial']}/original/{wrong}").status_code == 404


@pytest.mark.parametrize(("kind", "holds"), [("ris", "TY  - CASE"), ("bib", "@"), ("csl.json", "legal_case")])
def test_references_can_be_exported(client: TestClient, site: SampleSite, kind: str, holds: str) -> None:
    answer = client.get(f"/decisions/{site.ids['trial']}/export.{kind}")
    assert answer.status_code == 200
    assert holds in answer.text
    assert answer.headers["content-disposition"].startswith("attachment; ")
    if kind == "csl.json":
        assert json.loads(answer.text)
    hostile = client.get(f"/decisions/{site.ids['hostile']}/export.{kind}")
    assert hostile.status_code == 200
    assert not hostile.headers["content-type"].startswith("text/html")


def test_an_unknown_export_is_not_found(client: TestClient, site: SampleSite) -> None:
    assert client.get(f"/decisions/{site.ids['trial']}/export.docx").status_code == 404


def test_the_line_to_cite_by_names_the_address_here(client: TestClient, site: SampleSite) -> None:
    cite = text_of(one(parsed(page(client, site, "trial")), "//p[@class='cite-as']"))
    assert cite.startswith("Oberlandesgericht Koblenz, Urteil of 17 May 2022, 1 StE 77/21")
    assert cite.endswith(f"https://cases.example/decisions/{site.ids['trial']}")


def test_a_long_judgment_comes_whole(client: TestClient, site: SampleSite) -> None:
    tree = parsed(page(client, site, "long"))
    assert len(tree.xpath("//div[contains(@class, 'para ')]")) == 2970
    assert len(tree.xpath("//nav[@class='contents']//a")) == 31
    assert tree.xpath("//section[@class='judgment long']")


# -- the text alone --------------------------------------------------------------------------------------------------


def view_of(
    *paragraphs: Paragraph, facts: tuple[Fact, ...] = (), citations: tuple[CitationView, ...] = ()
) -> DecisionView:
    return DecisionView(id="x", paragraphs=paragraphs, facts=facts, citations=citations, text_available="court")


def test_headings_open_the_part_that_follows_and_footnotes_stay_where_they_stand() -> None:
    parts = text_parts(
        view_of(
            Paragraph("A", role=Role.REASONS),
            Paragraph("1 Note", role=Role.FOOTNOTE),
            Paragraph("Dissenting opinion", role=Role.HEADING),
            Paragraph("B", role=Role.DISSENT),
            Paragraph("Trailing", role=Role.HEADING),
        )
    )
    assert [(part.name, len(part.lines)) for part in parts] == [("Reasons", 2), ("Separate opinion", 2), ("Text", 1)]


def test_a_text_without_parts_gets_no_part_names() -> None:
    parts = text_parts(view_of(Paragraph("A"), Paragraph("B")))
    assert [part.name for part in parts] == [""]
    assert contents(parts) == ()
    assert text_parts(view_of()) == ()


def test_a_very_long_table_of_contents_keeps_the_outermost_headings() -> None:
    paragraphs = [
        Paragraph(f"Heading {number}", role=Role.HEADING, heading_path=("A",) if number % 10 == 0 else ("A", "B"))
        for number in range(100)
    ]
    entries = contents(text_parts(view_of(*paragraphs, Paragraph("end"))))
    assert [entry.text for entry in entries] == [f"Heading {number}" for number in range(0, 100, 10)]


def test_evidence_for_the_same_words_is_marked_once() -> None:
    proof = (Evidence("torture", 0, 0, 7),)
    view = view_of(
        Paragraph("torture"),
        facts=(Fact("crimes", "torture", "r", evidence=proof), Fact("x", "y", "r", evidence=proof)),
    )
    assert str(text_parts(view)[0].lines[0]).count("<mark") == 1


def masked_view(*texts: str, problems: tuple[str, ...] = (), masked_names: tuple[str, ...] = ()) -> DecisionView:
    paragraphs = tuple(Paragraph(text) for text in texts)
    return DecisionView(
        id="x", paragraphs=paragraphs, problems=problems, masked_names=masked_names, text_available="court"
    )


def test_masks_are_visible_and_say_what_was_taken_out() -> None:
    view = masked_view("Die Zeugin [name of a witness removed] und [protected witness 2] belasteten Anwar R█████.")
    line = str(text_parts(view)[0].lines[0])
    for mask in ("[name of a witness removed]", "[protected witness 2]", "R█████"):
        assert f'<span class="mask">{mask}</span>' in line


@pytest.mark.parametrize(
    "view",
    [
        masked_view("text", problems=("protection: 3 x [name of a witness removed]",)),
        masked_view("text", masked_names=("Anwar R.: acquitted",)),
        masked_view("Frau [name of a victim removed] sagte aus."),
        masked_view("born [date of birth removed], living at [address removed]"),
    ],
)
def test_an_original_that_still_holds_what_was_masked_is_not_given(view: DecisionView) -> None:
    assert not original_may_be_given(view)


def test_an_ordinary_bracket_is_no_mask() -> None:
    view = masked_view("The [defendant] removed [sic] the address", problems=("page 3 is empty",))
    assert original_may_be_given(view)
    assert "mask" not in str(text_parts(view)[0].lines[0])
    assert mask_notes(view) == ()
    assert other_problems(view) == ("page 3 is empty",)


def test_every_mask_of_the_protection_is_known_here() -> None:
    from enrichment.masking import MASKS

    for mask in MASKS.values():
        assert not original_may_be_given(masked_view(f"before {mask} after")), mask


def test_what_was_masked_is_counted_in_words() -> None:
    assert mask_notes(masked_view("x", problems=("protection: 3 x [name of a witness removed]",))) == (
        "name of a witness removed (3 ×)",
    )


def test_verdicts_and_sentences_stand_in_tables_that_lead_to_the_text(client: TestClient, site: SampleSite) -> None:
    tree = parsed(page(client, site, "trial"))
    verdicts, sentences = tree.xpath("//section[@class='verdicts']//tbody")
    assert [text_of(cell) for cell in verdicts.xpath(".//td")][:3] == [
        "Omar T.",
        "1",
        "Crimes against humanity, Ordering VStGB/7/1/5",
    ]
    assert "Convicted" in text_of(verdicts)
    assert "12 years" in text_of(sentences)
    anchors = {element.get("id") for element in tree.xpath("//*[@id]")}
    for link in (*verdicts.xpath(".//a"), *sentences.xpath(".//a")):
        assert link.get("href").removeprefix("#") in anchors


def test_finality_participation_and_instances_have_rows(client: TestClient, site: SampleSite) -> None:
    tree = parsed(page(client, site, "trial"))
    assert text_of(row(tree, "Finality")) == "Not final"
    assert text_of(row(tree, "Victims’ participation")) == "Joint plaintiffs (Nebenklage)"
    assert text_of(row(tree, "Other instances")) == "Later: Bundesgerichtshof, 28 January 2021, 3 StR 900/19"
