"""The numbers Word prints before paragraphs: they stand nowhere in the text and are counted from `numbering.xml`.

Source: ECMA-376 part 1, 17.9 (numbering). A paragraph points to a list (`numId`) and a level; the level says how its
counter is written (`numFmt`) and in which words (`lvlText`, such as `%1.%2`). Deeper counters start again when a higher
one moves on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from enrichment.formats.html_blocks import roman

_LEVELS = 9
_LISTNUM = re.compile(r'\s*LISTNUM\s+"?(?P<name>[^\s"\\]+)"?(?:\s+\\l\s*(?P<level>[1-9]))?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    words: str
    legal: bool
    style: str | None = None  # the paragraph style that stands for this level


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counters: list[int | None]  # shared by all lists on the same definition
    afresh: dict[int, int] = field(default_factory=dict)  # by level: where this list's first paragraph begins anew


class ListNumbers:
    """Counts the lists of one document; `label` is asked once for each paragraph in document order."""

    def __init__(self, numbering: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._named: dict[str, str] = {}  # the name that LISTNUM fields call a list by -> its id
        if numbering is None:
            return
        abstract = {_value(item, "abstractNumId"): item for item in numbering.findall(qn("w:abstractNum"))}
        by_link = {
            _child_value(item, "w:styleLink"): item for item in abstract.values() if _child_value(item, "w:styleLink")
        }
        counters: dict[str, list[int | None]] = {}
        for number in numbering.findall(qn("w:num")):
            reference = _child_value(number, "w:abstractNumId") or ""
            definition = abstract.get(reference)
            if definition is None:
                continue
            linked = by_link.get(_child_value(definition, "w:numStyleLink"))
            if linked is not None:
                reference, definition = _value(linked, "abstractNumId") or reference, linked
            levels = _levels(definition)
            afresh: dict[int, int] = {}
            for override in number.findall(qn("w:lvlOverride")):
                depth = _integer(_value(override, "ilvl"), 0)
                start = _child_value(override, "w:startOverride")
                replaced = override.find(qn("w:lvl"))
                if replaced is not None:
                    levels[depth] = _level(replaced)
                if start is not None and depth in levels:
                    afresh[depth] = _integer(start, 1)
            # lists on the same definition count on together; one that starts afresh does so at its first paragraph
            shared = counters.setdefault(reference, [None] * _LEVELS)
            identity = _value(number, "numId") or ""
            self._lists[identity] = _List(levels, shared, afresh)
            if name := _child_value(definition, "w:name"):
                self._named.setdefault(name, identity)

    def depth_of_style(self, list_id: str, style: str) -> int:
        """The level of this list that a paragraph style stands for; 0 where none does."""
        found = self._lists.get(list_id)
        return next((depth for depth, level in found.levels.items() if level.style == style), 0) if found else 0

    def label_of_field(self, instruction: str) -> str:
        """What a field `LISTNUM name \\l level` prints (ECMA-376 part 1, 17.16.5.31); empty for other fields."""
        match = _LISTNUM.match(instruction)
        identity = self._named.get(match["name"]) if match else None
        return self.label(identity, int(match["level"] or 1) - 1) if match and identity is not None else ""

    def label(self, list_id: str, depth: int) -> str:
        """What Word prints before the next paragraph of this list at this level; empty for bullets and unknown
        lists."""
        found = self._lists.get(list_id)
        level = found.levels.get(depth) if found is not None else None
        if found is None or level is None or not 0 <= depth < _LEVELS:
            return ""
        current = found.counters[depth]
        if (begin := found.afresh.get(depth)) is not None:
            found.counters[depth] = begin
        else:
            found.counters[depth] = level.start if current is None else current + 1
        found.afresh.clear()
        for higher in range(depth):  # a level whose parents have not been used yet stands under their first number
            if found.counters[higher] is None and higher in found.levels:
                found.counters[higher] = found.levels[higher].start
        for deeper in range(depth + 1, _LEVELS):
            found.counters[deeper] = None
        if level.form == "bullet":
            return ""
        return re.sub(r"%(\d)", lambda match: self._counter(found, int(match[1]) - 1, level.legal), level.words).strip()

    @staticmethod
    def _counter(found: _List, depth: int, legal: bool) -> str:
        level = found.levels.get(depth)
        if level is None:
            return ""
        if found.counters[depth] is None:
            found.counters[depth] = level.start
        return _written(found.counters[depth] or 0, "decimal" if legal else level.form)


def _written(number: int, form: str) -> str:
    if form == "none":  # only the words around it are printed
        return ""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        turns, position = divmod(number - 1, 26)
        letters = chr(ord("a") + position) * (turns + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return roman(number).lower() if form == "lowerRoman" else roman(number)
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _levels(definition: etree._Element) -> dict[int, _Level]:
    return {_integer(_value(item, "ilvl"), 0): _level(item) for item in definition.findall(qn("w:lvl"))}


def _level(element: etree._Element) -> _Level:
    return _Level(
        start=_integer(_child_value(element, "w:start"), 1),
        form=_child_value(element, "w:numFmt") or "decimal",
        words=_child_value(element, "w:lvlText") or "",
        legal=element.find(qn("w:isLgl")) is not None,
        style=_child_value(element, "w:pStyle"),
    )


def _value(element: etree._Element, name: str) -> str | None:
    value = element.get(qn(f"w:{name}"))
    return None if value is None else str(value)


def _child_value(element: etree._Element, name: str) -> str | None:
    found = element.find(qn(name))
    return None if found is None else _value(found, "val")


def _integer(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,6}", value) else otherwise
