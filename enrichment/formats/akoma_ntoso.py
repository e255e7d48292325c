"""Judgments in Akoma Ntoso 3.0 (OASIS LegalDocML): Find Case Law and the German NeuRIS.

Sources of the formats: http://docs.oasis-open.org/legaldocml/akn-core/v1.0/ ; the National Archives' document metadata
guide (`uk:` elements in `proprietary`); captures of both. `<num>` of a paragraph is the court's number; `(a)`, `i)` and
the numbers inside quoted statutes and judgments stay in the text, for they are not this decision's numbers.
"""

from __future__ import annotations

import re

from lxml import etree

from enrichment.errors import Unreadable
from enrichment.formats.characters import clean
from enrichment.formats.html_blocks import blocks_of
from enrichment.formats.metadata_values import alpha3_country, iso_date, iso_language
from enrichment.formats.numbering import structural_number
from enrichment.formats.original import Original
from enrichment.formats.section_roles import role_of_heading
from enrichment.formats.text_builder import TextBuilder
from enrichment.formats.xml_safety import attribute, child, inline_text, local_name, parse_xml
from enrichment.text import DeclaredField, Role, Text

_DOCUMENTS = frozenset(("judgment", "doc", "act", "statement", "documentCollection"))
_PARTS = {
    # the parts of judgmentBody (AKN 3.0, judgmentBodyType) and the labels NeuRIS gives them (ris:domainTerm)
    "background": Role.FACTS,
    "introduction": Role.FACTS,
    "arguments": Role.FACTS,
    "motivation": Role.REASONS,
    "remedies": Role.OPERATIVE_PART,
    "opinion": Role.DISSENT,
    "attachments": Role.ANNEX,
}
_GERMAN_PARTS = {
    "Tenor": Role.OPERATIVE_PART,
    "Tatbestand": Role.FACTS,
    "Entscheidungsgründe": Role.REASONS,
    "Gründe": Role.REASONS,
    "Abweichende Meinung": Role.DISSENT,
    "Leitsatz": Role.HEADNOTE,
    "Orientierungssatz": Role.HEADNOTE,
    "Sonstiger Orientierungssatz": Role.HEADNOTE,
    "Sonstiger Langtext": Role.BODY,
}


def read(original: Original) -> Text:
    """The judgment in `original`. Raises `Unreadable` (no_text) when the portal holds the judgment as PDF only."""
    root = parse_xml(original.data)
    document = next((item for item in root.iter() if local_name(item) in _DOCUMENTS), None)
    if document is None:
        raise Unreadable("unsupported", "Akoma Ntoso without a judgment in it")
    meta = child(document, "meta")
    builder = TextBuilder()
    title = language = None
    german = False
    if meta is not None:
        german = any(local_name(item) == "aktenzeichenListe" for item in meta.iter())
        title = _declare_german(meta, builder) if german else _declare_british(meta, builder)
        language = _declare_common(meta, builder, german=german)
    kind = attribute(document, "name") or ""
    if not german and kind in ("judgment", "decision"):
        builder.declare(DeclaredField.TYPE, kind, "judgment/@name")
    for name in ("coverPage", "header"):
        part = child(document, name)
        if part is not None and not german:
            _declare_from_header(part, builder)
        if part is not None:
            builder.section(Role.RUBRUM)
            _add_rubrum(part, builder)
    body = child(document, "judgmentBody")
    if body is None:
        body = child(document, "mainBody")
    if body is None:
        body = child(document, "body")
    if body is None or not re.search(r"\w", inline_text(body)):
        raise Unreadable("no_text", "the portal's XML has an empty body: this judgment is published as PDF only")
    emphatic = _emphatic_classes(document)
    builder.section(Role.BODY)
    _Body(builder, british=not german, emphatic=emphatic).add(body)
    attachments = child(document, "attachments")
    if attachments is not None:
        builder.section(Role.ANNEX)
        _Body(builder, british=not german, emphatic=emphatic).add(attachments)
    return builder.build(original, format="akoma_ntoso", method="lxml", title=title, language=language)


def _emphatic_classes(document: etree._Element) -> frozenset[str]:
    """The style classes that print bold or underlined."""
    styles = " ".join(item.text or "" for item in document.iter() if local_name(item) == "style")
    rules = re.findall(r"\.([\w-]+)\s*\{([^}]*)\}", styles)
    return frozenset(
        name for name, rule in rules if re.search(r"font-weight:\s*bold|text-decoration-line:\s*underline", rule)
    )


def _named(meta: etree._Element, name: str) -> list[etree._Element]:
    return [item for item in meta.iter() if local_name(item) == name]


def _declare_common(meta: etree._Element, builder: TextBuilder, *, german: bool) -> str | None:
    work = next(iter(_named(meta, "FRBRWork")), None)
    if work is not None:
        for item in work:
            name, value = local_name(item), attribute(item, "value") or ""
            if name == "FRBRdate" and (attribute(item, "name") or "").lower() in (
                "judgment",
                "decision",
                "entscheidungsdatum",
            ):
                builder.declare(DeclaredField.DATE, _known_date(attribute(item, "date")), f"FRBRWork/{name}")
            elif name == "FRBRcountry":
                builder.declare(DeclaredField.COUNTRY, alpha3_country(value), f"FRBRWork/{name}")
            elif name == "FRBRname":
                builder.declare(DeclaredField.TITLE, value, f"FRBRWork/{name}")
            elif name == "FRBRalias" and (attribute(item, "name") or "").lower() == "ecli":
                builder.declare(DeclaredField.ECLI, value, f"FRBRWork/{name}")
    expression = next(iter(_named(meta, "FRBRExpression")), None)
    if expression is not None and not german:
        for item in expression:
            value = attribute(item, "value") or ""
            if local_name(item) == "FRBRuri" and re.fullmatch(r"https?://[^/]+/.+", value):
                builder.declare(DeclaredField.URL, value, "FRBRExpression/FRBRuri")
    for item in _named(meta, "FRBRlanguage"):
        language = iso_language(attribute(item, "language"))
        if language:
            builder.declare(DeclaredField.LANGUAGE, language, "FRBRExpression/FRBRlanguage")
            return language
    return None


def _known_date(value: str | None) -> str | None:
    """The portal writes 1000-01-01 where it knows no date."""
    day = iso_date(value)
    return day if day and day > "1500" else None


def _declare_british(meta: etree._Element, builder: TextBuilder) -> str | None:
    title = None
    organisations = {attribute(item, "eId"): attribute(item, "showAs") for item in _named(meta, "TLCOrganization")}
    for author in _named(meta, "FRBRauthor"):
        parent = author.getparent()
        if parent is not None and local_name(parent) == "FRBRWork":
            shown = organisations.get((attribute(author, "href") or "").lstrip("#"))
            builder.declare(DeclaredField.COURT, shown, "FRBRWork/FRBRauthor")
    for item in _named(meta, "FRBRname"):
        title = title or attribute(item, "value")
    fields = {
        "court": DeclaredField.COURT, "cite": DeclaredField.NEUTRAL_CITATION, "caseNumber": DeclaredField.DOCKET,
        "party": DeclaredField.PARTY, "category": DeclaredField.SUBJECT, "jurisdiction": DeclaredField.CHAMBER,
    }  # fmt: skip
    for proprietary in _named(meta, "proprietary"):
        for item in proprietary:
            name, value = local_name(item), inline_text(item)
            if name in fields:
                builder.declare(fields[name], value, f"proprietary/uk:{name}")
    for reference in _named(meta, "TLCPerson"):
        href = attribute(reference, "href") or ""
        if "judge" in href or "judge" in (attribute(reference, "eId") or ""):
            builder.declare(DeclaredField.JUDGE, attribute(reference, "showAs"), "references/TLCPerson")
    return title


def _declare_german(meta: etree._Element, builder: TextBuilder) -> str | None:
    title = None
    for item in _named(meta, "titelzeile"):
        title = title or clean(inline_text(item))
    builder.declare(DeclaredField.TITLE, title, "ris:titelzeile")
    for listing in _named(meta, "aktenzeichenListe"):
        for item in listing:
            builder.declare(DeclaredField.DOCKET, inline_text(item), "ris:aktenzeichen")
    for court in _named(meta, "gericht"):
        kind, place = (
            inline_text(part) if (part := child(court, name)) is not None else ""
            for name in ("gerichtstyp", "gerichtsort")
        )
        builder.declare(DeclaredField.COURT, f"{kind} {place}", "ris:gericht")
        chamber = child(court, "spruchkoerper")
        builder.declare(
            DeclaredField.CHAMBER,
            inline_text(chamber) if chamber is not None else None,
            "ris:gericht/ris:spruchkoerper",
        )
    for item in _named(meta, "dokumenttyp"):
        builder.declare(DeclaredField.TYPE, inline_text(item), "ris:dokumenttyp")
    for name, field in (
        ("vorgehendeEntscheidung", DeclaredField.EARLIER_INSTANCE),
        ("nachgehendeEntscheidung", DeclaredField.LATER_INSTANCE),
    ):
        for item in _named(meta, name):
            builder.declare(field, ", ".join(clean(inline_text(part)) for part in item), f"ris:{name}")
    for item in _named(meta, "keyword"):
        if attribute(item, "domainTerm") == "Schlagwort":
            builder.declare(DeclaredField.SUBJECT, attribute(item, "value"), "classification/keyword")
    for term in ("leitsatz", "orientierungssatz", "sonstigerOrientierungssatz"):
        for item in _named(meta, term):
            builder.section(Role.HEADNOTE, attribute(item, "domainTerm") or term)
            for block in blocks_of(item):
                builder.paragraph(block.text, number=block.number)
    return title


def _declare_from_header(header: etree._Element, builder: TextBuilder) -> None:
    fields = {
        "neutralCitation": DeclaredField.NEUTRAL_CITATION,
        "docketNumber": DeclaredField.DOCKET,
        "party": DeclaredField.PARTY,
        "judge": DeclaredField.JUDGE,
    }
    for item in header.iter():
        name = local_name(item)
        if name == "docDate" and not builder.declares(DeclaredField.DATE):
            builder.declare(DeclaredField.DATE, _known_date(attribute(item, "date")), "header/docDate")
        elif name in ("neutralCitation", "docketNumber") and builder.declares(fields[name]):
            continue
        elif name in fields:
            builder.declare(fields[name], inline_text(item), f"header/{name}")


def _add_rubrum(part: etree._Element, builder: TextBuilder) -> None:
    for block in blocks_of(part):
        if not re.fullmatch(r"[\s\-_–—:.|]*", block.text):
            builder.paragraph(block.text)


class _Body:
    """Walks the body: numbers, headings, quoted structures, tables and footnotes."""

    def __init__(self, builder: TextBuilder, *, british: bool, emphatic: frozenset[str] = frozenset()) -> None:
        self._builder = builder
        self._british = british
        self._emphatic = emphatic
        self._notes: list[tuple[str | None, str]] = []

    def add(self, element: etree._Element) -> None:
        """Add all paragraphs below `element`."""
        self._children(element, depth=0, mark=None, number=None, quoted=False)

    def _children(
        self, element: etree._Element, *, depth: int, mark: str | None, number: str | None, quoted: bool
    ) -> None:
        """Visit the children; `mark` or `number` belongs to the first paragraph found under them."""
        state = {"mark": mark, "number": number}
        if (element.text or "").strip():
            self._say(element.text or "", state)
        for item in element:
            if isinstance(item.tag, str):
                self._visit(item, depth, state, quoted)
                if (item.tail or "").strip():
                    self._say(item.tail or "", state)

    def _visit(self, item: etree._Element, depth: int, state: dict[str, str | None], quoted: bool) -> None:
        name = local_name(item)
        if name in ("meta", "num"):
            return
        if name in ("heading", "subheading", "crossHeading") or (
            name == "p" and not state["mark"] and not state["number"] and not quoted and self._looks_like_heading(item)
        ):
            self._heading(item, depth, state)
        elif name in ("p", "span", "tocItem"):
            self._say(self._inline(item), state)
            self._flush_notes()
        elif name in ("table", "toc", "ul", "ol"):
            for block in blocks_of(item):
                self._say(block.text, state)
            self._flush_notes()
        elif name in ("img", "figure"):
            return
        else:
            self._container(item, name, depth, state, quoted)

    def _container(
        self, item: etree._Element, name: str, depth: int, state: dict[str, str | None], quoted: bool
    ) -> None:
        part_role = self._part_role(item, name)
        if part_role is not None:
            label = attribute(item, "domainTerm")
            self._builder.section(part_role, label)
        quoted = quoted or name in ("embeddedStructure", "quotedStructure")
        own = child(item, "num")
        mark = clean(inline_text(own)) if own is not None else None
        number = structural_number(mark) if mark and not quoted else None
        if number and name == "subparagraph" and "." not in number:
            number = None  # (1), 2) under a numbered paragraph: a list, not a paragraph of the decision
        if state["mark"] or state["number"]:
            # a number whose own first words stand in a nested element
            mark = " ".join(filter(None, (state["mark"], None if number else mark))) or None
            number = state["number"] or number
            state.update(mark=None, number=None)
        deeper = depth + (1 if name in ("level", "section", "part", "chapter") else 0)
        rest = None if number and structural_number(mark) else mark
        self._children(item, depth=deeper, mark=rest, number=number, quoted=quoted)

    def _part_role(self, item: etree._Element, name: str) -> Role | None:
        term = attribute(item, "domainTerm")
        if term in _GERMAN_PARTS:
            return _GERMAN_PARTS[term]
        if self._british:
            return None  # The National Archives put the whole judgment into `decision`
        return Role.OPERATIVE_PART if name == "decision" else _PARTS.get(name)

    def _heading(self, item: etree._Element, depth: int, state: dict[str, str | None]) -> None:
        text = clean(self._inline(item))
        if not text:
            return
        role = role_of_heading(text) if self._british else None
        number, mark = state["number"], state["mark"]
        state.update(mark=None, number=None)
        self._builder.heading(f"{mark} {text}" if mark else text, level=2 + depth, number=number, role=role)
        self._flush_notes()

    def _looks_like_heading(self, item: etree._Element) -> bool:
        """Word files mark most headings by bold or underlined type alone, and the converted XML keeps that."""
        text = clean(inline_text(item))
        if (
            not text
            or len(text) > 120
            or text.endswith((".", ";", ",", "”", '"', ":"))
            or not re.search(r"[^\W\d]{3}", text)
        ):
            return False
        parent = item.getparent()
        if parent is None or local_name(parent) not in ("content", "decision", "level", "mainBody"):
            return False
        if self._is_emphatic(item):
            return all(
                self._is_emphatic(part, by_default=True)
                for part in item.iter()
                if part is not item and isinstance(part.tag, str)
            )
        spoken = [part for part in item if isinstance(part.tag, str) and clean(inline_text(part))]
        return (
            bool(spoken)
            and not (item.text or "").strip()
            and all(self._is_emphatic(part) and not (part.tail or "").strip() for part in spoken)
        )

    def _is_emphatic(self, item: etree._Element, *, by_default: bool = False) -> bool:
        style = attribute(item, "style") or ""
        if re.search(r"font-weight:\s*(bold|[6-9]00)|text-decoration-line:\s*underline", style):
            return True
        if re.search(r"font-weight:\s*normal|text-decoration-line:\s*none", style):
            return False
        return (attribute(item, "class") or "") in self._emphatic or by_default

    def _say(self, text: str, state: dict[str, str | None]) -> None:
        text = clean(text)
        if not text:
            return
        if state["mark"]:
            text = f"{state['mark']} {text}"
        self._builder.paragraph(text, number=state["number"])
        state.update(mark=None, number=None)

    def _inline(self, item: etree._Element) -> str:
        return inline_text(item, instead=self._instead)

    def _instead(self, item: etree._Element) -> str | None:
        name = local_name(item)
        if name == "authorialNote":
            self._notes.append((attribute(item, "marker"), inline_text(item)))
            return ""
        if name in ("marker", "eol"):
            return " "
        if name in ("img", "math"):
            return ""
        return None

    def _flush_notes(self) -> None:
        for marker, text in self._notes:
            self._builder.paragraph(text, number=marker, role=Role.FOOTNOTE)
        self._notes = []
