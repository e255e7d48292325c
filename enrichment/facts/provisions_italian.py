"""Provisions in Italian: `art. 360, primo comma, n. 5, c.p.c.`, `art. 5 del d.lgs. 30 marzo 2001, n. 165`."""

from __future__ import annotations

import re

from enrichment.facts.provisions_romance import LATIN, RomanceProvisions

_ITALIAN_DATE = r"(?:\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d|\d{1,2}°? [a-z]{4,9} (?:1[89]|20)\d\d|(?:1[89]|20)\d\d)"
_ITALIAN_ACT = (
    r"(?:[Ll]egge(?: (?:costituzionale|regionale|fallimentare))?|[Ll]\.(?: ?[Rr]\.| ?cost\.| ?fall\.)?|"
    r"[Dd]\.? ?[Ll]gs\.?|"
    r"[Dd]\. ?[Ll]\.|DL|[Dd]\.? ?[Pp]\.? ?[Rr]\.?|dpr|DPR|[Rr]\. ?[Dd]\.(?: ?[Ll]\.)?|[Dd]\. ?[Mm]\.|"
    r"[Dd]\.?[Pp]\.?[Cc]\.?[Mm]\.?|"
    r"[Dd]ecreto (?:legislativo|ministeriale|del Presidente della Repubblica)|[Dd]ecreto-legge|[Rr]egio decreto)"
    rf"(?:,? ?n\.? ?\d{{1,4}}(?:/(?:19|20)?\d\d(?!\d)|,? del {_ITALIAN_DATE})?|"
    rf" (?:del )?{_ITALIAN_DATE},? n\. ?\d{{1,4}}(?![\d/])| ?\d{{1,4}}/(?:19|20)?\d\d(?!\d)|"
    rf" \d{{1,4}} del {_ITALIAN_DATE})"
)


class ItalianProvisions(RomanceProvisions):
    """Italian grammar: `art. 360, primo comma, n. 5, c.p.c.`."""

    name = "provision.italian"
    default_country = "ITA"
    sign = re.compile(r"(?:[Aa]rticol[oi]|ARTICOLO|[Aa]rtt?\.|[Aa]rt(?= \d)) ?(?=\d)")
    number = re.compile(
        rf"\d{{1,4}}(?:[ -]{LATIN}(?![a-z]))?(?:\.\d{{1,2}})?(?![\d%/]|,\d)(?: e (?:ss\.|seguenti|segg\.))?"
    )
    subdivision = re.compile(
        r",? ?(?:(?P<o>(?:primo|secondo|terzo|quarto|quinto|sesto|ultimo)(?: e (?:secondo|terzo|quarto))?)"
        r" (?:comma|commi|periodo|alinea)|(?:commi|comma|co\.|c\.(?= ?\d)|numeri|numero|num\.|nn?\.|lett\.|"
        r"lettera|lettere|paragrafo|par\.|§) ?(?P<v>(?:\d{1,4}(?:[ -](?:bis|ter|quater))?|[IVX]{1,4}(?!\w)|"
        r"[a-z](?:\)|(?![\w']))\)?)\)?(?:(?:,? (?:e|o|ed) (?:n\. ?|num\. ?|lett\. ?)?|, )(?:\d{1,2}(?![\w./])|"
        r"[a-z]\)))*)(?: e (?:seguenti|segg\.|ss\.))?|(?P<x>[a-z]\))|cpv\.)"
    )
    _joined_latin = re.compile(r"(?<=\d)-(?=[bqtsond])")
    joiner = re.compile(
        r"(?:,? (?:e|o|ed) |, (?:e )?)(?=\d)(?!\d{1,2} (?:gennaio|febbraio|marzo|"
        r"aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre))"
    )
    chain = re.compile(
        r" ?[,;]? ?(?:(?:e|ed|o|nonché|in relazione|in combinato disposto|all'|dell'|con|del|di|il|agli|degli)"
        r"[ ,]*)*"
    )
    law = re.compile(
        r",? ?(?:(?:del|della|dello|dell'|delle|dei|di) ?)?(?:citat[oa] )?(?P<law>c\. ?p\. ?c\.|c\. ?p\. ?p\.|"
        r"c\. ?p\.|c\. ?c\.|cod\. ?(?:proc\. )?(?:civ|pen)\.|disp\. att\. c\.p\.c\.|Cost\.|Costituzione|"
        r"codice (?:civile|penale|di procedura (?:civile|penale))|CEDU|TFUE|TUE|TUIR|T\.U\.I\.R\.|TUEL|"
        rf"{_ITALIAN_ACT}|"
        r"[Ss]tatuto di Roma|Convenzione europea dei diritti dell'uomo|[A-Z]{2,6}(?![\w-])|Preleggi)"
    )
    contract = re.compile(r",? (?:del|della|dello) ?(?:contratto|accordo|statuto sociale|polizza)")

    def clean_number(self, number: str) -> str:
        """`613-bis` -> `613bis`."""
        return self._joined_latin.sub("", super().clean_number(number))

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`articoli`, `artt.`."""
        return sign[0].lower().startswith(("articoli", "artt"))

    def values(self, match: re.Match[str]) -> list[str]:
        """Ordinals as digits."""
        words = {"primo": "1", "secondo": "2", "terzo": "3", "quarto": "4", "quinto": "5", "sesto": "6"}
        if match["o"]:
            return [words.get(word, word) for word in match["o"].split(" e ")]
        return re.findall(
            r"\d+(?:[ -](?:bis|ter|quater))?|[IVX]+|(?<![a-z])[a-z](?=\)|$)", match["v"] or match["x"] or ""
        )
