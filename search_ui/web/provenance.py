"""Where each text of a decision comes from, in rows a reader can check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from search_ui.library import DecisionView, DocumentView
from search_ui.web.addresses import decision_address, web_address
from search_ui.web.dates import readable_time
from search_ui.web.masks import is_masked
from search_ui.web.wording import language_name

_SHA256_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its value; `hash` sets the value in a fixed-width face, `external` links leave this site."""

    name: str
    text: str
    href: str = ""
    external: bool = False
    hash: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document of the decision."""

    heading: str
    rows: tuple[Row, ...]


def document_records(view: DecisionView, sources: Mapping[str, str], *, originals: bool) -> tuple[DocumentRecord, ...]:
    """The records of `view`'s documents, the shown one first; `sources` are the names of sources by id."""
    may_be_given = originals and original_may_be_given(view)
    ordered = sorted(view.documents, key=lambda document: not document.shown)
    return tuple(
        DocumentRecord(
            _heading(document),
            (
                Row("Source", f"{sources.get(document.source, document.source)}, record {document.record_id}"),
                *_rows(view, document, originals, may_be_given),
            ),
        )
        for document in ordered
    )


def original_may_be_given(view: DecisionView) -> bool:
    """Whether the archived bytes may be downloaded here: not where something was masked, for the original still has
    it."""
    return not is_masked(view) and view.withdrawn is None


def _heading(document: DocumentView) -> str:
    if document.shown:
        return "The text shown above"
    return "The same text from another record" if document.duplicate else "Another text of this decision"


def _rows(view: DecisionView, document: DocumentView, originals: bool, may_be_given: bool) -> Iterator[Row]:
    url = web_address(document.url)
    if url:
        yield Row("Address", url, url, external=True)
    if document.fetched_at:
        yield Row("Fetched", readable_time(document.fetched_at))
    yield Row("SHA-256 of the original", document.sha256, hash=True)
    yield Row("SHA-256 of the text", document.text_sha256, hash=True)
    if originals:
        if may_be_given:
            yield Row("Original", "Download the bytes as served", original_address(view.id, document.sha256))
        else:
            yield Row("Original", "Kept, but not handed on: names in it are masked here.")
    yield Row("Format", ", ".join(filter(None, (document.format, document.media_type))))
    yield Row("Read by", f"{document.method}{_quality(document)}")
    if document.language:
        yield Row("Language", language_name(document.language))
    if document.licence:
        yield Row("Licence", document.licence)
    if document.editorial_note:
        yield Row("Whose words", "An editorial note, not the court’s")
    versions = [
        f"{name} {version}"
        for name, version in (("reader", document.reader_version), ("enricher", document.enricher_version))
        if version
    ]
    if versions:
        yield Row("Extractors", ", ".join(versions))
    if document.problem:
        yield Row("Doubtful", document.problem)
    for earlier in document.earlier_versions:
        yield Row("Earlier version", earlier, hash=True)


def original_address(decision_id: str, sha256: str) -> str:
    """Where the archived bytes of a document can be downloaded."""
    return f"{decision_address(decision_id)}/original/{sha256}"


def is_sha256(text: str) -> bool:
    """Whether `text` is a SHA-256 in lower-case hexadecimal digits."""
    return len(text) == _SHA256_DIGITS and all(digit in "0123456789abcdef" for digit in text)


def _quality(document: DocumentView) -> str:
    quality = document.quality
    remarks = []
    if quality.pages:
        remarks.append(f"{quality.pages} page{'s' if quality.pages != 1 else ''}")
    if quality.ocr_pages:
        remarks.append(f"{quality.ocr_pages} by text recognition")
    if quality.ocr_confidence is not None:
        remarks.append(f"mean confidence {quality.ocr_confidence:.0f} %")
    if quality.garbled_share:
        remarks.append(f"{quality.garbled_share:.1%} of the characters unreadable")
    if quality.repaired:
        remarks.append("the file had to be repaired")
    return f" ({', '.join(remarks)})" if remarks else ""
