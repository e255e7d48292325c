"""The State whose court wrote a text, by what its courts alone cite: for excerpts without a rubrum.

Only used where no court was found. One State's marks must stand in the text and no other's; otherwise the State stays
unknown. The marks are short forms of statutes, collections and courts that are in use in one State only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from enrichment.decision import Court
from enrichment.text import Paragraph

_MARKS: dict[str, dict[str, re.Pattern[str]]] = {
    "en": {
        "USA": re.compile(
            r"\bU\. ?S\. ?C\.|C\. ?F\. ?R\.|\d F\. ?(?:2d|3d|4th)\b|F\. ?Supp\.|\bS\. ?Ct\.|I&N Dec\.|"
            r"\bCir\. (?:19|20)\d\d|"
            r"Fed\. ?R\. ?(?:Civ|Crim|App|Evid)|\bBIA (?:19|20)\d\d"
        ),
        "GBR": re.compile(
            r"\[(?:19|20)\d\d\] (?:UK[A-Z]{2}|EWCA|EWHC|UKUT|UKFTT|CSIH|NICA)|\bCPR \d|Lady Justice|Lord Justice"
        ),
        "CAN": re.compile(r"\b(?:19|20)\d\d (?:SCC|FCA|FC|TCC|ONCA|QCCA|BCCA) \d|S\. ?C\. ?R\. \d|R\.S\.C\."),
        "LBR": re.compile(r"\bLRSC\b|\bLLR\b|Liberia"),
    },
    "fr": {
        "FRA": re.compile(
            r"Cour de cassation|pourvoi|OFPRA|code de justice administrative|cour administrative d'appel|"
            r"tribunal judiciaire|Légifrance|CNDA|code de l'entrée et du séjour"
        ),
        "BEL": re.compile(
            r"Moniteur belge|[Cc]our constitutionnelle|arrêté royal|Région (?:wallonne|flamande)|Code judiciaire"
        ),
        "CHE": re.compile(r"\bATF \d|\bLTF\b|\bLAsi\b|Tribunal fédéral|\bLEI\b|\bOCPM\b"),
    },
    "nl": {
        "NLD": re.compile(r"Hoge Raad|ECLI:NL:|\bHR \d|\bAwb\b|[Gg]erechtshof te|griffienummer|\bAWR\b|\bRv\b|Uw Raad"),
        "BEL": re.compile(r"Hof van [Cc]assatie|Grondwettelijk Hof|Gerechtelijk Wetboek|Belgisch Staatsblad|Ger\.W\."),
    },
    "es": {
        "ESP": re.compile(r"\bS?STC \d|\bLOTC\b|\bLOPJ\b|\bLECrim\b|Audiencia Nacional|\bLOREG\b"),
        "COL": re.compile(r"\bCSJ\b|Código General del Proceso|\b[Rr]ad\. ?\d|Sala de Casación|\bC\.G\.P\."),
        "ARG": re.compile(
            r"Fallos: ?\d|\bCPCCN\b|Corte Suprema de Justicia de la Nación|Código Procesal Civil y Comercial"
        ),
        "GTM": re.compile(r"Ley de Amparo, Exhibición|Guatemala"),
    },
}
_INTERNATIONAL = re.compile(  # courts of no State cite the law of all
    r"Trial Chamber|Appeals Chamber|Prosecutor v\.|\[GC\]|State party|\bCAS (?:19|20)\d\d/|Member States?\b|"
    r"Grande Chambre|requête n[o°]|Corte IDH|Corte Interamericana|Convención Americana"
)


def home_state(court: Court | None, paragraphs: Sequence[Paragraph], language: str | None) -> str | None:
    """The State whose forms of citation a text uses: the court's, or the one its marks tell where no court was found.

    None for courts of no State, and where the marks tell nothing."""
    return court.country if court else state_by_marks((paragraph.text for paragraph in paragraphs), language)


def state_by_marks(texts: Iterable[str], language: str | None) -> str | None:
    """The ISO 3166-1 alpha-3 code of the one State whose marks stand in `texts`, None if there is none or several."""
    marks = _MARKS.get(language or "")
    if marks is None:
        return None
    whole = "\n".join(texts)
    if _INTERNATIONAL.search(whole):
        return None
    found = [state for state, mark in marks.items() if mark.search(whole)]
    return found[0] if len(found) == 1 else None
