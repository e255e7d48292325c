"""Provisions in Swedish (`22 kap. 6 § brottsbalken`) and in Danish and Norwegian (`straffelovens § 245, stk. 1`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar

from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group, Item, Reader
from enrichment.vocabulary.statutes import find_statute

_ORDINALS = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4", "femte": "5", "sjätte": "6"}
_ORDINAL = "(?:" + "|".join(_ORDINALS) + "|sjunde|åttonde|sista)"
# where the long name of a Swedish act (`lagen (2014:406) om straff för ...`) ends
_STOP = (
    r"(?:inte|att|ska|skall|får|är|har|kan|när|enligt|gäller|följer|framgår|samt|jämte|innebär|inom|vid|"
    r"av|till|ges|anges|föreskrivs|omfattar|som|där|det|den|och|eller|–|-|på|från|under|utan|genom|men|om|"
    r"i dess|i den|innehåller|beslutar|prövas|utgör|ger|kräver|fick|ha|ta|tas|tog|utgå|utgår|betala|påföra|"
    r"påförs|meddela|besluta|[a-zåäö]{4,}as)"
)
_SFS = (
    r"(?:(?:plan|mark|mål|yttrande|val|hälso|brand|jord)- och [a-zåäö]+(?:lagen|förordningen|balken)|"
    r"[a-zåäö-]+(?:lagen|förordningen|balken|formen|kungörelsen|ordningen)|lagen|förordningen|"
    r"kungörelsen|föreskrifterna)(?: \((?:1[789]|20)"
    rf"\d\d:\d{{1,5}}\)(?: (?:om|med)(?: [a-zåäö]+- och [a-zåäö]+| (?!{_STOP}(?![\wåäö]))"
    rf"[a-zåäöA-ZÅÄÖ-]+){{1,9}}(?: (?:av|till|vid|på|från|inom|"
    rf"under) (?:[a-zåäö]+a )?(?!{_STOP}(?![\wåäö]))[a-zåäö-]{{4,}}){{0,2}}"
    rf"(?: om(?: (?!{_STOP}(?![\wåäö]))[a-zåäö-]+){{1,6}})?)?)?"
)
_UNNUMBERED = rf"lagen om(?: (?!{_STOP}(?![\wåäö]))[a-zåäö-]{{4,}}){{1,5}}"
_TREATY = (
    r"(?:Romstadgan|(?:(?:första|andra|tredje|fjärde) )?Genèvekonventionen|Genèvekonventionerna|tortyrkonventionen|"
    r"folkmordskonventionen)(?!\w)"
)
_SWEDISH_LAW = re.compile(
    rf" (?:i )?(?P<law>{_TREATY}|{_UNNUMBERED}|{_SFS}|(?:BrB|RB|MB|PBL|LSV|FVV|UtlL|FB|ÄB|ÄktB|GB|JB|LOU|FPL|KL|RF|TF|"
    r"YGL|OSL|MFL|IL|ML|SFL|FMB|LAS|ABL|HBL|SkL|BFL|AvtL|KöpL|PatL|VML|URL|EKL|ÅRL|LVM|LVU|LPT|"
    r"direktiv \d{2,4}/\d{1,4}(?:/[A-Z]{2,3})?|förordning \((?:EU|EG)\) (?:nr )?\d{1,4}/\d{1,4}|"
    r"EUF-fördraget|FEUF|Europakonventionen|EKMR|artskyddsförordningen|konventionen)(?![\w]))"
)


class SwedishProvisions(Reader):
    """Swedish grammar: chapter, section, paragraph of the section, point. EU and treaty articles as `artikel 6.1`."""

    name = "provision.swedish"
    sign = re.compile(
        r"(?:(?P<chapter>\d{1,3}(?: ?[a-z])?) kap\.? )(?=\d{1,3}(?: ?[a-z])?(?:(?:,| och| eller|-|"
        r" till och med| -| samt) ?(?:\d{1,3}(?: ?[a-z])?|[a-z](?= §))){0,6} §)|(?<!\d)(?<!kap\. )(?<![\d:/-])"
        r"(?=\d{1,3}(?: ?[a-z])?(?:(?:,| och| eller|-| till och med| -) ?\d{1,3}(?: ?[a-z])?){0,6} §)|"
        r"(?P<article>[Aa]rtik(?:el|larna|eln)|[Aa]rt\.) (?=\d)"
    )
    number = re.compile(
        r"\d{1,3}(?:[a-z](?![a-zåäö])| [a-hj-z](?![a-zåäö]|\.[a-zåäö]))?(?:\.\d{1,2}(?: [a-h](?![a-zåäö.])"
        r")?)?(?:(?: ?- ?| till och med )(?:\d{1,3}(?: ?[a-z](?![a-zåäö]))?|[a-z](?= §§)))?(?: §§?)?"
    )
    subdivision = re.compile(
        rf" (?:(?P<o>{_ORDINAL}(?:(?:, | och |"
        rf" samt ){_ORDINAL})*) (?:styckena|stycket|st\.|meningen|punkten|"
        rf"ledet|strecksatsen)|(?P<n>\d{{1,2}}(?: ?[a-z](?![a-zåäö]))?(?:(?: och |, )\d{{1,2}}(?![\d:]))*)"
        r" (?:st\.?|mom\.?|p\.?(?![a-zåäö]))|(?:punkt(?:en|erna)?|p\.?|mom\.|led(?:et)?)"
        rf" (?P<v>\d{{1,2}}(?: ?[a-z](?![a-zåäö]))?(?:(?:, | och |-)\d{{1,2}}(?![\d:]))*|[a-z](?![a-zåäö]))|"
        rf"(?P<w>\d{{1,2}}(?: ?[a-z](?![a-zåäö]))?(?:(?:, |"
        rf" och )\d{{1,2}}(?![\d:]))*)(?= (?:[a-zåäö]+- och )?[a-zåäö-]*(?:lagen|"
        r"balken|förordningen)| (?:BrB|RB|MB|PBL|LSV|FVV|RF|TF|RB|BrB|OSL|UtlL)|[,.;)]| och (?!\d))|"
        r"(?<=stycket )(?P<t>\d{1,2})(?![\w:.,§-]| §| och \d))"
    )
    joiner = re.compile(
        r"(?:, | och | eller | samt |, och )(?=\d{1,3}(?: ?[a-z])?(?:(?:,| och| eller|-| till och med)"
        r" ?\d{1,3}(?: ?[a-z])?){0,6} §)"
    )
    chain = re.compile(r" ?[,;]? ?(?:(?:och|samt|eller|jämte|jämfört med|jfr|jfrt med|i förening med)[ ,]*)*")

    def opens(self, text: str, sign: re.Match[str], setting: Setting) -> bool:
        """Not in a number, nor after a `§`."""
        start = sign.start()
        return not (
            start
            and (text[start - 1].isalnum() or text[start - 1] in ":/§-" or text[max(0, start - 2) : start] == "§ ")
        )

    def group(self, text: str, sign: re.Match[str]) -> Group:
        """Chapter and section make the number: `22:6`."""
        group = super().group(text, sign)
        if sign["chapter"]:
            for item in group.items:
                item.number = f"{sign['chapter'].replace(' ', '')}:{item.number}"
        if sign["article"]:
            for item in group.items:  # `artikel 8.2 a`
                if divided := re.fullmatch(r"(\d+)\.(\d+)([a-h])?", item.number):
                    item.number, item.parts[:0] = divided[1], [part for part in divided.groups()[1:] if part]
        if not sign["article"] and group.items and "§" not in text[group.items[0].start : group.items[-1].end]:
            group.items.clear()
        if not sign["article"] and group.items:
            group.items[:] = _with_sign(text, group.items)
        return group

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """`2 och 4 §§`: the sign stands behind the last number."""
        return True

    def clean_number(self, number: str) -> str:
        """Without the sign."""
        return number.replace(" till och med ", "-").replace(" ", "").replace("§", "")

    def values(self, match: re.Match[str]) -> list[str]:
        """Ordinals as digits."""
        if match["o"]:
            return [_ORDINALS.get(word, word) for word in re.findall(_ORDINAL, match["o"])]
        return re.findall(
            r"\d{1,2} ?[a-z]?(?![a-z])|^[a-z]$", match["n"] or match["v"] or match["w"] or match["t"] or ""
        )

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """`brottsbalken`, `BrB`, `lagen (2014:406) om straff för vissa internationella brott`."""
        match = _SWEDISH_LAW.match(text, end)
        if match is None:
            return None
        return match.end(), _swedish_statute(match["law"])


def _with_sign(text: str, items: list[Item]) -> list[Item]:
    """Numbers after the last sign are no sections."""
    last = max(index for index, item in enumerate(items) if "§" in text[item.start : item.end])
    return items[: last + 1]


@lru_cache(maxsize=1024)
def _swedish_statute(law: str) -> str | None:
    if match := re.search(r"\((\d{4}:\d{1,5})\)", law):
        return f"SFS-{match[1]}"
    return find_statute(law, "SWE") or (law if re.fullmatch(r"[A-ZÅÄÖ][A-Za-zÅÄÖ]{1,4}", law) else None)


_NORDIC_LAW = (
    r"(?:[a-zæøåA-ZÆØÅ-]+(?:loven|lovens|lova|lovas|forskriften|bekendtgørelsen|bekendtgørelsens|"
    r"grunnloven|Grunnloven|Grunnlova|grundloven|lovbekendtgørelsens)|(?:strl|strpl|straffeprl|tvl|asl|"
    r"avtl|utlendingslova)\.?|EAL|MTBL|LOV|EMK|EMRK)"
)


class NordicProvisions(Reader):
    """Danish and Norwegian grammar: the statute stands before the sign; subdivisions by stk., nr., ledd, bokstav."""

    name = "provision.nordic"
    sign = re.compile(r"(?:§§? ?(?=\d)|(?:[Aa]rtik(?:kel|el|ler)|[Aa]rt\.|[Aa]rtt\.) (?=\d))")
    number = re.compile(
        r"\d{1,4}(?:-\d{1,3})?(?:[a-z](?![a-zæøå])| [a-hj-z](?![a-zæøå]|\.[a-zæøå]))?(?![\d/]|\.\d{3})(?:(?: ?- ?|"
        r" til |"
        r" flg\.?| ff\.?)(?:\d{1,4}(?:-\d{1,2})?[a-z]?)?(?!\w))?"
    )
    subdivision = re.compile(
        r",? ?(?:(?:stk\.?|nr\.?|litra|pkt\.|punktum|ledd|bokstav(?:ene|en)?|litra|punkt|nummer|alternativ|"
        r"alt\.) ?(?P<v>(?:\d{1,3}|[a-z](?![a-zæøå]))(?:(?: og |, | eller |-)(?:\d{1,2}|[a-hj-z])(?![\wæøå])"
        r")*)(?:\. ?pkt\.)?|"
        r"(?P<o>(?:første|annet|andre|tredje|fjerde|femte|sjette|anden|siste|sidste)(?: og (?:første|annet|"
        r"andre|tredje|fjerde|femte|anden))*) (?:ledd|punktum|straffalternativ|alternativ|stykke|pkt\.|"
        r"setning)|(?P<w>\d{1,2})\. (?:led|pkt\.|punktum|ledd))"
    )
    joiner = re.compile(r"(?: og | eller |, (?:og )?)(?=\d)")
    chain = re.compile(r" ?[,;]? ?(?:(?:og|jf\.|jfr\.|jf|sammenholdt med|sml\.|cf\.)[ ,]*)*")
    onward = re.compile(r",? (?:jf\.?|jfr\.?|og|sammenholdt med|sml\.) ")  # a bare `§` after it is of the same act
    _ordinals: ClassVar[dict[str, str]] = {
        "første": "1",
        "annet": "2",
        "andre": "2",
        "anden": "2",
        "tredje": "3",
        "fjerde": "4",
        "femte": "5",
        "sjette": "6",
    }
    _before = re.compile(
        rf"(?P<law>{_NORDIC_LAW})(?P<year> (?:av |fra )?(?:19|20)\d\d| \((?:19|20)\d\d\))?(?: nr\. \d+)? $"
    )
    _behind = re.compile(
        r",? (?:i )?(?:den |det )?(?P<law>(?:EMK|EMRK|GDPR|TEUF|TEU|Europæiske Menneskerettighedskonvention|"
        r"[Mm]enneskerettighedskonventionen|[a-zæøå]+loven|[a-zæøå]+konvensjonen?|"
        r"lov om (?:[a-zæøå]+s )?[a-zæøå-]+(?: (?:og|af|for|til) [a-zæøå]+){0,2}))(?!\w)"
    )

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`§§`, `artikler`."""
        return sign[0].startswith("§§") or "ler" in sign[0]

    def values(self, match: re.Match[str]) -> list[str]:
        """Ordinals as digits."""
        if match["o"]:
            return [self._ordinals.get(word, word) for word in match["o"].split(" og ")]
        return re.findall(r"\d+|(?<![a-z])[a-z](?![a-z])", match["v"] or match["w"] or "")

    def clean_number(self, number: str) -> str:
        """Without blanks."""
        return number.replace(" til ", "-").replace(" ", "")

    def statute_before(self, text: str, start: int, setting: Setting) -> str | None:
        """`straffelovens § 245`."""
        match = self._before.search(text, max(0, start - 50), start)
        if match is None:
            return None
        law = match["law"].lower()
        if match["year"] and "1902" in match["year"]:
            law = f"{law.removesuffix('s')} 1902"  # Norway's penal code before that of 2005
        return _nordic_statute(law, setting.country, setting.language)

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """`artikkel 8 EMK`, `§ 3 i straffeloven`."""
        match = self._behind.match(text, end)
        return (
            (match.end(), _nordic_statute(match["law"].lower(), setting.country, setting.language)) if match else None
        )


@lru_cache(maxsize=1024)
def _nordic_statute(law: str, country: str | None, language: str | None) -> str | None:
    return find_statute(law.removesuffix("s"), country, "DNK" if language == "da" else "NOR")
