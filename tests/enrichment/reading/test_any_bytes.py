"""Whatever the bytes are, `read` gives a whole `Text` or says in one line why not."""

from __future__ import annotations

import json

import own_documents as own
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrichment.errors import KINDS, Unreadable
from enrichment.read import read
from enrichment.text import Text

DOCUMENTS = {
    "rii.xml": own.rii(),
    "rii.zip": own.zipped({"jb-KORE000000001.xml": own.rii()}),
    "rechtspraak.xml": own.rechtspraak(),
    "akn.xml": own.akoma_ntoso(),
    "neuris.xml": own.neuris(),
    "byrecht.xml": own.byrecht(),
    "juris.json": own.juris_answer(),
    "record.json": own.json_record(),
    "page.html": own.court_page(),
    "word.docx": own.word(),
    "plain.txt": ("Tenor\n\n1. " + own.SENTENCE * 3 + "\n\n2. " + own.SENTENCE * 3).encode(),
    "pages.pdf": own.pdf([lambda canvas: own.lines(canvas, ["1. " + own.SENTENCE] * 3)] * 2),
}
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = st.sampled_from([None, *DOCUMENTS])


def outcome(data: bytes, file_name: str | None) -> tuple[Text | None, Unreadable | None]:
    try:
        return read(data, file_name=file_name, ocr=False), None
    except Unreadable as refusal:
        return None, refusal


def holds(data: bytes, file_name: str | None) -> None:
    """Read, and check everything that must be true of any outcome."""
    text, refusal = outcome(data, file_name)
    if refusal is not None:
        assert refusal.kind in KINDS
        assert 0 < len(refusal.reason) < 400
        assert "\n" not in refusal.reason
    if text is None:
        return
    assert text.paragraphs
    assert all(paragraph.text.strip() == paragraph.text != "" for paragraph in text.paragraphs)
    assert all(paragraph.number is None or paragraph.number.strip() for paragraph in text.paragraphs)
    assert len(text.sha256) == 64
    assert Text.from_dict(json.loads(json.dumps(text.to_dict()))) == text


@QUIET
@given(data=st.binary(max_size=3000), file_name=NAMES)
def test_arbitrary_bytes(data: bytes, file_name: str | None) -> None:
    holds(data, file_name)


@QUIET
@given(words=st.text(max_size=2000), file_name=NAMES, encoding=st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_arbitrary_letters(words: str, file_name: str | None, encoding: str) -> None:
    holds(words.encode(encoding, "surrogatepass"), file_name)


@pytest.mark.parametrize("name", DOCUMENTS)
@QUIET
@given(data=st.data())
def test_a_document_with_some_bytes_changed(name: str, data: st.DataObject) -> None:
    changed = bytearray(DOCUMENTS[name])
    for _ in range(data.draw(st.integers(1, 12))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    holds(bytes(changed), name)


@pytest.mark.parametrize("name", DOCUMENTS)
@QUIET
@given(data=st.data())
def test_a_document_with_pieces_cut_out_doubled_or_put_in(name: str, data: st.DataObject) -> None:
    whole = DOCUMENTS[name]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    what = data.draw(st.sampled_from(["cut off", "cut out", "doubled", "put in"]))
    if what == "cut off":
        holds(whole[:start], name)
    elif what == "cut out":
        holds(whole[:start] + whole[end:], name)
    elif what == "doubled":
        holds(whole[:end] + whole[start:], name)
    else:
        holds(whole[:start] + data.draw(st.binary(max_size=60)) + whole[start:], name)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KEYS = [
    "text",
    "title",
    "date",
    "url",
    "court",
    "language",
    "ecli",
    "aktenzeichen",
    "head",
    "content",
    "case_number",
    "_source",
]


@QUIET
@given(record=st.dictionaries(st.sampled_from(KEYS), JSON_VALUES, max_size=8))
def test_records_whose_fields_hold_anything(record: dict[str, object]) -> None:
    holds(json.dumps(record).encode(), "x.json")


@QUIET
@given(words=st.text(min_size=1, max_size=200))
def test_what_a_record_says_survives_as_text(words: str) -> None:
    """Lone surrogates, zero bytes and control letters must not reach a hash or a database."""
    try:
        text = read(own.json_record("Gründe\n" + own.SENTENCE + "\n" + words, title=words, court=words))
    except Unreadable:
        return
    for said in (*(paragraph.text for paragraph in text.paragraphs), *(item.value for item in text.declared)):
        assert said.encode("utf-8")
        assert "\x00" not in said
