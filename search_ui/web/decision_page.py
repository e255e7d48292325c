"""The decision page: what is known of a decision, each value beside the words it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from search_ui.library import CaseView, CitingDecision, DecisionCard, DecisionView
from search_ui.web.addresses import case_address, decision_address, following_address, web_address
from search_ui.web.citing import cite_as
from search_ui.web.decision_citations import CitedGroup, cited_groups
from search_ui.web.decision_facts import (
    FactRow,
    FactValue,
    Penalty,
    Reading,
    Verdict,
    concepts,
    empty_rows,
    fact_rows,
    no_readings,
    penalties,
    reading,
    verdicts,
)
from search_ui.web.judgment_text import ContentsEntry, Part, Pin, contents, paragraph_place, text_parts
from search_ui.web.lines import DecisionLine, decision_line
from search_ui.web.look_up import look_up
from search_ui.web.masks import mask_notes, other_problems
from search_ui.web.provenance import DocumentRecord, document_records
from search_ui.web.wording import language_name, text_direction

_LONG = 400  # paragraphs from which on the browser may leave what is out of sight unrendered
_FOLLOWED_ACCUSED = 3
_SEXUAL_VIOLENCE = {"rape", "sexual_violence"}
_MOST_WARNED = 8  # paragraphs the content notice names


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader has to know before the text."""

    title: str
    text: str
    caution: bool = False
    href: str = ""
    link: str = ""
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary by the editors in one language."""

    heading: str
    text: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One decision of the case."""

    line: DecisionLine
    name: str
    held: bool
    here: bool


@dataclass(frozen=True, slots=True)
class CaseBox:
    """The case in short."""

    heading: str
    href: str
    steps: tuple[CaseStep, ...]


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Everything the template shows."""

    line: DecisionLine
    places: tuple[Pin, ...]
    court: str
    court_en: str
    court_language: str
    kind: str
    neutral_citation: str
    ecli: str
    language: str
    direction: str
    notices: tuple[Notice, ...]
    summaries: tuple[Summary, ...]
    facts: tuple[FactRow, ...]
    empty: tuple[FactRow, ...]
    concepts: tuple[FactValue, ...]
    look_up: tuple[Pin, ...]
    verdicts: tuple[Verdict, ...]
    penalties: tuple[Penalty, ...]
    case: CaseBox | None
    parts: tuple[Part, ...]
    contents: tuple[ContentsEntry, ...]
    long: bool
    text_heading: str
    official_url: str
    cites: tuple[CitedGroup, ...]
    cited_by: tuple[DecisionLine, ...]
    readings: tuple[Reading, ...]
    no_readings: str
    registry_evidence: tuple[str, ...]
    documents: tuple[DocumentRecord, ...]
    cite_as: str
    exports: tuple[Pin, ...]
    follow: tuple[Pin, ...]


def decision_page(
    view: DecisionView,
    card: DecisionCard,
    case: CaseView | None,
    cited_by: Iterable[CitingDecision],
    cited: Mapping[str, DecisionCard],
    *,
    address: str,
    sources: Mapping[str, str],
    originals: bool,
) -> DecisionPage:
    """The page for `view`. `cited` are the list entries of the decisions it cites, `address` is the page's own full
    address, `sources` are names by source id, `originals` says whether archived bytes can be downloaded here."""
    shown = view.shown_document
    language = (shown.language if shown else None) or view.language or ""
    parts = text_parts(view)
    box = _case_box(view, case)
    cites = tuple(cited_groups(view, cited))
    citing = tuple(decision_line(item.decision) for item in cited_by)
    return DecisionPage(
        line=decision_line(card),
        places=tuple(_places(view, has_case=box is not None, has_citations=bool(cites or citing))),
        court=view.court or view.court_en or "Court not established",
        court_en=view.court_en if view.court and view.court_en and view.court_en != view.court else "",
        court_language=view.language or "",
        kind=view.decision_type or "",
        neutral_citation=view.neutral_citation or "",
        ecli=view.ecli or "",
        language=language,
        direction=text_direction(language),
        notices=tuple(_notices(view)),
        summaries=tuple(_summaries(view)),
        facts=fact_rows(view),
        empty=empty_rows(view),
        concepts=concepts(view),
        look_up=look_up(view),
        verdicts=verdicts(view),
        penalties=penalties(view),
        case=box,
        parts=parts,
        contents=contents(parts),
        long=len(view.paragraphs) > _LONG,
        text_heading="Text of the editorial note"
        if view.text_available == "editorial_note"
        else "Text of the decision",
        official_url=web_address(view.official_url) or "",
        cites=cites,
        cited_by=citing,
        readings=tuple(reading(view, fact) for fact in view.facts),
        no_readings=no_readings(view),
        registry_evidence=tuple(filter(None, map(web_address, view.evidence_urls))),
        documents=document_records(view, sources, originals=originals),
        cite_as=cite_as(view, address),
        exports=_exports(view),
        follow=tuple(_to_follow(view)),
    )


def _to_follow(view: DecisionView) -> Iterator[Pin]:
    """What of this decision alerts are offered for."""
    yield Pin(following_address("case", view.case_key), "this case")
    yield Pin(following_address("cites", view.id), "decisions that cite this one")
    if view.court_id and (view.court or view.court_en):
        yield Pin(following_address("court", view.court_id), view.court or view.court_en or "")
    for name in view.accused[:_FOLLOWED_ACCUSED]:
        if "█" not in name:
            yield Pin(following_address("accused", name), name)


def _places(view: DecisionView, *, has_case: bool, has_citations: bool) -> Iterator[Pin]:
    yield Pin("#facts", "Facts")
    if has_case:
        yield Pin("#case", "Case")
    if view.findings or view.sentences:
        yield Pin("#verdicts", "Verdicts")
    yield Pin("#text", "Editorial note" if view.text_available == "editorial_note" else "Text")
    if has_citations:
        yield Pin("#citations", "Citations")
    yield Pin("#evidence", "Evidence")
    yield Pin("#provenance", "Provenance")
    yield Pin("#cite", "Cite and export")


# -- before the text -------------------------------------------------------------------------------------------------


def _notices(view: DecisionView) -> Iterator[Notice]:
    official = web_address(view.official_url) or ""
    if view.text_available == "editorial_note":
        yield Notice(
            "Not the court’s words.",
            "The text below is an editorial note about the decision. Quote the decision itself, not this note.",
            caution=True,
            href=official,
            link="Official page of the decision",
        )
    elif view.text_available == "none":
        yield Notice(
            "Text not yet collected.",
            "This decision is known from the registry; its text is not in this library.",
            href=official,
            link="Official page of the decision",
        )
    if view.paragraphs and _SEXUAL_VIOLENCE & {*view.crimes, *(fact.value for fact in view.facts)}:
        places = _sexual_violence(view)
        where = "This decision describes acts of sexual violence"
        yield Notice("Content notice.", f"{where}, among other places in" if places else f"{where}.", True, pins=places)
    masked = mask_notes(view)
    if masked:
        yield Notice("Masked here:", f"{'; '.join(masked)}.")
    for problem in other_problems(view):
        yield Notice("Noted when reading:", problem)


def _sexual_violence(view: DecisionView) -> tuple[Pin, ...]:
    """The paragraphs that name sexual violence, so that a reader can go there or keep away; the first of many."""
    named = {
        evidence.paragraph
        for fact in view.facts
        if fact.value in _SEXUAL_VIOLENCE
        for evidence in fact.evidence
        if evidence.paragraph is not None
    }
    return tuple(Pin(f"#p{index}", paragraph_place(view, index)) for index in sorted(named)[:_MOST_WARNED])


def _summaries(view: DecisionView) -> Iterator[Summary]:
    """English first, then the language of the forum."""
    for language in sorted(view.summaries, key=lambda code: (code != "en", code)):
        yield Summary(
            heading=f"Summary by the editors, {language_name(language)}",
            text=" ".join(view.summaries[language]),
            language=language,
            direction=text_direction(language),
        )


# -- case, exports ---------------------------------------------------------------------------------------------------


def _case_box(view: DecisionView, case: CaseView | None) -> CaseBox | None:
    if case is None or len(case.decisions) < 2:
        return None
    return CaseBox(
        heading=f"Case: {case.name}",
        href=case_address(case.key),
        steps=tuple(
            CaseStep(
                line=decision_line(card),
                name=card.court or card.title,
                held=card.text_available == "court",
                here=card.id == view.id,
            )
            for card in case.decisions
        ),
    )


def _exports(view: DecisionView) -> tuple[Pin, ...]:
    page = decision_address(view.id)
    return (
        Pin(f"{page}/export.ris", "RIS"),
        Pin(f"{page}/export.bib", "BibTeX"),
        Pin(f"{page}/export.csl.json", "CSL-JSON"),
        Pin(f"/api/v1{page}", "JSON"),
    )
