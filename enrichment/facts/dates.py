"""Dates in text, and which of them is the day of the decision.

Written months of the languages of our sources, ISO and numeric dates (day first; month first in the United States), and
Spanish dates in words. The day of the decision is one that the court itself marks: `Urteil vom`, `Date:`, `Audience
publique du`, `meddelad i Stockholm den`, the line of place and date at the end. Days of hearings, births, earlier
decisions and laws are told by what stands before them and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from enrichment.decision import Certainty, Evidence
from enrichment.facts.caption import caption
from enrichment.facts.dates_in_words import FRENCH, OF_NUMBER, SPANISH, YEAR, spelled
from enrichment.facts.months import MONTHS, NAMES
from enrichment.facts.normalise import fold
from enrichment.text import Role, Text

_DAY_FIRST = re.compile(
    r"(?P<d>[0-3]?\d)(?:(?i:st|nd|rd|th)|er|re|º|°|ª)?\.?,? ?(?i:day of |of |de |di |d'|"
    rf"den )?(?P<m>(?i:{NAMES}))\.?,? ?(?i:de |del |del año |di )?(?P<y>{YEAR})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"(?P<m>(?i:{NAMES}))\.? (?P<d>[0-3]?\d)(?:st|nd|rd|th)?,? ?(?P<y>{YEAR})(?!\d)")
_ISO = re.compile(rf"(?P<y>{YEAR})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(rf"(?P<d>[0-3]?\d) ?(?P<s>[./-]) ?(?P<m>[0-3]?\d) ?(?P=s) ?(?P<y>{YEAR})(?!\d)")
_COMPACT = re.compile(rf"(?<=(?i:date): )(?P<y>{YEAR})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")  # Canadian: `DATE: 20140507`
_LITHUANIAN = re.compile(rf"(?P<y>{YEAR}) ?m\. ?(?P<m>(?i:{NAMES})) (?P<d>[0-3]?\d) ?d\.")
_HUNGARIAN = re.compile(rf"(?P<y>{YEAR})\. (?P<m>(?i:{NAMES})) (?P<d>[0-3]?\d)\.?")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: code-point span and ISO 8601 value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class ReadDate:
    """The day of the decision with its evidence, or None with the reason."""

    value: str | None
    certainty: Certainty = Certainty.CERTAIN
    evidence: Evidence | None = None
    reason: str | None = None


def find_dates(text: str, country: str | None = None) -> tuple[FoundDate, ...]:
    """Every full date in `text`, in order; impossible ones (31 February) are left out."""
    folded = fold(text)
    found: dict[int, FoundDate] = {}
    for pattern in _patterns_for(folded.text):
        for match in pattern.finditer(folded.text):
            before = folded.text[match.start() - 1 : match.start()]
            glued = pattern is _DAY_FIRST and before.isalpha()  # `JUDGMENT GIVEN ON13 April 2026`
            in_words = pattern in (SPANISH, FRENCH)
            if (before.isalnum() and not glued) or (
                before in "./-" and before and pattern is not _DAY_FIRST and not in_words
            ):
                continue
            value = _iso(match, country)
            if value is not None:
                span = (match.start("d"), match.end()) if pattern is OF_NUMBER else match.span()
                start, end = folded.span(*span)
                if not any(other.start < end and start < other.end for other in found.values()):
                    found[start] = FoundDate(start, end, value)
    return tuple(found[start] for start in sorted(found))


def _patterns_for(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that can match: those that begin with the name of a month or number are slow to say no."""
    if _YEAR_IN_FIGURES.search(text) is not None:
        yield _DAY_FIRST
        if _DAY_AND_YEAR.search(text) is not None:
            yield _MONTH_FIRST
        yield from (_ISO, _NUMERIC, _LITHUANIAN, _HUNGARIAN)
        if _COMPACT.search(text) is not None:
            yield _COMPACT
        if OF_NUMBER.search(text) is not None:
            yield OF_NUMBER
    lower = text.lower()
    if "mil" in lower:
        yield SPANISH
        if "deux mil" in lower or "neuf cent" in lower:
            yield FRENCH


_YEAR_IN_FIGURES = re.compile(YEAR)
_DAY_AND_YEAR = re.compile(rf"\d(?:st|nd|rd|th)?,? ?{YEAR}")


def _iso(match: re.Match[str], country: str | None) -> str | None:
    if match.re in (SPANISH, FRENCH):
        return _valid(*spelled(match))
    day, month, year = match["d"], match["m"], match["y"]
    if match.re is _NUMERIC and match["s"] == "/" and country == "USA":
        day, month = month, day
    if country == "HRV" and month.casefold() == "listopada":
        return _valid(int(year), 10, int(day))  # October in Croatian, November in Polish
    number = MONTHS.get(month.casefold().rstrip("."), 0) if not month.isdigit() else int(month)
    return _valid(int(year), number, int(day))


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


# -- the day of the decision ---------------------------------------------------------------------------------------

_TAIL_PARAGRAPHS = 14

_DECIDED = re.compile(
    r"(?:"
    r"(?:[A-ZÄÖÜ]?[a-zäöü-]*(?:[Uu]rteil|[Bb]eschlu(?:ss|ß)|[Ee]ntscheidung|[Ee]rkenntnis|[Vv]erfügung|"
    r"[Bb]escheid|[Ee]ntscheid)|URTEIL|BESCHLUSS|ERKENNTNIS|ENTSCHEID)(?: der \d+\. \w+| des \d+\. \w+)?,? ?(?:vom|"
    r"v\.)|verkündet am:?|"
    r"[Vv]erkündet(?: am)?:?|Entscheidungsdatum:?|Datum(?: der Entscheidung| des Entscheids)?:?|"
    r"in der Sitzung vom|[Ss]itzung vom|erlassen am|"
    r"URTEIL VOM|BESCHLUSS VOM|U r t e i l v o m|Urteil:|Beschluss:|"
    r"(?:[Jj]udg?e?ment|JUDG?E?MENT|[Dd]ecision|DECISION|[Oo]rder|ORDER|[Rr]uling|[Oo]pinion|[Aa]ward|"
    r"[Ss]entencing [Rr]emarks|"
    r"[Aa]dvisory [Oo]pinion|[Dd]etermination)(?: (?:of|OF|dated|given|GIVEN|delivered|[Rr]endered|issued|"
    r"pronounced|handed down)(?: (?:on|ON))?:?| [Dd]ate:?|:|,)|[Dd]ate(?: of (?:[Jj]udgment|[Dd]ecision|"
    r"adoption|the decision|this decision))?:|DATE:|[Dd]elivered(?: on)?:?|[Hh]anded down(?: on)?:?|"
    r"[Dd]ecided:?|DECIDED:?|[Dd]ecided on:?|[Ff]iled:?|FILED:?|[Dd]ated(?: this)?:?|"
    r"[Pp]ronounced(?: on)?:?|[Gg]iven on|Decision date:?|Decision & Reasons Promulgated|Promulgated|"
    r"[Rr]endered on|Date of adoption of (?:decision|Views):?|STRASBOURG|Strasbourg,?|Judgment Approved|"
    r"[Rr]easons for [Jj]udgment:?|JUDGMENT DATED:?|Delivered:"
    r"|(?:[Aa]rrêt|ARRÊT|ARRET|[Dd]écision|DÉCISION|DECISION|[Jj]ugement|JUGEMENT|[Oo]rdonnance|"
    r"ORDONNANCE|[Aa]vis)(?:,? (?:n[°o]s?|N[°O]s?)\.? ?[\w./-]{1,20})?,?"
    r"(?: du| rendue? (?:par défaut |contradictoirement )?le| prononcée? le|:)|[Aa]udience publique du|"
    r"AUDIENCE PUBLIQUE DU|[Ll]ecture du|[Pp]rononcé(?:e)? (?:publiquement )?le|"
    r"[Rr]endue? (?:publiquement )?le|à l'audience publique du|[Dd]ate de (?:la )?décision:?|séance du|"
    r"[Dd]élibéré .{0,40}? le"
    r"|[Dd]atum(?: uitspraak| arrest| vonnis| beschikking)?:?|DATUM:?|(?:[Uu]itspraak|UITSPRAAK|[Vv]onnis|"
    r"VONNIS|[Aa]rrest|ARREST|[Bb]eschikking|BESCHIKKING)(?:,? (?:nr|NR|n[°o])\.? ?[\w./-]{1,20})?"
    r"(?: van| d\.d\.| gewezen op| uitgesproken op|:)|"
    r"[Uu]itgesproken (?:in het openbaar )?(?:op|ter openbare terechtzitting van)|"
    r"openbare (?:terecht|rechts)?zitting van|in het openbaar uitgesproken op|[Dd]atum uitspraak:?|"
    r"terechtzitting van|\[(?:19|20)\d\d\] [A-Z]\w+ \d{1,4}(?: \(\w+\))? \("
    r"|(?:[Ss]entencia|SENTENCIA|[Aa]uto|AUTO|[Rr]esolución|RESOLUCIÓN|[Aa]cuerdo)"
    r"(?: (?:núm\.? )?\d{1,5}/\d{4})?,?(?: de| DE| dictad[oa] el)(?: fecha)?|(?<!la )[Ff]echa(?: de (?:resolución|"
    r"sentencia))?:?|[Dd]ada? en|a los|Madrid, a|Guatemala,"
    r"|[Mm]eddela(?:d|t|des)(?: i [A-ZÅÄÖ][a-zåäö]+)?(?: den)?|MEDDELAD(?: I \w+)?(?: DEN)?|"
    r"[Aa]vkunna(?:d|t)(?: den)?|DOM(?: |$)|BESLUT(?: |$)|[Aa]fsagt(?: den)?|AFSAGT(?: DEN)?|"
    r"[Aa]vsagt(?: den)?|avsa(?:gt)? den|Dato:?|[Aa]ntopäivä:?|[Aa]nnettu:?|[Aa]vgörandedatum:?|"
    r"Beslutsdatum:?"
    r"|[Dd]nia|DNIA|z dnia|[Dd]ata (?:do [Aa]córdão|decisão|pubblicazione|da decisão):?|[Aa]córdão de|"
    r"Così deciso .{0,60}? (?:il|addì|in data)|[Cc]amera di consiglio del|udienza(?: pubblica)? del|"
    r"[Dd]eciso .{0,40}? il|[Dd]ana|dne|[Dd]one (?:in|at) .{0,90}?this"
    r")[\s,:|–-]{0,4}(?:den |le |the |el |il |am |this |day of |dato |on )?$"
)
_NOT_DECIDED = re.compile(
    r"(?:[Hh]earing|HEARING|[Hh]eard|HEARD|[Aa]rgued|ARGUED|[Ss]ubmitted|SUBMITTED|[Ll]odged|"
    r"[Rr]egistered|[Ff]iled with|[Bb]orn|[Dd]\.?[Oo]\.?[Bb]|[Gg]eb(?:oren|\.)|né(?:e)? le|né à|geboren|född|"
    r"født|syntynyt|nacid[oa]|nat[oa] |[Gg]eburtsdatum|"
    r"[Oo]n appeal from|ON APPEAL FROM|appeal (?:from|against)|gegen (?:das|den|die)|Rechtsmittel|"
    r"vorgehend|nachgehend|[Vv]orinstanz|ÖVERKLAGAT|överklagat|contre (?:l'arrêt|le jugement|l'ordonnance|"
    r"la décision)|formé .{0,30}contre|recours .{0,40}contre|tegen (?:het|de|een)|hoger beroep|beroepen|"
    r"[Aa]ct|[Ll]aw|[Gg]esetz|Verordnung|Richtlinie|[Ll]oi|[Dd]écret|[Oo]rdonnance n|[Ww]et|[Bb]esluit|"
    r"Ley|Real Decreto|[Dd]irective|[Rr]egulation|BGBl|Fassung|zuletzt geändert|in Kraft|"
    r"Verhandlung|audience du|débats? .{0,20}|[Mm]ündliche|onderzoek ter|zitting hebbende|Klageschrift|"
    r"Antrag|Schriftsatz|[Aa]pplication|[Rr]equête|demande|Distr\.: ?[A-Z][a-z*]+|[Rr]eceived|"
    r"[Bb]y (?:decision|order) of|made by|REQUEST for|[Rr]eçu|ingekomen|Published|publié|pubblicat|"
    r"[Pp]ar (?:un |une )?(?:jugement|arrêt|ordonnance|décision)|notifica|[Cc]ommissioner's|annuler|infirmer|"
    r"réformer|aufzuheben|"
    r"vernietig|quash|"
    r"Veröffentlich|mise en ligne|Declassified|Original filing|Date original|Public redacted|reclassified)"
    r"[^.;]{0,45}$"
)
_OTHER_COURT = re.compile(
    r"(?:(?:Amts|Land|Oberlandes|Verwaltungs|Arbeits|Sozial|Finanz|Oberverwaltungs|Landesarbeits|"
    r"Landessozial|Kammer|Straf|Bezirks|Landes|Ober)gericht(?:e?s)?|Staatsanwaltschaft|Cour d'appel|"
    r"cour d'appel|Tribunal|tribunal|[Rr]echtbank|[Gg]erechtshof|tingsrätt|hovrätt|tingrett|landsret|"
    r"[Dd]istrict [Cc]ourt|[Hh]igh [Cc]ourt|Verwaltungsgerichtshof(?:e?s)?|BGH|BVerfG|BVerwG|BAG|BSG|BFH|"
    r"EuGH|EGMR|VwGH|VfGH|OGH)[^.;:]{0,80}$"
)
# the court's own words for the day on which it sat, even in running text
_SESSION = re.compile(
    r"(?:[Vv]erkündet(?: am)?|in der Sitzung vom|(?:hof|gericht|[Ss]enat|[Kk]ammer)s? .{0,60}\bhat am|"
    r"[Aa]udience publique du|AUDIENCE PUBLIQUE DU|"
    r"[Ll]ecture du|[Uu]itgesproken .{0,60}|uitgesproken op|openbare (?:terecht|rechts)?zitting van|afsagt den|"
    r"[Aa]ldus (?:gewezen|gedaan|gegeven|uitgesproken) .{0,60}|[Ll]'an(?= )|"
    r"[Dd]ated(?: and [Dd]elivered)? (?:at|in) .{0,40}|"
    r"avsagt|[Mm]eddelad .{0,30}|[Dd]one (?:in|at) .{0,90}|[Ff]ait (?:à|en) .{0,90}|[Dd]elivered|"
    r"[Hh]anded down|[Pp]ronounced|[Gg]iven (?:on|at) .{0,30}|FOR JUDGMENT IN THE CAUSE .{0,90}|"
    r"Così deciso .{0,60}|[Dd]nia|a los|"
    r"[Rr]endu public par mise à disposition au greffe,?|[Aa]uthorised .{0,60}for issue(?: by .{0,40})?|"
    r"[Jj]udgment [Rr]endered:?)"
    r"[\s,:]{0,3}(?:den |le |on |ON |this |op |il )?$"
)
_LAST_WORDS = re.compile(
    r"(?:[Aa]uthorised .{0,60}for issue|[Dd]one|DONE|[Ff]ait|[Aa]ldus|[Dd]ated|[Pp]rononcé|"
    r"[Uu]itgesproken|openbare|Così deciso|[Aa]fsagt|AFSAGT)[^.;]{0,100}$"
)
_SESSION_BEHIND = re.compile(
    r",? ?(?:in het openbaar |ter openbare (?:terecht)?zitting |en public )?(?:uitgesproken|gewezen|"
    r"verkündet(?!\w)|pronounced|delivered)(?! vonnis| arrest)"
)
# `hat der 1. Strafsenat des Oberlandesgerichts Koblenz am 14. März 2023 für Recht erkannt`
# Sweden's letterhead: court, day and number in one line: `Mark- och miljööverdomstolen 2026-02-17 P 6026-25`
_CASE_NUMBER_BEHIND = re.compile(r" (?:Mål nr )?[A-ZÖÄ]{1,4} \d{1,5}-\d\d(?!\d)")
# `Heard and judgment delivered`, `Argued September 3, 1997 Decided November 7, 1997`
_HEARD_AND = re.compile(
    r"(?:[Aa]ppeal )?[Hh]eard and (?=[Jj]udgment)|"
    r"(?:[Aa]rgued|ARGUED|[Ss]ubmitted|[Hh]eard)[: ][^;.]{4,40} (?:19|20)\d\d,?\s*[-–—]?\s*"
    r"(?=(?:Decided|DECIDED|Filed|Delivered)(?!\w))"
)
_JUDGMENT_BELOW = re.compile(r"(?:gegen|über) (?:das|den|die) .{0,100}\bvom $")
_ORDER_BEHIND = re.compile(
    r" (?:(?:für|zu) Recht erkannt|(?:durch .{0,90} |nach .{0,60} )?(?:den Beschluss gefasst|entschieden)|"
    r"(?:einstimmig |gemäß .{0,40} )?beschlossen)"
)
# `BESCHLUSS` `AK 12/20` `vom 28. April 2020` on lines of their own
_DAY_LINE = re.compile(r"(?:vom|VOM) ")
_SMALL = r"(?:am|an|der|de|den|la|le|les|du|sur|im|in|of|the|upon|und|et|and|y|del|las|los|el|van|aan|ter|og|i)"
_NAME = r"[A-ZÄÖÜÅØŠŽČÉ][\w.'/()-]*"
_PLACE_AND_DATE = re.compile(
    rf"(?!D[eE][nN] $){_NAME}(?: {_NAME}| {_SMALL}(?= )| D\. ?C\.)"
    r"{0,5}(?:, [A-ZÄÖÜ][\w.]{1,20})?,? ?(?:(?:den|le|am|a|il|dana|the|el|on|dne|dnia|,)\.? ?){0,2}$"
)
_NOTHING_MORE = re.compile(r"[\W\d]*(?:[A-ZÄÖÜÉ(].*)?$|[\W\d]*(?:godin[ea]|r\.|goda|m\.|г\.|године|година)?[\W\d]*$")
_NARRATED_BEHIND = re.compile(
    r",? (?:le tribunal|la cour|das (?:\w+)?[gG]ericht|kjennelse med|dom med|kennelse|dom over)"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: int
    paragraph: int
    found: FoundDate


def read_decision_date(text: Text, country: str | None = None) -> ReadDate:
    """The day of the decision as the text itself says it."""
    best: list[_Candidate] = []
    for candidate in _candidates(text, country):
        if not best or candidate.score > best[0].score:
            best = [candidate]
        elif candidate.score == best[0].score:
            best.append(candidate)
    titled = _in_title(text, country)
    if (not best or best[0].score < 6) and titled is not None:
        return titled
    if not best:
        return ReadDate(None, reason="no date in the caption or at the end of the text")
    values = {candidate.found.value for candidate in best}
    first = best[0]
    if first.score < 6:
        return ReadDate(None, reason="no date that the text marks as the day of the decision")
    if len(values) > 1 and first.score < 10:
        return ReadDate(None, reason=f"several dates could be that of the decision: {', '.join(sorted(values))}")
    paragraph = text.paragraphs[first.paragraph].text
    evidence = Evidence(
        quote=paragraph[first.found.start : first.found.end],
        paragraph=first.paragraph,
        start=first.found.start,
        end=first.found.end,
    )
    certainty = Certainty.CERTAIN if first.score >= 8 else Certainty.PROBABLE
    return ReadDate(first.found.value, certainty, evidence)


_BEFORE_DATE_IN_TITLE = re.compile(r"(?:[|,(–—-]|\b(?:vom|v\.|du|van|de|of|den))\s*$")


def _in_title(text: Text, country: str | None) -> ReadDate | None:
    """The one date of a title in the manner of portals: `BGH, Beschluss vom 15.01.2026, I ZA 3/25`."""
    title = text.title or ""
    dates = find_dates(title, country)
    if len({found.value for found in dates}) != 1 or not _BEFORE_DATE_IN_TITLE.search(title[: dates[0].start]):
        return None
    quote = title[dates[0].start : dates[0].end]
    return ReadDate(dates[0].value, Certainty.PROBABLE, Evidence(quote, declared="title"))


def states_date(text: Text, value: str, country: str | None = None) -> Evidence | None:
    """Where the caption or the end of the text states the day `value`, or None."""
    for index, size in _zone(text):
        paragraph = text.paragraphs[index].text
        for found in find_dates(paragraph[: max(size, 400)], country):
            if found.value == value:
                return Evidence(paragraph[found.start : found.end], index, found.start, found.end)
    return None


def _zone(text: Text) -> list[tuple[int, int]]:
    """Paragraphs that may hold the day of the decision, and how many characters of each: caption and last lines."""
    head = [(line.paragraph, line.length) for line in caption(text)]
    first = head[-1][0] + 1 if head else 0
    last = range(max(len(text.paragraphs) - _TAIL_PARAGRAPHS, first), len(text.paragraphs))
    return head + [(index, 240) for index in last if text.paragraphs[index].role is not Role.FOOTNOTE]


def _candidates(text: Text, country: str | None) -> Iterator[_Candidate]:
    zone = _zone(text)
    length = 0
    line_before = ""
    in_caption = {line.paragraph for line in caption(text)}
    for index, size in zone:
        in_tail = index not in in_caption
        paragraph = text.paragraphs[index].text[:size] if not in_tail else text.paragraphs[index].text
        for found in find_dates(paragraph, country):
            before = paragraph[max(0, found.start - 110) : found.start]
            context = before if len(before) > 25 else f"{line_before[-60:]} {before}"
            behind = paragraph[found.end : found.end + 60]
            yield _Candidate(_score(context, before, behind, paragraph, found, length, in_tail), index, found)
        length += len(paragraph)
        line_before = paragraph


def _score(context: str, before: str, behind: str, paragraph: str, found: FoundDate, length: int, in_tail: bool) -> int:
    context, before, behind = fold(context).text, fold(before).text, fold(behind).text
    before = _HEARD_AND.sub("", before)
    context = _HEARD_AND.sub("", context)
    score = 0
    match = _DECIDED.search(before) or (_DECIDED.search(context) if len(before.strip()) < 4 else None)
    decided = match is not None
    ordered = _ORDER_BEHIND.match(behind) is not None and _JUDGMENT_BELOW.search(before) is None
    session = ordered or _SESSION.search(before) is not None or _SESSION_BEHIND.match(behind) is not None
    if session:
        score += 17 if in_tail and _LAST_WORDS.search(before) else 9
    elif match is not None:
        score += 8 if len(paragraph) < 90 or found.start < 45 else 4
    if _NOT_DECIDED.search(context) and not (decided and not _NOT_DECIDED.search(before[-70:])):
        score -= 12
    elif not in_tail and length < 200 and _DAY_LINE.fullmatch(before):
        score += 8
    if not in_tail and length < 400 and _CASE_NUMBER_BEHIND.match(behind):
        score += 10
    if _OTHER_COURT.search(before) and not decided and not ordered:
        score -= 10
    if _OTHER_COURT.search(before) and decided and length > 300 and not session:
        score -= 6
    alone = (
        len(paragraph) - (found.end - found.start) < 16
        and _NOTHING_MORE.fullmatch(fold(paragraph[found.end :]).text) is not None
    )
    if alone:
        score += 10 if length < 200 else 7
    elif (
        _PLACE_AND_DATE.fullmatch(before)
        and len(paragraph) - found.end < 30
        and len(paragraph) < 90
        and _NOTHING_MORE.fullmatch(fold(paragraph[found.end :]).text)
    ):
        score += 7 if in_tail else 6
    if _NARRATED_BEHIND.match(behind):
        score -= 10  # `Par un jugement du 10 octobre 2024, le tribunal administratif de Nice a rejeté ...`
    if length < 1200:
        score += 2
    elif not in_tail and length > 3000:
        score -= 3
    running = len(paragraph) > 160 and found.start > 50
    if session and in_tail and running and not _LAST_WORDS.search(before) and not _SESSION_BEHIND.match(behind):
        session = False  # `das am 3. Mai 2020 verkündete Urteil` of the court below
        score -= 9
    if not session and (running or (in_tail and not alone and not _PLACE_AND_DATE.fullmatch(before))):
        score -= 8
    return score
