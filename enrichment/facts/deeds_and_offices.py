"""Whether the words around a name make its bearer the one who acts, or the holder of an office.

Beside a rank, an order, a passive or a group of fighters stands who did the deed; beside an office or a plea, whoever
sits, prosecutes, defends or governs. Who suffers, dies or testifies is neither."""

from __future__ import annotations

import re
from functools import cache

from enrichment.facts.persons import suffers
from enrichment.facts.reading import Sentence
from enrichment.vocabulary.patterns import load_patterns

_WORDS = load_patterns("name_contexts.json")
# Between the word for an office and the name: no other name, at most the court's and titles.
_OFFICE_TITLES = (
    r"\b(?:Excm[oa]|Ilm[oa]|Sra?|D|Dña|Dr|Prof|mr|MM?|Mmes?|Mes?|Herrn?|Frau|Mr|Ms|Mrs)\.?\s|"
    r"\w*[Gg]ericht(?:shof)?\s|(?:KC|QC)\s"
)
_OFFICE = re.compile(
    rf"(?:{_WORDS['office']})(?:[^.;:\nA-ZÀ-Þ]|: |\.\s?:?|{_OFFICE_TITLES})?(?:[^.;:\nA-ZÀ-Þ]|: |"
    rf"{_OFFICE_TITLES}){{0,34}}$"
)
OFFICE_WORD = re.compile(rf"(?:{_WORDS['office']})\.?")
REPRESENTED = re.compile(_WORDS["represented"])
OFFICE_AFTER = re.compile(
    rf"^\s*,?\s*(?:\(|als |som |as )?(?:the |der |die |le |la |de |el )?(?:{_WORDS['office']}|KC|QC|LJ|JA?|CJ|"
    rf"(?:who )?appear(?:ed|s|ing) for|for the (?:defence|defense|prosecution|crown|accused|defendant|appellant|"
    rf"plaintiffs?)|was (?:then |at the time |at that time )?(?:the )?(?:president|prime minister|king|"
    rf"head of (?:the )?(?:state|junta|government))|"
    rf"(?:opened|closed|argued|appeared|replied|spoke|pleaded)\b[^.;]{{0,40}}? (?:on behalf of|"
    rf"for the (?:[Pp]rosecution|"
    rf"[Dd]efen[cs]e|[Cc]rown|[Aa]ccused|[Aa]ppellants?|[Pp]laintiffs?|[Rr]espondents?|[Aa]pplicants?|[Cc]laimants?))|"
    rf"(?:head|chief|deputy|member|director|spokes\w+)\b[^,.;]{{0,40}}? (?:CPS|Crown Prosecution Service|"
    rf"[Ww]ar [Cc]rimes (?:[Uu]nit|[Tt]eam|[Ss]ection)|prosecution))\b"
)
PLEADS = re.compile(
    r"^(?:(?: has| have| had| then| also| a| heeft| hat| har)*,? (?:submit(?:s|ted)|argued|contended|plaide|plaidé|"
    r"put (?:it )?to|(?:cross-|re-)examined|requis|gepleit|"
    r"bepleit\w*|plädiert\w*|pläderat)\b|'s? (?:submissions?|skeleton|closing (?:speech|argument)))"
)
RANK = re.compile(
    rf"(?:{_WORDS['rank']})(?: (?:de la|de los|du|de|del|of the|of|des|der|av|van de|van|för) (?:l')?(?:\w+ )?(?:"
    r"prison|camp|"
    r"brigade|gendarmerie|police|milice|maison d'arrêt|prisión|cárcel|campo|policía|batallón|regimiento|cuartel|"
    r"fängelset|lägret|milisen|gevangenis|kamp|Gefängnis\w*|Lagers?|battalion|unit))?"
    r"(?: \(r(?:et)?\.?\))?,?\s+$"
)
RANK_WORD = re.compile(_WORDS["rank"])
TITLED = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mme|Mlle|MM?|Frau|Herrn?|mevrouw|de heer|don|doña|señora?|docteure?|doctora?|doktorn?|"
    r"Sister|Father|Brother|sœur|Père|Abbé|Pater|Pastor|Rev|Reverend|Imam|Sheikh|Shaikh|Hajji?|Haji|Mullah)\.?\s$",
    re.IGNORECASE,
)
_TELLS = re.compile(_WORDS["tells"])
BEHIND = 80  # characters behind a name in which what its bearer does may stand
DUTCH_LAWYER = re.compile(r"\b[Mm]r\.\s$")  # meester in de rechten
_CLAUSE = re.compile(
    r"\b(?:that|how|to|who|whom|hear|heard|told|said|asked|whether|when|dass|ob|wie|que|comment|si|att|om|hur|"
    r"dat|of|hoe|como|[a-z]{2,}ed|found|held|put|gave|took|saw|knew|thought|was|were|had|has|did|"
    r"[a-zäöü]{3,}ten?|ist|war|"
    r"hat|sah|fand|hielt|nahm|bat|lud|heeft|vond|[a-z]{3,}de)\s"
)
# "Devant le juge d'instruction, Clarisse N. a indiqué": the court she spoke to, not she.
_BEFORE_COURT = re.compile(
    r"\b(?:[Dd]evant|[Bb]efore|[Vv]or|[Vv]oor|[Aa]nte|[Ii]nför|[Gg]egenüber|[Aa]uprès d[eu]|[Tt]old|[Tt]o) (?:the |"
    r"le |la |l'|dem |"
    r"der |de |het |el |den )?[^,.;]{3,40}, $"
)
_LAWYER_OF_NAMED = re.compile(
    r"\b(?:[Cc]ounsel|[Ll]awyers?|[Aa]ttorneys?|[Aa]vocate?s?|[Cc]onseils?|[Vv]erteidiger\w*|[Rr]echtsanw\w+|"
    r"[Aa]dvoca(?:at|te)|"
    r"[Rr]aadsman|[Aa]bogad[oa]|[Ll]etrad[oa]|[Aa]dvokat\w*|[Ff]örsvarare\w*) (?:for|of|de|des|der|von|van|för|till) "
    r"(?:(?:the |los |las |la |les |den |het )?[a-zà-ÿ]+ (?:civiles? )?(?:of |de |von |van )?)?"
    r"(?:Mr\.? |Ms\.? |Mrs\.? |M\. |Mme |Angeklagten |Herrn )?[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?, (?:Mr\.? |Ms\.? |"
    r"Mrs\.? |Me |"
    r"mr\. |Dr\.? |D\. |Dña\. |don |doña )?$"
)
# "Le procureur général près la cour d'appel, Alphonse W.", "El Presidente de la Corte, Diego G."; at the head
# of a sentence only: "selon le ministre de la Justice, Marie U. a été tuée".
_OFFICE_OF = re.compile(
    rf"^(?:Le |La |L'|El |The |Der |Die |De |Het )?(?:{_WORDS['office']})(?: (?:général|general|fédéral|"
    rf"federal|adjoint)e?)?"
    r" (?:près|de|du|des|del|of|for|vid|beim?|am|van|bij|at)"
    r"(?: (?!(?:a|ha|hat|har|ont|qui|que|who|som|und|et|y|and|och) )[^\s,.;:]+){1,7}, "
    r"(?:(?:M|Mme|D|Dr|Mr|Mrs|Ms)\.? )?$"
)
# "En cause du procureur fédéral et de : Gasana N.", "the prosecutor and against X": another party begins.
_AND_ANOTHER = re.compile(r"\b(?:et|y|and|und|och|en) (?:de|du|des|of|der|des|av|van|à|contre|against|gegen|mot)\b")
_IS = re.compile(r"\b(?:was|were|is|are|war|waren|ist|sind|zijn)\s$")  # "Counsel for the plaintiffs was Mr Rattray"
_STATESMAN = re.compile(
    r"\b(?:[Pp]resident|[Pp]rime [Mm]inister|[Mm]inister|[Kk]ing|[Aa]mbassador|[Cc]hancellor|[Hh]ead of [Ss]tate|"
    r"Präsident\w*|Minister\w*|[Pp]résident|[Pp]remier [Mm]inistre|[Pp]residente|[Pp]remier) "
    r"(?:of|von|de|du|van|der|des|del)"
    r" (?:the |la |las |los |den |der )?(?:[A-Z][\w-]+,? ){1,4}$"
)
_BESIDE_COUNSEL = re.compile(r"\b(?:QC|KC|SC)(?:,| and|, and) (?:(?:Mr|Ms|Mrs|Miss)\.? )?$")


# "avocat de Mme X": the client's name stands there, and not the lawyer's.
_CLIENT = re.compile(
    r"\b(?:[Aa]vocate?s?|[Cc]onseils?|[Aa]bogad[oa]s?|[Ll]etrad[oa]s?|[Pp]rocurador(?:a|es)?|[Aa]dvokat\w*|"
    r"\w*[Bb]iträde\w*|"
    r"[Oo]mbud\w*) (?:de(?: la)?|d'|del|des|för|till) ?(?:(?:MM?|Mmes?|Mlle|Sra?|D|Dña|don|doña|señora?|"
    r"herr|fru)\.?\s)*$"
)


def is_official(before: str) -> bool:
    """Whether a word for an office belongs to the name that follows, and not to the clause before it."""
    if _LAWYER_OF_NAMED.search(before) or _BESIDE_COUNSEL.search(before) or _STATESMAN.search(before):
        return True
    match = _OFFICE.search(before)
    if _CLIENT.search(before):
        return False
    if _OFFICE_OF.match(before):
        return True
    if match is None or _BEFORE_COURT.search(before):
        return False
    if _AND_ANOTHER.search(before, match.start()):
        return False
    word = OFFICE_WORD.match(before, match.start())
    between = _IS.sub("", before[word.end() if word else match.start() :])
    return _CLAUSE.search(between) is None


def has_office(sentence: Sentence, start: int, end: int, language: str) -> bool:
    """Whether what stands around a name makes its bearer a judge, lawyer, official or expert."""
    before, after = sentence.text[max(0, start - 60) : start], sentence.text[end : end + BEHIND]
    if suffers_himself(language, after):
        return False
    pleads = (TITLED.search(before) and PLEADS.match(after)) or (language == "nl" and DUTCH_LAWYER.search(before))
    return bool(pleads or is_official(before) or REPRESENTED.search(before) or OFFICE_AFTER.match(after))


def does_the_deed(sentence: Sentence, start: int, end: int, language: str) -> bool:
    """Whether the text makes the bearer of the name the one who acts ("Teah ordered", "beaten by Teah")."""
    before, after = sentence.text[max(0, start - 60) : start], sentence.text[end : end + BEHIND]
    if is_agent(language, before, after):
        return True
    return commands(language, before, after)


def suffers_himself(language: str, after: str) -> bool:
    """ "the lawyer N. was killed", but not "the victim, represented by the lawyer N., was killed"."""
    return not after.startswith(",") and suffers(language, after)


def commands(language: str, before: str, after: str) -> bool:
    """Whether a rank stands before the name of somebody who neither dies nor testifies."""
    return (
        RANK.search(before) is not None
        and not _DEATH_OF.search(before)
        and not suffers(language, after)
        and not _testifies(language).match(after)
        and not _TELLS.search(before)
    )


_SOURCE = re.compile(
    r"\b(?:[Aa]ccording to|[Ll]aut|[Nn]ach (?:Angaben|Aussage|Bekundung)\w* (?:von|des|der)|[Ss]elon|[Dd]'après|"
    r"[Vv]olgens|[Ss]egún|[Ee]nligt)\s+$"
)
_DEATH_OF = re.compile(
    r"\b(?:tötete|erschoss|ermordete|folterte|misshandelte|schlug|entführte|verhaftete|erstach)\b"
    r"[^.;]{0,50}\b(?:den|die) (?:\w+ )?$|"
    r"\b(?:death|murder|killing|torture|mort|meurtre|assassinat|Tod|Tötung|Ermordung|dood|moord|muerte|"
    r"asesinato|döden|mordet|dödandet)"
    r" (?:of|de|du|des|der|van|op|del|för|på|av)(?: the| de| le| den| la)? \w+,?\s+$"
)


def is_agent(language: str, before: str, after: str) -> bool:
    """Whether the text before and after a name makes its bearer the one who acts."""
    if _SOURCE.search(before):
        return False  # "according to Hakizimana he led the group"
    if _agent(language).match(after):
        return True
    if suffers(language, after):
        return False  # "it is alleged that Karim was killed"
    agent_before = _agent_before(language)
    return (agent_before is not None and agent_before.search(before) is not None) or any(
        ahead.search(before) and behind.match(after) for ahead, behind in _agent_around(language)
    )


@cache
def _agent(language: str) -> re.Pattern[str]:
    apart = _WORDS["agent_after_apposition"].get(language)
    behind = rf"|^, [^,.;]{{3,40}}, (?:{apart})" if apart else ""
    return re.compile(rf"^\.?(?:,? who)?\s+(?:{_WORDS['agent_after'][language]}){behind}")


@cache
def _testifies(language: str) -> re.Pattern[str]:
    return re.compile(_WORDS["testifies"][language])


@cache
def _agent_around(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What stands before and after a name, both of which it takes to make its bearer the one who acts."""
    return tuple((re.compile(before), re.compile(after)) for before, after in _WORDS["agent_around"].get(language, ()))


@cache
def _agent_before(language: str) -> re.Pattern[str] | None:
    table = _WORDS["agent_before"]
    return re.compile(table[language]) if language in table else None
