"""Case numbers made of panel, register sign, running number and year: `3 StR 564/19`, `B 2 U 3/19 R`, `III KK 195/16`.

The register signs of German, Austrian, Liechtenstein and Polish courts follow each State's court file rules
(Aktenordnung and its kin). There are hundreds, so that the shape decides, not a list: a panel number, a word that
begins with a capital, `number/year`. What only looks like it (`§ 3 Abs. 1/19`, `BT-Drs. 14/8524`) is refused.
The scan starts from each `number/year` and reads backwards over a window of fixed size: linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrichment.decision import CitationKind
from enrichment.facts.forms import Hit, Setting

_DOCKET = CitationKind.DOCKET
_WINDOW = 48
_SOUTH_SLAVIC = frozenset({"hr", "sr", "bs", "sl", "mk", "me"})

_ANCHOR = re.compile(r"\d{1,6} ?/ ?(?:(?:19|20)\d\d|\d\d)(?![\d/]|\.\d|,\d\d €)")
_DOT_ANCHOR = re.compile(r"\d{1,5}(?<=[ \d]\d)\.\d{2,5}(?![\d.]\d|\d| ?(?:EUR|€|Uhr|Euro|DM|%|m\b|km\b|ha\b|qm\b))")

_REGISTER = (
    r"(?P<register>[A-ZÄÖÜŻŁŚŠŽČ](?:[A-Za-zÄÖÜäöüżłćśšžčđŽ]{0,8}[A-Za-zž]|)\d?(?: ?\((?:pat|Kart|Lw|R|B|"
    r"Wx|K|Brfg|Ü|EU|Vollz|Ws|Ss|OWi|Z|L|S)\))?"
    r"(?:/(?:Wa|Kr|Po|Gd|Wr|Łd|Lu|Rz|Bd|Bk|Gl|Go|Ke|Ol|Op|Sz))?)"
)
_PANEL = r"(?:0?[1-9]\d{0,3}[a-z]? ?|[IVX]{1,5}[ab]? |\d{1,2}[a-z]?/\d{1,2}[a-z]? )"
_LEFT = re.compile(
    r"(?<![\w/.§])(?:(?<!\w-)|(?<=(?:19|20)\d\d-))(?<!§ )(?<!Art\. )"
    r"(?P<docket>(?:(?:AN|RN|RO|Au|NC|[ABLMNRSW]|D(?= [1-9] [AB] )) |"
    r"[1-9]\d{0,2}[a-z]? (?:Rv|Rb|Ws|Ss|AR|RVs|KLs|Ks|Ls|Ds|Cs|Ns|Gs|"
    r"StVK) )?(?:\([1-9]\d{0,2}(?: [A-Z][A-Za-z]{1,3})?\) ?)?(?:(?:[1-9]\d?|[IVX]{1,5}) ?- ?)?"
    rf"(?:{_PANEL}(?:\([1-9]\d?\) ?)?|\([1-9]\d?\) ){_REGISTER} ?)"
    r"(?P<others>(?:\d{1,5} ?(?:,|und|u\.|-|bis|i|and|et) ?(?:und )?){0,8})$"
)
# registers that stand alone, without a panel
_ALONE = re.compile(
    r"(?<![\w/.§\-])(?P<docket>(?P<register>(?:(?:VI{0,3}|IX|X|[1-9]\d?) ?- ?)?(?:Verg|Kart)|StB|AK|GSSt|"
    r"GSZ|VGS|GmS-?OGB|PBvU|PBvV|"
    r"(?:AnwZ|NotZ|NotSt|RiZ|RiSt|AnwSt|StbSt|PatAnwZ|WpSt|PatAnwSt|StbSt|BLw|LwZR|LwZB)(?: ?\((?:Brfg|B|R|P)\))?|"
    r"EnVR|EnVZ|EnZR|EnZB|EnRB|KZR|KZB|KVR|KVZ|KRB|RiZ|V-?ZB|"
    r"VK(?: [1-9])? ?-|VK|St|RAG|OGs|VerfGH|VerfG|LVerfG|HVerfG|VfGBbg|VGH [ABNO]|StGH|LVG|Lv|Vf\.|VfGH|"
    r"GR|StAZ|PatA|GmbHR) ?)"
    r"(?P<others>(?:\d{1,5} ?(?:,|und|u\.|-|bis) ?(?:und )?){0,8})$"
)
_AUSTRIAN_ALONE = re.compile(
    r"(?<![\w/.§\-])(?P<docket>(?P<register>(?:W I|[ABEGKUV]|SV|KI|KR|UA|WI|Ra|Ro|Fr|Fe|VwGH) ?-?))"
    r"(?P<others>)$"
)

_POLISH_ALONE = re.compile(r"(?<![\w/.§\-])(?P<docket>(?P<register>SDI|SNO|WSP|WO|KZP|SK|Ts|Kp) )(?P<others>)$")

# words of this shape that are no register sign
_NO_REGISTERS = frozenset([
    "Abs", "Absatz", "Act", "Amtsbl", "Anh", "Anl", "Anlage", "Annex", "Art", "Artikel", "Az", "BGBl", "BR",
    "BT", "Bd", "Bl", "Buchst", "CE", "CELEX", "Chap", "Circular", "DOC", "Dec", "Dir", "Dok", "Doc", "Drs",
    "Drucks", "EC", "EEC", "EG", "EP", "ETS", "EU", "EUR", "EWG", "Ex", "Fasc", "Fn", "Fol", "Gaz", "GBl",
    "GVBl", "Heft", "Jan", "January", "Feb", "February", "Mar", "March", "Apr", "April", "May", "Mai", "Maj",
    "Jun", "Juni", "June", "Jul", "Juli", "July", "Aug", "August", "Sep", "Sept", "September", "Oct", "Okt",
    "October", "Oktober", "Nov", "November", "Dec", "Dez", "December", "Dezember", "Lfg", "LGBl", "NN", "No",
    "Nos", "Nr", "Nrn", "Nos", "Num", "OJ", "Order", "Para", "Pos", "Prop", "Protocol", "RL", "Rdnr", "Rdn",
    "Reg", "Res", "Rn", "Rs", "Rule", "Rz", "SI", "SOU", "Ser", "Series", "Seite", "Section", "Sec", "Sl",
    "St-Prot", "Stbl", "Tab", "Tel", "Teil", "Tz", "UA", "UK", "UN", "US", "USA", "VO", "Vol", "Ziff", "Ziffer",
    "Zl", "ch", "chap", "DM", "km", "Kapitel", "BStBl", "ABl", "MBl", "Beil", "Beilage", "LES", "JBl", "ZVR",
    "SZ", "EvBl", "ÖJZ", "RdW", "NZ", "JAP", "Ref", "Referat", "Register", "Bericht", "Satz", "Fax", "Mio",
    "Mrd"
])  # fmt: skip
_LONG_SUFFIX = frozenset(["StE", "StS", "StB", "BJs", "OJs", "AK", "St", "BGs", "OGs"])
_DAMAGES = re.compile(r" D(?= ?[-,;)])")  # claims for the length of proceedings: `5 C 10.15 D`
_SOCIAL = re.compile(r"(?: (?:BH|KL|NZB|PKH|RG|WA|KO|ER|WE|ZVW|[BRSCKE])){1,3}(?![\w.(]|[-/])")
_FINANCE = re.compile(r" (?:GrE|Kg|Erb|AO|Zoll|VSt|[EUFGLKZ](?:,[EUFGLKZ]){0,3})(?![\w.(]|[-/])")
_SEAT = re.compile(r"(?: As(?= [A-Z]{2}))? (?:OVG|SN|HGW|HWG|HAL|MD|Ge|We|Me|GE|WE|ME)(?![\w(])")
_DOTTED = re.compile(r"(?:\.[A-Z]{1,4}){1,2}(?:-\d{1,2})?(?![A-Za-z0-9])")
_STATE_SECURITY = re.compile(r"(?: ?- ?\d{1,2}(?:/\d{1,2})?(?!\d|\.\d)){0,3}(?: \(\d{1,3}/\d{2}\))?")
_CRIMINAL = re.compile(r"\d (?:Ss|Ws|RVs|ARs|Js|KLs|Ks|Ds|Ls|Cs|Ns|AuslA|Ausl)(?: OWi| Rs)? ?$")
_SECOND_NUMBER = re.compile(r" ?\(\d{1,4}/\d{2}\)")  # Berlin: the second court's own number, `(3) 161 Ss 80/19 (91/19)`
_SHEET = re.compile(r"-\d{1,3}(?![\d/-])")  # the former Yugoslavia: the sheet of the file, `I Kž 1128/2018-6`
_LETTER = re.compile(r"[a-z](?![\w])")
_BAVARIAN_LETTER = re.compile(r" e(?![\w'])")
_DIVISION = re.compile(r" ?\((?:EP|EU|V|Kart|OWi|S|ER|B|R|PKH)\)")
_PART = re.compile(r"(?:-[A-Z]{1,2}(?![\w-]))")
_JOINED = re.compile(r" ?(?:,|;|und|u\.|and|et|en|y|sowie|bis|-|i|oraz|,? ?und) ?$")


# `BFH, Urteil vom 16.03.1967 - I 261/63`: early numbers have the senate alone; constitutional courts of the Länder none
_EARLY = re.compile(
    r"(?:BFH|Bundesfinanzhof|des (?:erkennenden )?Senats|BVerwG|Verf(?:assungs)?(?:G|gericht)\w*(?: \w+)?|StGH|"
    r"Staatsgerichtshof)"
    r"[^;()\n]{0,40}? (?:vom|v\.) \d{1,2}\. ?(?:\d{1,2}\.|[A-Z][a-zä]{2,8}) ?(?:19|20)\d\d ?(?:-|,|, Az\.:?) "
    r"(?P<no>[IVX]{1,5} \d{1,4}/\d\d(?: [A-Z])?|\d{1,3}/\d\d)(?= ?(?:[-,;)]|juris|BStBl|$))"
)


def find_register_dockets(text: str, setting: Setting) -> Iterator[Hit]:
    """Every case number of this shape in `text` (plain form); each number of a list is a hit of its own."""
    if "/" in text:
        yield from _slashed(text, setting)
    if setting.language in {"de", None} and "." in text:
        yield from _dotted(text)
        for early in _EARLY.finditer(text):
            yield Hit(*early.span("no"), _DOCKET, early["no"], "docket.register_early")


def _slashed(text: str, setting: Setting) -> Iterator[Hit]:
    end_before = -1
    head_before = ""
    for anchor in _ANCHOR.finditer(text):
        start = anchor.start()
        if start and (text[start - 1].isdigit() or text[start - 1] == "/"):
            continue
        found = _left(text, start, setting)
        if found is None:
            # `2 BvR 1234/04, 1235/04`: the sign of the first number holds for the next
            if end_before >= 0 and start - end_before <= 7 and _JOINED.fullmatch(text, end_before, start):
                end, tail = _suffix(text, anchor.end(), head_before, setting)
                yield Hit(start, end, _DOCKET, _norm(head_before, anchor[0], tail), "docket.register")
                end_before = end
            continue
        register = found["register"].split("(")[0].strip()
        if len(anchor[0].split("/")[1].strip()) == 4 and not _long_year(register, setting):
            continue
        head = found["docket"]
        end, tail = _suffix(text, anchor.end(), head, setting)
        others = found["others"]
        if others:
            year = anchor[0].split("/")[1].strip()
            for number in re.finditer(r"\d{1,5}", others):
                at = found.start("others") + number.start()
                first = found.start("docket") if number.start() == 0 else at
                yield Hit(
                    first, at + len(number[0]), _DOCKET, _norm(head, f"{number[0]}/{year}", ""), "docket.register"
                )
            yield Hit(start, end, _DOCKET, _norm(head, anchor[0], tail), "docket.register")
        else:
            yield Hit(found.start("docket"), end, _DOCKET, _norm(head, anchor[0], tail), "docket.register")
        end_before, head_before = end, head


def _left(text: str, start: int, setting: Setting) -> re.Match[str] | None:
    low = max(0, start - _WINDOW)
    found = _LEFT.search(text, low, start)
    if found is not None and found.start() > low - 1 and _is_register(found, setting):
        return found
    found = _ALONE.search(text, low, start)
    if found is not None:
        return found
    if setting.language == "pl" and (found := _POLISH_ALONE.search(text, low, start)) is not None:
        return found
    if setting.country == "AUT" or setting.language == "de":
        return _AUSTRIAN_ALONE.search(text, low, start)
    return None


def _is_register(found: re.Match[str], setting: Setting) -> bool:
    register = found["register"].split("(")[0].strip()
    if register in _NO_REGISTERS and not re.match(r"[BLS] \d", found["docket"]):
        return False
    if re.fullmatch(r"[IVX]+", register) and register not in {"V", "X"} and not re.match(r"\d{1,2} ", found["docket"]):
        return False
    glued = found["docket"][-1] != " "
    if glued and len(register) < 2 and not found["docket"].rstrip().endswith(register):
        return False
    return not (register.islower() or (len(register) > 6 and register[1:].islower()))


def _long_year(register: str, setting: Setting) -> bool:
    """Four-digit years: in force in some German courts, in Austria's high courts, and in Liechtenstein."""
    return setting.language in {"de", "pl", "hr", "sr", "bs", "sl", None} or register in _LONG_SUFFIX


def _suffix(text: str, end: int, head: str, setting: Setting) -> tuple[int, str]:
    """Where the number ends, with the parts that belong to it (`-4-3/16`, ` B ER`, `.OVG`, check letter), and those."""
    start = end
    own = None
    if any(sign in head for sign in _LONG_SUFFIX):
        own = _STATE_SECURITY.match(text, end)
    elif _CRIMINAL.search(head):
        own = _SECOND_NUMBER.match(text, end)
    elif setting.language in _SOUTH_SLAVIC:
        own = _SHEET.match(text, end)
    if own is not None:
        end = own.end()
    for pattern in (_LETTER, _DOTTED, _DIVISION):
        if match := pattern.match(text, end):
            end = match.end()
    if re.match(r"(?:[BLS]) \d", head):
        match = _SOCIAL.match(text, end)
    elif re.search(r"\d (?:K|V|Ko|KO) ?$", head):
        match = _FINANCE.match(text, end) or _SEAT.match(text, end)
    else:
        match = _SEAT.match(text, end)
    if match is None and setting.language in {"de", None}:
        match = _BAVARIAN_LETTER.match(text, end)
    if match:
        end = match.end()
    return end, text[start:end]


def _dotted(text: str) -> Iterator[Hit]:
    """Administrative courts put a stop before (`10 C 23.12`) or after the year (`AN 16 K 23.60`)."""
    for anchor in _DOT_ANCHOR.finditer(text):
        start = anchor.start()
        if start < 4 or text[start - 1] not in " ,-" or not text[start - 2 : start - 1].isalnum():
            continue
        found = _DOT_LEFT.search(text, max(0, start - _WINDOW), start)
        if found is None:
            continue
        left, right = anchor[0].split(".")
        if not (len(right) == 2 or (len(left) == 2 and len(right) >= 3)):
            continue
        end = anchor.end()
        if match := _DOTTED.match(text, end) or _DAMAGES.match(text, end):
            end = match.end()
        head = found["docket"]
        for number in re.finditer(r"\d{1,5}", found["others"] or ""):
            at = found.start("others") + number.start()
            first = found.start("docket") if number.start() == 0 else at
            yield Hit(
                first, at + len(number[0]), _DOCKET, _norm(head, f"{number[0]}.{right}", ""), "docket.register_dotted"
            )
        first = start if found["others"] else found.start("docket")
        yield Hit(first, end, _DOCKET, _norm(head, text[start:end], ""), "docket.register_dotted")


_DOT_LEFT = re.compile(
    r"(?<![\w/.§\-])(?<!§ )(?<!Art\. )(?<!\d\. )(?<!Abs\. )(?<!Nr\. )"
    r"(?P<docket>(?:(?:AN|RN|RO|Au|[AMRW]) )?(?:[1-9]\d?[a-z]?|G[rR]S(?:en)?|[IVX]{1,4}) "
    r"(?:AV|A|BN|B|CB|CN|CS|CE|C|DB|D|E|F|KSt|K|L|M|NB|NE|N|P|PB|PKH|S|VR|WB|WDB|WDS-VR|WDW|WD|WDSVR|WNB|"
    r"ZB|ZS|CB|ER|BV|BX|AS|V|AE) )"
    r"(?P<others>(?:\d{1,4} ?(?:,|und|u\.|-|bis) ?(?:und )?){0,6})$"
)


def _norm(head: str, number: str, tail: str) -> str:
    """`3StR`, `564 / 19` -> `3 StR 564/19`: one blank between panel, sign and number."""
    head = re.sub(r"(?<=[\d)])(?=[A-ZÄÖÜ])", " ", head.strip())
    head = re.sub(r" ?- ?", "-", head)
    number = re.sub(r" ?/ ?", "/", number)
    tail = re.sub(r" ?- ?", "-", tail)
    return f"{head} {number}{tail}"
