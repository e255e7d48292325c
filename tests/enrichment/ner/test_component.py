"""The spaCy component keeps spaCy's contract: what `nlp` does, `nlp.pipe` does; what is written can be read again."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from enrichment.ner.component import UjEntities, make_pipeline

TEXTS = (
    "Der Angeklagte Tarek N. bewachte Gefangene in Damaskus (§ 7 Abs. 1 Nr. 5 VStGB).",
    "",
    "  Zwei  Blanks,\neine Zeile und BGH, Urteil vom 28. Januar 2021 – 3 StR 564/19.\n",
    "العدالة 👩‍⚖️ in Koblenz",
    "Gru\u0308nde: § 1 VStGB",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return make_pipeline("de")


def entities(nlp: Language, text: str) -> list[tuple[int, int, str]]:
    return [(span.start_char, span.end_char, span.label_) for span in nlp(text).ents]


def test_pipe_equals_call(nlp: Language) -> None:
    piped = [[(span.start_char, span.end_char, span.label_) for span in doc.ents] for doc in nlp.pipe(TEXTS)]
    assert piped == [entities(nlp, text) for text in TEXTS]
    assert piped[0]


@pytest.mark.parametrize("text", TEXTS)
def test_the_tokenizer_keeps_every_character(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_a_pipeline_written_to_disk_finds_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert [entities(again, text) for text in TEXTS] == [entities(nlp, text) for text in TEXTS]


def test_the_component_alone_written_to_disk_finds_the_same(tmp_path: Path) -> None:
    nlp = spacy.blank("sv")
    nlp.add_pipe("uj_entities")
    component = nlp.get_pipe("uj_entities")
    assert isinstance(component, UjEntities)
    component.to_disk(tmp_path)
    other = spacy.blank("sv")
    other.add_pipe("uj_entities", config={"weights": "none"})
    empty = other.get_pipe("uj_entities")
    assert isinstance(empty, UjEntities)
    text = "Advokaten Karin Ek försvarade honom i Stockholm."
    assert entities(other, text) != entities(nlp, text)
    empty.from_disk(tmp_path)
    assert entities(other, text) == entities(nlp, text)


def test_other_tokenizers_may_cut_as_they_like() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("uj_entities", config={"weights": "none"})
    doc = nlp("Er floh aus Syrien(Aleppo).")
    assert {span.label_ for span in doc.ents} <= {"LOC"}


def test_without_weights_rules_and_lists_remain() -> None:
    nlp = make_pipeline("de", weights="none")
    text = "Das OLG Koblenz wandte § 7 VStGB auf Taten in Syrien an."
    found = [(text[start:end], label) for start, end, label in entities(nlp, text)]
    assert found == [("OLG Koblenz", "ORG"), ("§ 7 VStGB", "NRM"), ("Syrien", "LOC")]


@pytest.mark.parametrize("language", ["nl", "ar", "bs", "sr", "tlh", None])
def test_languages_without_a_model_have_rules(language: str | None) -> None:
    nlp = make_pipeline(language)
    text = "ICC-01/04-01/06 (Rwanda)"
    assert ("ICC-01/04-01/06", "RS") in [(text[start:end], label) for start, end, label in entities(nlp, text)]
