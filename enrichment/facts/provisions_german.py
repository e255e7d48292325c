"""Provisions in German: `§ 7 Abs. 1 Nr. 5 VStGB`, `§§ 211, 22, 23 StGB`, `Art. 25 des Grundgesetzes`, `§6 Abs1 Z3 BVG`.

German, Austrian, Swiss and Liechtenstein usage. Statute names are read by their shape: short forms have two capitals or
end in `G`; full names end in -gesetz, -ordnung, -buch and the like. Names of courts and journals are refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group, Item, Reader
from enrichment.vocabulary.statutes import find_statute

_UNIT = (
    r"(?:Abs(?:ätzen|ätze|atzes|atz|\.)?|UAbs\.?|Unterabs(?:atzes|atz|ätze|\.)?|Sätzen?|Satzes|Satz|S\.?|"
    r"Nr[ns]?\.?|Nummern?|Ziff(?:ern?|\.)?|Z\.?|"
    r"Buchst(?:aben?|\.)?|Bst\.?|[Ll]it(?:erae?)?\.?|Halbs(?:ätze|atz|\.)?|HS\.?|HSatz|Hs\.?|Halbsätze|"
    r"Alt(?:ernativen?|\.)?|Var(?:ianten?|\.)?|F[aä]lle?|Unterfall|Spiegelstriche?|"
    r"Teilsatz|Teils\.?|Ts\.|Doppelbuchst(?:aben?|\.)?|Unterbuchst(?:aben?|\.)?|Tatbestandsalternative|Ziffer)"
)
_VALUE = (
    r"(?:\d{1,3}(?:[a-z]{1,2})?(?![\wäöüß]|\.\d)(?:\.(?= (?:Alt|Halbs|HS|Var|Spiegel|Fall|Hs)))?|"
    r"[IVX]{1,4}(?![A-Za-z0-9])|(?:[a-z]|aa|bb|cc|dd|ee|ff|gg|hh)(?![A-Za-zäöüß0-9.])\)?|"
    r"[a-z]\.(?= ?[a-z]{2}\)))"
)
_JOIN = r"(?: ?, ?(?:und |oder |sowie |bzw\. )?| (?:und|oder|sowie|bzw\.|u\.|bis|und/oder|wie auch) | ?- ?| ?/ ?)"
_ORDINAL = (
    r"(?:(?:\d{1,2}\.|erste[rn]?|zweite[rn]?|dritte[rn]?|vierte[rn]?|letzte[rn]?) ?(?:Halbs(?:atz|\.)?|HS|"
    r"Hs\.?|Alt(?:ernative|\.)?|Var(?:iante|\.)?|Fall|Spiegelstrich|Satz|Teilsatz|Unterabsatz|UAbs\.|"
    r"Gedankenstrich))"
)

_STOPPED = frozenset([
    "BGH", "BAG", "BSG", "BFH", "BVerfG", "BVerwG", "BPatG", "EuGH", "EuG", "EGMR", "EKMR", "IGH", "IStGH",
    "JStGH", "OLG", "LG", "VG", "OVG", "VGH", "ArbG", "LSG", "BayObLG", "BayVGH", "GmbH", "OHG", "UG", "NJW",
    "NStZ", "NVwZ", "NZA", "NZM", "GRUR", "MDR", "FamRZ", "DVBl", "DÖV", "VersR", "WM", "ZIP", "BauR", "JZ",
    "JuS", "BT", "BR", "BeckRS", "HRRS", "BB", "DB", "EUR", "DM", "HS", "RdNr", "Rdnr", "RnNr", "GBA", "StA",
    "GStA", "BGBl", "ABl", "EuGRZ", "USA", "EU", "UN", "UNO", "DDR", "BRD", "NRW", "VfGH", "VwGH", "OGH",
    "StGH", "BVwG", "BGer", "BVGer", "BStGer", "OGer", "AHV", "IV", "ALG", "BMF", "BMI", "BAMF", "AA", "SGb",
    "ZUR", "IT", "PKW", "LKW", "DNA", "KFZ", "VerfGH", "PKH", "TOP", "II", "III", "IV", "VI", "VII", "VIII",
    "IX", "XI", "XII", "mwN", "mwH", "RIS", "RS", "RL-Nr", "ErläutRV", "BlgNR", "StenProt", "HJ", "ITRB", "MMR",
    "ZUM", "DStR", "EFG", "BStBl", "IHK", "HWK", "DIN", "ISO", "CAS", "FIFA", "UEFA", "BBl", "LGBl", "LES"
])  # fmt: skip
_TAIL = (
    r"(?: (?:19|20)\d\d(?!\d|\.\d))?(?:,? ?(?:\((?:a\. ?F\.|aF|n\. ?F\.|nF)\)|(?:a\. ?F\.|aF|n\. ?F\.|nF)"
    r"(?![A-Za-z])))?"
)
_SHORT = re.compile(
    r"(?P<law>(?:SGB|RVO|BayRS|GK|ZP|GA|AP|GC|TVöD)(?:[ -](?:[IVX]{1,4}|1?\d)(?![\w])|-[IVX]{1,4})|"
    r"(?:IStGH|JStGH|RStGH|ICTY|ICC|ICTR)[- ]?Statuts?|UN-[A-Z][A-Za-z]+(?:konvention|charta)|VN-Charta|"
    r"Dub-?lin-I{2,3}-VO|(?:[A-ZÄÖÜ][a-zäöüß]+-){1,2}RL(?:-[A-ZÄÖÜ][a-zäöü]+)?|(?:Sächs|Bay|Hess|Thür|Bbg|Hmb|Brem|Nds|Saarl|Bln|Bad)-[A-ZÄÖÜ][A-Za-zäöü]{1,20}(?:G|O)|"
    r"(?:Anw)?GebV(?: OG| SchKG)?|EG (?:zum )?[A-ZÄÖÜ][A-Za-z]{0,6}[A-Z][A-Za-z]{0,4}|GR-Charta|"
    r"EU-GR-?Charta|EU-Grundrechte-Charta|B-VG|F-VG|(?:K|W|T|S|V|St|"
    r"L)-[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{1,8}|"
    r"(?:NÖ|OÖ|[NO]ö\.?|Stmk\.?|Tir\.?|Wr\.?|Sbg\.?|Slbg\.?|Bgld\.?|Vlbg\.?|Krnt\.?|Ktn\.?|Kntn\.?|Tiroler|Wiener|Salzburger|Kärntner)"
    r" [A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,12}[A-ZÄÖÜ][A-Za-zäöü]{0,6}|"
    r"DS-GVO|V[OV] ?\((?:EU|EG|EWG)\) ?(?:Nr\. ?)?\d{1,4}/\d{2,4}|(?:RL|"
    r"Richtlinie|VO) ?\d{2,4}/\d{1,4}(?:/(?:EU|EG|EWG))?|"
    r"AEU-Vertrag|EU-Vertrag|EG-Vertrag|EWG-Vertrag|"
    r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{0,30}(?:[A-ZÄÖÜ]|[IVX]+)"
    r"[A-Za-zÄÖÜäöüß]{0,12}(?:[-/](?!Art|§)(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{0,14}|\d{1,2}))*(?: (?:NRW|NW|BW|BB|"
    r"ZH|BE|LU|ZG|FR|SO|BL|BS|GR|TG|TI|VD|VS|GE|JU|OW|NW|UR|SZ|GL|SH|Bln|Bbg|"
    r"Brbg|Bre|Hmb|HE|MV|M-V|Nds|Rh-Pf|RP|Rlp|SL|SN|Sachs|LSA|SH|S-H|Th|Thür|Bund|Berlin|Hessen|Saarland|"
    r"Bayern|Rheinland-Pfalz|Nordrhein-Westfalen|Brandenburg|Baden-Württemberg|Niedersachsen|"
    r"Schleswig-Holstein|Sachsen-Anhalt|Sachsen|Thüringen|Bremen|Hamburg|EU|AT|DDR)(?![\w-]))?)"
    + _TAIL
    + r"(?![\wÄÖÜäöüß]|-[A-Za-z])"
)
_ENDING = (
    r"(?i:gesetzbuch(?:e?s)?|gesetz(?:e?s)?|ordnung|verordnung|verfassung|statuts?|richtlinie|konvention|"
    r"charta|einigungsvertrag(?:e?s)?|abkommens?|übereinkommens?|protokolls?|vertrags?|vertrages|"
    r"satzung|novelle|kodex|reglements?|dekrets?|erlasses|tarifs|pakts?|paktes|buch(?:e?s)?)"
)
_LONG_TAIL = (
    r"(?: vom \d{1,2}\. (?:\d{1,2}\.|[A-Z][a-zä]{2,8}) ?(?:19|"
    r"20)\d\d)?(?: (?:(?:für|über) (?:bürgerliche und politische|wirtschaftliche, soziale und kulturelle) Rechte|"
    r"für Vertrags(?:zahn)?ärzte|des Internationalen Strafgerichtshofe?s|des Gerichtshofe?s der Europäischen Union|"
    r"des Internationalen Gerichtshofe?s|des Gerichtshofe?s|der Vereinten Nationen|der Europäischen Union|"
    r"über die Arbeitsweise der Europäischen Union|über die Europäische Union|"
    r"des (?:Landes|Freistaates?|Bundes|Kantons) [A-ZÄÖÜ][A-Za-zäöü-]+|für (?:Rheinland-Pfalz|"
    r"das Land [A-Z][a-zäöü-]+|den Freistaat [A-Z][a-zäöü]+)|"
    r"(?:über|zum|zur|zu|gegen|betreffend) (?:[A-Za-zÄÖÜäöüß-]+,? ){0,9}?[A-ZÄÖÜ][A-Za-zäöüß-]+"
    r"(?= ?(?:[.;:)(\[]|$)|, (?!der|die|das|den|des)|,? (?:vom|in|i\.|im|und|oder|sind|ist|war|wird|werden|"
    r"hat|haben|nicht|gilt|zu|als|bei|auf|nach|für|geregelt|bestimmt|findet|lautet|sieht|an|mit|-) |"
    r" [a-zäöü]{4,}(?:ich|ig|bar|los|sam|isch|iert|t)(?![a-zäöüß]))))?"
)
_LONG = re.compile(
    r"(?:(?:der|des|dem|den|zum|zur|im) )?(?P<law>(?:(?:neuen|alten|geltenden|revidierten|früheren|damaligen|"
    r"österreichischen) )?(?:(?:[A-ZÄÖÜ][a-zäöüß]+(?:en|er|es|e)|"
    r"[a-zäöü]{4,}(?:ischen|schen)|[IVX]{1,4}\.) ){0,3}"
    r"(?:Buch(?:e?s)? (?:des )?Sozialgesetzbuch(?:e?s)?(?: \(SGB [IVX]+\))?"
    r"(?: - [A-Z][a-zäöü]+(?: und [A-Z][a-zäöü]+)*(?: -)?)?|"
    r"(?:Grundgesetz(?:e?s)?|(?:[A-ZÄÖÜ][a-zäöüß]+- und )?[A-ZÄÖÜ][A-Za-zäöüß-]*"
    + _ENDING
    + r"|Gesetz(?:e?s)?|Reglements?|Dekrets?|(?:Über(?:ein)?|Ab)kommens?|"
    r"Pakte?s?(?= (?:für|über) )|Konvention|Charta|Statuts?|Protokolls?|Vertrags?|"
    r"Vertrages|Satzung(?= des Gerichtshof| der Vereinten)|Verordnung|Richtlinie|Verfassung|Code (?:Civil|"
    r"Pénal|pénal|civil))"
    r"(?: (?:[IVX]{1,3}|(?:19|20)\d\d|(?:(?:\((?:EU|EG|EWG)\)|EU|EG) )?(?:Nr\. )?\d{1,4}/\d{2,4}|"
    r"[1-3](?= vom | \()|\d{2,4}/\d{1,4}(?:/(?:EU|"
    r"EG|EWG))?|Nr\. \d{1,2}|\[(?:\((?:EU|EG|EWG)\) )?(?:Nr\. )?\d{1,4}/\d{1,4}(?:/(?:EU|EG|EWG))?\])(?![\w/]))?"
    + _LONG_TAIL
    + r")"
    + _TAIL
    + r")(?![\wäöüß-])"
)
_CONTRACT = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöü]+)?(?:(?:[Aa]rbeits|[Mm]iet|[Kk]auf|[Gg]esellschafts|[Pp]acht|[Ll]ehn|"
    r"[Dd]arlehens|[Vv]ersicherungs|[Ww]erk|[Dd]ienst|[Rr]ahmen|[Ll]izenz|[Ee]he|[Ll]eih|[Ww]erbe|"
    r"[Aa]uflösungs|[Bb]au|[Ff]ranchise|[Tt]reuhand|[Aa]ufhebungs)vertrag(?:e?s)?|Vertrag(?:e?s)?|"
    r"[A-Za-zäöü]*[Vv]ereinbarung|Satzung|AGB|AVB)"
)
# treaties, and the statutes of courts and of the United Nations, are no contracts
_OF_STATES = (
    r"(?:[A-Za-zäöü]*(?:staats|[Ee]inigungs|[Ll]uftverkehrs|[Ff]reundschafts|[Nn]iederlassungs|[Gg]rundlagen|"
    r"[Aa]uslieferungs|[Rr]echtshilfe|[Vv]erfassungs|[Gg]renz|[Ff]riedens|[Zz]ustimmungs|[Ss]pionage)vertrag)"
)
_NOT_A_CONTRACT = (
    r"(?! (?:über die Arbeitsweise|über die Europäische|zur Gründung|von (?:Lissabon|Amsterdam|Maastricht|Nizza|Rom)|"
    r"des (?:Gerichtshofs|Gerichts|Internationalen)|der Vereinten Nationen))"
)
_CLAUSE = re.compile(
    rf" (?:der|des|dieser|dieses|unserer|ihrer|seiner|ihres|seines) (?:(?:Satzung|Vertrag(?:e?s)){_NOT_A_CONTRACT}|"
    rf"(?!{_OF_STATES})[A-ZÄÖÜ]?[a-zäöü]*(?:[Vv]ereinbarung|vertrag(?:e?s))|AGB|AVB|"
    rf"Allgemeinen [A-Z][a-zäöü]*bedingungen)"
    r"(?!\w)"
)
# conditions of insurance are contracts
_INSURANCE = re.compile(
    r"\)? (?:AUB|ARB|AKB|VHB|VGB|AHB|AVB|MB/KK|MBKK|MB/KT|BUZ|BB-BUZ)(?: (?:19|20)\d\d)?(?![\wäöü])"
)
_STRASBOURG_PARAGRAPH = re.compile(r"(?:\d{3,5}/\d{2}|\[GC\]|\[GK\]|EGMR|ECtHR|Slg\.)[^;()]{0,50}, ?$")

_COUNTRIES = {"AUT": "AUT", "CHE": "CHE", "LIE": "LIE", "DEU": "DEU"}


class GermanProvisions(Reader):
    """German grammar. With `named_only` only provisions with a German statute behind are read (foreign texts)."""

    name = "provision.german"
    sign = re.compile(r"(?:§§?|Art(?:t?\.|ikeln?s?)?|Paragra(?:ph|f)(?:en)?|ART\.|ARTIKEL) ?(?=\d|[IVX]{1,4}[ .,;)])")
    number = re.compile(
        r"(?:1 ?[A-F](?= ?(?:lit|Buchst|Abs|Nr|GFK|GK|FK|der)\b)|\d{1,4}(?:[a-z]{1,2}(?![A-Za-zäöüß])|"
        r" [a-h](?= (?:Abs|S\.|Satz|Nr|I{1,3} |[A-Z][A-Za-z]*[A-Z]))"
        r")?(?![\dA-Za-zäöüß])(?!\.\d|/\d|'\d|,\d)(?: ?(?:bis(?! \d| §)|ter|quater|quinquies|sexies|septies|"
        r"octies|novies)(?![a-z])"
        r"(?: (?:Abschnitt )?[A-F](?= (?:Abs|Nr|lit|Buchst|Ziff)))?)?|[IVX]{1,5}(?![A-Za-z0-9]))"
        r"(?:(?: bis |-| - )(?:§§? ?)?\d{1,4}[a-z]{0,2}(?![\w./]))?(?: ?ff?\.?(?![A-Za-zäöüß]))?"
    )
    _unit = re.compile(rf",? ?(?:{_UNIT} ?(?P<v>{_VALUE})|(?P<o>{_ORDINAL})(?![a-zäöü]))(?: ?ff?\.?(?![A-Za-zäöüß]))?")
    _roman = re.compile(
        r" (?P<v>[IVX]{1,4}[ab]?)(?![A-Za-z0-9]|\. [A-Z])(?: (?P<s>\d{1,2})(?![\d./]|\.\d| ?(?:EUR|%|€)))?"
    )
    _more = re.compile(rf"(?P<join>{_JOIN})(?P<v>{_VALUE})")
    _more_unit = re.compile(rf"(?:{_JOIN}| in Verbindung mit )(?=(?:jeweils )?{_UNIT} ?{_VALUE}|{_ORDINAL})")
    _section_of_article = re.compile(r" §§? ?(?P<v>\d{1,3}[a-z]?)(?![\w/])")  # `Art. 97 § 8 EGAO`
    _letter = re.compile(r" (?P<v>[a-z]|aa|bb|cc|dd|ee|ff)\)")
    # `Art. 7 Abs. 1 lit. f i.V.m. Abs. 2 lit. e IStGH-Statut`: the second part is no reference of its own
    _related = re.compile(
        rf",? (?:i\. ?V\. ?m\.|iVm\.?|in Verbindung mit|und|sowie|, )(?: {_UNIT} ?{_VALUE}){{1,4}} (?=[A-Z])"
    )
    joiner = re.compile(rf"(?:{_JOIN}|,? ?(?:i\. ?V\. ?m\.|iVm\.?|in Verbindung mit) )(?=\d)")
    chain = re.compile(
        r" ?[,;]? ?(?:(?:und|oder|sowie|bzw\.|u\.|i\. ?V\. ?m\.|iVm\.?|in Verbindung mit|"
        r"in entsprechender Anwendung(?: der| des| von)?|gegebenenfalls|ggf\.|auch|nach|gemäß|jeweils|bis|mit|"
        r"der|des|-|/)[ ,]*)*"
    )

    def __init__(self, *, named_only: bool = False) -> None:
        self.named_only = named_only

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`§§`, `Artt.`, `Artikeln`; `Art.` serves for both."""
        return sign[0].startswith("§§") or sign[0].startswith(("Artt", "Artikeln"))

    def opens(self, text: str, sign: re.Match[str], setting: Setting) -> bool:
        """Not inside a word."""
        start = sign.start()
        return not (start and (text[start - 1].isalnum() or text[start - 1] == "§"))

    def subdivisions(self, text: str, item: Item) -> None:
        """German subdivisions: unit and value, bare Roman paragraphs, lists and ranges of values."""
        listed = False
        if text[item.start] == "A" and (match := self._section_of_article.match(text, item.end)):
            item.end = match.end()
            item.parts.append(match["v"])
        if match := self._roman.match(text, item.end):
            item.end = match.end()
            item.parts.append(_arabic(match["v"]))
            if match["s"]:
                item.parts.append(match["s"])
        while True:
            match = self._unit.match(text, item.end)
            if match is None and item.parts and (letter := self._letter.match(text, item.end)):
                item.end = letter.end()
                if not listed:
                    item.parts.append(letter["v"])
                continue
            if match is None:
                joined = self._more_unit.match(text, item.end) if item.parts or listed else None
                if joined is None:
                    break
                listed = True
                if item.parts and not item.parts[-1].startswith("*"):
                    del item.parts[-1:]
                match = self._unit.match(text, joined.end()) or self._unit.match(text, joined.end() + len("jeweils "))
                if match is None:
                    break
                item.end = match.end()
                continue
            item.end = match.end()
            if not listed:
                item.parts.append(_value(match["v"] or match["o"]))
            while more := self._more.match(text, item.end):
                if not _is_value(text, item, more):
                    break
                if not listed:
                    listed = True
                    del item.parts[-1:]
                item.end = more.end()

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """A bare number goes on a list under `§§`, or before `Abs.` or a statute name."""
        if group.plural:
            return True
        return (
            bool(item.parts)
            or _SHORT.match(text, item.end + 1) is not None
            or (text[item.end : item.end + 1] == " " and _LONG.match(text, item.end + 1) is not None)
            or (self.joiner.match(text, item.end) is not None and len(item.number) > 1)
        )

    def clean_number(self, number: str) -> str:
        """`812 bis 822` -> `812-822`, `129 a` -> `129a`, `7 ff.` -> `7ff`, `II` -> `2`."""
        number = (
            re.sub(r" bis (?:§§? ?)?(?=\d)| - ", "-", number)
            .replace("Abschnitt ", "")
            .replace(" ", "")
            .replace(".", "")
        )
        return _arabic(number) if re.fullmatch(r"[IVX]+", number) else number

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """The short or full name after the last number."""
        if _INSURANCE.match(text, end):
            return end, ""
        if text[end : end + 1] != " " and text[end : end + 2] != ", ":
            return None
        start = end + (1 if text[end] == " " else 2)
        if match := _SHORT.match(text, start):
            if _SIGN_NEXT.match(text, match.end()) and self.statute_before(text, sign.start(), setting):
                return None  # `ZPO §577 Abs2 ZPO §595`: the names stand first
            law = match["law"]
            austrian = setting.country == "AUT" or sign[0] == "§"  # `§8 Abs1 LSG 2011`, closed up, is no court
            dated = austrian and match[0][-4:].isdigit()
            if (law.rstrip(".") in _STOPPED and not dated) or re.fullmatch(r"[IVX]+", law) or text[end] == ",":
                return None
            return match.end(), _statute_id(law, sign[0], setting)
        if text[end] == ",":
            return None
        if (article := _ARTICLE.match(text, start)) and (match := _SHORT.match(text, article.end())):
            law = match["law"]
            if _NAME_AFTER_ARTICLE.search(law) and law.split("-")[0] not in _STOPPED:
                return match.end(), _statute_id(law, sign[0], setting)
        if _CLAUSE.match(text, end):
            return end, ""
        if match := _LONG.match(text, start):
            if _CONTRACT.fullmatch(match["law"]) and not re.match(_OF_STATES, match["law"]):
                return match.end(), ""
            return match.end(), _statute_id(match["law"], sign[0], setting)
        if (match := self._related.match(text, end)) and (law := _SHORT.match(text, match.end())):
            return end, _statute_id(law["law"], sign[0], setting)
        return None

    def statute_before(self, text: str, start: int, setting: Setting) -> str | None:
        """Austria and Liechtenstein put the name first: `ZPO §587 Abs4`."""
        if start < 3 or text[start - 1] != " ":
            return None
        if match := _BEFORE.search(text, max(0, start - 40), start):
            law = match[1]
            if law in _STOPPED or re.fullmatch(r"[IVX]+", law):
                return None
            return _statute_id(law, "§", setting)
        return None

    def holds(self, text: str, sign: re.Match[str], group: Group, setting: Setting) -> bool:
        """Not clauses of contracts, nor paragraphs of a Strasbourg judgment; `Art. II` needs a statute."""
        if group.statute == "":
            return False
        start = sign.start()
        if sign[0][0] == "§" and not group.named_behind and _of_a_book(text, start, group.items[-1].end):
            return False
        if (
            sign[0][0] == "§"
            and not group.named_behind
            and _STRASBOURG_PARAGRAPH.search(text, max(0, start - 70), start)
        ):
            return False
        if self.named_only:
            return group.named_behind and group.statute is not None and sign[0][0] == "§"
        if sign[0][0] != "§" and re.fullmatch(r"[IVX]+", text[sign.end() : group.items[0].end].split(" ")[0]):
            return group.named_behind
        return True


# `Art. 5 Abs. 2 der VO (EG) Nr. 715/2007`, `§ 5 Nr. 1 der BGS-WAS`, `§ 7 der 9. BImSchV`; `der GmbH` is no statute
_ARTICLE = re.compile(r"(?:der|des|dem|den) (?:\d{1,2}\. (?=[A-ZÄÖÜ]))?")
_NAME_AFTER_ARTICLE = re.compile(r"(?:G|VO?|O|RL|GB|GRCh|EMRK|WAS|EWS|SGB [IVX]+|\d/\d+)$|^(?:VO|RL|BGS|SGB)\b")
_BEFORE = re.compile(
    r"(?<![\wäöüÄÖÜ-])([A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{0,24}[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]{0,8}(?:-[A-Z]{1,3})?)"
    r"(?: (?:19|20)\d\d)? $"
)


_SIGN_NEXT = re.compile(r" (?:§|Art)")
# `SozR 4-2700 § 8 Nr 11`: number 11 of what the collection has on a section
_COLLECTION = re.compile(r"(?:SozR|BRS|Slg\.|NZS) [\d-]{1,12} $")
_EDITION = re.compile(r"Aufl(?:age|\.)(?: (?:19|20)\d\d)?,(?: Bd\. \d{1,2},)? $")
_MARGIN = re.compile(r",? (?:Rn|Rz|Rdnr|Rdn|RdNr|Fn)\.? ?\d")
_NAME_OF_A_STATUTE = re.compile(
    r"[A-ZÄÖÜ]{2,}[a-z]*(?![\wäöü])|[A-Z][A-Za-z]*[a-z](?:G|O|B)(?![\wäöü])|[Gg]esetz|ordnung"
)


def _of_a_book(text: str, start: int, end: int) -> bool:
    """Whether the paragraph is one of a collection or a handbook (`Staatsrecht, Bd. 3, 2. Aufl. 2022, § 85 Rn. 86`); a
    commentary, whose title names the statute, is cited by the statute's sections."""
    before = text[max(0, start - 110) : start]
    if _COLLECTION.search(before):
        return True
    if not _EDITION.search(before) or not _MARGIN.match(text, end):
        return False
    return _NAME_OF_A_STATUTE.search(before.rsplit(";", 1)[-1]) is None


def _is_value(text: str, item: Item, more: re.Match[str]) -> bool:
    """Whether the bare number after a joiner goes on the list of values; otherwise it is the next section."""
    value = more["v"]
    behind = text[more.end() : more.end() + 12]
    if re.match(r",? ?(?:Abs|[IVX]{1,4}\b)", behind):
        return False
    if not value[0].isdigit():
        return (
            not re.match(r" [A-ZÄÖÜ][a-zäöü]", behind) or value.endswith(")") or len(value) > 1 or value in "abcdefgh"
        )
    digits = int(re.match(r"\d+", value)[0])  # type: ignore[index]
    section = int(re.match(r"\d+", item.number)[0]) if item.number[0].isdigit() else 0  # type: ignore[index]
    sign = text[item.start : item.start + 2]
    plural = sign == "§§" or sign[0].isdigit()  # a further number of a list under `§§`
    if plural and digits > section and "bis" not in more["join"] and "-" not in more["join"]:
        return False
    return digits <= 60 or "bis" in more["join"]


def _value(written: str) -> str:
    if re.fullmatch(r"[IVX]+", written):
        return _arabic(written)
    return written.rstrip(").").split(" ")[0].rstrip(".")


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def _arabic(roman: str) -> str:
    letters = roman.rstrip("ab")
    total = 0
    for this, following in zip(letters, [*letters[1:], ""], strict=True):
        value = _ROMAN[this]
        total += -value if following and _ROMAN[following] > value else value
    return f"{total}{roman[len(letters) :]}"


def _statute_id(law: str, sign: str, setting: Setting) -> str | None:
    swiss = sign.startswith("A") and re.fullmatch(r"StGB|StPO|ZPO", law) is not None
    default = "CHE" if swiss else "DEU"
    country = setting.country if setting.country in _COUNTRIES else None
    return _statute(law, country, default)


@lru_cache(maxsize=4096)
def _statute(law: str, country: str | None, default: str) -> str | None:
    law = re.sub(r"[ ,(]*(?:a\. ?F\.|aF|n\. ?F\.|nF)\)?$", "", law)
    bare = re.sub(r" (?:19|20)\d\d$", "", law)
    found = find_statute(law, country, default) or find_statute(bare, country, default)
    if found:
        return found
    if match := re.search(r"(\d{2,4}/\d{1,4})", law):
        return f"EU-{match[1]}"
    if " " in bare and not re.match(r"SGB|[A-ZÄÖÜ]+[a-zäöü]*[A-ZÄÖÜ]", bare):
        return None
    if re.search(_ENDING + "$", bare):
        return None  # `Vogelschutz-Richtlinie`
    if re.search(r"[A-ZÄÖÜ].*[A-ZÄÖÜ]", bare) and len(bare) <= 24:
        return bare.replace(" ", "-")
    return None
