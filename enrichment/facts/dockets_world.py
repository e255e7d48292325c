"""Case numbers outside Europe and of the United Kingdom, and of human-rights bodies, sports and regional courts."""

from __future__ import annotations

import re

from enrichment.decision import CitationKind
from enrichment.facts.forms import Form, FormList

_DOCKET = CitationKind.DOCKET


def _countries(*codes: str) -> frozenset[str]:
    return frozenset(codes)


# -- United Kingdom, Ireland, Hong Kong ----------------------------------------------------------------------------
_UK_COURT_FILE = re.compile(
    r"(?P<no>(?:CO|PA|HU|EA|DA|DC|IA|AA|OA|VA|JR|UI|LP|RP|DCHU|UKSC|JCPC|UT|LC|UA|C[A-Z]?|A[1-4]|B[1-6]|"
    r"C[1-9]|T|TC|TCC|HT|HC|HP|HQ|FD|ZC|ZW|BV)/(?:(?:19|20)\d\d/\d{3,5}(?:/[A-Z0-9]{1,4})?|\d{3,5}/(?:19|"
    r"20)\d\d))(?![\d/])"
)
_UK_SUPREME = re.compile(r"(?P<no>(?:UKSC|JCPC) (?:19|20)\d\d/\d{4})(?![\d/])")
_UK_INFORMATION = re.compile(r"(?P<no>(?:EA|FT/EA)/?(?:19|20)\d\d/\d{4}(?:-\d{1,4})?(?:/[A-Z]{1,3})?)(?![\w/])")
_UK_CLAIM = re.compile(
    r"(?P<no>(?:AC|AD|BL|BR|CA|CC|CH|CL|CP|CR|E|EA|FD|FL|HC|HP|HT|IL|IP|KB|LM|PE|PT|QB|RL|SC|TC|TLQ|TR|UA|"
    r"UI|UKUT|UT|WG|LCA)-(?:19|20)\d\d-(?:[A-Z]{2,4}-)?\d{4,6}(?:-[A-Z]{1,4})?)(?![\w-])"
)
_UK_CROWN = re.compile(r"(?P<no>[TSUA](?:19|20)\d{2}\d{4,5})(?!\w)")
_UK_COMMISSIONER = re.compile(r"(?P<no>IC-\d{5,6}-[A-Z]\d[A-Z]\d)(?!\w)")  # the Information Commissioner
_UK_LISTED = re.compile(
    r"(?:[Nn]o|[Nn]os|[Nn]umber|[Rr]ef|NO|NUMBER)s?\.?:? (?P<no>(?:\d{9}[A-Z]\d|\d{12}[A-Z]\d|"
    r"[A-Z]{2}\d{2}[A-Z]\d{5}|[A-Z]{1,3}\d{2}[A-Z]{1,3}\d{3,5}|[A-Z]\d{2}[A-Z]{2}\d{3}|\d[A-Z]{2}\d{5}|"
    r"(?:19|20)\d\d F(?:olio|OLIO) \d{1,4}))(?!\w)"
)
_HONG_KONG = re.compile(
    r"(?P<no>(?:CACC|CACV|CAMP|CAQL|HCA|HCAL|HCB|HCCC|HCCT|HCCW|HCMA|HCMP|DCCC|DCCJ|FACC|FACV|FAMV|FAMC|"
    r"FAMP|KCCC|ESCC) ?\d{1,5}/(?:19|20)\d\d)(?!\d)"
)

# -- United States -------------------------------------------------------------------------------------------------
_US_DISTRICT = re.compile(
    r"(?P<no>(?:\d:)?\d{2}-(?:cv|cr|mc|mj|md|bk|ap|po|CV|CR|MC|MJ|MD|BK|AP|civ|CIV|crim|CRIM|Cr|Cv)"
    r"-?\d{2,6}(?:-[A-Z]{1,6}){0,5}(?:-\d{1,2})?)(?![\w-]\w)"
)
_US_DISTRICT_OLD = re.compile(r"(?P<no>\d{2}-\d{4,5}-(?:CR|CIV|CV|Civ|Cr)(?:-[A-Z][A-Za-z]{1,7}){0,3})(?!\w)")
_US_CALIFORNIA = re.compile(  # the Central District: `EDCV 09-01234 ABC (XYx)`
    r"(?P<no>(?:ED|SA|LA)?C[VR] ?\d{2}-\d{4,5}(?:[- ][A-Z]{2,4})?(?: ?\([A-Z][A-Za-z]{1,4}x?\))?)(?!\w)"
)
_US_CIVIL_ACTION = re.compile(
    r"(?:Civ(?:il)?\.?|Crim(?:inal)?\.?)"
    r"(?: A(?:ction)?\.?)?(?: Case)? No\.? (?P<no>\d{1,2}[-–][A-Za-z0-9][A-Za-z0-9-]{1,16}\d(?:[ (][A-Z]{2,4}\)?)?)"
    r"(?!\w)"
)
_US_APPEAL = re.compile(
    r"(?:Nos?\.|Docket|DOCKET|Dkt\.?(?: Nos?\.)?|NOS?\.|Case(?: Number| Nos?\.)?:?|Case Nos?\.|Number|No|"
    r"Appeal Nos?\.|(?:(?<=[ .]\d\d-\d{3})|(?<=[ .]\d\d-\d{4})|(?<=[ .]\d\d-\d{5}))(?:[&;,]|,? and| &)) "
    r"(?P<no>\d{2}-\d{2,5}(?:-(?:cv|cr|ag|pr|CV|CR|bk|op|L|XAP|ag\(L\)))?)(?!\d|"
    r"-\d|/)"
)
_US_STATE = re.compile(
    r"(?<!Pub\. L\. )(?<!P\.L\. )(?<!L\. )(?:Nos?\.|NOS?\.|Case|Docket|No)"
    r" (?P<no>(?:[A-Z]{1,4}[- ]?)?\d{2,4}-[A-Z]{0,3}-?\d{2,6}(?:-[A-Z]{1,4})*|\d[DC]\d{2}-\d{2,5}|"
    r"[ASBCDEFGH]\d{5,6}|\d{5,6}(?:-\d)?)(?!\w|-\w)"
)
_US_AGENCY = re.compile(r"(?:File|FILE) (?P<no>A(?:XXX|\d{2,3})[ -](?:XXX|\d{3})[ -](?:\d{3}|XXX))(?!\w)")

# -- Colombia: the file has 21 or 23 digits from the first instance on, the Supreme Court a number of its own ------
_CO_FILE_CLOSED_UP = re.compile(r"(?P<no>\d{5}31\d{14}(?:-?\d{2})?)(?!\d)")
_CO_SUPREME = re.compile(
    r"(?:RADICADO(?: INTERNO)?|[Rr]adica(?:do|ción)(?: interna?)?|Rad\.)(?: [Nn](?:[.º°o]{1,3}|"
    r"úm\.))?:? ?(?P<no>\d{5,6})(?![\d/.-])"
)
# -- Canada, South Africa, Israel, Africa --------------------------------------------------------------------------
_CA_TAX = re.compile(r"(?P<no>(?:19|20)\d\d-\d{1,4}\((?:IT|GST|EI|CPP|OAS|SEP)\)[A-Z]{1,3})(?!\w)")
_CA_ONTARIO = re.compile(r"COA-\d{2}-(?:CR|CV|OM)-\d{4}(?!\d)")  # Court of Appeal for Ontario, from 2022
_CA_QUEBEC = re.compile(r"(?P<no>\d{3}-\d{2}-\d{6}-\d{2,3})(?!\d)")
_CA_FEDERAL = re.compile(r"(?P<no>(?:A|T|IMM|DES|CMAC)-\d{1,5}-\d{2})(?![\w-])")
_CA_IMMIGRATION = re.compile(r"(?P<no>IMM-\d{1,5}-\d{2})(?![\w-])")
_CA_DOCKET = re.compile(
    r"(?:[Dd]ocket|DOCKET|[Dd]ossiers?|Registry|File)"
    r"s?(?: [Nn]os?\.?)?(?: ?:)? (?P<no>[CM]?\d{4,6}(?:-\d{1,3})?|[A-Z]{2}\d{5,6}|[A-Z]\d{5})(?![\w-])"
)
_ZA_CONSTITUTIONAL = re.compile(r"(?P<no>CCT ?\d{1,3}(?:[,/] ?\d{2,4})?/\d{2,4}|CCT ?\d{1,3}/\d{2})(?!\d)")
_ZA = re.compile(r"(?:[Cc]ase|CASE)(?: [Nn][Oo]s?\.?| [Nn]umber)?(?: ?:)? (?P<no>\d{1,6}/(?:19|20)?\d{2})(?![\d/])")
# the law reports of the Commonwealth put it before the neutral citation: `S v Basson (37/2003) [2004] ZACC 13`
_BEFORE_NEUTRAL = re.compile(
    r"\((?P<no>\d{1,6}/(?:(?:19|20)\d\d|\d\d)|[A-Z]{1,5} ?\d{1,5}/\d{2,4})(?=\)? ?[;,]? ?\[(?:19|20)\d\d\] [A-Z]{2})"
)
# the Commonwealth in words: `Miscellaneous Criminal Application 685 of 2010`
_OF_YEAR = re.compile(
    r"(?:Application|Appeal|Case|Petition|Suit|Cause|Revision|Reference|Review|Action|Matter)(?: [Nn]o\.?)? "
    r"(?P<no>\d{1,5} of (?:19|20)\d\d)(?!\d)"
)
_OF_YEAR_NEXT = re.compile(r"(?<=\d of \d\d\d\d and )(?P<no>\d{1,5} of (?:19|20)\d\d)(?!\d)")
_IL = re.compile(
    r"(?P<no>(?:[Cc]riminal (?:[Cc]ase|[Aa]ppeal)|Cr(?:im)?\.? ?[AC]\.?|HCJ|H\.C\.J?\.|C\.?A\.?|CrimA|ADA|"
    r"LCrimA)(?: No\.)? \d{1,5}/\d{2})(?![\d/])"
)
_INTER_AMERICAN = re.compile(r"(?P<no>OC-\d{1,2}/\d{2})(?![\d/])")
_INTER_AMERICAN_PETITION = re.compile(
    r"(?:[Cc]aso|[Pp]etici(?:ón|ones)|[Cc]ase|[Pp]etition) (?P<no>P-\d{1,4}-\d{2})(?!\d)"
)
_RW = re.compile(
    r"(?P<no>(?:R[SC]/(?:INJUST|REV|[A-Z]{2,8})/)?R[A-Z]{1,6} ?\d{4,5}/(?:19|"
    r"20)?\d{2}/[A-Z]{2,4}\d{0,3}(?:/[A-Z]{2,5})?)(?![A-Za-z]|/[A-Z])"
)

# -- Latin America -------------------------------------------------------------------------------------------------
_AR = re.compile(
    r"(?P<no>(?:F[A-Z]{2}|C[A-Z]{2}|CSJ|FMZ|CFP|CCC|CNT|CSS|COM|CIV|CAF|FCB) \d{1,6}(?:/\d{1,4})?/(?:19|"
    r"20)\d\d(?:/[A-Z]{0,3}\d{1,3}){0,5}|CSJ \d{1,5}/(?:19|20)"
    r"\d\d(?: \(\d{1,2}-[A-Z]\))?(?:/[A-Z]{0,3}\d{1,3}){0,4})(?![\d/])"
)
_CO_RULING = re.compile(r"(?P<no>(?:AC|SC|STC|STP|STL|SP|AP|SL|AL|ATC|ATP|ATL) ?\d{2,5}-(?:19|20)\d\d)(?!\d)")
_CO_FILE = re.compile(r"(?P<no>\d{5}-\d{2}-\d{2}-\d{3}-(?:19|20)\d\d-\d{4,5}-\d{2}(?:-\d{2})?)(?![\d-]\d)")
_CO_SHORT = re.compile(
    r"(?<!\w)[Rr]ad(?:icaci[oó]n|icado)?\.? ?(?:[Nn][.º°o]{1,3} ?)?:? ?(?P<no>(?:(?:19|20)"
    r"\d\d-\d{3,6}|\d{4,6})(?:-\d{2})?)(?![\d-]\d|\d)"
)
_GT = re.compile(
    r"[Ee]xpedientes?(?: acumulados)?(?:[ ]?(?:[Nn][oº°]?s?\.?|[Nn]úm(?:ero)?s?\.?)"
    r")?(?: ?:)? ?(?P<no>\d{1,5}-(?:\d{4}|\d{2}))(?![\d-])"
)
_UY = re.compile(r"(?:IUE|I\.U\.E\.|[Ff]icha|FICHA)(?: ?:)? ?(?P<no>\d{1,4}-\d{1,6}/(?:19|20)\d\d)(?!\d)")
_CL = re.compile(
    r"[Rr]ol(?:es)?(?: (?:[Nn][.º°]{1,2}s?|[Nn]úm(?:ero)?s?\.?))? ?(?P<no>(?:[A-Z]-)?\d{1,6}(?:\.\d{3})?-(?:(?:19|"
    r"20)\d\d|\d\d))(?![\d-])"
)
_ES_RULING = re.compile(
    r"(?:[Cc]asación|[Aa]cuerdo [Pp]lenario|[Rr]\. ?N\.|[Rr]evisión)(?: (?:[Nn][.º°]{1,2}|[Nn]úm\.))? ?"
    r"(?P<no>\d{1,6}-(?:19|20)\d\d)(?![\d-])"
)
_AR_CAUSE = re.compile(
    r"(?:[Cc]ausas?|[Ee]xpte\.|[Ee]xpedientes?|[Ll]egajo)(?: (?:[Nn][º°ro.]{1,3}|[Nn]úm(?:ero)?\.?)"
    r")? (?P<no>[A-Z]{0,4} ?\d{1,6}/(?:19|20)?\d{2}(?:/\d{1,3})?)(?![\d/])"
)

# -- human-rights bodies, regional courts, arbitration -------------------------------------------------------------
_UN = re.compile(
    r"(?P<no>(?:CAT|CCPR|CEDAW|CERD|CRPD|CED|CRC|CESCR|E/C\.12) ?/C/\d{1,3}/(?:D|DR)/\d{1,5}/(?:19|20)"
    r"\d\d(?:/Rev\.\d)?)(?![\d/])"
)
_UN_COMMUNICATION = re.compile(
    r"(?:[Cc]ommunications?|[Cc]omm\.?|[Cc]omplaints?|COMMUNICATION|[Cc]omunicaci(?:ón|ones))"
    r" (?:(?:[Nn]os?\.?|n[°º]s?|[Nn]úms?\.) ?)?(?P<no>\d{1,5}/(?:(?:19|20)\d\d|[089]\d|1\d))(?![\d/])"
)
_AFRICAN_COURT = re.compile(
    r"(?:[Aa]pplications?|APPLICATIONS?|[Rr]equ[êe]tes?|REQU[ÊE]TES?) (?:[Nn][oO°]s?\.?)"
    r" ?(?P<no>\d{3}/(?:19|20)\d\d)(?![\d/])"
)
_AFRICAN_LISTED = re.compile(r"(?P<no>0\d\d/20(?:0[6-9]|[12]\d))(?![\d/])")
_ECOWAS = re.compile(r"(?P<no>EC[WC]/ ?CCJ/(?:APP|JUD|RUL|WG|ADV|ORD|REV)/\d{1,3}(?:/REV)?/\d{2}(?:/REV)?)(?![\d])")
_CAS = re.compile(
    r"(?:CAS|TAS) (?P<no>(?:(?:OG|ad hoc|ADD|CG|WG) ?)?(?:19|20)?\d{2}/(?:A|O|ADD|OG|AHD)?/?\d{1,5})"
    r"(?![\d/])"
)
_CAS_NEXT = re.compile(r"(?<=/[AO]/\d{4} & )(?P<no>\d{4})(?![\d/])")
_CAS_PLAIN = re.compile(r"(?P<no>(?:19|20)\d\d/(?:ADD|A|O|OG)/\d{1,5})(?![\d/])")


def _hyphen(match: re.Match[str]) -> str:
    return str(match["no"]).replace("–", "-")


def _international(match: re.Match[str]) -> bool:
    """After a number sign or another number, not after the word for a law or a summons."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    return (
        re.search(r"(?:[Nn]os?\.?|[Nn]°|&|and|et|,|Application|Requête) ?$", before) is not None
        and re.search(r"summons|[Ll]aw|[Ll]oi|[Dd]ecree|Regulation|Circular", before) is None
    )


FORMS = FormList(
    Form("docket.uk_court_file", _DOCKET, _UK_COURT_FILE, ("/19", "/20"), countries=_countries("GBR")),
    Form("docket.uk_court_file", _DOCKET, _UK_SUPREME, ("UKSC ", "JCPC ")),
    Form("docket.uk_court_file", _DOCKET, _UK_INFORMATION, ("EA",), languages=frozenset({"en"})),
    Form(
        "docket.uk_claim", _DOCKET, _UK_CLAIM, ("-19", "-20"), languages=frozenset({"en"}), countries=_countries("GBR")
    ),
    Form(
        "docket.uk_crown",
        _DOCKET,
        _UK_CROWN,
        countries=_countries("GBR"),
        shapes=("T00000000", "S00000000", "U00000000", "A00000000"),
    ),
    Form("docket.uk_commissioner", _DOCKET, _UK_COMMISSIONER, ("IC-",), languages=frozenset({"en"})),
    Form("docket.uk_listed", _DOCKET, _UK_LISTED, (), countries=_countries("GBR")),
    Form("docket.hong_kong", _DOCKET, _HONG_KONG, ("/19", "/20"), languages=frozenset({"en"})),
    Form(
        "docket.us_district",
        _DOCKET,
        _US_CALIFORNIA,
        ("CV", "CR"),
        languages=frozenset({"en"}),
        countries=_countries("USA"),
        shapes=("00-0000",),
    ),
    Form(
        "docket.us_district",
        _DOCKET,
        _US_DISTRICT,
        (
            "-cv",
            "-cr",
            "-CR",
            "-CV",
            "-mc",
            "-mj",
            "-md",
            "-bk",
            "-Cr",
            "-Cv",
            "-civ",
            "-CIV",
            "-crim",
            "-MC",
            "-MJ",
            "-MD",
            "-BK",
            "-po",
            "-ap",
            "-AP",
        ),
        _hyphen,
        shapes=("00-c", "00-m", "00-b", "00-a", "00-p", "00-C", "00-M", "00-B", "00-A"),
    ),
    Form(
        "docket.us_district",
        _DOCKET,
        _US_DISTRICT_OLD,
        ("-CR", "-CIV", "-CV", "-Civ", "-Cr"),
        _hyphen,
        shapes=("00-0000",),
    ),
    Form("docket.us_civil_action", _DOCKET, _US_CIVIL_ACTION, ("Civ", "Crim"), _hyphen, languages=frozenset({"en"})),
    Form("docket.us_appeal", _DOCKET, _US_APPEAL, ("-",), _hyphen, countries=_countries("USA"), shapes=("00-00",)),
    Form("docket.us_state", _DOCKET, _US_STATE, ("No", "NO", "Case", "Docket"), _hyphen, countries=_countries("USA")),
    Form("docket.us_agency", _DOCKET, _US_AGENCY, ("File", "FILE"), countries=_countries("USA")),
    Form("docket.ca_quebec", _DOCKET, _CA_QUEBEC, ("-",), shapes=("000-00-000000-00",)),
    Form("docket.co", _DOCKET, _CO_FILE_CLOSED_UP, ("31",), languages=frozenset({"es"})),
    Form("docket.co", _DOCKET, _CO_SUPREME, ("ADICA", "adica", "Rad."), languages=frozenset({"es"})),
    Form("docket.ca_tax", _DOCKET, _CA_TAX, ("(IT)", "(GST)", "(EI)", "(CPP)", "(OAS)", "(SEP)")),
    Form("docket.ca_ontario", _DOCKET, _CA_ONTARIO, ("COA-",)),
    Form("docket.ca_federal", _DOCKET, _CA_IMMIGRATION, ("IMM-",), shapes=("0-00",)),
    Form(
        "docket.ca_federal",
        _DOCKET,
        _CA_FEDERAL,
        ("A-", "T-", "IMM-", "DES-", "CMAC-"),
        countries=_countries("CAN"),
        shapes=("0-00",),
    ),
    Form(
        "docket.ca", _DOCKET, _CA_DOCKET, ("ocket", "DOCKET", "ossier", "Registry", "File"), countries=_countries("CAN")
    ),
    Form("docket.za_constitutional", _DOCKET, _ZA_CONSTITUTIONAL, ("CCT",)),
    Form(
        "docket.za",
        _DOCKET,
        _ZA,
        ("ase", "ASE"),
        countries=_countries("ZAF", "KEN", "UGA", "NGA", "GHA", "LBR", "NAM", "BWA"),
    ),
    Form("docket.before_neutral", _DOCKET, _BEFORE_NEUTRAL, ("[19", "[20"), edge=False),
    Form("docket.of_year", _DOCKET, _OF_YEAR, (" of ",), languages=frozenset({"en"})),
    Form("docket.of_year", _DOCKET, _OF_YEAR_NEXT, (" and ",), languages=frozenset({"en"})),
    Form("docket.il", _DOCKET, _IL, ("/",), shapes=("0/00",)),
    Form("docket.inter_american", _DOCKET, _INTER_AMERICAN, ("OC-",)),
    Form("docket.inter_american", _DOCKET, _INTER_AMERICAN_PETITION, ("P-",)),
    Form("docket.rw", _DOCKET, _RW, ("/",), languages=frozenset({"rw"}), countries=_countries("RWA")),
    Form("docket.ar", _DOCKET, _AR, ("/19", "/20"), languages=frozenset({"es"}), countries=_countries("ARG")),
    Form("docket.co", _DOCKET, _CO_RULING, ("-19", "-20"), languages=frozenset({"es"}), shapes=("00-0000",)),
    Form("docket.co", _DOCKET, _CO_FILE, ("-19", "-20"), shapes=("00000-00-00-000-",)),
    Form("docket.co", _DOCKET, _CO_SHORT, ("rad", "Rad"), languages=frozenset({"es"}), shapes=("0000",)),
    Form("docket.gt", _DOCKET, _GT, ("xpediente",), languages=frozenset({"es"})),
    Form("docket.uy", _DOCKET, _UY, ("IUE", "I.U.E", "icha", "ICHA"), languages=frozenset({"es"})),
    Form("docket.cl", _DOCKET, _CL, ("Rol", "rol"), languages=frozenset({"es"}), shapes=("0-00",)),
    Form("docket.es_ruling", _DOCKET, _ES_RULING, ("asación", "cuerdo", "N.", "evisión"), languages=frozenset({"es"})),
    Form("docket.es_cause", _DOCKET, _AR_CAUSE, ("ausa", "xp", "egajo"), languages=frozenset({"es"})),
    Form("docket.un", _DOCKET, _UN, ("/C/",)),
    Form(
        "docket.un_communication",
        _DOCKET,
        _UN_COMMUNICATION,
        ("ommunication", "omplaint", "omm.", "omm ", "OMMUNICATION", "omunicac"),
        shapes=("0/0",),
    ),
    Form("docket.african_court", _DOCKET, _AFRICAN_COURT, ("pplication", "PPLICATION", "equ", "EQU")),
    Form(
        "docket.african_court",
        _DOCKET,
        _AFRICAN_LISTED,
        ("/20",),
        holds=_international,
        languages=frozenset({"en", "fr"}),
        shapes=("000/0000",),
    ),
    Form("docket.ecowas", _DOCKET, _ECOWAS, ("CCJ/",)),
    Form("docket.cas", _DOCKET, _CAS, ("CAS", "TAS")),
    Form("docket.cas", _DOCKET, _CAS_NEXT, (" & ",)),
    Form("docket.cas", _DOCKET, _CAS_PLAIN, ("/A/", "/O/", "/ADD/", "/OG/"), countries=_countries("CHE")),
)
