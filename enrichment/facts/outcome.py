"""The outcome: what the decision itself orders, in the words of the registry.

For a trial `convicted` or `acquitted`; for a review what becomes of the decision below (`upheld`, `quashed`,
`partially_upheld`) or of the remedy (`inadmissible`); `dismissed` where a complaint, claim or case ends without a
finding of guilt; `other` for orders in between (remand, warrants, committal)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from enrichment.decision import Certainty, Court, Evidence, Fact
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role

RULE = "outcome/1"

_REMEDY = {
    "en": r"(?:appeals?|cross-appeals?|petitions?(?: for (?:review|certiorari))?|application for leave|grounds?)",
    "de": r"(?:Revision(?:en)?|Beschwerden?|Berufung(?:en)?|Nichtigkeitsbeschwerden?|Rechtsmittel|Haftbeschwerde)",
    "fr": r"(?:pourvois?|appels?|recours)",
    "nl": r"(?:cassatieberoep(?:en)?|beroep(?:en)?|hoger beroep)",
    "es": r"(?:recursos?(?: de \w+)?(?: por [\w ]{3,40}?)?(?: interpuestos?)?|apelación|casación)",
    "sv": r"(?:överklagandet?|överklagande(?:na|t)|överklaganden)",
}

# (class, pattern); tried in order, all that match count. `@R` stands for the words for a remedy.
_PATTERNS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("inadmissible", r"\b(?:leave|permission) to appeal (?:is |was |has been |were )?(?:refused|denied|dismissed|not granted)|(?:refus|den|dismiss)\w* (?:\w+ ){0,4}(?:leave|permission) to appeal|declar\w+ (?:\w+ ){0,6}inadmissible|\b(?:is|was|are|were) (?:declared |held |found )?(?:manifestly )?inadmissible"),
        ("partially_upheld", r"\b(?:allow|uphold|upheld|grant|revers|affirm|quash|dismiss)\w* (?:\w+ ){0,8}(?:in part|partially|partly)|(?:in part|partially|partly) (?:allow|uphold|upheld|grant|revers|affirm|quash|succe|set)\w*|reduc\w+ (?:\w+ ){0,5}sentence|(?:affirm|upheld|uphold|confirm)\w* .{0,90}\b(?:but|and) (?:\w+ ){0,3}(?:quash|revers|set aside|vacat|reduc)\w*|allow\w* (?:\w+ ){0,4}to (?:the|a|that) (?:limited )?extent"),
        ("upheld", r"@R (?:\w+ ){0,10}(?:is|are|was|were|be|has been|have been|being)?\s*(?:hereby |accordingly |therefore |unanimously |also )*(?:dismissed|rejected|denied|unsuccessful)|(?:dismiss|reject|den(?:y|ied|ies))\w* (?:\w+ ){0,8}?@R\b|\b(?:uphold|upheld|affirm)\w*\b(?! (?:in|the right))|confirm\w* (?:the |his |her |this )?(?:\w+ ){0,4}(?:judgment|conviction|convictions|sentence|sentences|verdict|decision|ruling)"),
        ("quashed", r"\b(?:quash|revers|vacat|overturn|annul)\w*\b|\bset(?:s|ting)? (?:\w+ ){0,6}aside|@R (?:is|are|was|were) (?:\w+ ){0,2}allowed|allow(?:s|ed|ing)? (?:\w+ ){0,5}@R\b|remit\w* (?:the |for )"),
        ("acquitted", r"\bacquit\w*|\bnot guilty\b(?! plea)|\bcleared of\b"),
        ("dismissed", r"\b(?:dismiss|discontinu|clos|archiv|struck out|strikes out|terminat)\w* (?:\w+ ){0,6}(?:case|claims?|actions?|complaints?|applications?|indictment|proceedings|charges?|requests?|suit|lawsuit|investigation|petition)|(?:case|claims?|actions?|complaints?|applications?|indictment|proceedings|charges?|requests?|suit|investigation)(?: \w+){0,8} (?:is|are|was|were|be|been) (?:\w+ )?(?:dismissed|discontinued|closed|archived|rejected|struck out)|no violation of article|reject\w* (?:\w+ ){0,4}(?:request|application|claims?|complaint)"),
        ("convicted", r"\bconvict(?:s|ed|ing)?\b|\bfound (?:\w+ ){0,5}guilty|\bfinds? (?:[\w.,'-]+ ){0,10}guilty|\bguilty of\b|\bpleaded guilty|\bsentence[sd]? (?:\w+ ){0,6}to\b|\bis guilty\b"),
        ("other", r"\bcontinu\w+ (?:\w+ ){0,4}(?:detention|remand)|(?:detention|remand) (?:\w+ ){0,5}(?:continues?|continued|maintained|extended)|committed for trial|\border(?:s|ed) (?:the |his |her )?(?:arrest|extradition)|issue[sd]? (?:\w+ ){0,5}(?:arrest )?warrants?|must not be extradited|obligation to submit"),
    ),
    "de": (
        ("inadmissible", r"\bals unzulässig\b|\bist unzulässig\b|nicht zur Entscheidung angenommen|\bunzulässig (?:verworfen|zurückgewiesen)"),
        ("partially_upheld", r"(?:aufgehoben|geändert|abgeändert|hebt|änder\w+|neu gefasst|berichtigt|hob)\b.{0,400}\b(?:im Übrigen|weitergehende[nr]?|darüber hinaus)\b|teilweise (?:aufgehoben|Erfolg|stattgegeben|begründet)|(?:Teilerfolg)|(?:Schuldspruch|Strafausspruch|Gesamtstrafe)\w*\b.{0,120}(?:geändert|abgeändert|aufgehoben|dahin|berichtigt|neu gefasst)|weitergehende[nr]? (?:Revision|Rechtsmittel|Beschwerde|Berufung)|(?:änderte|ändert) .{0,40}(?:Schuldspruch|Strafausspruch)"),
        ("upheld", r"@R\b.{0,220}\b(?:verworfen|zurückgewiesen|erfolglos|verwarf)|(?:verwirft|verwarf|wies)\b.{0,160}@R\b|@R\b.{0,120}\b(?:hat|haben|hatte|hatten|blieb|bleibt|bleiben)\b.{0,30}(?:keinen Erfolg|ohne Erfolg|erfolglos)|\bbestätigt(?:e|en)?\b.{0,120}(?:Urteil|Verurteilung|Entscheidung|Freiheitsstrafe|Schuldspruch|Freispruch)|(?:Urteil|Verurteilung|Entscheidung|Schuldspruch)\w*\b.{0,120}\bbestätigt"),
        ("quashed", r"\b(?:Urteil|Beschluss|Beschlüsse|Haftbefehl|Entscheidung|Schuldspruch|Verurteilung|Freispruch)\w*\b.{0,260}\b(?:aufgehoben|aufzuheben)|\b(?:hebt|hob)\b.{0,260}\bauf\b|zurückverwiesen"),
        ("acquitted", r"\bfreigesprochen|\bFreispruch\b|\bspricht\b.{0,80}\bfrei\b|\bsprach\b.{0,80}\bfrei\b"),
        ("dismissed", r"\bVerfahren\b.{0,100}\beingestellt|\bstellt(?:e)?\b.{0,60}Verfahren.{0,60}\bein\b|\bKlage\b.{0,80}\babgewiesen|\b(?:Antrag|Anträge|Ersuchen|Strafanzeige|Verfassungsbeschwerde)\b.{0,140}\b(?:verworfen|zurückgewiesen|abgelehnt|abgewiesen)|Eröffnung des Hauptverfahrens.{0,30}abgelehnt"),
        ("convicted", r"\bverurteil(?:t|te|en|ten)\b|\bschuldig (?:gesprochen|befunden|ist|sind|erkannt|des|der)|\b(?:ist|sind) .{0,160}\bschuldig\b|\bsprach .{0,80}schuldig|\bschuldig\b"),
        ("other", r"\b(?:Fortdauer der Untersuchungshaft|Untersuchungshaft .{0,60}fortzudauern|Untersuchungshaft hat fortzudauern|Haftfortdauer)\b|Untersuchungshaft .{0,80}(?:angeordnet|fortdauern)|Anklage .{0,60}zugelassen|Hauptverfahren .{0,40}eröffnet|\berlässt .{0,30}Haftbefehl|\bHaftbefehl .{0,40}erlassen"),
    ),
    "fr": (
        ("inadmissible", r"\birrecevables?\b|\bdéch(?:u|ue|us|éance)\b.{0,60}pourvoi|non-admission|\bnon admis"),
        ("partially_upheld", r"\bcass\w+ (?:et annul\w+ )?.{0,12}partiel\w*|cassation partielle|partiellement|rejette le surplus|réform\w+ .{0,60}(?:peine|jugement)|(?:confirm\w+|déclar\w+).{0,160}(?:ramen|rédui|abaiss)\w+|\bcasse\b.{0,400}\btoutes autres dispositions"),
        ("upheld", r"\brej(?:ette|eté|etés|etée|et|etant|eter)\b.{0,60}@R\b|@R\b.{0,80}\brejetés?\b|\bconfirm(?:e|é|ée|és|ées|ant)\b"),
        ("quashed", r"\bcass(?:e|é|ée|ation)\b|\bannul(?:e|é|ée|és)\b|\binfirm(?:e|é|ée|ant)\b"),
        ("acquitted", r"\bacquitt\w+|\brelax(?:e|é|ée|és)\b"),
        ("dismissed", r"\bnon-lieu\b|\bdéboute\w*|\brej(?:ette|eté|etée|et)\b.{0,60}(?:requête|demande|plainte|exception|requêtes|demandes|moyens)|n'y avoir lieu à|classement|abandonné\w* .{0,30}accusation"),
        ("convicted", r"\bcondamn(?:e|é|ée|és|ent|ation|a)\b|\bcoupables?\b|\breconnu\w* .{0,20}coupable"),
        ("other", r"\bmise en accusation\b|\bordonn\w+ .{0,40}(?:mise en accusation|renvoi)|\brenvo(?:ie|yé|yée)\b.{0,60}(?:cour d'assises|cour criminelle)|maintien en détention|prolong\w+ .{0,40}détention|mandats? d'arrêt .{0,40}(?:décern|délivr)\w+|(?:décern|délivr)\w+ .{0,40}mandats? d'arrêt"),
    ),
    "nl": (
        ("inadmissible", r"\bniet-ontvankelijk\b"),
        ("partially_upheld", r"\bvernietig\w+\b.{0,200}\b(?:uitsluitend|alleen|enkel|wat betreft|voor zover|maar uitsluitend|ten aanzien van de (?:straf|duur))\b|\bgedeeltelijk\b|verwerpt het (?:cassatie)?beroep voor het overige|\b(?:bevestig|bekrachtig)\w+\b.{0,160}\b(?:behalve|met uitzondering|behoudens)\b|vermindert\b.{0,60}straf"),
        ("upheld", r"\bverwerp(?:t|en)\b.{0,60}@R\b|\bverwierp\b.{0,60}@R\b|@R\b.{0,60}\bverworpen|\b(?:bevestig|bekrachtig)(?:t|d|de)\b"),
        ("quashed", r"\bvernietig(?:t|d|de)\b"),
        ("acquitted", r"\bvrijgesproken\b|\bvrijspraak\b|\bspreekt\b.{0,60}\bvrij\b|\bsprak\b.{0,60}\bvrij\b"),
        ("dismissed", r"\bwijst\b.{0,80}\baf\b|\bwees\b.{0,80}\baf\b|\b(?:beklag|klacht|verzoek|vordering)\b.{0,60}\bafgewezen|\bongegrond\b"),
        ("convicted", r"\bveroordeel(?:t|d|de)\b|\bschuldig\b|\b(?:wettig en overtuigend )?bewezen\b.{0,10}\bverklaa?r|\bverklaart\b.{0,60}\bbewezen|\bbewezenverklaard"),
        ("other", r"\bvoorlopige hechtenis\b.{0,60}\b(?:voortduur|verleng|schors)\w*|\bterugwijzing\b|\bverwijst de zaak\b"),
    ),
    "es": (
        ("inadmissible", r"\binadmi(?:te|tir|tió|tido|tida|sión|timos|sible)\b"),
        ("partially_upheld", r"\bestim\w+ (?:\w+ ){0,3}(?:parcialmente|en parte)|\bparcialmente\b|\bestimación parcial|\bcasa\w* (?:y anula\w* )?(?:\w+ ){0,2}parcialmente"),
        ("upheld", r"\bdesestim\w+\b.{0,80}@R\b|\bno ha lugar (?:al|a los) @R\b|@R\b.{0,60}\bdesestimad\w+|\bconfirm(?:a|amos|ó|ar|ando|ada|ado)\b"),
        ("quashed", r"\bcas(?:a|amos|ó)\b (?:y anul\w+)?|\banul(?:a|amos|ó|ar|ada|ado|ando)\b|\brevoc(?:a|amos|ó|ar|ada|ado|ando)\b|\bestim(?:a|amos|ó|ar|ando)\b.{0,60}@R\b|\bdeja(?:r|ndo|mos)? sin efecto|otorg(?:a|ó|ar) el amparo"),
        ("acquitted", r"\babsolv(?:emos|er|ió|iendo)\b|\babsuel(?:to|ta|tos|ve)\b|\babsolución\b"),
        ("dismissed", r"\barchiv(?:o|ó|ar|a)\b|\bsobresei(?:miento|do)\b|\bsobreseyó\b|\bdesestim\w+\b.{0,60}(?:querella|demanda|amparo|petición)|\binadmisión a trámite|\bfalta de jurisdicción\b"),
        ("convicted", r"\bcond[eu]n\w*(?:amos|ar|ó|ado|ada|ados)?\b|\bdeclar\w+ .{0,20}culpable"),
        ("other", r"\border(?:n|nó|na|namos) .{0,60}(?:búsqueda|captura|detención|ingreso)|\bacuerda\b.{0,80}(?:procesamiento|prisión provisional|busca y captura|orden de detención)|\bauto de procesamiento\b|\bórdenes de (?:captura|detención)\b"),
    ),
    "sv": (
        ("inadmissible", r"\bavvis(?:ar|ade|as)\b|\b(?:inte|ej|ingen\w*)\b.{0,40}prövningstillstånd|prövningstillstånd\b.{0,30}\b(?:inte|ej)\b"),
        ("partially_upheld", r"\bändr(?:ar|ade|as)\b.{0,160}\b(?:endast|enbart|på så sätt|såvitt|i fråga om påföljden|på det sättet)\b|\bdelvis\b|\bsätter ned\b|\bsatte ned\b|\bskärper\b|\bskärpte\b|i övrigt\b.{0,40}fastställ\w+"),
        ("upheld", r"\bfastställ(?:er|s|de|t|des)\b|\bavsl(?:år|og|ås)\b.{0,40}@R\b|@R\b.{0,60}\bavsl(?:ås|ogs)|ändrar inte|utan bifall|\bgör ingen ändring"),
        ("quashed", r"\bupphäv(?:er|de|s|des)\b|\bundanröj(?:er|de|s|des)\b|\båterförvis(?:ar|ade|as|ades)\b"),
        ("acquitted", r"\bfrikän(?:ner|de|ns|d|des|t|nande)\b|\bogill(?:ar|ade|as|ades)\b.{0,40}\båtal\w*|\båtalet\b.{0,30}\bogill\w+|\båtalen\b.{0,30}\bogill\w+|\bfriande\b"),
        ("dismissed", r"\bavskriv(?:er|s|as)\b|\bogill(?:ar|ade|as)\b.{0,40}(?:käromål\w*|talan)|\bavsl(?:år|og)\b.{0,60}(?:yrkand\w+|ansök\w+|begäran)|\bnedlagd\w*"),
        ("convicted", r"\bd(?:öm(?:er|de|s|des|t|d|as)|öma)\b|\bfäll(?:s|d|des|t|ande)\b|\bskyldiga?\b"),
        ("other", r"\bska(?:ll)? (?:\w+ ){0,3}(?:stanna|kvarstanna|vara) (?:kvar )?(?:i häkte|häktad)|\bhäktning\w*\b.{0,40}kvarst\w+|\bhinder mot utlämning|\butlämning\b.{0,40}(?:hinder|tillåt)"),
    ),
}
# The same words in a wish, a plea, a possibility or a question are no order.
_NOT_AN_ORDER = {
    "en": r"\b(?:asks?|asked|requests? that|requested that|seeks?|sought|submits?|submitted|argues?|argued|contends?|should be|"
    r"whether|if the|could|might|may be|would be|urges?|moved to|motion to|applied for|is charged|are charged|"
    r"pleaded not guilty|pleads not guilty|challenges|has appealed|have appealed|requests the)\b",
    "de": r"\b(?:beantragt|beantragte|beantragen|begehrt|rügt|strebt|erstrebt|könnte|würde|ob\b|möge|sollte|wäre|"
    r"wendet sich|Antrag auf Freispruch)\b",
    "fr": r"\b(?:demande(?:nt)? (?:l|la|le|que|à)|sollicite\w*|requiert|requis|conclut|conclu à|soutient|"
    r"tendant à|aux fins de|serait|pourrait|si l|vise à|plaide\w*)",
    "nl": r"\b(?:verzoekt|verzocht|vordert|gevorderd|bepleit|strekt|strekkende|concludeert|zou|indien|of de verdachte|"
    r"heeft geconcludeerd|vrijspraak bepleit)\b",
    "es": r"\b(?:solicit\w+|interes[aó]\w*|pid(?:e|ió|en)|pretend\w+|alega\w*|podría|debería|si se|suplic\w+)\b",
    "sv": r"\b(?:yrka[rt]?|yrkade|yrkat|begär(?:t|de)?|hemställ\w+|skulle kunna|huruvida|om åtalet|i första hand)\b",
}
# What an earlier court had done is told, not ordered.
_EARLIER = re.compile(
    r"\b(?:had (?:been |also |already )?(?:convict|acquit|sentenc|dismiss|found|uph|quash|affirm|reject|reversed|refused)\w*|"
    r"hatten?\b.{0,200}\b(?:verurteilt|freigesprochen|verworfen|aufgehoben|bestätigt|eingestellt)|"
    r"war .{0,120}(?:verurteilt|freigesprochen) worden|"
    r"(?:avait|avaient) (?:été )?(?:condamn|acquitt|confirm|infirm|rejet|cass|annul|déclar)\w*|"
    r"had(?:den)? .{0,120}(?:veroordeeld|vrijgesproken|verworpen|vernietigd|bevestigd)|"
    r"había(?:n)? (?:sido )?(?:conden|absuel|confirm|desestim|archiv|revoc)\w*|"
    r"hade .{0,80}(?:dömts?|frikän\w*|fastställ\w*|avslag\w*|ogill\w*))",
    re.IGNORECASE,
)
_REVIEW = frozenset(("upheld", "quashed", "partially_upheld", "inadmissible"))
_TRIAL_TYPES = re.compile(r"tribunal (?:correctionnel|de première)|landgericht|tingsrätt|rechtbank|district court|crown court|cour d'assises", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Hit:
    outcome: str
    sentence: Sentence
    start: int
    end: int


def read_outcome(reading: Reading, court: Court | None) -> tuple[tuple[Fact, ...], str | None]:
    """The outcome as one fact, or why it is not read.

    The order of the court decides; without one the last word of the text does, a ruling on a remedy before the
    conviction it was about."""
    if reading.language is None:
        return (), "outcomes are read in German, English, French, Dutch, Spanish and Swedish only"
    ordered = _hits(reading, (s for s in reading.with_role(Role.OPERATIVE_PART)))
    certainty = Certainty.CERTAIN
    hits = ordered
    if not hits:
        hits = _hits(reading, reading.having("conviction", "acquittal", "ruling"))
        certainty = Certainty.CERTAIN if reading.words < 2_000 else Certainty.PROBABLE
        if reading.words > 20_000:
            # In a long judgment without a marked order only its beginning and end can be its own result.
            edge = len(reading.sentences) // 20
            last = len(reading.sentences) - edge
            hits = [hit for hit in hits if hit.sentence.index < edge or hit.sentence.index > last]
    if not hits:
        return (), "no order that convicts, acquits or rules on a remedy was found"
    chosen = _choose(hits, court, in_order=bool(ordered))
    if chosen is None:
        return (), "the orders found contradict each other: " + ", ".join(sorted({hit.outcome for hit in hits}))
    proofs: list[Evidence] = []
    for hit in hits:
        if hit.outcome == chosen or (chosen == "partially_upheld" and hit.outcome in _REVIEW):
            proofs.append(hit.sentence.evidence(hit.start, hit.end))
    return (Fact("outcome", chosen, RULE, certainty, tuple(proofs[-5:])),), None


def _hits(reading: Reading, sentences: Iterable[Sentence]) -> list[_Hit]:
    language = reading.language or "en"
    patterns, no_order = _compiled(language)
    hits = []
    for sentence in sentences:
        if not sentence.has("conviction", "acquittal", "ruling"):
            continue
        # The order itself is not a wish; elsewhere a sentence that asks for a result does not give one.
        if sentence.role is not Role.OPERATIVE_PART and (
            no_order.search(sentence.text) or _EARLIER.search(sentence.text)
        ):
            continue
        found: dict[str, re.Match[str]] = {}
        for outcome, pattern in patterns:
            match = pattern.search(sentence.text)
            if match and outcome not in found:
                found[outcome] = match
        for outcome in _settle(set(found)):
            hits.append(_Hit(outcome, sentence, *found[outcome].span()))
    return hits


def _settle(found: set[str]) -> set[str]:
    """Within one sentence the more exact reading stands: a partly dismissed appeal is neither dismissed nor allowed."""
    if "inadmissible" in found:
        return {"inadmissible"}
    if "partially_upheld" in found:
        return {"partially_upheld"}
    if "upheld" in found and "quashed" not in found:
        return {"upheld"}
    if "upheld" in found:
        return {"upheld", "quashed"}
    if "quashed" in found and found & {"convicted", "acquitted"}:
        return found - {"dismissed", "other"}
    if "acquitted" in found and "convicted" in found:
        return {"acquitted", "convicted"}
    if "dismissed" in found and found & {"convicted"}:
        return {"convicted"}
    return found


def _choose(hits: list[_Hit], court: Court | None, *, in_order: bool) -> str | None:
    outcomes = {hit.outcome for hit in hits}
    reviews = outcomes & _REVIEW
    first = court is not None and (court.level == "first" or bool(_TRIAL_TYPES.search(court.name)))
    if in_order:
        if reviews and not (first and outcomes & {"convicted", "acquitted"}):
            return _review(outcomes)
        for outcome in ("convicted", "acquitted", "dismissed", "other"):
            if outcome in outcomes:
                return outcome
        return next(iter(outcomes))
    if reviews and not first:
        # The last ruling on a remedy; a conviction told after it belongs to a retrial.
        last_review = next(hit for hit in reversed(hits) if hit.outcome in _REVIEW)
        same = {hit.outcome for hit in hits if hit.outcome in _REVIEW and hit.sentence.index >= last_review.sentence.index - 1}
        later = [hit for hit in hits if hit.sentence.index > last_review.sentence.index and hit.outcome in ("convicted", "acquitted")]
        if later and (last_review.outcome == "quashed" or later[-1].sentence.index - last_review.sentence.index > 3):
            return later[-1].outcome
        return _review(same) or last_review.outcome
    for group in (("convicted", "acquitted"), ("dismissed",), ("other",)):
        within = [hit for hit in hits if hit.outcome in group]
        if within:
            last = within[-1]
            both = {hit.outcome for hit in within if hit.sentence.index == last.sentence.index}
            return "convicted" if both == {"convicted", "acquitted"} else last.outcome
    return None


def _review(outcomes: set[str]) -> str:
    """What becomes of the decision below when all of `outcomes` stand in the order."""
    if "partially_upheld" in outcomes or {"upheld", "quashed"} <= outcomes:
        return "partially_upheld"
    if "quashed" in outcomes:
        # The court decides anew in place of the one below: its own verdict is the result.
        return next((o for o in ("convicted", "acquitted") if o in outcomes), "quashed")
    return "upheld" if "upheld" in outcomes else "inadmissible" if "inadmissible" in outcomes else next(iter(outcomes))


@lru_cache(maxsize=8)
def _compiled(language: str) -> tuple[tuple[tuple[str, re.Pattern[str]], ...], re.Pattern[str]]:
    remedy = _REMEDY[language]
    return (
        tuple(
            (outcome, re.compile(words.replace("@R", rf"\b{remedy}"), re.IGNORECASE))
            for outcome, words in _PATTERNS[language]
        ),
        re.compile(_NOT_AN_ORDER[language], re.IGNORECASE),
    )
