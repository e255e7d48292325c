"""Provisions in English: `section 1(1)(a) of the X Act 2001`, `Article 7(1)(f) of the Rome Statute`, US code."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichment.facts.act_names import english_name_end
from enrichment.facts.forms import Setting
from enrichment.facts.provision_reading import Group, Item, Reader
from enrichment.vocabulary.statutes import find_statute

_LETTERS = r"(?!or\)|as\)|in\)|of\)|no\))[a-z]{1,2}|[A-Z]{1,3}|[ivx]{1,6}"
_PART = rf"(?: ?\.?\( ?(?:[0-9]{{1,3}}(?:\.[0-9]{{1,3}})?[A-Za-z]?|{_LETTERS}) ?\))"
_NUMBER = (
    r"\d{1,4}(?:\.\d{1,3}){0,2}[A-Z]{0,3}(?:-\d{1,3}(?:[A-Z]|-[a-z](?![a-z]))?|-[A-Za-z](?![A-Za-z-]))?"
    r"(?:[a-z](?![a-z]))?(?: ?(?:bis|ter|quater|quinquies|sexies|septies|octies)(?![a-z]))?"
)

_ACT = (
    r"(?:[A-Z][A-Za-z'\-]+|\([A-Z][A-Za-z' ,]+\))(?:,? (?:of|and|the|for|in|on|to|etc\.?|&|with|etc|"
    r"\([A-Z][A-Za-z'0-9 ,]+\)|[A-Z][A-Za-z'\-]+)){0,11}? "
    r"(?:Acts?|Regulations|Rules|Order|Ordinance|Decree|Code|Statutes?|Law|Convention|Proclamation|"
    r"Directions?|Scheme)(?![a-z])(?! (?:Acts?|Code|Order|Rules|Regulations|Ordinance)\b)(?! (?:of|on|"
    r"for) (?:the )?(?:[A-Z][a-z]+ ){1,5}Act\b)"
    r"(?: \([A-Z][A-Za-z0-9' ]+\))?(?:,? (?:(?:[Nn]o\.? ?)?\d{1,3} of )?(?:1[6-9]|20)\d\d|"
    r" of (?:1[89]|20)\d\d| (?:[Nn]o\.? ?)?\d{1,4}/\d{2,4})?(?![\d/])"
)
# an agreement is a contract, unless it is one of States
_TREATIES = (
    r"(?:EEA|Comprehensive Economic and Trade|Schengen|Association|Cooperation|Partnership|Withdrawal|Paris|"
    r"Dayton|London|TRIPS|Headquarters|Cotonou|"
    r"Relationship|Host State|Free Trade|Peace|Trade and Cooperation|Framework|Interim|Lugano|Extradition|Arusha)"
)
_LAW = re.compile(
    r",? ?(?:(?:common to|of|to|in|under|OF) )?(?:(?:the(?: [A-Z][a-z]+'s)?|an|THE|our|its|"
    r"ofthe) )?(?:said )?\[?(?P<law>"
    r"(?:Rome|ICC|ICTY|ICTR|ECCC|STL|SCSL|Tribunal's|Court's|KSC|"
    r"MICT)? ?Statute(?! of the International Criminal Court Act)(?: of the (?:International (?:Criminal )?(?:Court|"
    r"Tribunal)(?: of Justice)?|Court of Justice(?: of the European Union)?|"
    r"Tribunal|Court|ICTY|ICTR|Special (?:Court|Tribunal) for [A-Z][a-z]+(?: [A-Z][a-z]+)?))?"
    r"|(?:Optional |Maputo |Malabo )?Protocol(?: to the (?:African Charter(?: on Human and Peoples' Rights)?|"
    r"Convention(?: against Torture)?|International Covenant on Civil and Political Rights))?"
    r"(?= ?[,.;:)(]| [a-z]|$)"
    r"|(?:First |Second )?(?:Optional |Additional )?Protocols? (?:No\.? ?\d{1,2}|I{1,3}|\d{1,2})(?: (?:to|"
    r"of) the (?:Convention|Geneva Conventions|European Convention(?: on Human Rights)?))?"
    r"|(?:First|Second|Third|Fourth) Geneva Convention|Geneva Conventions?(?: (?:I{1,3}|IV))?(?![\w]| Act|"
    r" \()|Common Article 3|"
    r"(?:[12]\d{3} )?(?:UN |United Nations |European |American |Inter-American |Genocide |Torture |Refugee |Hague |"
    r"Montreal |Vienna |Chicago |Geneva |1951 |African )?(?:Conventions?|Charter|Covenant)(?!\w| Acts?\b|"
    r" \([A-Z][a-z]+\) Act)"
    r"(?: (?:[Aa]gainst Torture(?: and Other Cruel, Inhuman (?:or|and) Degrading Treatment (?:or|and) Punishment)?|"
    r"on Human Rights|on the Prevention and Punishment of the Crime of Genocide|on the Law of Treaties|"
    r"on Diplomatic Relations|on the Rights of the Child|relating to the Status of Refugees|"
    r"of the United Nations|of Fundamental Rights(?: of the European Union)?|of Rights and Freedoms|"
    r"on Human (?:and Peoples' )?Rights|on the Rights and Welfare of the Child|on Civil and Political Rights|"
    r"for the Protection of Human Rights and Fundamental Freedoms))?(?: \([A-Z]{2,6}\))?"
    r"(?! (?:on|for|against|concerning|relating|of)(?: to)?(?: the)? [A-Z])(?! (?:against|concerning|relating) [a-z])"
    r"|(?:European |Inter-American |United Nations |Vienna |Hague )?Convention (?:on|for|against|"
    r"concerning|relating to) (?:the )?[A-Z][a-z]+(?:,? (?:and|of|in|the|for|to|[A-Z][a-z]+)"
    r")*? ?(?:[A-Z][a-z]+)(?= ?[,.;:)(]| [a-z]|$)"
    r"|(?:[A-Z][A-Za-z-]+ ){1,3}(?:Directive|Regulation)(?: I{1,3})?(?! \(| No| \d)|"
    r"International Covenant on (?:Civil and Political Rights|Economic, Social and Cultural Rights)|"
    r"Universal Declaration(?: of Human Rights)?"
    r"|Dublin (?:III|II)(?: Regulation)?(?!\w)|CONVENTION|PROTOCOL N[oO]\.? \d{1,2}(?: TO THE CONVENTION)?|"
    r"Treaty on (?:the Functioning of the )?European Union|Canadian Charter of Rights and Freedoms"
    r"|(?:(?:Council|Commission|Parliament and Council|Framework|Delegated|Implementing|Basic|amended|"
    r"Sixth Council|Sixth) )*(?:Directive|Regulation|Decision|Framework Decision)(?: \((?:EU|EC|EEC|"
    r"Euratom|EU, Euratom)\))?(?: No\.?)? \[?\d{1,4}/\d{1,4}(?:/[A-Z]{2,8})?\]?"
    r"|(?:(?:Criminal|Penal|Civil|Family|Labour|Tax|Customs|Commercial|Military|Road Traffic|General Tax)"
    r" )?(?:Criminal |Civil |Penal )?(?:Procedure )?Code(?: of (?:Criminal|Civil|Administrative|Penal)"
    r" Procedure)?(?! of )"
    r"|Code of (?:Criminal|Civil|Administrative|Penal) (?:Court )?Procedure|"
    r"Rules of (?:Procedure(?: and Evidence)?(?: of the (?:General Court|Court of Justice|Court|Tribunal|Mechanism|"
    r"Constitutional Court|Specialist Chambers))?|Court|the (?:Tribunal|Court|Committee of Ministers|"
    r"Supreme Court))|Rules(?! of)"
    r"|Regulations of the (?:Court|Registry)|(?:Palestine )?Mandate(?= ?[,.;:)]| [a-z])|"
    r"Covenant of the League of Nations|"
    r"Treaty of [A-Z][a-z]+(?: of [A-Z][a-z]+)?"
    rf"|(?:{_TREATIES} )Agreement|Agreement(?= (?:between|on|concerning|relating) )"
    r"|(?:[A-Z][a-z]+ )?[Rr]ules of (?:[Pp]rocedure(?: and [Ee]vidence)?)|Internal Rules|"
    r"Code of [A-Z][a-z]+(?: [A-Z][a-z]+)?"
    r"|(?:former |present |old |new |current |interim )?(?:[A-Z][A-Za-z'-]+ ){1,4}(?:Treaty|Covenant|Pact|"
    r"Constitution|Declaration|"
    r"Charter|Convention|Protocol)(?! (?:Act|\())(?=[ ,.;:)(\]]|$)"
    r"|(?:Framework Decision|Directive|Regulation)(?=[ ,.;:)\]]|$)(?! (?:No|\(|\d|\[))|"
    r"(?:criminal procedure|civil procedure|criminal|civil|penal|labour|tax) code(?!\w)"
    r"|former Constitution|Supplementary Protocol A/SP\. ?\d{1,2}/\d\d/\d\d"
    r"|Practice Direction(?: \w{1,4})?|Civil Procedure Rules|Federal Rules of (?:Civil|Criminal|Appellate|"
    r"Evidence)(?: Procedure)?"
    r"|[12]\d{3} (?:Act|Regulations|Rules|Order|Law|Convention|Constitution|Code)|(?:Federal |Basic |"
    r"State )?Constitution(?! Act)(?: of (?:the )?[A-Z][A-Za-z]+(?: [A-Z][a-z]+){0,3})?|Basic Law|"
    r"(?:[12]\d{3}(?:/\d{2,4})?(?: and (?:the )?[12]\d{3}(?:/\d{2,4})?)? )?"
    + _ACT
    + r"|Act,? (?:[Nn]o\.? ?)?\d{1,3} of (?:19|20)\d\d|(?:Law|Act|Decree|Regulation) (?:[Nn]o\.? ?)?\d{1,4}/\d{2,4}|"
    r"(?:Act|Law|Ordinance|Decree|Regulations|Order|Convention|Statute|Charter|Covenant|Treaty|"
    r"Schedule \d{1,2})(?! of (?!the [A-Z])[a-z])"
    r"|(?:TFEU|TEU|ECHR|ICCPR|ICESCR|UNCAT|CAT|CRC|GDPR|UK GDPR|VCLT|UNCLOS|CPR|FOIA|HRA|EIR|FRCP|INA|"
    r"IRPA|CETA|BGB|ZPO|StPO|StGB|GG|PC|CPC|CCP|CPL|ECC|ICSID|UCMJ|UCC|[A-Z]{2,6}(?: (?:18|19|20)\d\d)|"
    r"[A-Z]{3,6}(?: (?!AND|OR|THE|OF|IN|TO|NOT|ON)[A-Z]{2,5})?)(?![\w]))"
)
_NOT_LAWS = frozenset([
    "AND", "THE", "FOR", "NOT", "BUT", "ALL", "ANY", "USA", "EEC", "CFI", "ECJ", "ECR", "CJEU", "IAC", "FTT",
    "UTIAC", "GMC", "DWP", "HMRC", "PSC", "CPS", "SFO", "ICO", "TC", "LJ", "QC", "KC", "NO", "OR", "OF", "IN",
    "TO"
])  # fmt: skip
_RELATIVE = re.compile(
    r" ?(?:above|below|hereof|hereto|"
    # `Article 10 of that directive` is a provision, of an act named before
    r"of (?:(?:this|the present|that|the said)(?! (?:same )?(?:Act|[Dd]irective|[Rr]egulation|Law|"
    r"[Ff]ramework [Dd]ecision|Code|"
    r"Convention|Statute|Constitution|Protocol|Charter|Covenant|Treaty|law|code|statute|act|convention|treaty|"
    r"title|constitution|decree|protocol|order|ordinance)(?!\w))|the (?:[A-Z][a-z]+ concession|"
    r"(?:[a-z]+ ){0,2}(?:report|agreement|"
    r"contract|concession|lease|judgment|decision|policy|deed|bylaws|application|award|indictment|brief|motion|SPA|"
    r"CBA|terms|conditions|(?:[A-Z][a-z]+ ){0,4}(?:Agreement|Contract|Lease|Policy|Deed|Bylaws|By-laws|"
    r"Articles of Association|"
    r"Indictment|Complaint|Motion|Brief|Award|Will|Plan|Memorandum|Indenture)|shareholders|opinion|"
    r"memorandum|constitution of the (?:club|company))))\b)"
)

_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}


# `Article 37 and 40 of the Statute`, `Art. 267 and 344 TFEU`
_NAMED_BEHIND = re.compile(
    r" (?:of (?:the|that|this|its|said) (?:Statute|Convention|Charter|Covenant|Treaty|Rules|Constitution|"
    r"Code|Act|Law|directive|regulation|Directive|Regulation|law|code|statute|act)|TFEU|TEU|ECHR)(?!\w)"
)
# treatises that American courts cite by section, and their short forms
_TREATISE = re.compile(
    r"(?:(?:Dobbs|Prosser|Keeton|Williston|Corbin|Wigmore|Farnsworth|Nimmer|LaFave|Collier|Couch|Bogert|Moore|Weinstein|"
    r"Areeda|Larson|Sutherland|McCormick|Appleman|Rotunda|Chemerinsky|Freeman|Mertens) $|"
    r"(?:Restatement|, Law of|Treatise|Federal Practice)[^;§]{0,70}$)"
)
_AMERICAN = re.compile(r"\d I&N Dec\.|U\. ?S\. ?C\.|C\. ?F\. ?R\.|\d F\. ?(?:2d|3d|4th|Supp)|\d U\. ?S\. (?:at )?\d")
_RULE_AND_NOTE = re.compile(r"(1\d\d)\.\d{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\w)")
_OWN_SECTIONS = re.compile(r"(?:[Ii]nfra|[Ss]upra)(?: at)?,? (?:[Ss]ections? )?(?:[\d., ]+)?$")  # of the paper itself


class EnglishProvisions(Reader):
    """English grammar: sections, articles, rules and regulations with parts in brackets."""

    name = "provision.english"
    sign = re.compile(
        r"(?:[Cc]ommon [Aa]rticle|COMMON ARTICLE|[Ss]ections?|SECTIONS?|[Ss]ub-?(?:sections?|rules?|"
        r"articles?)|[Ss]ecs?\.|[Ss]ect\.|"
        r"ss?\.|ss?(?= \d)|[Aa]rticles?|ARTICLES?|[Aa]rts?\.|Arts?(?= \d)|[Rr]ules?|RULES?|[Rr]egulations?|"
        r"[Rr]egs?\.|rr?\.|r(?= \d+\.\d)|rr(?= \d)|CPR(?: [Rr]ules?| rr?\.?)?|FRCP|Fed\. ?R\. ?(?:Civ|Crim|"
        r"App|Evid)\. ?P?\.?|Standards?(?= \d+ of the Code)|§§?) ?(?=\d|[IVX]{1,5}[ .,;)(]|(?:(?<=cle )|"
        r"(?<=cles ))[AR]\d{1,2}(?!\w))"
    )
    number = re.compile(
        rf"(?:[AR]\d{{1,2}}|{_NUMBER}(?![\w/]|\.\d|,\d{{3}})|[IVX]{{1,5}}(?![A-Za-z0-9]))(?:(?: to |-| - )(?:{_NUMBER})"
        r"(?![\d/]))?"
    )
    subdivision = re.compile(
        rf"(?P<v>{_PART}+(?: (?:bis|ter|quater)(?![a-z]))?(?:(?:,? ?(?:and|or|to) ?|, ?|-){_PART}+)*)|"
        rf"(?P<para>,? ?§§? ?\d{{1,3}}(?: ?[ivx]{{1,4}}[a-d]?(?![a-z]))?"
        rf"(?: ?\([a-z0-9]{{1,4}}\))*(?:(?:,? and |, ?| to |-)\d{{1,2}}(?![\d/])"
        r"(?: ?\([a-z]\))*)*)|,? (?:sub-?)?(?:(?:paragraphs|paras\.?|subsections|points)"
        rf"(?: ?(?P<w>\(?(?:\d{{1,3}}|[a-z])\)?(?![\w/.]\w))(?:(?:,? and |, | to )\(?(?:\d{{1,3}}|[a-z])"
        # after a singular a further number opens the next article: `44, 45, paragraph 1, and 48`
        r"\)?(?![\w]))*)|(?:paragraph|para\.?|par\.|subsection|point|sentence|limb|"
        r"no\.(?= \d{1,2}(?![\d/]))|sent\.|s\.(?= \d (?:and \d )?[A-Z][a-z]+ [A-Z]))"
        rf"(?: ?(?P<s>\(?(?:\d{{1,3}}|[a-z])\)?(?![\w/.]\w))(?:(?:,? and |, |"
        rf" to )(?:\d(?= [A-Z][a-z]+ [A-Z])|\((?:\d{{1,3}}|"
        rf"[a-z])\)|[a-z]\)))*))|"
        r",? (?P<ordinal>first|second|third|fourth|fifth|last|final) (?:sentence|subparagraph|"
        r"paragraph|indent|alternative|limb|half-sentence)(?! of (?:this|that))"
    )
    joiner = re.compile(r"(?:,? (?:and|or|to|&) |, (?:and )?)(?=\d|[AR]\d|[IVX]{1,5}[ .,;)(])")
    chain = re.compile(r" ?[,;]? ?(?:(?:and|or|read with|in conjunction with|together with|to|as well as)[ ,]*)*")

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`sections`, `ss.`, `Articles`, `rr.`, `§§`."""
        word = sign[0].strip()
        return (word.endswith("s") and word not in {"s"}) or word in {
            "ss.",
            "ss",
            "rr.",
            "rr",
            "Arts.",
            "arts.",
            "regs.",
            "§§",
        }

    def opens(self, text: str, sign: re.Match[str], setting: Setting) -> bool:
        """Not within a word, after `infra`, nor the year of regulations."""
        start = sign.start()
        if start and (text[start - 1].isalnum() or text[start - 1] in "§-/"):
            return False
        word = sign[0].strip()
        if word in {"Regulations", "Rules"} and _YEAR.match(text, sign.end()):
            return False  # `the Financial Institutions Regulations 2005`
        if word == "Reg." and re.search(r"[A-Z][a-z.]* $", text[max(0, start - 8) : start]):
            return False  # `52 Fed. Reg. 2931`
        if _OWN_SECTIONS.search(text, max(0, start - 24), start):
            return False
        if word.startswith("§"):  # `holds` asks for the United States, or for the name of an act
            return _TREATISE.search(text, max(0, start - 90), start) is None
        if word in {"s", "r", "s.", "r.", "rr", "ss"}:
            return bool(start == 0 or not re.search(r"(?:'|’|[A-Z]\. ?)$", text[max(0, start - 3) : start]))
        return True

    def group(self, text: str, sign: re.Match[str]) -> Group:
        """`Rule 136.17 The SPO`: rules of that height have no decimals, what follows the stop is a footnote's mark."""
        group = super().group(text, sign)
        last = group.items[-1] if group.items and sign[0][0] in "Rr" else None
        if last and (rule := _RULE_AND_NOTE.fullmatch(last.number)) and not last.parts:
            last.number, last.end = rule[1], last.end - len(last.number) + len(rule[1])
        return group

    def continues(self, text: str, group: Group, item: Item) -> bool:
        """Numbers without a sign of their own follow a plural word, or stand before `of the ...`."""
        return group.plural or bool(item.parts) or _NAMED_BEHIND.match(text, item.end) is not None

    def subdivisions(self, text: str, item: Item) -> None:
        """Parts in brackets, Strasbourg's `§ 1`, and `paragraph 1`."""
        listed = False
        while match := self.subdivision.match(text, item.end):
            item.end = match.end()
            if listed:
                continue
            if match["v"]:
                head = re.split(r",| and | or | to |\)-\(", match["v"])
                item.parts += re.findall(r"\( ?([0-9A-Za-z.]+) ?\)", head[0])
                if len(head) > 1:
                    del item.parts[-1:]
                    listed = True
            elif match["para"]:
                values = re.findall(r"\d+|(?<=\()[a-z]{1,4}(?=\))", match["para"])
                if re.search(r"and|,(?! ?§)|-| to ", match["para"].lstrip(", ")):
                    listed = True
                else:
                    item.parts += values
            elif match["ordinal"]:
                item.parts.append(_ORDINALS.get(match["ordinal"], match["ordinal"]))
            elif written := match["w"] or match["s"]:
                item.parts.append(written.strip("()"))

    def clean_number(self, number: str) -> str:
        """Roman article numbers of treaties are written in digits."""
        number = number.replace(" to ", "-").replace(" ", "")
        return _arabic(number) if re.fullmatch(r"[IVX]+", number) else number

    def statute_behind(
        self, text: str, end: int, group: Group, sign: re.Match[str], setting: Setting
    ) -> tuple[int, str | None] | None:
        """`of the X Act 2001`, `TFEU`, `of the Convention`."""
        match = _LAW.match(text, end)
        if match is None or not match["law"].strip() or match["law"] in _NOT_LAWS:
            return None
        if text[end : end + 1] not in {" ", ","}:
            return None
        law = match["law"]
        joined = text[end : match.start("law")]
        if (
            "of" not in joined.lower()
            and "to" not in joined
            and "under" not in joined
            and not re.match(
                r"[A-Z]{2}|(?:Rome|Dublin|ICC|ICTY|ICTR|ECCC|Geneva|First|Second|Third|Fourth|Rules|European|Civil|Federal|"
                r"[A-Z][A-Za-z' ()]+ (?:Act|Regulations|Rules|Order|Code|Convention|Statute|Directive|"
                r"Regulation|Charter|Covenant|Protocol))",
                law,
            )
        ):
            return None
        if joined.startswith(",") and "of" not in joined:
            return None
        name_end = english_name_end(text, match.end("law"))
        if name_end > match.end("law"):
            return name_end, _statute(text[match.start("law") : name_end], setting.country)
        bracket = joined.endswith("[") and text[name_end : name_end + 1] == "]"
        return name_end + bracket, _statute(law.strip(), setting.country)

    def statute_before(self, text: str, start: int, setting: Setting) -> str | None:
        """`Criminal Justice Act 1988, s 134`; `CPR 3.4` names itself."""
        if text.startswith("CPR", start):
            return "CPR-GB"
        match = _BEFORE.search(text, max(0, start - 70), start)
        return _statute(match["law"], setting.country) if match else None

    def holds(self, text: str, sign: re.Match[str], group: Group, setting: Setting) -> bool:
        """Not a section of a report or a clause of an agreement."""
        if group.named_behind:
            return True
        end = group.items[-1].end
        if _RELATIVE.match(text, end):
            return False
        word = sign[0].strip()
        if word.startswith("§") and not _in_the_united_states(text, sign.start(), setting):
            return False  # a judgment's paragraph
        if re.fullmatch(r"[IVX]+", text[sign.end() : end].split(" ")[0].strip("().,;")):
            return word.lower().startswith(("art", "common"))
        return not (
            word.lower().startswith("section") and text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit()
        )


def _in_the_united_states(text: str, start: int, setting: Setting) -> bool:
    """Whether a bare `§` at `start` is the sign of a section: by the court, by what is cited around it, by the name
    before it."""
    if setting.country in {"USA", "LBR"}:
        return True
    if setting.country is None and _AMERICAN.search(text, max(0, start - 400), start + 200):
        return True
    return _CODE_BEFORE.search(text, max(0, start - 12), start) is not None


_CODE_BEFORE = re.compile(
    r"(?:Code|Stat\.|Act|Law|Ann\.|C\.F\.R\.|U\.S\.C\.|INA|Id\.|R\.S\.|Annotated|C\.R\.S\.|Rev\.),? ?$"
)
_BEFORE = re.compile(rf"(?P<law>{_ACT}),? $")


class UnitedStatesCode(Reader):
    """`18 U.S.C. § 2340A(a)`, `8 C.F.R. §§ 245.1(a), 1245.1(a)`: title, code and section are one reference."""

    name = "provision.us_code"
    sign = re.compile(
        r"(?:Title )?(?P<title>\d{1,2}),? (?:of the )?(?P<code>U\. ?S\. ?C\.?(?: ?A\.)?|USC(?:A)?|C\. ?F\. ?R\.?|CFR|"
        r"United States Code|Code of Federal Regulations)(?: Ann\.)?,? (?:§§? ?|"
        r"[Ss]ec(?:tion|\.)s? |[Ss]ections |[Pp]arts? )?(?=\d)"
    )
    number = re.compile(
        r"\d{1,5}(?:\.\d{1,5})?[A-Za-z]{0,2}(?:-\d{1,3}[a-z]?)?(?:(?: to |-)\d{1,5}[A-Za-z]{0,2}(?![\d.])"
        r")?(?![\d])"
    )
    subdivision = re.compile(
        r"(?P<v>(?: ?\((?:[0-9]{1,3}|[A-Za-z]{1,5})\))+(?:(?:,? ?(?:and|or|to) |, ?|-)(?:\((?:[0-9]{1,3}|"
        r"[A-Za-z]{1,5})\))+)*)"
    )
    joiner = re.compile(
        r"(?:,? (?:and|or|&) |, (?:and )?)(?=\d{2,5}[.A-Za-z(]|\d{3,5}(?:[,;.) ]|$))(?!\d{1,2} (?:U\.|C\.))"
    )

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`§§`, `sections`."""
        return "§§" in sign[0] or sign[0].rstrip().endswith("s")

    def subdivisions(self, text: str, item: Item) -> None:
        """Parts in brackets."""
        while match := self.subdivision.match(text, item.end):
            item.end = match.end()
            head = re.split(r",| and | or | to |\)-\(", match["v"])
            item.parts += re.findall(r"\(([0-9A-Za-z]+)\)", head[0])
            if len(head) > 1:
                del item.parts[-1:]

    def group(self, text: str, sign: re.Match[str]) -> Group:
        """The title is part of the statute's id: `18USC`."""
        group = super().group(text, sign)
        code = "USC" if sign["code"].startswith("U") else "CFR"
        group.statute = f"{sign['title']}{code}"
        return group


class UnitedStatesConstitution(Reader):
    """`U.S. Const. amend. XIV, § 1`, `U.S. Const. art. I, § 8, cl. 10`."""

    name = "provision.us_constitution"
    sign = re.compile(r"U\. ?S\. Const\.,? (?P<part>[Aa]mends?|[Aa]rt)\. ?(?=[IVX])")
    number = re.compile(r"[IVX]{1,6}(?![A-Za-z0-9])")
    subdivision = re.compile(r",? (?:§ ?|cl\. ?)(?P<v>\d{1,2})(?!\d)")
    joiner = re.compile(r"(?: and |, )(?=[IVX]{1,6}(?:[ ,;.)]|$))")

    def is_plural(self, sign: re.Match[str]) -> bool:
        """`amends.`"""
        return sign["part"].endswith("s")

    def group(self, text: str, sign: re.Match[str]) -> Group:
        """Amendments and articles are counted apart: `USConst/amend4`, `USConst/1/8/10`."""
        group = super().group(text, sign)
        group.statute = "USConst"
        for item in group.items:
            item.number = ("amend" if sign["part"].lower().startswith("amend") else "") + _arabic(item.number)
        return group


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _arabic(roman: str) -> str:
    total = 0
    for this, following in zip(roman, [*roman[1:], ""], strict=True):
        total += -_ROMAN[this] if following and _ROMAN[following] > _ROMAN[this] else _ROMAN[this]
    return str(total)


@lru_cache(maxsize=4096)
def _statute(law: str, country: str | None) -> str | None:
    """The listed id, or the name itself in one word for statutes named in full (`TheftAct1968`)."""
    if re.fullmatch(
        r"(?:Act|Law|Regulations|Order|Convention|Statute|Charter|Covenant|Treaty|Code|Rules|Constitution|"
        r"Schedule \d+|[12]\d{3} .*)",
        law,
    ):
        return find_statute(law, country) if country in {"CAN", "ZAF"} else None
    if found := find_statute(re.sub(r" \([A-Z]{2,6}\)$", "", law), country):
        return found
    if match := re.search(r"(?:Directive|Regulation|Decision).*?(\d{1,4}/\d{1,4})", law):
        return f"EU-{match[1]}"
    if re.search(r"(?:Act|Regulations|Rules|Order|Ordinance)(?:,? (?:of )?\d{4})$", law):
        return re.sub(r"[^\w]", "", re.sub(r"\b(?:of|the)\b", "", law)) if len(law) < 90 else None
    return None
