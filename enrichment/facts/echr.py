"""Application numbers of the European Court of Human Rights: `51357/07`, in lists `2312/08 and 34179/08`.

A bare `n/yy` is also how States number laws, regulations and cases, so that an application number needs a cue: the
word application (requête, Beschwerde, ...), or a number sign together with the name of the court, the parties of a
Strasbourg case or the court's own document. Numbers of EU acts (`Regulation No 1408/71`), laws and parliamentary
papers are refused by what stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrichment.decision import CitationKind
from enrichment.facts.forms import Hit, Setting

_NUMBER = r"(?:[1-9]\d{0,4}|[1-9]\d\.\d{3}|[1-9]\.\d{3})/(?:[5-9]\d|[0-4]\d)(?![\d/]|-\d|\.\d)"
_LIST = re.compile(
    rf"{_NUMBER}(?:(?: ?[,;] ?(?:and |et |und |y |e |en |og |och |ja |i )?|(?: and | et | und | y | e |"
    rf" en | og | och | ja | i | & | to | à | bis ))(?:[Nn]os?\.? |n° ?)?{_NUMBER})*"
)
_SINGLE = re.compile(_NUMBER)

# words for an application to the Court, in the languages of its case law
_APPLICATION = re.compile(
    r"(?:applications?|appl?\.?|app(?:s|lic)?\.|requ[êe]tes?|req\.|Beschwerden?(?:nummern?)?|Bsw\.?|"
    r"Appl\.|klachtn(?:ummer|r\.?)|"
    r"verzoekschrift(?:en)?|klage(?:sak)?|ansökan|ansökningar|klagomål|demandas?|solicitud(?:es)?|"
    r"ricors[oi]|queixas?|petições|"
    r"skarg[aię]?|cerere[ai]?|başvuru|predstavk[aeiu]|zahtjev(?:i|a|u)?|aplikacij[aeiu]|valitus|hakemus|"
    r"začtevek|stížnost[i]?|"
    r"pareišk\w{1,5}|заявлени\w|жалоб\w|представк\w|апликациј\w)"
    r"(?: (?:to|with|under|die|mit|der|n[or]?|zum|au|du|registered|introduced|lodged)"
    r"){0,2}(?: to the European Court)?"
    r"(?: ?\(?(?:[Nn][osr]{0,3}\.?[°ºos]{0,2}|[Nn][º°]s?|[Nn]ummern?|[Nn]úms?\.?|numbers?|num[ée]ros?|"
    r"br\.?|broj|бр\.|č\.|sp\. zn\.))?[ .:]{0,2}$",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"(?<![^\W\d_])(?:[Nn]os?\.?|n os?|[Nn][°º]s?|[Nn]rs?n?\.?|NOS?\.?|[Nn]úms?\.?|[Nn]\.[ºo°]s?|br\.?|"
    r"č\.|mål nr|sak)[ ]{0,2}$"
)
_NOT_STRASBOURG = re.compile(
    r"(?<!\w)(?:regulations?|règlements?|\w*verordnung(?:en)?|verordening(?:en)?|förordning(?:en)?|"
    r"forordning|reglamentos?|regolament[oi]|"
    r"regulamentos?|asetus|directives?|richtlinien?|richtlijn(?:en)?|direktiv\w*|resolutions?|"
    r"résolutions?|resolución|laws?|acts?|loi|lei|ley|legge|"
    r"décrets?|decrees?|decreto|dekret\w*|ordonnances?|ordinances?|orders?|decisions?|décisions?|"
    r"beschluss|besluit|circulars?|circulaire|"
    r"dahir|zakona?|uredb\w*|glasnik\w*|novine|NN|gazette|OJ|ABl|cases?|zaken|zaak|affaires?|"
    r"rechtssachen?|asia|sag|mål(?:en)?|arrêts?|arresten?|"
    r"judgments?|sentencias?|autos?|stc|protocols?|rulings?|file|dossier|notice|acordada|treaty|series|cms?|"
    r"\((?:EEC|EC|EU|EG|EWG|CEE|CE|UE|EGKS|Euratom|EU, ?Euratom|EF|EY|ETY)\))"
    r"[ ,.:]{0,2}(?:of |der |des |du |van |no\.? |[Nn]os?\.? ?|[Nn][°ºr]s?\.? ?|br\.? ?|numbers? ){0,2}$",
    re.IGNORECASE,
)
_STRASBOURG = re.compile(
    r"E\.?Ct\.?H\.?R|\bECHR\b|ECtHR|EGMR|EKMR|CEDH|CourEDH|Cour EDH|EHRM|TEDH|\bEMD\b|CtEDU|ETPC|ESLP|"
    r"EDH\b|EIT\b|European Court of Human Rights|"
    r"Cour européenne des droits|Europäische[rn]? Gerichtshof(?:e?s)? für Menschenrechte|Europees Hof|"
    r"Europadomstolen|\bv\. |\bc\. |\bgegen\b|"
    r"Grosse Kammer|Große Kammer|Grand Chamber|Grande Chambre|Grote Kamer|\btegen\b|\bmot\b|\bcontro\b|"
    r"\bcontra\b|\bv [A-Z]|\bprotiv\b|\bprotiv\b|\bprzeciwko\b|\[GC\]|\[GK\]|"
    r"\(dec\.\)|\(déc\.\)"
)
_DATE_THEN = re.compile(
    r"(?:EGMR|EKMR|ECtHR|ECHR|CEDH|EHRM|TEDH|EMD)[^;]{0,90}(?:\d{4}|\d\.|Urt\.?|Urteil|"
    r"Beschl\.?)?[ ,\-–:(]{1,3}$"
)

_CASE_WORD = re.compile(r"(?:case|zaak|zaken|affaire|rechtssache|asia|sag|sak|mål|asunto)\w{0,3}\b", re.IGNORECASE)
_AGAINST_A_STATE = re.compile(
    r"\)?,? \(?[A-ZÀ-Ž][\w.' -]{1,50}? (?:m\.fl\. |and Others |et autres |u\. ?a\. )?"
    r"(?:v\.?|c\.|gegen|tegen|mot|contre|contra) (?:the |la |le |l'|den |die |der )?[A-ZÀ-Ž]"
)
_COURT = re.compile(
    r"ECtHR|EGMR|CEDH|Cour EDH|EHRM|TEDH|\bEMD\b|European Court of Human Rights|Cour européenne|"
    r"Gerichtshof für Menschenrechte|"
    r"Europees Hof|Europadomstolen|Menneskerettighed|menneskerett"
)
_OWN_CITATION = re.compile(
    r"\)? ?[;,]? ?\[(?:19|20)\d\d\] [A-Z]{2}"
)  # `(867/15) [2016] ZASCA 17`: a number of that court
_PARTIES = re.compile(r" (?:v\.?|c\.|gegen|tegen) [A-Z][\w .,'’-]{2,60}\($")
_LISTED = re.compile(r" [A-ZÀ-Ž][A-ZÀ-Ž' -]{3,50} \d{2}/\d{2}/(?:19|20)\d\d")  # a table of the Committee of Ministers
_DATED = re.compile(r"(?:19|20)\d\d ?[-–,] ?(?:Nr\. ?)?$")
_DASHED = re.compile(r" ?[-–] ?, [A-ZÄÖÜ][^,;]{1,60}?(?:/|\./\.| [gv]\.? )")


def find_applications(text: str, setting: Setting) -> Iterator[Hit]:
    """Every application number with a cue in `text` (plain form)."""
    if "/" not in text:
        return
    position = 0
    for match in _LIST.finditer(text):
        start = match.start()
        if start < position or (
            start
            and (
                text[start - 1].isalnum()
                or text[start - 1] in "/-§"
                or (text[start - 1] == "." and text[start - 2 : start - 1].isdigit())
            )
        ):
            continue
        if not _cued(text, match, setting):
            continue
        for number in _SINGLE.finditer(text, start, match.end()):
            norm = number[0].replace(".", "")
            yield Hit(*number.span(), CitationKind.ECHR_APPLICATION, norm, "echr.application")
        position = match.end()


def _cued(text: str, match: re.Match[str], setting: Setting) -> bool:
    start = match.start()
    before = text[max(0, start - 70) : start]
    if (refused := _NOT_STRASBOURG.search(before)) is not None:
        # `mål nr 74613/01, Jorgic mot Tyskland`: a case of that length against a State is Strasbourg's
        return (
            _CASE_WORD.match(refused[0]) is not None
            and len(match[0].split("/")[0].replace(".", "")) >= 4
            and (
                _AGAINST_A_STATE.match(text, match.end()) is not None
                or _COURT.search(text, max(0, start - 160), start) is not None
            )
        )
    if _APPLICATION.search(before):
        return True
    digits = len(match[0].split("/")[0].replace(".", ""))
    if digits >= 3 and _LISTED.match(text, match.end()):
        return True
    wide = text[max(0, start - 160) : start]
    if _SIGN.search(before) and digits >= 3:
        # `no. 12345/06`: four digits are Strasbourg's, fewer need the court or the parties near by
        return (digits >= 4 and setting.country is None and setting.language in {"en", "fr"}) or bool(
            _STRASBOURG.search(wide)
        )
    if digits >= 3 and before.endswith("(") and _PARTIES.search(wide) and not _OWN_CITATION.match(text, match.end()):
        return True  # `Begić v. Bosnia and Herzegovina (5067/23)`
    if digits >= 4 and _DATED.search(before) and (_DASHED.match(text, match.end()) or _STRASBOURG.search(wide)):
        return True  # `vom 17. Januar 2017 - 57592/08 -, Hutchinson/Großbritannien`
    return digits >= 3 and bool(_DATE_THEN.search(wide))
