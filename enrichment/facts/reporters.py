"""United States case reporters: `630 F.2d 876`, `569 U.S. 108`, `29 I&N Dec. 533`.

Abbreviations follow the common citation practice (Bluebook table T1). Data bases (WL, LEXIS) are no reporters.
"""

from __future__ import annotations

import re

from enrichment.decision import CitationKind
from enrichment.facts.forms import Form, FormList

_STATES = (
    r"Ala\.|Alaska|Ariz\.|Ark\.|Cal\.|Colo\.|Conn\.|Del\.|Fla\.|Ga\.|Haw\.|Idaho|Ill\.|Ind\.|Iowa|Kan\.|"
    r"Ky\.|La\.|Md\.|Mass\.|Me\.|Mich\.|Minn\.|Miss\.|Mo\.|Mont\.|"
    r"Neb\.|Nev\.|N\. ?H\.|N\. ?J\.|N\. ?M\.|N\. ?C\.|N\. ?D\.|Ohio ?St\.|Ohio|Okla\.|Or\.|Pa\.|R\. ?I\.|"
    r"S\. ?C\.|S\. ?D\.|Tenn\.|Tex\.|Utah|Va\.|Vt\.|W\. ?Va\.|Wash\.|Wis\.|Wyo\.|P\. ?R\."
)
_SERIES = r"(?: ?(?:2d|3d|4th|5th|6th|7th))?"
_REPORTERS = (
    r"U\. ?S\.|S\. ?Ct\.|L\. ?Ed\."
    + _SERIES
    + r"|F\. ?Supp\. ?(?:2d|3d)?|F\. ?App'x\.?|Fed\. ?App(?:'x|x)\.?|Fed\. ?Cl\.|Fed\. ?R(?:ep)?\.|"
    r"F\. ?R\. ?D\.|F\. ?(?:2d|3d|4th)|F\.|"
    r"B\. ?R\.|Ct\. ?Cl\.|Cl\. ?Ct\.|T\. ?C\.(?: ?M\.)?|M\. ?J\.|Vet\. ?App\.|I\. ?& ?N\. ?Dec\.|"
    r"I ?& ?N ?Dec\.|C\. ?M\. ?R\.|C\. ?M\. ?A\.|C\. ?C\. ?P\. ?A\.|U\. ?S\. ?App\. ?D\. ?C\.|"
    r"App\. ?D\. ?C\.|"
    r"Wall\.|Cranch|Wheat\.|Dall\.|Pet\.|How\.|Black|"
    r"A\. ?(?:2d|3d)|A\.|P\. ?(?:2d|3d)|P\.|N\. ?E\. ?(?:2d|3d)?|N\. ?W\. ?(?:2d|3d)?|S\. ?E\. ?(?:2d|"
    r"3d)?|S\. ?W\. ?(?:2d|3d)?|So\. ?(?:2d|3d)?|"
    r"Cal\. ?Rptr\."
    + _SERIES
    + r"|Cal\. ?App\."
    + _SERIES
    + r"(?: ?Supp\.)?|N\. ?Y\. ?S\."
    + _SERIES
    + r"|N\. ?Y\."
    + _SERIES
    + r"|A\. ?D\."
    + _SERIES
    + r"|Misc\."
    + _SERIES
    + r"|Ill\. ?Dec\.|Ill\. ?App\."
    + _SERIES
    + r"|Mass\. ?App\. ?Ct\.|Mich\. ?App\.|N\. ?J\. ?Super\.|N\. ?C\. ?App\.|Or\. ?App\.|Wash\. ?App\."
    + _SERIES
    + r"|Wn\. ?(?:App\. )?2d|Pa\. ?Super\.|Pa\. ?Commw\.|Va\. ?App\.|Ga\. ?App\.|Ind\. ?App\.|Mo\. ?App\.|"
    r"Md\. ?App\.|Conn\. ?App\.|Ohio ?App\."
    + _SERIES
    + r"|Ariz\. ?App\.|Haw\. ?App\.|Kan\. ?App\."
    + _SERIES
    + r"|Tex\. ?Crim\.|Okla\. ?Crim\.|La\. ?Ann\.|(?:"
    + _STATES
    + r")"
    + _SERIES
)
_CASE = re.compile(
    rf"(?P<no>(?P<volume>[1-9]\d{{0,3}}) (?P<reporter>{_REPORTERS})"
    rf",? (?:\(\d{{1,2}} [A-Z][a-z]+\.\) )?(?P<page>[1-9]\d{{0,4}}))(?![\d]|[.,]\d{{3}}|-[A-Z]|:\d)"
)


def _norm(match: re.Match[str]) -> str:
    """Single blanks as the Bluebook has them: `630 F.2d 876`, `569 U.S. 108`, `126 F. Supp. 3d 1010`."""
    reporter = re.sub(r"\s", "", match["reporter"])
    reporter = re.sub(r"(?<=[a-z]\.)(?=[A-Z\d])|(?<=\.)(?=[A-Z][a-z])|(?<=')(?=[A-Z])", " ", reporter)
    reporter = (
        reporter.replace("I&N Dec.", "I. & N. Dec.")
        .replace("I.&N. Dec.", "I. & N. Dec.")
        .replace("I&NDec.", "I. & N. Dec.")
    )
    return f"{match['volume']} {reporter} {match['page']}"


FORMS = FormList(
    Form(
        "reporter.us",
        CitationKind.REPORTER,
        _CASE,
        norm=_norm,
        languages=frozenset({"en"}),
        countries=frozenset({"USA"}),
    ),
    Form(
        "reporter.us_abroad",
        CitationKind.REPORTER,
        re.compile(
            r"(?P<no>(?P<volume>[1-9]\d{0,3}) (?P<reporter>U\. ?S\.|F\. ?(?:2d|3d|4th)|F\. ?Supp\. ?(?:2d|3d)?|"
            r"S\. ?Ct\.) (?P<page>[1-9]\d{0,4}))(?!\d)"
        ),
        ("U.S.", "U. S.", "F.", "S. Ct.", "S.Ct."),
        _norm,
    ),
)
