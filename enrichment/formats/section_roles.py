"""Which part of a decision a heading opens, in the words courts use for it."""

from __future__ import annotations

import re

from enrichment.text import Role

# The customary section headings: German §§ 313 ZPO, 267, 268 StPO, 117 VwGO; Dutch Rv and Sv practice; French arrêts
# and jugements; Strasbourg Rule 74; Spanish art. 248 LOPJ; Swedish 17 kap. 7 § and 30 kap. 5 § RB.
_HEADINGS: tuple[tuple[Role, str], ...] = (
    (
        Role.OPERATIVE_PART,
        r"tenor|(urteils|beschluss)?(tenor|formel)|spruch|dispositiv|demnach erkennt .{3,60}"
        r"|dispositif|par ces motifs|par ces motifs, la cour|décide|dictum|(de )?beslissing|rechtdoende|om deze redenen"
        r"|disposition|operative provisions|operative part|operative clause|conclusion and disposition"
        r"|for (these|the foregoing|the above|those|all the foregoing) reasons.{0,60}|(the )?verdict"
        r"|domslut|hovrättens domslut|tingsrättens domslut|h[oö]gsta domstolens avg[oö]rande|slut|slutning"
        r"|domsslutning|thi kendes for ret"
        r"|fallo|fallamos|parte dispositiva|dispositivo|puntos resolutivos|resuelve|pqm|p\.q\.m\.|tuomiolauselma",
    ),
    (
        Role.FACTS,
        r"(zum )?tatbestand|sachverhalt|verfahrensgang|sachverhalt und verfahren(sgang)?|feststellungen"
        r"|(das )?verfahren"
        r"|faits( et proc[eé]dure)?|en fait|les faits|proc[eé]dure|expos[eé] (du litige|des faits)|rappel des faits"
        r"|(de )?feiten|(het )?(procesverloop|verloop van (het|de) (geding|procedure))|(de )?procedure"
        r"|ontstaan en loop van het geding"
        r"|(the )?facts|factual background|background( to the (appeal|case))?|procedural (history|background)"
        r"|as to the facts|procedure|history of the case"
        r"|bakgrund|saken(s bakgrund)?|yrkanden( m\.m\.)?|sagsfremstilling|sakens? bakgrunn|tausta"
        r"|antecedentes( de hecho)?|hechos( probados)?|resultandos?|svolgimento del processo|fatti( di causa)?"
        r"|relat[oó]rio",
    ),
    (
        Role.REASONS,
        r"(entscheidungs|urteils|beschluss)?gr[uü](e)?nde|aus den gr[uü](e)?nden|begr[uü]ndung"
        r"|rechtliche (beurteilung|w[uü]rdigung)|erw[aä]gungen|in erw[aä]gung"
        r"|rechtliche erw[aä]gungen|das bundes(straf|verwaltungs)?gericht"
        r" (zieht in erw[aä]gung|stellt fest und erw[aä]gt)"
        r"|motifs( de la d[eé]cision)?|motivations?|discussion|en droit|sur ce,?|moyens?( de cassation)?"
        r"|r[eé]ponse de la cour|consid[eé]rants?"
        r"|(de )?(beoordeling|overwegingen|motivering)( van .{3,60})?|(de )?bewijsoverwegingen?"
        r"|(de )?rechtsoverwegingen"
        r"|(the )?law|as to the law|reasons( for (the )?(judgment|decision))?|(legal )?(analysis|discussion|findings)"
        r"|merits|the court's assessment|assessment"
        r"|(dom)?sk[aä]l|(hovr[aä]ttens|tingsr[aä]ttens|h[oö]gsta domstolens) (dom)?sk[aä]l"
        r"|sk[aä]l(en)? f[oö]r .{3,40}|begrundelse( og resultat)?|perustelut"
        r"|fundamentos( (de derecho|jur[ií]dicos))?|considerandos?|motivi( della decisione)?"
        r"|ragioni della decisione|fundamenta[cç][aã]o",
    ),
    (
        Role.HEADNOTE,
        r"(amtliche[rs]? )?(leits[aä]tze?|orientierungss[aä]tze?)( des (gerichts|verfassers))?"
        r"|nichtamtlicher leitsatz|rechtss[aä]tze?|regeste|schlagw[oö]rter"
        r"|sommaire|r[eé]sum[eé]|abstrats?|inhoudsindicatie|samenvatting|headnotes?|syllabus|summary|sammanfattning|resumen|sum[aá]rio|massima",
    ),
    (
        Role.DISSENT,
        r"abweichende meinung.{0,80}|sondervotum.{0,80}"
        r"|opinions? (dissidente|s[eé]par[eé]e|individuelle|concordante|partiellement).{0,80}"
        r"|((joint|partly|partially) )*(dissenting|concurring|separate|individual)"
        r"( and (dissenting|concurring))?( opinion)?( of)?"
        r" .{0,80}(opinion|judges?|declaration).{0,80}"
        r"|(joint )?(partly )?(dissenting|separate|concurring) opinion.{0,80}"
        r"|declaration of (vice-president|judge|president) .{3,60}"
        r"|skiljaktig(a)? mening.{0,60}|avvikende mening.{0,60}|dissens|voto particular.{0,80}"
        r"|opini[oó]n disidente.{0,80}",
    ),
    (
        Role.ANNEX,
        r"(anhang|anlagen?|annexe?s?|appendix|appendices|bijlagen?|bilag(or|a)?|anexos?|allegat[oi])"
        r"( [\divxlc]{1,5}|( |-)[a-z])?([.:–-] .{0,80})?",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _HEADINGS)
_ENUMERATION = re.compile(r"^(?:[IVXLC]{1,6}|[A-Z]|\d{1,2})\s*[.)]\s*|^[–—-]\s*")
_OUTLINE_MARK = re.compile(r"[–—-]?\s*(?:[IVXLC]{1,6}|[A-H]|\d{1,2}|[a-z]|([a-z])\1)\s*[.)]?\s*[–—-]?")
_SPACED = re.compile(r"^(?:\w ){3,}\w$")

_LEVELS: tuple[re.Pattern[str], ...] = (
    re.compile(r"^(?:PART|TEIL|CHAPTER|TITEL)\b"),
    re.compile(r"^[A-H][.)]?(?:\s|$)"),
    re.compile(r"^[IVXLC]{1,6}[.)]?(?:\s|$)"),
    re.compile(r"^\d{1,2}[.)]?(?:\s|$)"),
    re.compile(r"^\(?[a-z][.)]"),
    re.compile(r"^\(?(?:[a-z]{2}|[ivx]{1,4})[.)]"),
)


def heading_core(text: str) -> str:
    """A heading without enumeration, letter-spacing and closing colon, for comparison."""
    core = text.strip().strip("*_=#").strip()
    if _SPACED.match(core):
        core = core.replace(" ", "")
    return _ENUMERATION.sub("", core).rstrip(" :.-–—").strip()


def role_of_heading(text: str) -> Role | None:
    """The role of what stands under this heading, or None when it opens no particular part."""
    if len(text) > 120:
        return None
    core = heading_core(text)
    for role, pattern in _PATTERNS:
        if pattern.fullmatch(core):
            return role
    return None


def heading_level(text: str) -> int:
    """How deep a heading stands: 1 for a part of the decision, 2 without enumeration, 3 `A.`, 4 `I.`, 5 `1.`, 6 `a)`,
    7 `aa)`."""
    if _ENUMERATION.match(text) is None and role_of_heading(text) is not None:
        return 1
    if re.match(r"[IVX][.)]?(?:\s|$)", text):
        return 4  # letters and Roman numbers alike; these three are Roman more often
    for depth, pattern in enumerate(_LEVELS, start=2):
        if pattern.match(text):
            return depth
    return 2


def is_enumeration_alone(text: str) -> bool:
    """Whether `text` is just an outline mark that heads what follows: `I.`, `B.`, `aa)`, `- II -`."""
    return _OUTLINE_MARK.fullmatch(text) is not None and not text.isdigit()
