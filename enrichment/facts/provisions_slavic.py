"""Provisions in Polish (`art. 280 § 1 k.k.`) and in Bosnian, Croatian and Serbian (`čl. 68. st. 1. ZPP`)."""

from __future__ import annotations

import re

from enrichment.facts.act_names import south_slavic_name_end
from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group, Item, Reader
from enrichment.vocabulary.statutes import find_statute


class PolishProvisions(Reader):
    """Polish grammar."""

    name = "provision.polish"
    sign = re.compile(r"(?:[Aa]rt\.|[Aa]rtykuł(?:u|em|ów|y)?) ?(?=\d)")
    number = re.compile(r"\d{1,4}[a-z]{0,3}(?:\(\d\))?(?![\d/]|\.\d)(?:-\d{1,4}[a-z]?(?![\w/]))?")
    subdivision = re.compile(
        r",? ?(?:§|ust\.|pkt|lit\.|zd\.|zdanie|tiret) ?(?P<v>(?:\d{1,3}[a-z]?|[a-z](?![\wąćęłńóśźż])|pierwsze|"
        r"drugie)(?:(?: i |, | oraz | lub |-)(?:§ ?|pkt ?)?\d{1,2}[a-z]?(?![\w./]))*)"
    )
    joiner = re.compile(
        r"(?: i | oraz |, | lub )(?=\d)(?!\d{1,2} (?:stycznia|lutego|marca|kwietnia|maja|czerwca|"
        r"lipca|sierpnia|września|października|listopada|grudnia))"
    )
    chain = re.compile(r" ?[,;]? ?(?:(?:i|oraz|w zw\. z|w związku z|w z w\. z|lub|a także|i in\.)[ ,]*)*")
    _law = re.compile(
        r",? ?(?P<law>k\. ?k\. ?s\.|k\. ?k\. ?w\.|k\. ?p\. ?k\.|k\. ?p\. ?c\.|k\. ?p\. ?a\.|k\. ?p\. ?w\.|"
        r"k\. ?r\. ?o\.|k\. ?k\.|k\. ?c\.|k\. ?w\.|k\. ?p\.|k\. ?s\. ?h\.|kpk|kpc|kpa|kpw|kk(?:s|w)?|kc|kw|"
        r"k\.s\.h\.|Konstytucji(?: RP| Rzeczypospolitej Polskiej)?|[Kk]odeksu (?:karnego|"
        r"postępowania (?:karnego|cywilnego|administracyjnego)|cywilnego|pracy|wykroczeń)|EKPC|TFUE|"
        r"ustawy(?: z dnia \d{1,2} \w+ \d{4} r\.)?(?: o [a-ząćęłńóśźż]+(?: [a-ząćęłńóśźż]+){0,3}?(?=[ ]?[,.;()])"
        r")?|[a-z]{1,3}\.[a-z]{1,3}\.[a-z]{0,3}\.?(?= ))(?!\w)"
    )

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`art.` serves for both."""
        return False

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """Only before subdivisions or a statute."""
        return bool(item.parts) or self._law.match(text, item.end) is not None

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """`k.k.`, `k.p.k.`, `Konstytucji RP`."""
        match = self._law.match(text, end)
        return (
            (match.end(), find_statute(match["law"].replace(" ", "") if "." in match["law"] else match["law"], "POL"))
            if match
            else None
        )


class CzechProvisions(Reader):
    """Czech and Slovak grammar: `§ 403 odst. 2 písm. a) tr. zákoníku`, `čl. 6 odst. 1 Úmluvy`."""

    name = "provision.czech"
    sign = re.compile(r"(?:§§? ?|[Čč]l(?:\.|ánk[uay]|ánek) ?)(?=\d)")
    number = re.compile(r"\d{1,4}[a-z]{0,2}(?![\d/]|\.\d)(?:(?:-| až )\d{1,4}[a-z]?(?![\w/]))?(?: a násl\.)?")
    subdivision = re.compile(
        r",? ?(?:odst(?:\.|avec|avce|avci)|ods\.|písm(?:\.|eno|ena)|bod(?:u|y)?|alinea|věta)"
        r" ?(?P<v>(?:\d{1,3}|[a-z](?![\wá-ž])|první|druhá)\)?(?:(?: a |, | nebo |-)(?:\d{1,2}|[a-z]\))(?![\w./]))*)\)?"
    )
    joiner = re.compile(r"(?:, | a | nebo )(?=\d)(?!\d{1,2}\.)")
    _law = re.compile(
        r" (?P<law>tr(?:estního|\.) (?:zákoníku|zákona|řádu|zák\.|zák)|trestného (?:zákona|poriadku)|tr\. ?ř\.|"
        r"o\. ?s\. ?ř\.|"
        r"o\. ?s\. ?p\.|Listiny(?: základních práv a svobod)?|Ústavy(?: ČR| České republiky)?|Úmluvy|Dohovoru|"
        r"občanského zákoníku|zákona č\. \d{1,4}/(?:19|20)\d\d Sb\.|Tr\. zák\.|TZ)(?!\w)"
    )

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """Only before subdivisions or a statute, or after `§§`."""
        return group.plural or bool(item.parts) or self._law.match(text, item.end) is not None

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """`tr. zákoníku`, `Listiny`."""
        match = self._law.match(text, end)
        return (match.end(), find_statute(match["law"], setting.country, "CZE")) if match else None


class SouthSlavicProvisions(Reader):
    """Bosnian, Croatian and Serbian grammar, Latin and Cyrillic script."""

    name = "provision.south_slavic"
    sign = re.compile(
        r"(?:[Čč]lan(?:ak|aka|ka|ku|kom|ci|cima|a|u|om|ovi|ova|ovima)?|[Čč]l\.|ČLAN|[Чч]лан(?:а|у|ом|ак|ка)?|"
        r"[Чч]л\.) ?(?=\d|[IVX]{1,4}[/ .])"
    )
    number = re.compile(
        r"(?:\d{1,4}(?:[a-zа-ш](?=[. ,])|\.[a-z]\.(?= [A-ZŠ])|\.? ?[a-zа-ш]\))?(?![\d/]|\.\d)\.?|"
        r"[IVX]{1,4}/\d{1,2}\.?(?:\(?[a-z]\))?)(?:(?: do |-)\d{1,4}\.?(?!\w))?"
    )
    subdivision = re.compile(
        r",? ?(?:stav(?:ak|ka|ku|om|kom|a|u|ovi)?|st\.|tač(?:ka|ke|ki|kom)|točk[aeiu]|toč\.|tač\.|t\.|alineja|"
        r"alineje|став(?:а|ом|у)?|ст\.|тачка|тачке|тач\.|podtač\w+) ?(?P<v>\(?(?:\d{1,2}|"
        r"[a-zа-ш](?![a-zа-шčćžšđ]))[.)]{0,2}(?:(?: i |, | и | do )\(?(?:\d{1,2}\.?|[a-zа-ш]\))(?!\w)\)?)*)"
    )
    joiner = re.compile(r"(?: i | и |, | te )(?=\d{1,4}\.)")
    chain = re.compile(r" ?[,;]? ?(?:(?:i|и|u vezi(?: sa?)?|u svezi(?: sa?)?|у вези са|te|kao i|s|sa)[ ,]*)*")
    _law = re.compile(
        r",? ?(?:preuzetog )?(?P<law>(?:ZPP|ZKP|Z[A-ZČĆŠŽĐ]{1,5}|GKU|KZ|KZJ|ZOO|ZR|ZUP|ZID ZPP|OZ|ЗКП|КЗ|"
        r"ЗПП|ЗОО|ZIKS|EKLJP|EK|"
        r"KZRH|ZPDG)(?:-a|-u)?(?: (?:SFRJ|SRJ|RBiH|SRBiH|BiH|FBiH|RS|BD BiH|F BiH|РС|БиХ|ФБиХ|СФРЈ|RH|CG))?(?![\w])|"
        r"(?:Krivičnog|Kaznenog|Кривичног|Krivicnog|krivičnog) (?:zakona|zakonika|законика|закона)(?: (?:SFRJ|"
        r"BiH|Bosne i Hercegovine|Republike Srpske|Федерације|Републике Српске|"
        r"Socijalističke (?:Federativne )?Republike (?:Jugoslavije|Bosne i Hercegovine)|"
        r"Socijalističke Federativne Republike Jugoslavije))?|"
        r"(?:Zakona|Закона)(?: o (?:parničnom postupku|krivičnom postupku(?: (?:FBiH|BiH|RS|"
        r"Federacije (?:BiH|Bosne i Hercegovine)|Republike Srpske))?|"
        r"izmjenama i dopunama Zakona o [a-zčćžšđ]+(?: [a-zčćžšđ]+)?|"
        r"[a-zčćžšđ]+(?:im|om|oj) i [a-zčćžšđ]+(?:im|om|oj) [a-zčćžšđ]+|"
        r"kaznenom postupku|obligacionim odnosima|obveznim odnosima|radu|"
        r"[a-zčćžšđ]+(?: [a-zčćžšđ]+){0,4}?(?= ?[,.;()\"„]| (?:i|kojim|koji|je|da|u|na|odlučeno|od|kao)\b))|"
        r" о [а-шђјљњћџ]+(?: [а-шђјљњћџ]+){0,3}?(?= ?[,.;()\"„]))?|Ustava(?: (?:Bosne i Hercegovine|BiH|"
        r"Republike Hrvatske|Republike Srbije|RH|RS))?|Устава(?: Босне и Херцеговине)?|(?:Evropske|Europske|"
        r"Evropska) konvencije(?: za zaštitu ljudskih prava i (?:osnovnih|temeljnih) sloboda)?|"
        r"Pravila Ustavnog suda(?: Bosne i Hercegovine)?|"
        r"Protokola(?: (?:broj|br\.) \d{1,2})?(?: uz (?:Evropsku|Europsku) konvenciju)?)"
        r"(?: Brčko distrikta(?: BiH| Bosne i Hercegovine)?)?(?!\w)"
    )

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`članova`, `čl.` may have several."""
        return sign[0].startswith(("čl.", "Čl.", "članov", "članaka", "чл.", "članci"))

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """After a plural, or before a statute or subdivision."""
        return group.plural or bool(item.parts) or self._law.match(text, item.end) is not None

    def clean_number(self, number: str) -> str:
        """`68.` -> `68`."""
        return number.replace(" ", "").replace("do", "-").rstrip(".").replace(".", "").replace(")", "").replace("(", "")

    def values(self, match: re.Match[str]) -> list[str]:
        """Letters and digits."""
        return re.findall(r"\d+|(?<![\w])[a-zа-ш](?=\)|$|\.)", match["v"])

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """`ZPP`, `Krivičnog zakona SFRJ`, `Ustava Bosne i Hercegovine`."""
        match = self._law.match(text, end)
        return (
            (south_slavic_name_end(text, match.end()), find_statute(match["law"], setting.country)) if match else None
        )

    def holds(self, text: str, sign: re.Match[str], group: Group, setting: Setting) -> bool:
        """`član` is also a member of the bench; a number must follow directly, which the sign asks for."""
        return not (text[group.items[0].end : group.items[0].end + 8].startswith(" vijeća"))
