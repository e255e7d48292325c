"""Neutral citations (`[2019] UKSC 51`, `2009 QCCS 2201`) and official collections (`BGHSt 65, 286`, `BGE 142 II 307`).

Medium-neutral citations: Practice Direction (Judgments: Form and Citation) [2001] 1 WLR 194 and the court lists of
The National Archives, CanLII, AustLII, NZLII, BAILII and SAFLII. Of collections the volume and the first page are the
identifier; the page cited after it is not. Journals and data bases are no identifiers and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrichment.decision import CitationKind
from enrichment.facts.forms import Form, FormList, Hit, Setting

_NEUTRAL = CitationKind.NEUTRAL
_YEAR = r"(?:1[89]|20)\d\d"

_UK_COURTS = (
    r"UKSC|UKHL|UKPC|UKIPTrib|UKIPT|UKEAT|EAT|EWCOP|EWFC|EWCC|EWCR|EWHC|EWCA (?:Civ|Crim)|EWMC|EWLands|"
    r"EWPCC|EWCST|UKUT|UKFTT|UKAIT|UKIAT|"
    r"UKSIAC|UKVAT|UKSPC|UKAITUR|UKET|NICA|NIKB|NIQB|NICh|NIMaster|NIFam|NICC|NIMag|NICty|NICoroner|NIIT|"
    r"CSIH|CSOH|HCJAC|HCJT|HCJ|SAC ?\(?(?:Civ|Crim)\)?|SC [A-Z]{3}|"
    r"JCPC|CAT|UKCAT|IEHC|IESC(?:DET)?|IECA|IECC|IEDC|IEIC|JRC|JCA|GRC|CIGC|CICA|GCA|IMSC|TCACA"
)
_UK_DIVISION = (
    r"\((?:Admin|Fam|QB|KB|Ch|Comm|TCC|Pat|IPEC|Admlty|Costs|SCCO|Mercantile|IAC|AAC|LC|TC|TCC|GRC|HESC|"
    r"PC|T1|T2|T3|B|CT|Senior Courts Costs Office|OSS|PIP|HMRC|QBD|Div|Ch D|Property|Commercial)\)"
)
_UK = re.compile(
    rf"\[(?P<year>{_YEAR})\] ?(?P<court>{_UK_COURTS}) (?P<number>[1-9]\d{{0,5}}|0\d{{1,5}})"
    rf"(?: (?P<division>{_UK_DIVISION}))?(?!\d)"
)

_COMMONWEALTH_COURTS = (
    r"ZA[A-Z]{1,8}|HCA(?:Trans|SL)?|FCAFC|FCA|FedCFamC\d[AF]?|FamCA(?:FC)?|FMCA|FCCA|FWC(?:FB)?|"
    r"NSW[A-Z]{1,8}|VSC(?:A)?|VCAT|VCC|QCA|QSC|QDC|QCAT|QLC|SASC(?:FC|A)?|SADC|WASC(?:A)?|"
    r"WADC|TASSC|TASFC|ACTSC|ACTCA|NTSC|NTCA|AATA|ARTA|NZSC|NZCA|NZHC|NZFC|NZDC|NZEnvC|NZEmpC|NZIPT|"
    r"SGCA(?:\(I\))?|SGHC(?:\([A-Z]\)|F|R)?|SGDC|HKCFA|HKCFI|HKCA|HKDC|"
    r"KEHC|KECA|KESC|KEELRC|KEELC|UGSC|UGCA|UGHC(?:[A-Z]{2,4})?|UGCC|TZCA|TZHC|GHASC|NGSC|NGCA|NASC|"
    r"NAHC(?:MD)?|BWCA|BWHC|LSCA|LSHC|SZSC|SZHC|ZMSC|ZMCC|ZWSC|ZWCC|ZWHHC|MWSC|MWHC|"
    r"SCCA|SCSC|GMSC|SLSC|LRSC|EACJ|ECOWASCJ|AfCHPR|ACHPR|COMESACJ|CCJ|ECSC|TTCA|TTHC|JMCA|JMSC|BBCA|GYCA|"
    r"BZSC|FJCA|FJHC|FJSC|PGSC|PGNC|SBCA|SBHC|WSSC|WSCA|TOSC|TOCA|VUCA|VUSC|KICA|NRSC|"
    r"INSC|LKSC|LKCA|PKSC|BDSC|MYCA|MYFC|MYHC|MLJU|ECHR|IACHR|IACtHR|CAT|RWSC|RWCA"
)
_COMMONWEALTH = re.compile(
    rf"\[(?P<year>{_YEAR})\] ?(?P<court>{_COMMONWEALTH_COURTS}) (?P<number>[1-9]\d{{0,6}})"
    r"(?: (?P<division>\((?:GJ|GP|KZP|WCC|LAC|LCC|AC|A|I|HCF|HCR)\)))?(?!\d)"
)

_CANADIAN_COURTS = (
    r"SCC|CSC|FCA|CAF|FC|CF|TCC|CCI|CMAC|CACM|CHRT|TCDP|CITT|IRB|"
    r"ONCA|ONSC|ONCJ|ONLSHP|ONLTB|HRTO|ONWSIAT|QCCA|QCCS|QCCQ|QCTP|QCTDP|QCCM|QCTAT|BCCA|BCSC|BCPC|BCHRT|"
    r"ABCA|ABQB|ABKB|ABPC|ABCJ|SKCA|SKQB|SKKB|SKPC|"
    r"MBCA|MBQB|MBKB|MBPC|NSCA|NSSC|NSPC|NSSM|NBCA|NBQB|NBKB|NBPC|NBBR|PECA|PESC|PESCTD|NLCA|NLSC|NLSCTD|"
    r"NLPC|NLTD|YKCA|YKSC|YKTC|NWTCA|NWTSC|NWTTC|NUCA|NUCJ"
)
_CANADIAN = re.compile(
    rf"(?P<year>(?:19|20)\d\d) (?P<court>{_CANADIAN_COURTS}) (?P<number>[1-9]\d{{0,6}})"
    r"(?:,? ?\((?P<source>CanLII|BC CA|BC SC|ON CA|ON SC|SCC|QC CA|QC CS)\)|"
    rf"(?P<canlii> \([A-Z]{{2,3}}(?: [A-Z]{{2,4}})?\)))?(?![\d,]\d|\d)"
)
_US_STATES = re.compile(
    r"(?P<no>20\d\d (?:IL App \(\d(?:st|d|th)\)|IL|WI App|WI|UT App|UT|ND|SD|MT|NMSC|NMCA|WY|VT|ME|OK CR|"
    r"OK CIV APP|OK|COA|CO|PA Super|MSPB) (?:\d{1,6}(?:-U)?))(?!\d)"
)

# -- official collections --------------------------------------------------------------------------------------------
_GERMAN_COLLECTIONS = (
    r"BVerfGE|BVerfGK|BVerwGE|BGHSt|BGHZ|BAGE|BSGE|BFHE|BPatGE|RGSt|RGZ|RFHE|RAGE|PrOVGE|OGHSt|OGHZ|"
    r"BayObLGSt|BayObLGZ|BDiszGE|LVerfGE|ESVGH|OVGE"
)
_GERMAN = re.compile(
    rf"(?P<collection>{_GERMAN_COLLECTIONS})(?: ?(?:Bd\.|Band|Band Nr\.))? (?P<volume>\d{{1,3}}|(?:19|20)"
    rf"\d\d)(?:, ?|,? S\. ?|/)(?:S\. ?)?(?P<page>\d{{1,4}})(?!\d|/\d|\.\d\d)"
)
_GERMAN_NEXT = re.compile(
    r"(?: ?(?:<[^<>]{1,30}>|\([^()]{1,40}\)|, ?\d{1,4}(?: ?ff?\.?|-\d{1,4})?(?=[;<( ])|,? Rn\. ?\d{1,4})"
    r")?(?: ?(?:[mM]\. ?w\. ?N\.|ff?\.))? ?(?:;|und|sowie|, ?und)(?: vgl\.| auch| bereits| schon)* ?"
    r"(?P<no>(?P<volume>\d{1,3}), ?(?P<page>\d{1,4}))(?= ?(?:[;<(\[).,]|ff?\.|und|sowie|$))(?!\.\d|/)"
)
_SWISS = re.compile(
    r"(?P<no>(?P<collection>BGE|ATF|DTF|SFT) (?P<volume>\d{2,3}) (?P<part>I{1,3}[ab]?|IV|V|Ia|Ib)"
    r" (?P<page>\d{1,4}))(?!\d)"
)
_SWISS_NEXT = re.compile(
    r"(?: ?(?:,? ?(?:E\.|c\.|consid\.|cons\.|Erw\.) ?[\d.a-z/]{1,8}(?: ?(?:S\.|p\.)"
    r" ?\d{1,4}(?: ?ff?\.)?)?(?: ?(?:und|et|,) ?[\d.]{1,6})?|S\. ?\d{1,4}|p\. ?\d{1,4}|ff?\.))? ?(?:;|,|"
    r"und|et|e|sowie) ?(?:bzw\. |respektive )?(?P<no>(?P<volume>\d{2,3}) (?P<part>I{1,3}[ab]?|IV|V|Ia|Ib)"
    r" (?P<page>\d{1,4}))(?!\d)"
)
_BVGE = re.compile(r"(?P<no>(?:BVGE|ATAF|DTAF|TPF) (?:19|20)\d\d(?:[/ ](?:[IVX]{1,4}/)?\d{1,4}))(?!\d)")
_VFSLG = re.compile(
    r"(?P<no>(?P<collection>VfSlg|VwSlg)\.? ?(?:Nr\.? ?)?\d{1,2}\.?\d{3}(?: ?[AF])?(?: ?/ ?(?:19|20)"
    r"\d\d)?)(?!\d)"
)
_VFSLG_NEXT = re.compile(r" ?(?:,|und|;|sowie|bis) ?(?P<no>\d{1,2}\.\d{3}(?: ?[AF])?(?:/(?:19|20)\d\d)?)(?!\d)")
_SWEDISH = re.compile(
    r"(?P<no>(?:NJA(?: II)?|RH|HFD|RÅ|MIG|AD|MÖD|MD|PMÖD|RK)(?: ?(?:19|20)\d\d)(?: ?(?:s\.|:|ref\.|not\.?|"
    r"nr\.?) ?)[ABC]? ?\d{1,4}(?::[IVX]+)?)(?!\d)"
)
_NORWEGIAN = re.compile(r"(?P<no>Rt[.-]? ?(?:19|20)\d\d(?:-| ?s\. ?)\d{1,4})(?!\d)")
_FINNISH = re.compile(r"(?P<no>(?:KKO|KHO|MAO|HFD|HD)[ :]? ?(?:19|20)\d\d[: -](?:[A-Z]+ )?(?:II )?\d{1,4})(?!\d)")
_ARGENTINE = re.compile(r"(?P<no>Fallos ?:? ?\d{2,3} ?: ?\d{1,4})(?!\d)")
_ARGENTINE_NEXT = re.compile(r" ?(?:;|,|y) ?(?P<no>\d{3} ?: ?\d{1,4})(?!\d)")


def _uk_norm(match: re.Match[str]) -> str:
    division = f" {match['division']}" if match["division"] else ""
    return f"[{match['year']}] {match['court']} {match['number'].lstrip('0')}{division}"


def _canadian_norm(match: re.Match[str]) -> str:
    return f"{match['year']} {match['court']} {match['number']}"


def _swedish_norm(match: re.Match[str]) -> str:
    return re.sub(r"(?<=s\.|f\.|t\.) ?(?=\d)", " ", re.sub(r"(?<=\d) ?(?=s\.|ref|not|nr)", " ", str(match["no"])))


FORMS = FormList(
    Form("neutral.uk", _NEUTRAL, _UK, ("[",), _uk_norm),
    Form("neutral.commonwealth", _NEUTRAL, _COMMONWEALTH, ("[",), _uk_norm),
    Form("neutral.canada", _NEUTRAL, _CANADIAN, (), _canadian_norm, languages=frozenset({"en", "fr"})),
    Form("neutral.us_states", _NEUTRAL, _US_STATES, (), countries=frozenset({"USA"})),
    Form("neutral.swiss_administrative", _NEUTRAL, _BVGE, ("BVGE", "ATAF", "DTAF", "TPF")),
    Form(
        "neutral.swedish",
        _NEUTRAL,
        _SWEDISH,
        ("NJA", "RH", "HFD", "RÅ", "MIG", "AD", "MÖD", "MD", "RK"),
        _swedish_norm,
    ),
    Form("neutral.norwegian", _NEUTRAL, _NORWEGIAN, ("Rt",)),
    Form("neutral.finnish", _NEUTRAL, _FINNISH, ("KKO", "KHO", "MAO", "HFD", "HD")),
)


def find_neutral(text: str, setting: Setting) -> Iterator[Hit]:
    """Every neutral citation and collection reference in `text` (plain form)."""
    yield from FORMS.find(text, setting)
    yield from _series(
        text,
        _GERMAN,
        _GERMAN_NEXT,
        "neutral.german",
        (
            "BVerf",
            "BGH",
            "BVerwGE",
            "BAGE",
            "BSGE",
            "BFHE",
            "RG",
            "RAGE",
            "BPatGE",
            "OGHSt",
            "OGHZ",
            "BayObLG",
            "PrOVGE",
            "LVerfGE",
            "ESVGH",
            "OVGE",
            "BDisz",
        ),
    )
    yield from _series(text, _SWISS, _SWISS_NEXT, "neutral.swiss", ("BGE", "ATF", "DTF", "SFT"))
    yield from _series(text, _VFSLG, _VFSLG_NEXT, "neutral.austrian", ("VfSlg", "VwSlg"))
    yield from _series(text, _ARGENTINE, _ARGENTINE_NEXT, "neutral.argentine", ("Fallos",))


def _series(
    text: str, first: re.Pattern[str], following: re.Pattern[str], by: str, needs: tuple[str, ...]
) -> Iterator[Hit]:
    """A collection named once with several places of it (`BVerfGE 7, 198; 12, 113`): each place is a hit."""
    if not any(piece in text for piece in needs):
        return
    for match in first.finditer(text):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] == "/"):
            continue
        group = "no" if "no" in first.groupindex else 0
        name = "Fallos:" if by == "neutral.argentine" else str(match["collection"])
        yield Hit(*match.span(group), _NEUTRAL, _place(name, match[group], match), by)
        end = match.end()
        while match_next := following.match(text, end):
            yield Hit(*match_next.span("no"), _NEUTRAL, _place(name, match_next["no"], match_next), by)
            end = match_next.end()


def _place(name: str, written: str, match: re.Match[str]) -> str:
    groups = match.re.groupindex
    if "part" in groups:
        return f"{name} {match['volume']} {match['part']} {match['page']}"
    if "volume" in groups:
        return f"{name} {match['volume']}, {match['page']}"
    number = re.sub(r" ?([:/]) ?", r"\1", re.sub(r"^[A-Za-z.]+ ?:? ?", "", written))
    return f"{name} {number}"
