"""Case numbers of European courts whose form alone (or with its sign) tells them: EU, France, Belgium, Netherlands,
Switzerland, Austria's high courts, Liechtenstein, the Nordic states, Spain, Portugal, Lithuania, the former Yugoslavia.
"""

from __future__ import annotations

import re

from enrichment.decision import CitationKind
from enrichment.facts.forms import Form, FormList

_DOCKET = CitationKind.DOCKET


def _countries(*codes: str) -> frozenset[str]:
    return frozenset(codes)


def _eu(match: re.Match[str]) -> str:
    return re.sub(r"\s*-\s*", "-", match[0].strip())


def _eu_blank(match: re.Match[str]) -> str:
    return str(match["no"]).replace(" ", "-")


def _pourvoi(match: re.Match[str]) -> str:
    """The Court of Cassation writes `22-80.057`; data bases also `22-80057`."""
    digits = re.sub(r"\D", "", match["no"])
    return f"{digits[:2]}-{digits[2:4]}.{digits[4:]}"


def _squeeze(match: re.Match[str]) -> str:
    number = match["no"] if "no" in match.re.groupindex else match[0]
    return str(number).replace(" ", "")


def _swedish(match: re.Match[str]) -> str:
    return f"{match['type']} {match['number']}"


# -- Court of Justice, General Court, Civil Service Tribunal ---------------------------------------------------------
_EU_SUFFIX = (
    r"(?: (?:PPU|P-R|P-DEP|P-REV|RENV|RX|REV|DEP|OP|SA|AJ|TO|R|P)"
    r"(?:-[A-Z]{1,4})*(?: ?\(R\))?(?: ?[IVX]{1,3})?(?![\w.]|/)(?!\[))?"
)
_EU = re.compile(r"[CTF] ?- ?\d{1,4}/(?:[5-9]\d|[0-4]\d)(?![\d/-])" + _EU_SUFFIX)
_EU_BLANK = re.compile(r"(?P<no>C \d{1,3}/(?:[09]\d|[12]\d))(?![\d/-])")
_EU_REPORTED = re.compile(
    r"(?P<no>\d{1,3}/(?:5[4-9]|[678]\d))(?=(?:(?:,| and| to) \d{1,3}/\d\d){0,20},? (?:ECLI:)?EU:C:)"
)
_EU_OPINION = re.compile(r"(?:Gutachten|Opinion|Avis|Advies|Dictamen|[Yy]ttrande) (?P<no>[1-9]/\d{2})(?![\d/])")
_EU_OLD = re.compile(
    r"(?:[Cc](?:(?<!Criminal .)ases?|aus[ae])|[Rr](?:s\.|echtssachen?)|[Aa](?:ffaires?(?: jointes)?|sia|suntos?)|"
    r"[Zz]a(?:ak|ken)|[Mm]ål(?:en)?|[Ss]ag(?:er)?|[Pp]rocessos?|verb\. Rs\.) "
    r"(?:nr\.? )?(?P<no>[1-9]\d{0,2}/(?:5[4-9]|[678]\d))(?![\d/-])"
)

# -- France, Belgium, Luxembourg -----------------------------------------------------------------------------------
_POURVOI = re.compile(r"(?P<no>(?:[A-Z] )?\d{2}-[1-9]\d\.?\d{3})(?![\d-]|\.\d|/\d)")
_RG = re.compile(
    r"(?:RG|R\.G\.|[Rr]épertoire général|[Rr]ôle général)(?: ?:? ?(?:[Nn][°os]{1,2}|[Nn]uméro|[Nn]r\.?)"
    r")?(?: ?:)? ?(?:RG )?(?P<no>\d{2,4}/\d{3,6})(?![\d/])"
)
_RG_AFTER = re.compile(
    r"[Nn][°o] ?(?:de )?(?:RG|R\.G\.)"
    r" ?(?:[Nn]°)?:? ?(?P<no>\d{2,4}/\d{3,6}(?:-[A-Z0-9]{1,4}(?:-[A-Z0-9]{1,4})*)?)(?![\d/])"
)
_CONSEIL_ETAT = re.compile(
    r"(?:[Cc]onseil d'[EÉ]tat|CE|C\.E\.|[Ss]ous le n[°o]|[Ss]ous les n[°o]s|[Rr]equ[êe]tes? n[°o]s?|"
    r"[Dd]écisions? n[°o]s?|pourvois? n[°o]s?|[Aa]rrêts? n[°o]s?)[^.;()\d]{0,40}?"
    r"(?P<no>[1-4]\d{5})(?![\d/.-]\d|\d| ?(?:€|euros|F))"
)
_NUMBERED_FRENCH = re.compile(
    r"[Nn](?:°s?|os?) ?(?P<no>[1-4]\d{5}|\d{8}|\d{2}[A-Z]{2}\d{5})(?!\d|[.,/-]\d| ?(?:€|euros))"
)
_PORTALIS = re.compile(r"Portalis:? (?P<no>[A-Z0-9]{4}-[A-Z0-9]-[A-Z0-9]{3}-[A-Z0-9]{4,5})(?![\w-])")
_CNDA = re.compile(r"[Nn]° ?(?P<no>\d{2}0\d{5})(?!\d|[.,/-]\d| ?(?:€|euros))")  # National Court of Asylum
_CAA = re.compile(r"(?P<no>\d{2}(?:PA|LY|MA|BX|NT|NC|DA|VE|TL|DO)\d{5})(?!\w)")
_CONSTITUTIONNEL = re.compile(
    r"(?P<no>(?:19|20)\d\d-\d{1,4}(?:/\d{1,4}(?:/\d{1,4})*)? (?:DC|QPC|L|LP|AN|SEN|I|PDR|REF|FNR|ORGA|RIP|"
    r"LOM|ELEC))(?!\w)"
)
_BE_CASSATION = re.compile(r"(?P<no>[CDFGHPS]\.\d{2}\.\d{4}\.[FN])(?!\w|\.\d)")
_BE_CONSTITUTIONAL = re.compile(
    r"(?:[Aa]rrêts?|[Aa]rrest(?:en)?|[Uu]rteile?|[Jj]udgments?|ARR[ÊE]T|l'arrêt)"
    r"(?: de la Cour(?: constitutionnelle| d'arbitrage)?| van het (?:Grondwettelijk )?Hof|"
    r" du Conseil d'[EÉ]tat)? "
    r"(?:[Nn](?:[°or]|os|rs?|\(cid:176\))s?\.? ?)(?P<no>\d{1,3}/(?:19|20)?\d{2}|\d{2,3}\.\d{3})(?![\d/]|\.\d)"
)
_DAY = r"\d{1,2}(?:er)? [a-zéû]{3,9} (?:19|20)\d\d"
_BE_CONSTITUTIONAL_SHORT = re.compile(
    rf"(?:GwH|Grondwettelijk Hof|Arbitragehof|C(?:our|\.) ?const(?:itutionnelle|\.)|Cour d'arbitrage|C\.C\.)"
    rf"(?:,? {_DAY},?)?,? (?:[Nn](?:°|o\.?|r\.?) ?)?(?P<no>\d{{1,3}}/(?:19|20)?\d{{2}})(?![\d/])"
)
# an ordinary court's number after its name and day: `cour d'assises de Paris du 4 juillet 2018 (n° 16/0011)`
_FR_DATED = re.compile(
    rf"(?:(?:[Aa]rrêt|[Jj]ugement|[Oo]rdonnance|[Dd]écision)[^;()\n]{{0,80}}? (?:du|le|,) {_DAY}|"
    r"(?<!\w)(?:Cass\.|[Cc]our (?:d'(?:appel|assises)|de cassation|administrative d'appel)|[Tt]ribunal|TGI|TJ|CA|CNDA|"
    rf"Conseil d'[EÉ]tat|CE|CAA|TA|ch\.)(?![a-z])[^;()\n]{{0,80}}?(?:(?:du|le|,) {_DAY}|,))"
    r",? ?\(?(?:requête |aff\. |RG )?[Nn](?:°s?|os?) ?(?P<no>\d{2}/\d{3,5}|[1-4]\d{5}|\d{8})(?!\d|[.,/-]\d)"
)
_FR_NUMBER_AND_DAY = re.compile(rf"[Aa]rrêt n° ?(?P<no>\d{{1,4}}) (?:rendu )?(?:du|le) {_DAY}")
_FR_PROSECUTION = re.compile(
    r"(?:RP|[Pp]arquet|[Ii]nstruction)(?: n°)? ?:? ?(?P<no>\d{1,4}/\d{2}(?:/[A-Z0-9]{1,4})?|\d{10,11}|"
    r"P ?\d{10,12})(?![\d/])"
)
_BE_QUOTED = re.compile(r"(?:n°|nos|et|,) (?P<no>\d{1,3}/(?:19|20)\d\d)(?=,? (?:précité|\(ECLI:BE))")
_BE_ROLE = re.compile(
    r"(?:[Rr]ôles?|[Rr]olnummers?|[Gg]eschäftsverzeichnisnummern?|[Nn]uméros? du rôle)(?: [Nn](?:°s?|os?|"
    r"rs?)\.?)?(?: ?:)? (?P<no>\d{3,4})(?![\d/.-]\d|\d)"
)
_BE_FRONT = re.compile(r"N(?:o|°|r\.?) ?(?P<no>\d{1,3}/(?:19|20)?\d{2}) (?:Arrêt|Arrest|du|van|vom)(?!\w)")
# -- Netherlands ---------------------------------------------------------------------------------------------------
_NL = _countries("NLD")
_NL_LANGUAGE = frozenset({"nl"})
_NL_PARKET = re.compile(r"(?P<no>\d{2}[/.-]\d{6} ?- ?\d{2})(?![\d/-])")
_NL_TEN = re.compile(
    r"(?:[Rr]olnummers?|[Pp]arketnummers?|[Rr]olnr\.?|[Pp]arketnr\.?|[Zz]aaknummers?|[Nn]ummer)"
    r"(?: ?:)? (?P<no>\d{2}-?\d{6}-?\d{2}(?:-\d)?)(?!\d)"
)
_NL_COURT_OF_APPEAL = re.compile(r"(?P<no>(?:200|10[4-9])\.\d{3}\.\d{3}(?:/\d{2})?(?:-?[A-Z]{1,3}\b)?)(?![\d.])")
_NL_CIVIL = re.compile(
    r"(?P<no>(?:HA ZA|KG ZA|HA RK|FA RK|KG RK|EX RK|JE RK|OBZ|FT RK|FT EA|KL ZA|EJ VERZ|CV EXPL|VZ VERZ|"
    r"AZ|HZ|KZ|HAR|CV|EXPL|KK EXPL|R-nr)[ :]\d{2,4}[-./]\d{1,5}(?:-\d{1,2})?)(?![\d/])"
)
_NL_CIVIL_NUMBER = re.compile(
    r"(?P<no>[C]\d{0,2}/ ?\d{2}/ ?\d{5,6}(?: ?/ ?(?:[HKFJ][A-Z] ?[ZR][AK] ?\d{2}-\d{1,5}))?)(?![\d/])"
)
_NL_CIVIL_OLD = re.compile(
    r"(?P<no>\d{5,8} ?/? ?(?:HA ZA|KG ZA|HA RK|FA RK|CV EXPL|JE RK|EJ VERZ|EB VERZ|VV EXPL|VZ VERZ|AZ VERZ)"
    r" ?\d{2}-\d{1,5})(?!\d)"
)
_NL_ADMIN = re.compile(
    r"(?P<no>(?:AWB|SGR|ARN|AMS|ROT|UTR|BRE|LEE|SHE|HAA|ZWO|ALK|ASS|BREDA|DOR|GRO|LEEUW|MAA|MID|OBR|ROE|"
    r"ZUT|NHO|OVE|GEL|LIM|ZWB|MNE|NNE|DHA|BK|KK|WBP|CBB|HAAR|AWBHAA) ?-?\d{2} ?/ ?\d{1,5}(?:-[A-Z]\d?)?)"
    r"(?:[A-Z ]{0,6})(?![\d/])"
)
_NL_ASYLUM = re.compile(r"(?P<no>NL\d{2}\.\d{3,6})(?!\d)")
_NL_COUNCIL_ABROAD = re.compile(r"(?P<no>20\d{7}/\d/[A-Z]\d{1,2})(?![\w/])")  # with its chamber it is no other number
_NL_COUNCIL = re.compile(r"(?P<no>(?:19|20)\d{2}0?\d{4,5}/\d{1,2}(?:/[A-Z]{1,2}\d{1,2}|/V\d)?)(?![\d/])")
_NL_HR_NUMBER = re.compile(
    r"(?:(?:[Nn]ummers?|[Nn]r\.?|[Nn]rs\.?|[Zz]aaknummers?|[Zz]aaknr\.?|[Rr]olnummers?|Nr\.|"
    r"[Gg]riffienummer|Strafkamer nr\.|Hoge Raad|Conclusie|zaken|zaak|en|S|C|H|P|B|R|HR|A-G|LJN|met|"
    r"met de zaken|kenmerk)(?: ?:)? )"
    r"(?:\(?[SCHPBR] )?(?P<no>[SCHPBR]?\d{2}/\d{4,5}(?: ?[A-Z](?:V|W|B|P|H|J|A)?\b)?)(?![\d/]|-\d)"
)
# in brackets behind the day, or alone in its line
_NL_HR_BARE = re.compile(r"(?:(?<=\()|^)\d{2}/\d{5}(?: [A-Z])?(?=\)|$)")
_NL_HR_TYPED = re.compile(r"(?P<no>[CRSPH]\d{2}/\d{3,5}(?:HR)?)(?![\d/-])")
_NL_HR_DOTTED = re.compile(
    r"(?:HR|Hoge Raad),? \d{1,2} [a-z]{3,9} (?:19|20)\d\d, (?:nr\. |griffienr\. |"
    r"rolnr\. )?(?P<no>\d{2,3}\.\d{3})(?![\d.]\d|\d)"
)
# the tax chamber's numbers before 2000, in a list: `onder de nrs. 12.345 onderscheidenlijk 12.346`
_NL_HR_LISTED = re.compile(
    r"(?:(?:onder|met|met rolnummer|in) (?:de )?(?:nrs?\.|nummers?|rolnummers?) |(?<=nrs\. \d\d\.\d\d\d) "
    r"(?:en|onderscheidenlijk|respectievelijk) )(?P<no>\d{2}\.\d{3})(?![\d.]\d|\d)"
)
_NL_CRVB = re.compile(
    r"(?P<no>\d{2}/\d{1,5}(?: (?:AW|WAO|WIA|WW|WWB|PW|ZW|AOW|ANW|AKW|WAZ|WAJONG|Wajong|WMO|WMO15|MAW|WUV|"
    r"WUBO|AWBZ|ZVW|TW|NABW|BPW|WLZ|JW|WSF|WVG|REA|IOAW|CSV|KWB|BBZ)){1,2})(?![\w/])"
)
_NL_TRADE = re.compile(r"(?P<no>\d{2}/\d{4}/\d{2,3}/\d{3})(?![\d/])")  # College van Beroep, until about 2000
_NL_LJN = re.compile(
    r"LJN(?:[- ]?(?:nummers?|nr\.?))?(?: ?[:=])? ?(?:ECLI:NL:[A-Z]+:\d{4}:)?(?P<no>[A-Z]{2} ?\d{4})(?!\d)"
)

# -- Austria, Switzerland, Liechtenstein ---------------------------------------------------------------------------
_AT_ADMIN = re.compile(r"(?P<no>(?:(?:Ra|Ro|Fr|Fe|Ko|So) ?)?(?:19|20)\d\d/\d{2}/\d{4}(?:(?:-| bis )\d{1,4})?)(?![\d/])")
_AT_OLD_ADMIN = re.compile(r"(?P<no>\d{2}/\d{2}/\d{4})(?![\d/])")
_AT_BVWG = re.compile(r"(?P<no>[GILW]\d{3} \d{7}-\d/\d{1,3}[EZ])(?!\w)")
_CH_FEDERAL = re.compile(r"(?P<no>[1-9][A-Z]{1,2}[_.]\d{1,4}/(?:19|20)\d\d)(?![\d/])")
_CH_STAGE = re.compile(
    r"(?P<no>(?:SK|CA|CN|CR|BB|BG|BH|BK|BP|BV|BE|RR|RP|RH|SN|CP|BS|AU|TPF|AVV|VB|VD|UE|IV|KV|AL|EL|SBK|"
    r"SST|ZBE|ZSU|ZOR|WBE|VBE|WNR|BES|BEZ|ZB|HG|ZK|LF|LE|AN|AB|B|K|F|FZ|KG|AC|AK|AVI|EL|KES|BR|BRP|UV|EE|"
    r"HE|RU|BO|FO|ST|SR|OG|SV|LA|PC|KO|CG|JG|UR|RS|KG|NP|SO|PG)"
    r"\.(?:19|20)\d\d\.\d{1,5}(?:-\d{1,4})?)(?![\d.]\d|\d)"
)
_CH_AARGAU = re.compile(r"(?P<no>(?:EBVU|BVURA) \d{2}\.\d{1,4})(?!\d)")
_CH_ADMIN = re.compile(r"(?P<no>[A-F]-\d{1,5}/(?:19|20)\d\d)(?![\d/])")
_CH_CANTON = re.compile(
    r"(?P<no>(?:ATA|ATAS|ACJC|ACPR|AARP|JTPI|JTAPI|TAPI|JTDP|CAPH|DAAJ|DCSO|ACST|DCBA|A|C|P|AIDSO)"
    r"/\d{1,6}/(?:19|20)\d\d(?:-[A-Z]{3,6}(?!\w))?)(?![\d/])"
)
_CH_GENEVA = re.compile(
    r"(?P<no>(?:ATA|ATAS|ACJC|ACPR|AARP|JTPI|JTAPI|TAPI|JTDP|CAPH|DAAJ|DCSO|ACST|DCBA|AIDSO)/\d{1,5}/(?:19|"
    r"20)\d\d)(?![\d/])"
)
_CH_ZURICH_CUED = re.compile(
    r"Zürich[^;()\n]{0,40}?(?:,|Geschäfts-?[Nn]r\.:?|vom) (?:\d{1,2}\. ?\w+ (?:19|20)\d\d,? )?(?:Nr\. )?"
    r"(?P<no>[A-Z]{2}\d{6}(?:-[A-Z](?:/[A-Z0-9]{1,3})*)?)(?!\w)"
)
_CH_ZURICH = re.compile(r"(?P<no>[A-Z]{2}\d{6}(?:-[A-Z](?:/[A-Z0-9]{1,3})*)?)(?!\w)")
_LI = re.compile(r"(?P<no>\d{2} (?:[A-Z]{2})[. ](?:19|20)\d\d\.\d{1,5}(?:-\d{1,4})?)(?![\d.]\d|\d)")
# with the sheet of the file, without which it could be a paper's number: `9 Rs 143/97-24`
_LI_SHEET = re.compile(r"(?P<no>(?:\d{1,2} )?(?:Rs|Vr|C|P|Hp|Cg|Ur|Pg) ?\d{1,4}/\d{2}-\d{1,4})(?![\d/-])")
_LI_ACTIVE_SHEET = re.compile(  # signs that no other State's numbers have with a sheet
    r"(?P<no>(?:\d{1,2} )?(?:Rs|Vr|Hp|Cg|Ur|Pg) ?\d{1,4}/\d{2}-\d{1,4})(?![\d/-])"
)
_LI_COURT = re.compile(r"(?P<no>(?:StGH|VGH|OGH|VBI) ?(?:19|20)\d\d[/.]\d{1,4}(?:/\d{1,3})?)(?!\d)")

# -- Nordic states -------------------------------------------------------------------------------------------------
_SE = re.compile(r"(?P<type>(?:PMT|PMÄ|PMÖÄ|PMFT|PMFÄ|UM|FT|Ö[FÄMT]|[BTÖÄMPFK])) ?(?P<number>\d{1,5}-\d{2})(?![\d-])")
_SE_CUED = re.compile(
    r"(?:[Mm]ål(?:en|et)?(?: nr| med nr)?\.?|målnummer|[Mm]ålnr)(?: ?:)? (?P<no>\d{1,5}-\d{2,4})(?![\d-])"
)
_NO_SUPREME = re.compile(r"(?P<no>HR-(?:19|20)\d\d-\d{1,5}(?:-[A-Z]{1,2}\d?)?)(?!\w)")
_NO_COURTS = re.compile(
    r"(?P<no>(?:LA|LB|LE|LF|LG|LH|TAOB|TOSLO|TOBYF|T[A-ZÆØÅ]{3,5}|L[A-Z]{2,4})-(?:19|20)"
    r"\d\d-\d{1,6}(?:-\d)?)(?![\w])"
)
_NO_CASE = re.compile(r"(?P<no>\d{2}-\d{6}[A-ZÆØÅ]{3}-[A-ZÆØÅ]{3,5}(?:/[A-ZÆØÅ0-9]{2,4})?)(?!\w)")
_NO_SAK = re.compile(r"[Ss]ak(?:en)? nr\.? (?P<no>(?:19|20)\d\d/\d{1,5}|\d{2}-\d{6}[A-Z-]*)(?!\d)")
_DK = re.compile(
    r"(?P<no>(?:BS|SS|K|KS|AS|SKS|UF|CL)-(?:[A-Z]{2,4}-)?\d{1,6}[/-](?:19|20)\d\d(?:-[A-ZÆØÅ]{2,4})?)"
    r"(?![\w/])"
)
_DK_CUED = re.compile(
    r"(?:[Rr]ettens (?:sagl?s?\.? ?)?nr\.|[Ss]ag(?:en)?s?l?\.? ?(?:nr\.?|nummer)|[Ss]agl\.nr\.|[Ss]ag|"
    r"j\. ?nr\.)(?: ?:)? ?(?P<no>(?:[A-Z]{1,3}[- ])?(?:\d{1,2}-)?\d{1,5}/(?:19|20)?\d{2}(?:-[A-Z]{2,4})?)"
    r"(?![\d/])"
)
_DK_APPEAL = re.compile(r"(?P<no>[SB]-\d{1,5}-\d{2})(?![\d-])")
_FI = re.compile(r"(?P<no>[RSHLUVM] ?(?:19|20)?\d{2}/\d{1,5})(?![\d/])")
_FI_DATED = re.compile(
    r"(?:[Tt]uomio|[Pp]äätös|[Vv]älituomio)(?: \d{1,2}\.\d{1,2}\.(?:19|20)\d\d)?,? (?:[Nn]:?r?o|"
    r"nro) (?P<no>\d{2,4}/\d{1,5})(?!\d)"
)
_FI_CUED = re.compile(
    r"(?:[Dd]naro|[Dd]nro|[Dd]iaarinumero|[Dd]iaarinro)"
    r"(?: ?:)? (?P<no>[A-ZÄÖ]?\d{1,4}/\d{1,5}(?:/\d{1,4})?)(?!\d)"
)

# -- Spain, Portugal, Italy ----------------------------------------------------------------------------------------
_ES_STC = re.compile(
    r"(?P<no>(?:A?ATC|S?STC|S?STS|A?ATS|S?SAN|A?AAN|S?SAP|STSJ) (?:n[ºo.°]{1,2} ?|núm\. ?)?\d{1,5}/(?:19|"
    r"20)\d\d)(?![\d/])"
)
_ES_NUMBERED = re.compile(
    r"(?:[Ss]entencias?|[Aa]utos?|[Rr]esoluci(?:ón|ones)(?= (?:del? |núm)))(?: del? [A-Z][\w ]{3,40})? (?:núms?\. |"
    r"n[ºo°.]{1,2} ?)?(?P<no>\d{1,5}/(?:19|20)\d\d)(?![\d/])"
)


# `SSTC 32/1983, de 28 de abril, y 54/1990, de 28 de marzo`: in a list the court's sign stands once
def _beside_judgments_of_spain(match: re.Match[str]) -> bool:
    """A bare number of a list goes on what `STC`, `STS`, `ATC` or `ATS` opened."""
    return any(series in match.string for series in ("STC", "STS", "ATC", "ATS"))


_ES_LISTED = re.compile(
    r"(?:[,;] |(?<=[ ,;])[ye] )(?P<no>\d{1,4}/(?:19|20)\d\d)(?= ?(?:, FF?J|; \d{1,4}/(?:19|20)\d\d|"
    r",? [ye] \d{1,4}/(?:19|20)\d\d)| ?, de \d{1,2} de (?:enero|febrero|marzo|"
    r"abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)(?! de \d{4} ?, (?:de|por|"
    r"sobre)))"
)
_ES_PROCEEDINGS = re.compile(
    r"(?:[Rr]ecursos?(?: de (?:casación(?: para la unificación de doctrina)?|amparo(?: avocado)?|"
    r"inconstitucionalidad|apelación|queja|alzada))?|[Cc]uesti(?:ón|ones)"
    r" (?:interna )?de inconstitucionalidad|"
    r"[Ss]umario(?: ordinario)?|[Dd]iligencias [Pp]revias|[Pp]rocedimiento [Aa]breviado|[Pp]rocedimiento|"
    r"[Rr]ollo(?: de [Ss]ala| de apelación)?|[Qq]uerella|[Cc]onflicto(?: positivo)? de competencias?|"
    r"[Aa]mparo|[Aa]utos|[Cc]ausa|[Ee]jecutoria)"
    r"(?: (?:núms?\.|n[ºo°.]{1,2}|números?|nro\.))? (?P<no>\d{1,6}[/-](?:19|20)\d\d)(?!\d|-\d)"
)
_ES_PROCEEDINGS_NUMBERED = re.compile(r"n(?:úms?\.|úmero) (?P<no>\d{1,5}-(?:19|20)\d\d)(?!\d|-)")
_PT = re.compile(
    r"(?P<no>\d{1,6}[/-]\d{2}\.\d[A-Z]{1,3}[A-Z0-9]{2,4}(?:-[A-Z]{1,3})?(?:\.[A-Z]\d(?:-[A-Z0-9])?)*)(?!\w)"
)
_IT = re.compile(r"n\.? ?(?P<no>\d{1,6}/(?:19|20)?\d\d) ?R\. ?G\.(?: ?[A-Z]\.){0,5}(?!\w)")
_IT_RG = re.compile(r"R\. ?G\.(?: ?[A-Z]\.){0,5}(?: n\.?| N\.?)? ?:? ?(?P<no>\d{1,6}/(?:19|20)?\d\d)(?![\d/])")
_IT_NUMBERED = re.compile(
    r"(?:[Ss]entenz[ae]|[Ss]ent\.|[Oo]rdinanz[ae]|[Oo]rd\.|[Pp]roc(?:edimento|\.)(?: penale| pen\.)?)"
    r"(?: (?:del )?\d{1,2}[°º]? \w{3,9} (?:19|20)\d\d,?)?(?: [Nn]n?\.?)? ?"
    r"(?P<no>\d{1,6}/(?:19|20)\d\d)(?![\d/])"
)
_IT_CASS = re.compile(
    r"(?:Cass\.?(?:,? ?(?:[Ss]ez\.|[Ss]ezioni|S\.U\.|SS\.UU\.|[Uu]n\.|civ\.|pen\.|[IVX]+|\d|\^|-|n\.|"
    r"ord\.|[Uu]nite|L\.|lav\.|trib\.|,| ){0,12})?(?: ?n\. ?)) ?(?P<no>\d{3,6}(?:/(?:19|20)?\d\d)?)(?!\d|"
    r"[.,]\d)"
)
_IT_DEPOSITED = re.compile(r"[Nn]\. ?(?P<no>\d{1,6}/(?:19|20)\d\d)(?=,? ?(?:depositat|pubblicat|emess|res)[ao])")
_IT_CASS_DATED = re.compile(
    r"(?:Cass\.|[Cc]assazione),?(?: ?[^;()\n]{0,60}? ?)(?<![\d/])(?:\d{1,2}[°º]? ?\w{3,9} ?(?:19|20)\d\d|"
    r"\d{1,2} ?/ ?\d{1,2} ?/ ?(?:19|"
    r"20)\d\d) ?(?:\(dep\. [^)\n]{4,24}\))?, ?n\. ?(?P<no>\d{3,6})(?!\d|[.,]\d)"
)

# -- Lithuania, Croatia, Serbia, Bosnia and Herzegovina --------------------------------------------------------------
_LT = re.compile(r"(?P<no>e?[1-3][ -]?K-(?:\d{1,3}|[A-Z]{1,2})-\d{1,5}(?:-\d{1,5})?/(?:19|20)\d\d)(?!\d)")
_HU = re.compile(
    r"(?P<no>(?:\d{1,2}\.)?[A-Z][a-zé]{0,6}\.(?:[IVX]{1,5}\.)?(?:\d{1,3}\.\d{3}|\d{1,6})/(?:19|"
    r"20)\d\d(?:/\d{1,3})?)(?!\d)"
)
_LT_OTHER = re.compile(
    r"(?P<no>(?:BIK|DOK|CIK|KBIK|1S|1A|e?2A|e?2S|BVIK)-(?:\d{1,6}-)?\d{1,6}(?:/(?:19|20)\d\d))(?!\d)"
)
_LT_PROCESS = re.compile(r"(?P<no>\d-\d{2}-\d-\d{5}-(?:19|20)\d\d-\d)(?![\d-])")
_YU = re.compile(
    r"(?P<no>(?:(?:I{1,3}|IV)[ -]|"
    r"[A-ZČŠŽĆĐ][a-zčšžćđ]{0,3}\d |(?:K|P|U|R|Kž|Pž|Gž|Už|Rev|"
    r"Prev) )?[A-ZČŠŽĆĐ][a-zčšžćđA-ZČŠŽĆĐ]{0,5}\d?(?:-(?:uz|ok|rz|us|eun|kz|I{1,3}))?(?: ?- ?| )"
    r"(?:(?:I{1,3}|\d)-)?\d{1,6}/(?:(?:19|20)\d\d|\d\d)(?:-\d{1,3}|- \d{1,2}(?= od ))?)(?![\d/])"
)
_BA = re.compile(
    r"(?P<no>(?:[SТT]?\d{1,2}|\d{2})"
    r" \d ?[A-ZČŠŽĆĐА-ЯЉЊЏЋЂ]{1,4} \d{6,7} \d{2}(?: [A-ZČŠŽĆĐА-ЯЉЊЏЋЂ][A-Za-zčšžćđа-яљњџћђ]{0,3}(?: ?\d)?(?![\w.])"
    r")?)(?!\w)"
)
_BA_AP = re.compile(r"(?P<no>(?:AP|U|CH)-\d{1,4}/\d{2})(?![\d/])")
_BA_COURT = re.compile(r"(?P<no>X-KR[A-ZŽ]{0,2}(?:-N)?-\d{2}/\d{1,4}(?:-\d)?)(?!\w)")

_SOUTH_SLAVIC = frozenset({"hr", "sr", "bs", "sl", "mk", "me"})


def _not_a_law(match: re.Match[str]) -> bool:
    """`broj 53/91` of an official gazette has no register sign; `NN 91/92`, `SL 12/09` are gazettes themselves."""
    sign = re.split(r"[ \d-]", match["no"].strip())[0]
    return (
        sign
        not in {
            "NN",
            "SL",
            "Sl",
            "RS",
            "BiH",
            "SFRJ",
            "SRJ",
            "br",
            "st",
            "čl",
            "EU",
            "EZ",
            "EZZ",
            "CG",
            "No",
            "Broj",
            "U",
        }
        or "-" in match["no"]
    )


FORMS = FormList(
    Form("docket.eu", _DOCKET, _EU, ("C-", "T-", "F-", "C -", "T -", "F -"), _eu, shapes=("0/00",)),
    Form("docket.eu", _DOCKET, _EU_BLANK, ("C ",), _eu_blank, languages=frozenset({"de"}), shapes=("0/00",)),
    Form("docket.eu_old", _DOCKET, _EU_REPORTED, ("EU:C:",)),
    Form("docket.eu_old", _DOCKET, _EU_OLD, ("/",), shapes=("0/00",)),
    Form("docket.eu_opinion", _DOCKET, _EU_OPINION, ("Gutachten", "Opinion", "Avis", "Advies", "Dictamen", "ttrande")),
    Form(
        "docket.fr_pourvoi",
        _DOCKET,
        _POURVOI,
        ("-",),
        _pourvoi,
        languages=frozenset({"fr"}),
        countries=_countries("FRA"),
        shapes=("00-0",),
    ),
    Form("docket.fr_rg", _DOCKET, _RG, ("RG", "R.G.", "pertoire", "ôle g")),
    Form("docket.fr_rg", _DOCKET, _RG_AFTER, ("RG", "R.G.")),
    Form("docket.fr_conseil_etat", _DOCKET, _CONSEIL_ETAT, languages=frozenset({"fr"}), shapes=("000000",)),
    Form("docket.fr_portalis", _DOCKET, _PORTALIS, ("Portalis",)),
    Form("docket.fr_cnda", _DOCKET, _CNDA, ("°",), languages=frozenset({"fr"})),
    Form(
        "docket.fr_numbered",
        _DOCKET,
        _NUMBERED_FRENCH,
        ("n°", "N°", "no", "No"),
        countries=_countries("FRA"),
        shapes=("00000",),
    ),
    Form(
        "docket.fr_caa",
        _DOCKET,
        _CAA,
        ("PA", "LY", "MA", "BX", "NT", "NC", "DA", "VE", "TL", "DO"),
        languages=frozenset({"fr"}),
    ),
    Form(
        "docket.fr_constitutionnel",
        _DOCKET,
        _CONSTITUTIONNEL,
        (" DC", " QPC", " L", " AN", " SEN", " I", " PDR", " REF", " FNR", " ORGA", " RIP", " ELEC"),
        languages=frozenset({"fr"}),
        shapes=("0000-0",),
    ),
    Form("docket.be_cassation", _DOCKET, _BE_CASSATION, (".F", ".N"), shapes=(".00.0000.",)),
    Form(
        "docket.be_constitutional",
        _DOCKET,
        _BE_CONSTITUTIONAL,
        ("rrêt", "rrest", "RRÊT", "RRET", "rteil", "udgment"),
        languages=frozenset({"fr", "nl"}),
        countries=_countries("BEL"),
    ),
    Form(
        "docket.be_constitutional",
        _DOCKET,
        _BE_FRONT,
        ("Arrêt", "Arrest", " du", " van", " vom"),
        countries=_countries("BEL"),
        languages=frozenset({"fr", "nl"}),
    ),
    Form(
        "docket.be_constitutional",
        _DOCKET,
        _BE_CONSTITUTIONAL_SHORT,
        ("GwH", "Hof", "hof", "const", "arbitrage", "C.C."),
        languages=frozenset({"fr", "nl"}),
    ),
    Form("docket.fr_dated", _DOCKET, _FR_DATED, ("n°", "no", "N°", "No"), languages=frozenset({"fr"})),
    Form("docket.fr_dated", _DOCKET, _FR_NUMBER_AND_DAY, ("rrêt n°",), languages=frozenset({"fr"})),
    Form(
        "docket.fr_prosecution", _DOCKET, _FR_PROSECUTION, ("RP", "arquet", "nstruction"), languages=frozenset({"fr"})
    ),
    Form("docket.be_constitutional", _DOCKET, _BE_QUOTED, ("/",), countries=_countries("BEL"), shapes=("0/0000",)),
    Form(
        "docket.be_role", _DOCKET, _BE_ROLE, ("ôle", "olnummer", "verzeichnis"), languages=frozenset({"fr", "nl", "de"})
    ),
    Form("docket.nl_ljn", _DOCKET, _NL_LJN, ("LJN",), _squeeze),
    Form("docket.nl_parket", _DOCKET, _NL_PARKET, ("/", "-"), _squeeze, shapes=("000000-00", "000000 -", "000000- 00")),
    Form("docket.nl_ten_digits", _DOCKET, _NL_TEN, ("ummer", "nr"), languages=_NL_LANGUAGE, countries=_NL),
    Form("docket.nl_civil_appeal", _DOCKET, _NL_COURT_OF_APPEAL, ("200.", "10"), shapes=("000.000.000",)),
    Form("docket.nl_civil_old", _DOCKET, _NL_CIVIL_OLD, ("ZA", "RK", "EXPL", "VERZ")),
    Form("docket.nl_civil", _DOCKET, _NL_CIVIL_NUMBER, ("C/", "C0", "C1", "/"), languages=_NL_LANGUAGE, countries=_NL),
    Form(
        "docket.nl_civil",
        _DOCKET,
        _NL_CIVIL,
        ("ZA", "RK", "EXPL", "VERZ", "EA", "OBZ", "AZ", "HZ", "KZ", "CV", "HAR", "R-nr"),
        languages=_NL_LANGUAGE,
        countries=_NL,
    ),
    Form(
        "docket.nl_administrative",
        _DOCKET,
        _NL_ADMIN,
        ("/",),
        languages=_NL_LANGUAGE,
        countries=_NL,
        shapes=("0/0", "0 /", "0/ 0"),
    ),
    Form("docket.nl_asylum", _DOCKET, _NL_ASYLUM, ("NL",), languages=_NL_LANGUAGE, countries=_NL),
    Form("docket.nl_council", _DOCKET, _NL_COUNCIL_ABROAD, ("/",), shapes=("000000000/0/",)),
    Form("docket.nl_council", _DOCKET, _NL_COUNCIL, ("/",), languages=_NL_LANGUAGE, countries=_NL, shapes=("000/0",)),
    Form("docket.nl_trade", _DOCKET, _NL_TRADE, ("/",), languages=_NL_LANGUAGE, countries=_NL),
    Form("docket.nl_social", _DOCKET, _NL_CRVB, ("/",), languages=_NL_LANGUAGE, countries=_NL, shapes=("00/0",)),
    Form(
        "docket.nl_supreme", _DOCKET, _NL_HR_NUMBER, ("/",), languages=_NL_LANGUAGE, countries=_NL, shapes=("00/0000",)
    ),
    Form(
        "docket.nl_supreme", _DOCKET, _NL_HR_BARE, ("/",), languages=_NL_LANGUAGE, countries=_NL, shapes=("00/00000",)
    ),
    Form("docket.nl_supreme", _DOCKET, _NL_HR_DOTTED, ("HR", "Hoge Raad"), languages=_NL_LANGUAGE, countries=_NL),
    Form("docket.nl_supreme", _DOCKET, _NL_HR_LISTED, languages=frozenset({"nl"}), countries=_NL, shapes=("00.000",)),
    Form("docket.nl_supreme", _DOCKET, _NL_HR_TYPED, ("/",), languages=_NL_LANGUAGE, countries=_NL, shapes=("00/000",)),
    Form(
        "docket.at_administrative",
        _DOCKET,
        _AT_ADMIN,
        ("/",),
        languages=frozenset({"de"}),
        countries=_countries("AUT"),
        shapes=("0000/00/0000",),
    ),
    Form(
        "docket.at_administrative", _DOCKET, _AT_OLD_ADMIN, ("/",), countries=_countries("AUT"), shapes=("00/00/0000",)
    ),
    Form("docket.at_bvwg", _DOCKET, _AT_BVWG, ("E", "Z"), shapes=("0000000-0/0",)),
    Form("docket.ch_federal", _DOCKET, _CH_FEDERAL, ("/",), shapes=("0/0000",)),
    Form("docket.ch_staged", _DOCKET, _CH_STAGE, (".19", ".20"), shapes=(".0000.0",)),
    Form("docket.ch_cantonal", _DOCKET, _CH_AARGAU, ("EBVU", "BVURA")),
    Form("docket.ch_administrative", _DOCKET, _CH_ADMIN, ("-",), shapes=("0/0000",)),
    Form(
        "docket.ch_cantonal",
        _DOCKET,
        _CH_CANTON,
        ("/",),
        languages=frozenset({"fr"}),
        countries=_countries("CHE"),
        shapes=("0/0000",),
    ),
    Form("docket.ch_cantonal", _DOCKET, _CH_GENEVA, ("/",), languages=frozenset({"fr", "de"}), shapes=("0/0000",)),
    Form("docket.ch_cantonal", _DOCKET, _CH_ZURICH_CUED, ("Zürich",), languages=frozenset({"fr", "de"})),
    Form("docket.ch_cantonal", _DOCKET, _CH_ZURICH, (), countries=_countries("CHE")),
    Form("docket.li", _DOCKET, _LI, languages=frozenset({"de"}), shapes=("0000.0",)),
    Form("docket.li", _DOCKET, _LI_SHEET, countries=_countries("LIE"), shapes=("0/00-0",)),
    Form("docket.li", _DOCKET, _LI_ACTIVE_SHEET, languages=frozenset({"de"}), shapes=("0/00-0",)),
    Form("docket.li", _DOCKET, _LI_COURT, ("StGH", "VGH", "OGH", "VBI"), languages=frozenset({"de"})),
    Form(
        "docket.se",
        _DOCKET,
        _SE,
        ("-",),
        _swedish,
        languages=frozenset({"sv"}),
        countries=_countries("SWE"),
        shapes=("0-00",),
    ),
    Form("docket.se_cued", _DOCKET, _SE_CUED, ("ål",), languages=frozenset({"sv"})),
    Form("docket.no", _DOCKET, _NO_SUPREME, ("HR-",)),
    Form(
        "docket.no",
        _DOCKET,
        _NO_COURTS,
        ("-19", "-20"),
        languages=frozenset({"no", "nb", "nn"}),
        countries=_countries("NOR"),
    ),
    Form(
        "docket.no",
        _DOCKET,
        _NO_CASE,
        ("-",),
        languages=frozenset({"no", "nb", "nn"}),
        countries=_countries("NOR"),
        shapes=("00-000000",),
    ),
    Form("docket.no", _DOCKET, _NO_SAK, ("ak",), languages=frozenset({"no", "nb", "nn"}), countries=_countries("NOR")),
    Form("docket.dk", _DOCKET, _DK, ("BS-", "SS-", "K-", "KS-", "AS-", "UF-", "CL-"), languages=frozenset({"da"})),
    Form("docket.dk", _DOCKET, _DK_APPEAL, ("S-", "B-"), languages=frozenset({"da"}), shapes=("0-00",)),
    Form("docket.dk", _DOCKET, _DK_CUED, ("ag", "nr."), languages=frozenset({"da"})),
    Form("docket.fi", _DOCKET, _FI, ("/",), languages=frozenset({"fi"}), countries=_countries("FIN"), shapes=("00/0",)),
    Form("docket.fi", _DOCKET, _FI_DATED, ("uomio", "äätös"), languages=frozenset({"fi"})),
    Form("docket.fi", _DOCKET, _FI_CUED, ("nro", "numero", "naro"), languages=frozenset({"fi"})),
    Form("docket.es_resolution", _DOCKET, _ES_STC, ("STC ", "STS ", "ATC ", "ATS ", "SAN ", "AAN ", "SAP ", "STSJ ")),
    Form("docket.es_resolution", _DOCKET, _ES_NUMBERED, ("entencia", "uto", "esoluci"), languages=frozenset({"es"})),
    Form(
        "docket.es_resolution",
        _DOCKET,
        _ES_LISTED,
        holds=_beside_judgments_of_spain,
        countries=_countries("ESP"),
        languages=frozenset({"es"}),
    ),
    Form("docket.es_proceedings", _DOCKET, _ES_PROCEEDINGS, ("/", "-"), languages=frozenset({"es"})),
    Form(
        "docket.es_proceedings",
        _DOCKET,
        _ES_PROCEEDINGS_NUMBERED,
        ("-",),
        languages=frozenset({"es"}),
        shapes=("0-0000",),
    ),
    Form("docket.pt", _DOCKET, _PT, ("/", "-"), shapes=("0/00.0", "0-00.0")),
    Form("docket.it_rg", _DOCKET, _IT, ("R.G.", "R. G.")),
    Form("docket.it_cassation", _DOCKET, _IT_CASS, ("Cass",), languages=frozenset({"it"})),
    Form("docket.it_rg", _DOCKET, _IT_RG, ("R.G.", "R. G."), languages=frozenset({"it"})),
    Form("docket.it_numbered", _DOCKET, _IT_DEPOSITED, ("/19", "/20"), languages=frozenset({"it"})),
    Form("docket.it_numbered", _DOCKET, _IT_NUMBERED, ("ent", "rd", "roc"), languages=frozenset({"it"})),
    Form("docket.hu", _DOCKET, _HU, ("/19", "/20"), languages=frozenset({"hu"})),
    Form("docket.it_cassation", _DOCKET, _IT_CASS_DATED, ("Cass", "assazione"), languages=frozenset({"it"})),
    Form("docket.lt", _DOCKET, _LT, ("K-",)),
    Form("docket.lt", _DOCKET, _LT_OTHER, ("K-", "A-", "S-"), languages=frozenset({"lt"})),
    Form("docket.lt", _DOCKET, _LT_PROCESS, ("-",), languages=frozenset({"lt"}), shapes=("0-00-0-00000",)),
    Form("docket.ba", _DOCKET, _BA, languages=_SOUTH_SLAVIC, shapes=("000000 00",)),
    Form("docket.ba", _DOCKET, _BA_AP, ("AP-", "U-", "CH-"), languages=_SOUTH_SLAVIC),
    Form("docket.ba", _DOCKET, _BA_COURT, ("X-KR",)),
    Form("docket.south_slavic", _DOCKET, _YU, ("/",), holds=_not_a_law, languages=_SOUTH_SLAVIC, shapes=("0/00",)),
)
