"""Provisions in Dutch: `artikel 2, eerste lid, van de Wet internationale misdrijven`, `artikel 1:431 lid 1 BW`."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.facts.act_names import dutch_name_end
from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group, Item, Reader
from enrichment.vocabulary.statutes import find_statute

_ORDINALS = {
    "eerste": "1",
    "tweede": "2",
    "derde": "3",
    "vierde": "4",
    "vijfde": "5",
    "zesde": "6",
    "zevende": "7",
    "achtste": "8",
    "negende": "9",
    "tiende": "10",
}
_ORDINAL = "(?:" + "|".join(_ORDINALS) + "|elfde|twaalfde|dertiende|laatste)"
_LETTER = r"(?:[a-z]{1,2}|\d{1,2})[°ºe]?\)?(?![\w.]\w|\w)"

# what cannot stand in the name of an act: `de Wet langdurige zorg is van toepassing`
_VERBS = (
    r"(?:is|zijn|werkt|vallen|valt|strekt|geeft|eist|stelt|was|wordt|worden|werd|kan|kunnen|heeft|hebben|had|moet|moeten|mag|niet|geldt|volgt|dat|die|door|te|als|met|"
    r"bepaalt|bedoeld|bedoelde|genoemd|genoemde|gestelde|vermelde?|opgenomen|neergelegde?|toepassing|blijkt|staat|dan|een|"
    r"de|het|ten|luidt|zoals|waarin|wel|ook|zou|slechts|alleen|artikel|in|uit|bij|aan|om|onder|tegen|dient|vereiste?)\b"
)
# Belgium names its acts by their dates
_DATED = (
    r"(?:(?:bijzondere |programma)?[Ww]et van \d{1,2} [a-z]+ (?:1[89]|20)\d\d|"
    r"(?:[Kk]oninklijk [Bb]esluit|[Mm]inisterieel [Bb]esluit|[Dd]ecreet|[Oo]rdonnantie|"
    r"[Bb]esluit van de (?:Vlaamse|Waalse) "
    r"[Rr]egering|KB)(?: nr\. ?\d{1,3})? van \d{1,2} [a-z]+ (?:1[89]|20)\d\d)"
)
_NAME = (
    r"(?:(?:[A-Z][a-zëé]+|Europees|Internationaal|Eerste|Tweede|EU-|VN-|Geneefse|Universele) ?){0,2}"
    rf"(?:Wet(?! internationale misdrijven)(?: (?!{_VERBS})[a-zë-]+){{1,5}} (?!{_VERBS}|en\b|van\b|op\b|"
    rf"tot\b|inzake\b|of\b)"
    rf"[a-zë-]{{4,}}(?= ?[,.;:()]| {_VERBS}|$)|"
    r"Wet [A-Z]{2,5}(?: (?:19|20)\d\d)?|Wet (?!(?:De|Het|Een|In|Op|Dit|Deze|Dat|Die|Als|Voor|Bij|Er|Van|Ook|"
    r"Zie)\b)[A-Z][a-zë]+|[Ww]et(?:boek)?|Verdrag|Handvest|Statuut|Besluit|Regeling|Richtlijn|Verordening|Reglement|"
    r"Grondwet|Code|(?:Eerste |Twaalfde |Zevende |Vierde )?Protocol(?: bij het EVRM)?|EP EVRM|[Pp]lanregels|"
    r"Belastingplan|Kaderbesluit|Uitvoeringswet|Invoeringswet|Vreemdelingenwet|Opiumwet|"
    r"Conventies?|Rijkswet|Wet [A-Z][a-z]+|[A-Z][a-z]+(?:wet|besluit|regeling|verordening|verdrag|"
    r"reglement))"
    r"(?: (?:I{1,3}|IV)(?!\w))?(?: \((?:EU|EG|EEG)\))?(?: (?:nr\. )?\d{1,4}/\d{1,4}(?:/(?:EU|EG|EEG))?)?"
    r"(?: (?:van de Verenigde Naties|van de grondrechten van de Europese Unie|"
    r"van Rome(?: inzake het Internationaal Strafhof)?|"
    r"tot bescherming van de [Rr]echten van de [Mm]ens(?: en de fundamentele vrijheden)?|"
    r"voor de [Rr]echten van de [Mm]ens|"
    r"(?:van|op|op de|op het|inzake|betreffende|tot|ter|tegen|voor)(?: (?:de|het|een)"
    r")?(?: [a-zë-]+){0,6}? ?(?:[Ss]trafrecht|[Ss]trafvordering|[Rr]echtsvordering|[Kk]oophandel|"
    r"organisatie|misdrijven|bestuursrecht|rechtspraak|folteringverdrag|genocideverdrag|munitie|"
    r"[Oo]orlogsstrafrecht|[Ff]oltering|werkgelegenheid|belasting(?:en)?|overheid|partij|strafzaken|zaken)"
    r"|[Oo]orlogsstrafrecht|[Oo]orlogsmisdrijven|internationale misdrijven|[Ff]olteringverdrag|[Gg]enocideverdrag|"
    r"WOZ|RO|IB 2001|OB 1968|Bibob|"
    r"Wvggz|[a-z]+recht)?)?(?: (?:1[89]|20)\d\d)?(?: \((?:oud|nieuw|[A-Z][A-Za-z0-9 ]{1,8})\))?"
)
_SHORT = (
    r"(?:Wet RO|Wet WOZ|TwG|V[Oo](?: \((?:EU|EG|EEG)\))? (?:nr\. )?\d{1,4}/\d{2,4}|Vw ?2000|Vw|Vb ?2000|Vb|"
    r"Awb|AWB|Algemene wet bestuursrecht|[A-Z]{2,7}(?: (?:19|20)"
    r"\d\d)?|Sr|Sv|Rv|Gw|Sw\.(?= [a-z])|Sw|Ger\.W\.|VTSv|V\.T\.Sv\.|WvSr|WvSv|WvMS|Wbp|Wvo|Zvw|Wlz|Wmo(?: 2015)?|Wft|"
    r"Wwft|Wrb|Wpbr|Bopz|Fw|Pw|Rv|Wav|Wsf|Mw|Wbr|Wob|Woo|Wabo|Wro|Wm|Awir|Invw|AWR)"
)
_TREATY = r"(?:(?:Eerste|Tweede|Derde|Vierde) )?(?:Verdrag(?:en)? van Genève|Geneefse (?:Verdrag(?:en)?|Conventies?))"
_LAW = re.compile(
    r",? ?(?:\(oud\) ?)?(?:(?:van (?:de|het|die|dat)?|der|uit de|uit het|bij de|bij het)"
    rf" ?)?(?P<law>{_TREATY}|{_DATED}|{_NAME}|{_SHORT})(?: \(oud\)| oud)?(?![\w-])"
)
_CONTRACT = re.compile(
    r"(?: (?:en|tot en met|of) [\d.]{1,7})?,? (?:van|in|uit) (?:de|het|deze|dit) (?:[a-z-]*(?:overeenkomst|"
    r"voorwaarden|contract|statuten|"
    r"reglement|polis|akte|convenant)|[A-Z]+-voorwaarden|algemene voorwaarden)"
)


class DutchProvisions(Reader):
    """Dutch grammar, of the Netherlands and Belgium."""

    name = "provision.dutch"
    sign = re.compile(r"(?:[Aa]rtikel(?:en|s)?|ARTIKEL(?:EN)?|[Aa]rtt?\.|[Aa]rt(?= \d)) ?(?=\d|[IVX]{1,4}[ ,.)])")
    number = re.compile(
        r"(?:\d{1,3}:)?\d{1,4}(?:\.\d{1,3}){0,2}(?:\.[a-h](?![a-zë.]))?(?: ?\([A-F]\)|"
        r"(?<=1) ?[A-F](?![A-Za-z])|[a-z]{1,2}(?![A-Za-zë])|bis|"
        r"ter|quater|quinquies|sexies|"
        r"septies)?(?:/\d{1,3}(?![\d/]))?(?![\d%]|,\d)(?:(?: tot en met | t/m | - |-)"
        r"(?:\d{1,3}:)?\d{1,4}[a-z]{0,2}(?:/\d{1,3})?(?![\w./]))?(?: ?(?:e\.v\.|ev\.|en volgende))?|"
        r"[IVX]{1,4}(?![A-Za-z])"
    )
    subdivision = re.compile(
        rf",? ?(?:(?P<o>{_ORDINAL}(?:(?:,? en (?:het )?|, |,? of (?:het )?|,? tot en met ){_ORDINAL})*) (?:lid|"
        r"leden|volzin|zin|alinea|gedachtestreepje|streepje|onderdeel)|"
        rf"(?:lid|leden) (?P<v>\d{{1,2}}[a-z]?(?![\w.]\w)(?:(?:, | en | tot en met | of | t/m |, en )"
        rf"\d{{1,2}}[a-z]?(?![\w:]|\.\d))*)|"
        r"(?:aanhef(?: en)?(?: onder)?,? ?)?(?:onder(?:deel|delen)?|sub|letters?|lit\.?|littera|punt(?:en)?|"
        rf"nr\.|ten|°) ?(?P<w>{_LETTER}(?:(?:, | en | of |, en )(?:onder |sub )?{_LETTER})*)|"
        rf"§§? ?(?P<p>\d{{1,2}}(?:er|de|ste|e)?(?:(?:, | en ){_LETTER})*)|(?P<q>\d{{1,2}}°(?:bis|ter)?(?:(?:, | en )"
        rf"\d{{1,2}}°)*)|aanhef(?! en)|(?:slot|slotzin)(?! ?\w))"
    )
    joiner = re.compile(
        r"(?:,? (?:en|of|jo\.?|juncto|j°|alsmede|dan wel|respectievelijk|resp\.) (?=\d)|"
        r", (?:en )?(?=\d))"
    )
    chain = re.compile(
        r" ?[,;]? ?(?:(?:en|of|jo\.?|juncto|in samenhang met|in verbinding met|alsmede|van|j°|"
        r"gelezen in samenhang met|in samenhang gelezen met)[ ,]*)*"
    )

    def clean_number(self, number: str) -> str:
        """`1(F)` and `1 F` -> `1F`."""
        return re.sub(r"[ ()]", "", number)

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`artikelen`, `artt.`."""
        return sign[0].lower().startswith(("artikelen", "artt"))

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """In `artikel 2, 3 Sr` a bare number needs the plural, `jo.` or a statute."""
        return group.plural or bool(item.parts) or _LAW.match(text, item.end) is not None

    def values(self, match: re.Match[str]) -> list[str]:
        """Ordinals as digits; letters as they are."""
        if match["o"]:
            return [_ORDINALS.get(word, word) for word in re.findall(_ORDINAL, match["o"])]
        written = match["v"] or match["w"] or match["p"] or match["q"] or ""
        return re.findall(
            r"\d{1,2}[a-z]?|(?<![a-z])[a-z]{1,2}(?![a-z])", re.sub(r"(?:,? en |,? of )(?:onder |sub )?", ",", written)
        )

    def subdivisions(self, text: str, item: Item) -> None:
        """As elsewhere, without a bare `aanhef`."""
        super().subdivisions(text, item)
        item.parts = [part for part in item.parts if part]

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """`van het Wetboek van Strafrecht`, `Sr`, `EVRM`."""
        if text[end : end + 1] not in {" ", ","}:
            return None
        if _CONTRACT.match(text, end):
            return end, ""
        match = _LAW.match(text, end)
        if match is None or match["law"] in {
            "HR",
            "NJ",
            "LJN",
            "ECLI",
            "EU",
            "BV",
            "NV",
            "AG",
            "IV",
            "II",
            "III",
            "AB",
            "VI",
        }:
            return None
        law = match["law"].rstrip()
        named = match[0].lstrip(", ").startswith(("van", "der"))
        known = bool(group.items[-1].parts) and find_statute(law, setting.country, "NLD") is not None
        written = bool(group.items[-1].parts) and re.match(r"Wet [A-Z]|[A-Z]{2}", law) is not None
        if text[end] == "," and not named and not known and not written:
            return None  # `artikel 5, Besluit`, unlike `artikel 8, eerste lid, WOS`
        end = match.end() - len(match[0]) + len(match[0].rstrip())
        end = dutch_name_end(text, end)
        return end, _statute(law, setting.country)

    def holds(self, text: str, sign: re.Match[str], group: Group, setting: Setting) -> bool:
        """Contract clauses are no provisions."""
        return group.statute != ""


@lru_cache(maxsize=2048)
def _statute(law: str, country: str | None) -> str | None:
    law = "Sw" if law == "Sw." else re.sub(r" \((?:oud|nieuw)\)$", "", law)
    if match := re.search(r"(?:Richtlijn|Verordening).*?(\d{1,4}/\d{1,4})", law):
        return f"EU-{match[1]}"
    short = re.search(r" \(([A-Z][A-Za-z0-9 ]+)\)$", law)
    bare = re.sub(r" \([A-Z][A-Za-z0-9 ]+\)$", "", law)
    found = find_statute(bare, country, "NLD") or (find_statute(short[1], country, "NLD") if short else None)
    return found or (bare if re.fullmatch(r"[A-Z]{2,7}|[A-Z][a-z]{1,5}", bare) else None)
