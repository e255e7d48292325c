from __future__ import annotations

from pathlib import Path

import pytest

from enrichment.decision import Certainty, Decision, Evidence, Fact, Relevance
from enrichment.text import Declared, DeclaredField, Paragraph, Role, Text
from pipelines.derived import DerivedStore, derivation_key

TEXT = Text(
    paragraphs=(Paragraph("Der Angeklagte …", number="1", page=2, heading_path=("Gründe",), role=Role.REASONS),),
    format="rii",
    method="xml",
    language="de",
    declared=(Declared(DeclaredField.ECLI, "ECLI:DE:BGH:2021:280121U3STR564.19.0", "dokument/ecli"),),
)
DECISION = Decision(
    language="de",
    title=None,
    court=None,
    paragraphs=TEXT.paragraphs,
    facts=(Fact("ecli", "E", "declared", Certainty.PROBABLE, (Evidence("q", paragraph=0, start=0, end=1),)),),
    unread={"outcome": "not stated"},
    relevance=Relevance("uj", 0.5, ("because",)),
)


@pytest.mark.parametrize(("kind", "value"), [(Text, TEXT), (Decision, DECISION)])
def test_what_is_stored_comes_back_equal(tmp_path: Path, kind: type, value: object) -> None:
    store = DerivedStore(tmp_path, kind)
    store.put("abc", value)
    assert store.get("abc") == value
    assert "abc" in store
    assert store.keys() == {"abc"}


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b", b"not gzip at all"])
def test_a_damaged_file_counts_as_absent(tmp_path: Path, damage: bytes) -> None:
    store = DerivedStore(tmp_path, Text)
    store.put("abc", TEXT)
    next(tmp_path.rglob("*.gz")).write_bytes(damage)
    assert store.get("abc") is None


def test_a_truncated_file_counts_as_absent(tmp_path: Path) -> None:
    store = DerivedStore(tmp_path, Text)
    store.put("abc", TEXT)
    path = next(tmp_path.rglob("*.gz"))
    path.write_bytes(path.read_bytes()[:-9])
    assert store.get("abc") is None


def test_equal_values_give_equal_bytes(tmp_path: Path) -> None:
    DerivedStore(tmp_path / "one", Text).put("abc", TEXT)
    DerivedStore(tmp_path / "two", Text).put("abc", TEXT)
    assert next((tmp_path / "one").rglob("*.gz")).read_bytes() == next((tmp_path / "two").rglob("*.gz")).read_bytes()


def test_the_key_depends_on_every_part() -> None:
    assert derivation_key("a", {"x": 1}) == derivation_key("a", {"x": 1})
    assert len({derivation_key("a", {"x": 1}), derivation_key("a", {"x": 2}), derivation_key("b", {"x": 1})}) == 3
