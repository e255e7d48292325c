"""HTML pages of courts: the decision without the portal's frame around it.

Portals differ in everything but two things: they wrap the decision in one element, and they print its particulars as
pairs of label and value. Both are found by names collected from NRWE, Landesrecht Brandenburg, NI-VORIS, Bremen,
Saxony, lagen.nu (ferenda), BAILII, HUDOC, Find Case Law and CourtListener; without them the whole body is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from enrichment.errors import Unreadable
from enrichment.formats.characters import clean, decode, looks_like_text
from enrichment.formats.declared_names import declare_value, field_named
from enrichment.formats.html_blocks import Block, add, blocks_of
from enrichment.formats.metadata_values import iso_language
from enrichment.formats.original import Original
from enrichment.formats.section_roles import role_of_heading
from enrichment.formats.text_builder import TextBuilder
from enrichment.formats.xml_safety import all_text, local_name
from enrichment.text import DeclaredField, Role, Text

_FRAME = (
    "//nav|//aside|//footer|//form|//noscript|//iframe|//script|//style|//template|//dialog"
    "|//*[@role='navigation' or @role='banner' or @role='search' or @role='dialog' or @role='contentinfo'"
    " or @role='complementary']"
    "|//*[contains(concat(' ', normalize-space(@class), ' '), ' visually-hidden ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' sr-only ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' screen ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' noprint ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' breadcrumb ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' breadcrumbs ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' bb-breadcrumbs ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' cookie-banner ')]"
)
_DECISION = (
    "//article[contains(@class, 'wkde-document')]",
    "//*[@id='gerichtsentscheidung-detail']",
    "//*[@id='judgment' or @id='opinion' or @id='decision' or @id='document-content' or @id='documentContent']",
    "//*[contains(@class, 'judgment-body') or contains(@class, 'judgment-content')"
    " or contains(@class, 'docLayoutText')][1]/..",
    "//*[contains(@class, 'main_article')]",
    "//main",
    "//article",
    "//*[@id='content' or @id='main-content' or @id='main']",
)
_PARTICULARS = (
    "//*[contains(@class, 'bibliography') or contains(@class, 'case-history') or contains(@class, 'wkde-legislation')]"
)
_RDFA = {
    # rinfo (Swedish legal information) vocabulary and Dublin Core, as ferenda and lagen.nu write them
    "rpubl:avgorandedatum": DeclaredField.DATE,
    "rpubl:malnummer": DeclaredField.DOCKET,
    "rpubl:domsnummer": DeclaredField.DOCKET,
    "dcterms:identifier": DeclaredField.NEUTRAL_CITATION,
    "dcterms:title": DeclaredField.TITLE,
    "foaf:name": DeclaredField.COURT,
    "rdfs:label": DeclaredField.SUBJECT,
}
_META_NAMES = {
    "dc.identifier.ecli": DeclaredField.ECLI,
    "ecli": DeclaredField.ECLI,
    "dc.date": DeclaredField.DATE,
    "dcterms.date": DeclaredField.DATE,
    "dcterms.issued": DeclaredField.DATE,
    "dc.creator": DeclaredField.COURT,
    "dcterms.creator": DeclaredField.COURT,
    "uj:editorial_note": DeclaredField.EDITORIAL_NOTE,
    "uj:registry_id": DeclaredField.REGISTRY_ID,
}
_MIN_DECISION_CHARACTERS = 200
_MAX_DEPTH = 200


def read(original: Original) -> Text:
    """The decision on an HTML page. Raises `Unreadable` (no_text, wrong_type, encoding, hostile)."""
    text, problem = decode(original.data, _declared_encoding(original.data) or _charset(original.media_type))
    if not looks_like_text(text) or "<" not in text:
        raise Unreadable("wrong_type", "called HTML but holds binary data")
    root = parse(text)
    builder = TextBuilder()
    if problem:
        builder.problem(problem)
    language = iso_language(root.get("lang") or root.get("xml:lang"))
    title = _declare_head(root, builder)
    declare_labelled(root, builder)
    frame_free = _without_frame(root)
    add(list(_without_labelled(frame_free)), builder, roles=True)
    if language:
        builder.declare(DeclaredField.LANGUAGE, language, "html/@lang")
    return builder.build(
        original, format="html", method="lxml", title=title, language=language, nothing="the page shows no text"
    )


def parse(text: str) -> lxml_html.HtmlElement:
    """The root of an HTML page or fragment given as text."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("no_text", f"the HTML holds nothing: {error}") from None
    if _too_deep(root):
        raise Unreadable("hostile", f"the HTML is nested more than {_MAX_DEPTH} elements deep")
    return root


def _too_deep(root: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH:
            return True
    return False


def _declared_encoding(data: bytes) -> str | None:
    head = data[:2048]
    match = re.search(rb"<\?xml[^>]*encoding=[\"']([\w-]+)", head) or re.search(
        rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", head, re.IGNORECASE
    )
    return match[1].decode("ascii") if match else None


def _charset(media_type: str | None) -> str | None:
    match = re.search(r"charset=[\"']?([\w-]+)", media_type or "")
    return match[1] if match else None


def _declare_head(root: lxml_html.HtmlElement, builder: TextBuilder) -> str | None:
    found = root.find(".//title")
    title = clean(all_text(found)) if found is not None else None
    rdfa_title = None
    for meta in root.iter("meta"):
        content = meta.get("content") or ""
        prop = meta.get("property") or ""
        if prop in _RDFA:
            if prop == "rdfs:label" and "/begrepp/" not in (meta.get("about") or "/begrepp/"):
                continue
            if prop == "dcterms:title":
                rdfa_title = rdfa_title or content
            declare_value(builder, _RDFA[prop], content, f"meta[@property='{prop}']")
        if prop.startswith("rpubl:"):
            builder.declare(DeclaredField.COUNTRY, "SWE", "vocabulary of Swedish legal information (rinfo)")
        name = (meta.get("name") or "").lower()
        if name in _META_NAMES:
            declare_value(builder, _META_NAMES[name], content, f"meta[@name='{name}']")
    for link in root.iter("link"):
        if link.get("rel") == "canonical" and re.match(r"https?://", link.get("href") or ""):
            builder.declare(DeclaredField.URL, link.get("href"), "link[@rel='canonical']")
    return rdfa_title or _title_of_decision(title, root)


def _title_of_decision(title: str | None, root: lxml_html.HtmlElement) -> str | None:
    """The page's title without the portal's name; the main heading where the title is only the portal's name."""
    heading = root.find(".//h1")
    shown = clean(all_text(heading)) if heading is not None else None
    own = (title or "").split(" | ")[0].strip()
    return shown if shown and not any(character.isdigit() for character in own) else own or shown


def labelled(root: etree._Element) -> Iterator[tuple[str, str, etree._Element, etree._Element]]:
    """Pairs of label and value as portals print them: (label, value, label's element, value's element)."""
    for element in root.iter("th", "dt", "td", "div", "span", "b", "strong"):
        name = local_name(element)
        classes = element.get("class") or ""
        follower = element.getnext()
        is_label = (
            name in ("th", "dt")
            or re.search(r"feldbezeichnung|info_left|label\b|bezeichnung", classes)
            or (name == "td" and follower is not None and local_name(follower) == "td")
        )
        if not is_label:
            continue
        label = clean(all_text(element))
        if not label or len(label) > 40:
            continue
        if follower is None or local_name(follower) not in ("td", "dd", "div", "span"):
            continue
        if name == "td" and not label.endswith(":") and field_named(label) is None:
            continue
        value = clean(" ".join(map(str, follower.itertext())))
        if value:
            yield label.rstrip(":").strip(), value, element, follower


def declare_labelled(root: etree._Element, builder: TextBuilder, path: str = "") -> None:
    """Note the particulars a page prints above the decision."""
    for label, value, _, follower in labelled(root):
        field = field_named(label)
        if field is None or len(value) > 1500 or role_of_heading(label) is Role.OPERATIVE_PART:
            continue
        parts = (
            [clean(str(part)) for part in follower.itertext()]
            if field in (DeclaredField.DOCKET, DeclaredField.EARLIER_INSTANCE)
            else [value]
        )
        for part in parts:
            if part:
                declare_value(builder, field, re.sub(r"^(?:vor|nach)gehend\s+", "", part), f"{path}{label}")


def _without_frame(root: lxml_html.HtmlElement) -> etree._Element:
    body: etree._Element | None = root.find("body")
    if body is None:
        body = root
    whole = len(clean(all_text(body)))
    for element in root.xpath(f"{_FRAME}|{_PARTICULARS}"):
        if element.getparent() is not None and len(all_text(element)) < 0.5 * max(whole, 1) + 200:
            _drop(element)
    whole = len(clean(all_text(body)))
    for path in _DECISION:
        for candidate in root.xpath(path)[:50]:
            if isinstance(candidate, etree._Element) and len(clean(all_text(candidate))) >= min(
                _MIN_DECISION_CHARACTERS, whole
            ):
                return candidate
    return body


def _drop(element: etree._Element) -> None:
    """Empty an element and leave the text after it in place."""
    if element.getparent() is not None:
        element.clear(keep_tail=True)  # type: ignore[call-arg] # the stubs do not know it
        element.tag = "span"


def _without_labelled(element: etree._Element) -> Iterator[Block]:
    """The blocks of the decision, without the table of particulars but with labelled parts (`Tenor:`) under a
    heading."""
    for label, value, label_element, value_element in list(labelled(element)):
        field, role = field_named(label), role_of_heading(label)
        if label_element.getparent() is None or value_element.getparent() is None:
            continue
        if field is not None and len(value) < 1500 and role is not Role.OPERATIVE_PART:
            _drop(value_element)
            _drop(label_element)
        elif role is not None:
            label_element.tag = "h2"
    yield from blocks_of(element)
