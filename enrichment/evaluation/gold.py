"""Gold files: JSON lines, each record checked before it is scored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class MalformedGold(ValueError):
    """A gold file that cannot be scored; the message is one line with the file, the line number and the mend."""

    def __init__(self, file: Path, line: int | None, reason: str) -> None:
        where = f"{file.name} line {line}" if line is not None else file.name
        super().__init__(f"{where}: {reason}")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points from its beginning, with everything the gold says about it."""

    start: int
    end: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """One record of a gold file and where it stood."""

    file: Path
    line: int
    values: dict[str, Any]

    @property
    def id(self) -> str:
        """The record's own name, else its line."""
        return str(self.values.get("id") or f"line {self.line}")

    @property
    def language(self) -> str | None:
        """ISO 639-1 language of the text, None where the gold gives none."""
        return self.string("lang")

    def malformed(self, reason: str) -> MalformedGold:
        """The error for this record."""
        return MalformedGold(self.file, self.line, reason)

    def string(self, key: str) -> str | None:
        """The string under `key`, None where there is none. Raises `MalformedGold` for other types."""
        value = self.values.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self.malformed(f"{key!r} has to be a string")

    def required(self, key: str) -> str:
        """The string under `key`. Raises `MalformedGold` for other types and for none."""
        value = self.string(key)
        if value is None:
            raise self.malformed(f"{key!r} is missing")
        return value

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """The string under `key`, which has to be one of `allowed`."""
        value = self.required(key)
        if value not in allowed:
            raise self.malformed(f"{key!r} is {value!r}; it has to be one of {', '.join(allowed)}")
        return value

    def text(self, folders: Sequence[Path]) -> str:
        """The text: written out under `text`, or code points `start` to `end` of what stands in `file`."""
        if "text" in self.values or "file" not in self.values:
            return self.required("text")
        whole = _text_of(self.path(folders), self)
        start, end = self.values.get("start", 0), self.values.get("end", len(whole))
        if not _is_span(start, end, len(whole)):
            raise self.malformed(f"start {start!r} and end {end!r} are no part of a text of {len(whole)} characters")
        return whole[start:end]

    def path(self, folders: Sequence[Path]) -> Path:
        """The file named under `file`: relative to the gold file, to its parent folder, or to one of `folders`."""
        name = self.required("file")
        for folder in (self.file.parent, self.file.parent.parent, *folders):
            if (folder / name).is_file():
                return folder / name
        raise self.malformed(f"there is no file {name!r} beside the gold file or in its parent folder")

    def spans(self, key: str, text: str) -> tuple[Span, ...]:
        """The spans listed under `key`, which have to lie within `text` (and hold their `quote`, where given)."""
        found = self.values.get(key, [])
        if not isinstance(found, list):
            raise self.malformed(f"{key!r} has to be a list of spans")
        spans: list[Span] = []
        for item in found:
            if not isinstance(item, dict) or not _is_span(item.get("start"), item.get("end"), len(text)):
                raise self.malformed(f"{key!r} holds {item!r}, no span of a text of {len(text)} characters")
            span = Span(item["start"], item["end"], item)
            quote = item.get("quote")
            if quote is not None and quote != text[span.start : span.end]:
                raise self.malformed(f"the text from {span.start} to {span.end} is not the quote {quote!r}")
            spans.append(span)
        return tuple(spans)


def read_records(file: Path) -> Iterator[GoldRecord]:
    """The records of a gold file in order, blank lines passed over. Raises `MalformedGold`."""
    count = 0
    for number, line in enumerate(read_lines(file), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except ValueError as error:
            raise MalformedGold(file, number, f"not a JSON record: {error}") from None
        if not isinstance(values, dict):
            raise MalformedGold(file, number, "a record is a JSON object, one a line")
        count += 1
        yield GoldRecord(file, number, values)
    if not count:
        raise MalformedGold(file, None, "there is no record in it")


def read_lines(file: Path) -> list[str]:
    """The lines of a UTF-8 file. Raises `MalformedGold` where it cannot be read or is not UTF-8."""
    try:
        # not splitlines(): U+2028 and the like may stand inside a JSON string
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except OSError as error:
        raise MalformedGold(file, None, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise MalformedGold(file, None, f"not UTF-8 at byte {error.start}") from None


def _is_span(start: object, end: object, length: int) -> bool:
    if not isinstance(start, int) or not isinstance(end, int) or isinstance(start, bool) or isinstance(end, bool):
        return False
    return 0 <= start < end <= length


def _text_of(file: Path, record: GoldRecord) -> str:
    whole = "\n".join(read_lines(file))
    if file.suffix != ".json":
        return whole
    try:
        values = json.loads(whole)
    except ValueError as error:
        raise record.malformed(f"{file.name} is not JSON: {error}") from None
    text = values.get("text") if isinstance(values, dict) else None
    if not isinstance(text, str):
        raise record.malformed(f"{file.name} has no 'text'")
    return text
