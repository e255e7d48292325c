"""Case and document numbers of international and mixed criminal courts, of the ICJ and the PCIJ.

Forms follow the courts' own registries: ICC Regulations of the Registry, reg. 24 (situation, case, document,
suffixes); ICTY, ICTR, MICT and SCSL case numbers with the stage as suffix; ECCC case files; KSC and STL numbers;
General List numbers and I.C.J. Reports of the ICJ.
"""

from __future__ import annotations

import re

from enrichment.decision import CitationKind
from enrichment.facts.forms import Form, FormList

_INTERNATIONAL = CitationKind.INTERNATIONAL
_EDGE = r"(?![A-Za-z0-9])(?!/\d)"


def _compact(match: re.Match[str]) -> str:
    number = match["no"] if "no" in match.re.groupindex else match[0]
    return str(number).replace(" ", "")


def _with_strokes(match: re.Match[str]) -> str:
    case, day, month, year, *parts = match["no"].split(" ")
    return "/".join((case, "-".join((day, month, year, *parts))))


def _general_list(match: re.Match[str]) -> str:
    return f"General List No. {match['no']}"


def _icj_reports(match: re.Match[str]) -> str:
    part = f" ({match['part']})" if match["part"] else ""
    return f"I.C.J. Reports {match['year']}{part}, p. {match['page']}"


_ICC = re.compile(
    r"ICC- ?(?:RoC\d{2}\(\d\)-\d{2}/\d{2}|(?:0[1-9]|[1-9]\d)/\d{2}(?:- ?\d{2}/\d{2})?)"
    r"(?:-(?:T-\d{1,3}|\d{1,5}))?"
    r"(?:-(?:Conf|Exp|Red\d{0,2}|Corr\d{0,2}|Anx[A-Za-z0-9.]{0,8}|t?[A-Z]{3}|US|SECRET|PUB|WT|CT\d{0,2}|"
    r"ET|OA\d{0,2}|A\d{0,2}"
    r"|[IVX]{1,5})(?![A-Za-z0-9]))*" + _EDGE
)
_STAGE = (
    r"(?:-(?:A?R ?\d{1,3}(?: ?(?:bis|ter|quater|[A-Z]))?(?:\.\d{1,3})*|[TAR]?bis(?:-R\d{1,3}(?:\.\d)?)?|"
    r"[TA]bis|PT|ES(?:\.\d)?|Misc\.? ?\d{0,2}"
    r"|R|T|A|I|S|D)(?![A-Za-z0-9]))*"
)
_AD_HOC = re.compile(
    r"(?:IT|ICTR|MICT)"
    r"-(?:(?:19|20)\d\d|[019]\d|2[0-6])- ?\d{1,3}[A-Z]?(?:/\d{1,2})?" + _STAGE + _EDGE
)
_SCSL = re.compile(
    r"SCSL-(?:20)?(?:0\d|1\d)-\d{1,2}(?:-(?:AR ?\d{1,3}(?:\([A-Z]\))?|PT|ES|T|A|I|R)(?![A-Za-z0-9]))*"
    r"(?:-\d{1,4})?" + _EDGE
)
_ECCC = re.compile(
    r"00\d(?:/\d{1,2})?/\d{2}-\d{2}-\d{4}[-/]ECCC(?:[-/](?:OC[IL]J|PTC|TC|SC|OCP|PT|Co-Prosecutors)(?:[ -]?\d{1,3})?)?"
    r"(?: ?\(\d{1,3}\))?(?:/\d{2})?(?![A-Za-z0-9])"
)
_ECCC_BARE = re.compile(r"(?P<no>00[1-4]/\d{2}-\d{2}-(?:19|20)\d\d)(?![\d/-])")
_ECCC_SCANNED = re.compile(r"(?P<no>00[1-4] \d\d \d\d 200[6-9](?: ECCC(?: OC[IL]J)?)?)(?! ?\d)")  # the strokes are lost
_ECCC_CASE_FILE = re.compile(
    r"(?:[Cc]ase [Ff]iles?|[Dd]ossiers?)(?: [Nn]o\.?| n°)? (?P<no>00[1-4](?:/[0-3])?)(?![\d/-])"
)
_KSC = re.compile(
    r"KSC-(?:BC|CA|SC|CC|PR|MC|OM)-\d{4}-\d{2}"
    r"(?:/(?:(?:CS|PL|IA|CA|RE|OM|PP|WP|CL|AL)\d{1,3}|F\d{5}(?:[A-Z]{2,4}\d?)?|A\d{2}|RED\d?|COR\d?|sqi|"
    r"srp|eng))*(?![A-Za-z0-9])"
)
_STL = re.compile(
    r"STL-\d{2}-\d{2}(?:/(?:[A-Z]{1,4}(?:/[A-Z]{1,4}){0,2}|[A-Z]{2}-\d{4}/\d{2}))?"
    r"(?:/(?:F\d{4}|AR\d{1,3}(?:\.\d)*|R\d{1,4}(?:bis|ter)?|A-\d|[A-Z]{2,3}))*(?![A-Za-z0-9])"
)
_STL_BEFORE_A_CASE = re.compile(r"CH/(?:PTJ|AC|PRES)/(?:2009|201\d)/\d{2,3}(?!\d)")
_ICJ_REPORTS = re.compile(
    r"I\.? ?C\.? ?J\.? (?:Reports|Recueil) (?P<year>(?:19|20)\d\d)(?: \((?P<part>I{1,3}|IV|V)\))?, ?p(?:p|"
    r"ages?)?\.? ?"
    r"(?P<page>\d{1,4})(?!\d)"
)
_CIJ_RECUEIL = re.compile(
    r"C\.? ?I\.? ?J\.? Recueil (?P<year>(?:19|20)\d\d)(?: \((?P<part>I{1,3}|IV|V)"
    r"\))?, ?p(?:p)?\.? ?(?P<page>\d{1,4})(?!\d)"
)
_GENERAL_LIST = re.compile(
    r"(?:General [Ll]ist|R[ôo]le g[ée]n[ée]ral)(?:,)? (?:[Nn][o°]s?\.?|N°) ?(?P<no>\d{1,3})(?![\d/])"
)
_PCIJ = re.compile(
    r"(?:P\.? ?C\.? ?I\.? ?J\.?|C\.? ?P\.? ?J\.? ?I\.?),? (?P<no>[Ss][eé]ries? (?:A/B|A|B|C|D|E|F)"
    r",? [Nn][o°]s?\.? ?\d{1,3})(?!\d)"
)
# the Strasbourg court's `Series A no. 26` is a publication of its judgments
_IACTHR = re.compile(
    r"(?!Series A,? no)[Ss]eri(?:e|es) (?P<series>[AC]),? (?:No\.?|Nº|N°|n[.ºo°]+|"
    r"núm\.) ?(?P<page>\d{1,3})(?!\d)"
)


def _series(match: re.Match[str]) -> str:
    return f"Series {match['series']} No. {match['page']}"


FORMS = FormList(
    Form("international.icc", _INTERNATIONAL, _ICC, ("ICC-",), _compact),
    Form("international.ad_hoc", _INTERNATIONAL, _AD_HOC, ("IT-", "ICTR-", "MICT-"), _compact),
    Form("international.scsl", _INTERNATIONAL, _SCSL, ("SCSL-",), _compact),
    Form("international.eccc", _INTERNATIONAL, _ECCC, ("ECCC",), _compact),
    Form("international.eccc", _INTERNATIONAL, _ECCC_SCANNED, norm=_with_strokes, shapes=("000 00 00 0000",)),
    Form("international.eccc", _INTERNATIONAL, _ECCC_BARE, ("/",), languages=frozenset({"en", "fr", "km"})),
    Form(
        "international.eccc_case_file",
        _INTERNATIONAL,
        _ECCC_CASE_FILE,
        ("ase File", "ase file", "ossier"),
        countries=frozenset({"KHM"}),
    ),
    Form("international.ksc", _INTERNATIONAL, _KSC, ("KSC-",), _compact),
    Form("international.stl", _INTERNATIONAL, _STL, ("STL-",), _compact),
    Form("international.stl", _INTERNATIONAL, _STL_BEFORE_A_CASE, ("CH/",)),
    Form("international.icj_reports", _INTERNATIONAL, _ICJ_REPORTS, ("Reports", "Recueil"), _icj_reports),
    Form("international.icj_reports", _INTERNATIONAL, _CIJ_RECUEIL, ("Recueil",), _icj_reports),
    Form("international.icj_general_list", _INTERNATIONAL, _GENERAL_LIST, ("ist", "néral", "neral"), _general_list),
    Form("international.pcij", _INTERNATIONAL, _PCIJ, ("erie", "érie")),
    Form("international.iacthr", _INTERNATIONAL, _IACTHR, ("erie",), _series),
)
