"""Provisions in languages that put the sign behind the number, and the statute before it.

Finnish (`rikoslain 11 luvun 6 §:n 1 momentti`), Hungarian (`a Btk. 143. § (1) bekezdés a) pontja`) and Lithuanian (`BK
100 straipsnio 2 dalis`).
"""

from __future__ import annotations

import re

from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group, Item, Reader
from enrichment.vocabulary.statutes import find_statute


class _SignBehind(Reader):
    """What the three share: a sign of no width before the first number, statutes named before it."""

    country: str
    joiner = re.compile(r"(?: ja | tai | sekä | és | vagy | ir | bei | arba |, )(?=\d)")
    before: re.Pattern[str]
    window = 60

    def opens(self, text: str, sign: re.Match[str], setting: Setting) -> bool:
        """Not within a word or number, nor after another sign."""
        start = sign.start()
        return not (start and (text[start - 1].isalnum() or text[start - 1] in "./:-§"))

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """`68 ja 69 §`: the sign stands behind the last number."""
        return True

    def values(self, match: re.Match[str]) -> list[str]:
        """Numbers and letters of the subdivision."""
        return re.findall(r"\d{1,3}(?: ?[a-z](?![a-zäöáéó]))?|(?<![a-zäö])[a-z](?![a-zäö])", match["v"])

    def statute_before(self, text: str, start: int, setting: Setting) -> str | None:
        """The genitive or short form right before the number."""
        match = self.before.search(text, max(0, start - self.window), start)
        return find_statute(match["law"], setting.country, self.country) if match else None

    def group(self, text: str, sign: re.Match[str]) -> Group:
        """The numbers up to the last that has a sign."""
        group = super().group(text, sign)
        signed = [index for index, item in enumerate(group.items) if self._has_sign(text[item.start : item.end])]
        group.items[:] = group.items[: signed[-1] + 1] if signed else []
        return group

    def _has_sign(self, written: str) -> bool:
        return "§" in written


class FinnishProvisions(_SignBehind):
    """Finnish grammar: chapter (`luvun`), section, `momentti`, `kohta`; articles of treaties; short `RL 11:6`."""

    name = "provision.finnish"
    country = "FIN"
    sign = re.compile(
        r"(?<!\d)(?:(?P<chapter>\d{1,2}(?: ?[a-z])?) luvun )?(?=\d{1,3}(?: ?[a-z])?(?:(?:, | ja | tai | sekä |-| - )"
        r"\d{1,3}(?: ?[a-z])?){0,5}(?: §| artikla))|(?P<short>RL|OK|PL|ROL|UlkL|PKL|ETL|HOL|HL|VahL)"
        r" (?P<of>\d{1,2}[a-z]?):(?=\d)"
    )
    number = re.compile(
        r"\d{1,3}(?: ?[a-z](?![a-zåäö]))?(?: ?- ?\d{1,3}(?: ?[a-z](?![a-zåäö]))?)?(?: §(?::[a-zåäö]{1,5})?|"
        r" artikl[a-zåäö]{1,5}|\.\d{1,2}(?!\d))?"
    )
    subdivision = re.compile(
        r" (?P<v>\d{1,2}(?: ?[a-z](?![a-zåäö]))?(?:(?:, | ja | tai |-)\d{1,2})*)[ .](?:moment|koh[td]|alakoh[td]|"
        r"kappale)[a-zåäö]{1,8}(?:(?: ja |, )(?=\d{1,2} (?:kohd|koht)))?| (?P<l>[a-z])[ -](?:alakoh|"
        r"koh)[td][a-zåäö]{1,6}"
    )
    before = re.compile(
        r"(?P<law>(?:[A-Za-zÅÄÖåäö-]*(?:lain|kaaren|asetuksen|säännön|sopimuksen|sopimuksen|muodon|lakia?|kaari)|"
        r"RL|OK|PL|ROL))(?: \(\d{1,4}/(?:19|20)\d\d\))? $"
    )

    def values(self, match: re.Match[str]) -> list[str]:
        """The letter of a point stands in its own group."""
        return [match["l"]] if match["l"] else super().values(match)

    def group(self, text: str, sign: re.Match[str]) -> Group:
        """Chapter and section make the number: `11:6`."""
        group = super().group(text, sign)
        chapter = sign["chapter"] or sign["of"]
        for item in group.items[:1] if sign["of"] else group.items:
            if chapter:
                item.number = f"{chapter.replace(' ', '')}:{item.number}"
        if sign["of"]:
            group.statute = find_statute(sign["short"], "FIN", "FIN")
        return group

    def clean_number(self, number: str) -> str:
        """Without the sign and its ending: `6 §:n` -> `6`; `1.2` of a short form is section and paragraph."""
        number = re.sub(r" §.*| artikl.*", "", number)
        return number.replace(" ", "").replace(".", "/")

    def _has_sign(self, written: str) -> bool:
        return "§" in written or "artikl" in written or ":" in written


class HungarianProvisions(_SignBehind):
    """Hungarian grammar: section, paragraph (`bekezdés`), point (`pont`); `143/A. §`; articles as `6. cikk`."""

    name = "provision.hungarian"
    country = "HUN"
    sign = re.compile(
        r"(?<![\d/.])(?=\d{1,4}(?:/[A-Z])?\.? ?(?:(?:-|, | és | vagy )\d{1,4}(?:/[A-Z])?\. ?){0,4}(?:§| cikk|cikk))"
    )
    number = re.compile(
        r"\d{1,4}(?:/[A-Z])?\.?(?:-\d{1,4}(?:/[A-Z])?\.?)?(?: ?(?:§|cikk)(?:-[a-záéíóöőúüű]{1,6}|[a-záéíóöőúüű]{0,6}))?"
    )
    subdivision = re.compile(
        r" ?(?:\((?P<v>\d{1,2})\)(?:(?:-| és |, )\(\d{1,2}\))* ?bekezdés[a-záéíóöőúüű]{0,6}|"
        r"(?P<l>[a-z]{1,2})\)(?:(?:-| és |, )"
        r"[a-z]{1,2}\))* ?(?:al)?pont[a-záéíóöőúüű]{0,6}|(?P<n>\d{1,2})\. ?pont[a-záéíóöőúüű]{0,6})"
    )
    before = re.compile(
        r"(?P<law>(?:régi )?(?:Btk|Be|Ptk|Pp|Alaptv)\.|Alaptörvény|[a-záéíóöőúüű]*(?:Egyezmény|egyezmény|Statútum)|"
        r"(?:19|20)\d\d\. évi [IVXLC]+\. törvény)(?: szerinti)? $"
    )

    def values(self, match: re.Match[str]) -> list[str]:
        """Whichever group matched."""
        return [match["v"] or match["l"] or match["n"]]

    def clean_number(self, number: str) -> str:
        """`143. §-a` -> `143`."""
        return re.sub(r" ?(?:§|cikk).*", "", number).replace(".", "").replace(" ", "")

    def _has_sign(self, written: str) -> bool:
        return "§" in written or "cikk" in written


class LithuanianProvisions(_SignBehind):
    """Lithuanian grammar: article (`straipsnis`), part (`dalis`), point (`punktas`)."""

    name = "provision.lithuanian"
    country = "LTU"
    sign = re.compile(
        r"(?<!\d)(?=(?:\d\.)?\d{1,4}(?:[(-]?\d{1,2}\)?)?(?:(?:, | ir | bei | arba |-)\d{1,4}){0,6} {1,4}str(?:aipsn|"
        r"\.))"
    )
    number = re.compile(r"(?:\d\.)?\d{1,4}(?:\(\d\)|-\d{1,2})?(?: str(?:aipsn[a-ząčęėįšųūž]{1,6}|\.))?")
    subdivision = re.compile(
        r" (?P<v>\d{1,2}(?:(?:, | ir |-)\d{1,2})*) (?:dal(?:is|į|ies|yje|imi|ims|ys|yse|ių)|d\.|"
        r"punkt(?:as|ą|ais|ai|us|uose|u|o|e|ų)|p\.)(?![a-ząčęėįšųūž])"
        r"(?:, (?=\d{1,2} punkt))?"
    )
    before = re.compile(
        r"(?P<law>BK|BPK|CPK|CK|DK|ABTĮ|ATPK|ANK|[Bb]audžiamojo kodekso|[Bb]audžiamojo proceso kodekso|"
        r"[Cc]ivilinio kodekso|"
        r"[Cc]ivilinio proceso kodekso|Konstitucijos|Konvencijos)(?: \(toliau - (?:ir )?[A-Z]+ ?\))? $"
    )

    def clean_number(self, number: str) -> str:
        """Without the sign."""
        return re.sub(r" str.*", "", number).replace(" ", "")

    def _has_sign(self, written: str) -> bool:
        return " str" in written
