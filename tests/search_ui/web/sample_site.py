"""A small site over a real library and the embedded engine, with decisions written for these tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI

from enrichment.decision import (
    Certainty,
    Citation,
    CitationKind,
    Court,
    Decision,
    Evidence,
    Fact,
    Finding,
    Instance,
    Issue,
    Relevance,
    Sentence,
)
from enrichment.registry import load_registry
from enrichment.text import Paragraph, Quality, Role
from search_ui.index.choose import open_engine
from search_ui.index.engine import IndexedDecision, SearchEngine
from search_ui.library import DocumentInfo, Library, Publication
from search_ui.web import Original, SourceState, WebSettings, create_app

ORIGINAL = b"%PDF-1.7 the bytes a court served"
COURT_TEXT = "deu-olgkobl"  # key of the decision with a court's text below
HOSTILE = "<script>alert('x')</script>"

_KOBLENZ = Court("DEU/OLGKOBL", "Oberlandesgericht Koblenz", "DEU", "Higher Regional Court, Koblenz", "first")
_BGH = Court("DEU/BGH", "Bundesgerichtshof", "DEU", "Federal Court of Justice", "supreme")
_HAGUE = Court("NLD/RBDHA", "Rechtbank Den Haag", "NLD", "District Court of The Hague", "first")
_DAMASCUS = Court("LBN/CASS", "محكمة التمييز", "LBN", "Court of Cassation", "supreme")


def _evidence(paragraphs: Sequence[Paragraph], index: int, quote: str) -> Evidence:
    start = paragraphs[index].text.index(quote)
    return Evidence(quote, index, start, start + len(quote))


def _fact(
    paragraphs: Sequence[Paragraph], field: str, value: str, *places: tuple[int, str], certain: bool = True
) -> Fact:
    return Fact(
        field,
        value,
        "rule:test/1",
        Certainty.CERTAIN if certain else Certainty.PROBABLE,
        tuple(_evidence(paragraphs, index, quote) for index, quote in places),
    )


def _citation(paragraphs: Sequence[Paragraph], index: int, quote: str) -> Citation:
    start = paragraphs[index].text.index(quote)
    return Citation(CitationKind.DOCKET, quote, quote, index, start, start + len(quote), "rule:test/1")


def trial_judgment() -> Decision:
    """A judgment with parts, headings, evidence in several places and a citation that can be resolved."""
    paragraphs = (
        Paragraph("OBERLANDESGERICHT KOBLENZ, Urteil, 1 StE 77/21", role=Role.RUBRUM, page=1),
        Paragraph(
            "Der Angeklagte wird wegen Folter als Verbrechen gegen die Menschlichkeit zu einer Freiheitsstrafe von zwölf "
            "Jahren verurteilt.",
            role=Role.OPERATIVE_PART,
            page=1,
        ),
        Paragraph("I. Feststellungen", role=Role.HEADING, heading_path=("I. Feststellungen",), page=2),
        Paragraph(
            "In der Haftanstalt bei Aleppo wurden Gefangene auf Anordnung des Angeklagten geschlagen und mit Strom gequält.",
            number="1",
            role=Role.FACTS,
            heading_path=("I. Feststellungen",),
            page=2,
        ),
        Paragraph(
            f"Ein Schild trug die Aufschrift {HOSTILE} & Ähnliches; die Anstalt lag in Syrien.",
            number="2",
            role=Role.FACTS,
            heading_path=("I. Feststellungen",),
            page=2,
        ),
        Paragraph("II. Würdigung", role=Role.HEADING, heading_path=("II. Würdigung",), page=3),
        Paragraph(
            "Die funktionelle Immunität steht der Strafverfolgung nicht entgegen (vgl. BGH, Beschluss vom 28. Januar 2021 – 3 StR "
            "900/19). Die Zuständigkeit "
            "folgt aus dem Weltrechtsprinzip.",
            number="3",
            role=Role.REASONS,
            heading_path=("II. Würdigung",),
            page=3,
        ),
        Paragraph("1 Vgl. die Nachweise im Anhang.", role=Role.FOOTNOTE, page=3),
    )
    return Decision(
        language="de",
        title="Urteil des Oberlandesgerichts Koblenz",
        court=_KOBLENZ,
        paragraphs=paragraphs,
        docket_numbers=("1 StE 77/21",),
        decision_date="2022-05-17",
        decision_type="Urteil",
        accused=("Omar T.",),
        territorial_states=("SYR",),
        crimes=("crimes_against_humanity", "torture"),
        modes_of_liability=("ordering",),
        jurisdiction_basis=("universal",),
        issues=(Issue("functional_immunity", "rejected"),),
        outcome="convicted",
        sentence="P12Y",
        findings=(
            Finding(
                "convicted",
                "Omar T.",
                "1",
                ("crimes_against_humanity",),
                ("ordering",),
                ("VStGB/7/1/5",),
                (_evidence(paragraphs, 1, "Verbrechen gegen die Menschlichkeit"),),
            ),
        ),
        sentences=(
            Sentence(
                "imprisonment",
                "Omar T.",
                "P12Y",
                evidence=(_evidence(paragraphs, 1, "Freiheitsstrafe von zwölf Jahren"),),
            ),
        ),
        finality="not_final",
        participation=("joint_plaintiff",),
        instances=(Instance("later", "Bundesgerichtshof", "3 StR 900/19", None, "2021-01-28"),),
        citations=(_citation(paragraphs, 6, "3 StR 900/19"),),
        facts=(
            _fact(paragraphs, "docket_numbers", "1 StE 77/21", (0, "1 StE 77/21")),
            _fact(paragraphs, "court", "DEU/OLGKOBL", (0, "OBERLANDESGERICHT KOBLENZ")),
            _fact(paragraphs, "crimes", "crimes_against_humanity", (1, "Verbrechen gegen die Menschlichkeit")),
            _fact(paragraphs, "crimes", "torture", (1, "Folter"), (1, "Folter als Verbrechen gegen"), (3, "gequält")),
            _fact(paragraphs, "territorial_states", "SYR", (4, "Syrien"), (3, "Aleppo"), certain=False),
            _fact(paragraphs, "sentence", "P12Y", (1, "Freiheitsstrafe von zwölf Jahren")),
            _fact(paragraphs, "jurisdiction_basis", "universal", (6, "Weltrechtsprinzip")),
        ),
        unread={"nationality": "no phrase names the nationality of the accused"},
        relevance=Relevance("uj", 0.97, ("universal jurisdiction is named",)),
        text_sha256="a" * 64,
        format="juris",
        method="juris portal HTML",
        quality=Quality(pages=3),
    )


def appeal_order() -> Decision:
    """The decision that the trial judgment cites; its text is an editorial note."""
    paragraphs = (
        Paragraph("Editorial note. These are not the court's words.", role=Role.RUBRUM),
        Paragraph("The Federal Court of Justice held that functional immunity is no bar to prosecution.", number="1"),
    )
    return Decision(
        language="en",
        title="Order of the Federal Court of Justice",
        court=_BGH,
        paragraphs=paragraphs,
        docket_numbers=("3 StR 900/19",),
        ecli="ECLI:DE:BGH:2021:280121U3STR900.19.0",
        decision_date="2021-01-28",
        decision_type="Beschluss",
        crimes=("war_crimes",),
        outcome="upheld",
        relevance=Relevance("uj", 0.9),
        editorial_note=True,
        text_sha256="b" * 64,
    )


def arabic_judgment() -> Decision:
    """A text written from right to left."""
    paragraphs = (Paragraph("حكمت المحكمة بأن جريمة التعذيب لا تسقط بالتقادم.", number="1", role=Role.REASONS),)
    return Decision(
        language="ar",
        title="حكم محكمة التمييز",
        court=_DAMASCUS,
        paragraphs=paragraphs,
        docket_numbers=("15/2019",),
        decision_date="2019-03-02",
        crimes=("torture",),
        text_sha256="c" * 64,
    )


def hostile_decision() -> Decision:
    """Markup in every field a court or portal could fill."""
    paragraphs = (Paragraph(f"Plain words about torture and {HOSTILE}", number='1"><b>'),)
    return Decision(
        language="nl",
        title=f"Vonnis {HOSTILE}",
        court=_HAGUE,
        paragraphs=paragraphs,
        docket_numbers=('09/748001-18" onclick="x',),
        decision_date="2018-01-01",
        decision_type=HOSTILE,
        accused=(f"A. {HOSTILE}",),
        facts=(
            Fact(
                "accused", f"A. {HOSTILE}", f"rule {HOSTILE}", evidence=(Evidence(HOSTILE, None, None, None, HOSTILE),)
            ),
        ),
        unread={"outcome": HOSTILE},
        problems=(HOSTILE,),
        text_sha256="d" * 64,
    )


def long_judgment() -> Decision:
    """Thousands of paragraphs of different length, with headings."""
    paragraphs = tuple(
        Paragraph(f"Section {number}", role=Role.HEADING, heading_path=(f"Section {number}",))
        if number % 100 == 0
        else Paragraph(
            f"Consideration {number} of the tribunal. " * (1 + number % 7), number=str(number), role=Role.REASONS
        )
        for number in range(3000)
    )
    return Decision(
        language="en",
        title="A long judgment",
        court=_HAGUE,
        paragraphs=paragraphs,
        docket_numbers=("09/999999-14",),
        decision_date="2014-06-06",
        text_sha256="e" * 64,
    )


def many_decisions(count: int) -> list[Decision]:
    """`count` short judgments on the burning of mills, one a day, so that results have pages."""
    return [
        Decision(
            language="nl",
            title=f"Vonnis over een molenbrand {day}",
            court=_HAGUE,
            paragraphs=(Paragraph(f"De verdachte wordt veroordeeld voor de molenbrand, zaak {day}.", number="1"),),
            docket_numbers=(f"09/{600000 + day}-15",),
            decision_date=f"2015-02-{day:02d}",
            crimes=("war_crimes",),
            outcome="convicted",
            text_sha256=hashlib.sha256(str(day).encode()).hexdigest(),
        )
        for day in range(1, count + 1)
    ]


def document(decision: Decision, record_id: str, *, url: str | None = None, sha256: str | None = None) -> DocumentInfo:
    """Provenance for a decision of these tests."""
    return DocumentInfo(
        source="folder",
        record_id=record_id,
        sha256=sha256 or hashlib.sha256(record_id.encode()).hexdigest(),
        text_sha256=decision.text_sha256,
        url=url,
        fetched_at="2026-11-20T03:12:44+00:00",
        media_type="application/pdf",
        format="pdf",
        method="pdfplumber",
        quality=decision.quality,
        editorial_note=decision.editorial_note,
        licence="Official work",
        reader_version="1",
        enricher_version="1",
    )


def fill(library: Library) -> dict[str, str]:
    """Publish the registry and the decisions above; returns their ids by a short name."""
    library.publish_registry(load_registry())
    published = {
        "appeal": (appeal_order(), "appeal.html", None, None),
        "trial": (
            trial_judgment(),
            "trial.pdf",
            "https://court.example/trial.pdf",
            hashlib.sha256(ORIGINAL).hexdigest(),
        ),
        "arabic": (arabic_judgment(), "arabic.docx", "file:///home/someone/arabic.docx", None),
        "hostile": (hostile_decision(), "hostile.html", "javascript:alert(1)", None),
        "long": (long_judgment(), "long.html", None, None),
    }
    ids = {}
    for name, (decision, record_id, url, sha256) in published.items():
        info = document(decision, record_id, url=url, sha256=sha256)
        ids[name] = library.publish(Publication(decision, info)).decision_id
    for number, decision in enumerate(many_decisions(25)):
        library.publish(Publication(decision, document(decision, f"mill-{number}.html")))
    withdrawn = many_decisions(26)[-1]
    ids["withdrawn"] = library.publish(Publication(withdrawn, document(withdrawn, "withdrawn.html"))).decision_id
    library.withdraw(ids["withdrawn"], "later anonymisation by the court")
    return ids


def sources() -> tuple[SourceState, ...]:
    """One source that works, one that is off and one whose last run failed."""
    return (
        SourceState(
            id="folder",
            name="Files held by the operator",
            publisher="The operator",
            covers="Judgments an operator holds as files",
            licence="As the files",
            robots_position="Does not apply",
            last_success="2026-11-20T03:12:44+00:00",
            gaps=("Only what was put there",),
        ),
        SourceState(
            id="uk_find_case_law",
            name="Find Case Law",
            publisher="The National Archives",
            country="GBR",
            languages=("en",),
            landing_page="https://caselaw.nationalarchives.gov.uk/",
            active=False,
            inactive_reason="The licence excludes computational analysis without an application.",
        ),
        SourceState(
            id="de_rii",
            name="Rechtsprechung im Internet",
            publisher="Federal Ministry of Justice",
            country="DEU",
            languages=("de",),
            last_success="2026-11-19T03:00:00+00:00",
            failures=("The listing answered with a maintenance page",),
        ),
    )


def originals(sha256: str) -> Original | None:
    """The archive of these tests: one file."""
    known = hashlib.sha256(ORIGINAL).hexdigest()
    return Original(ORIGINAL, "application/pdf", "trial.pdf") if sha256 == known else None


class SampleSite:
    """Library, engine and application over `folder`, and the ids of the decisions published in it."""

    def __init__(self, folder: Path, settings: WebSettings | None = None) -> None:
        self.library = Library.open(f"sqlite:///{folder / 'library.sqlite'}", now=lambda: "2026-11-22T08:00:00+00:00")
        self.ids = fill(self.library)
        self.engine: SearchEngine = open_engine(folder, {})
        indexed = (item for item in self.library.indexed_decisions() if isinstance(item, IndexedDecision))
        self.engine.rebuild(indexed, watermark=self.library.last_sequence())
        settings = settings or WebSettings(
            sources=sources,
            original=originals,
            public_url="https://cases.example",
            operator="The Test Chamber",
            contact="editors@cases.example",
        )
        self.app: FastAPI = create_app(self.library, self.engine, settings)

    def close(self) -> None:
        """Release the files."""
        self.engine.close()
        self.library.close()
