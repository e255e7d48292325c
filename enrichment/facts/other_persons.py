"""Names of persons beside which no word tells a role: whoever is named among the facts of a core crime is protected.

A judgment names most victims and witnesses without saying each time that they are ("Later Nuri was moved to the
hospital, where he died"). In texts about crimes every name of a person therefore counts as a victim's, a witness's or a
relative's unless the text makes its bearer an accused, a judge, counsel or an official. What a name is, is told by
given names, initials and particles, by what stands before it ("according to", "the teacher"), and, outside German, by
capitals alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache

from enrichment.facts.concepts import CONCEPT
from enrichment.facts.crimes import CRIME_OF_CONCEPT
from enrichment.facts.names import (
    INITIAL,
    INSIDE,
    NOT_A_NAME,
    PART,
    PARTICLE,
    SHORT_SURNAMES,
    TITLE,
    given_in_full_names,
    given_names,
    is_abstract,
    is_german_noun,
    is_given,
    is_initials,
    ordinary_words,
)
from enrichment.facts.persons import Named, is_known_accused, is_plausible, is_public_figure, suffers
from enrichment.facts.reading import Reading, Sentence
from enrichment.facts.unknown_names import acts_like_a_person, is_unknown
from enrichment.ner.names import is_everyday_word
from enrichment.text import Role
from enrichment.vocabulary.patterns import load_patterns

_WORDS = load_patterns("name_contexts.json")
_RUN = re.compile(rf"(?<![\w'-])(?:(?:{PARTICLE})\s)?{PART}(?:\s(?:(?:{PARTICLE})\s){{0,2}}{PART}){{0,6}}")
_TOKEN = re.compile(r"\S+")
# Between the word for an office and the name: no other name, at most the court's and titles.
_OFFICE_TITLES = (
    r"\b(?:Excm[oa]|Ilm[oa]|Sra?|D|Dña|Dr|Prof|mr|MM?|Mmes?|Mes?|Herrn?|Frau|Mr|Ms|Mrs)\.?\s|"
    r"\w*[Gg]ericht(?:shof)?\s|(?:KC|QC)\s"
)
_OFFICE = re.compile(
    rf"(?:{_WORDS['office']})(?:[^.;:\nA-ZÀ-Þ]|: |\.\s?:?|{_OFFICE_TITLES})?(?:[^.;:\nA-ZÀ-Þ]|: |"
    rf"{_OFFICE_TITLES}){{0,34}}$"
)
_OFFICE_WORD = re.compile(rf"(?:{_WORDS['office']})\.?")
_REPRESENTED = re.compile(_WORDS["represented"])
_OFFICE_AFTER = re.compile(
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
_PLEADS = re.compile(
    r"^(?:(?: has| have| had| then| also| a| heeft| hat| har)*,? (?:submit(?:s|ted)|argued|contended|plaide|plaidé|"
    r"put (?:it )?to|(?:cross-|re-)examined|requis|gepleit|"
    r"bepleit\w*|plädiert\w*|pläderat)\b|'s? (?:submissions?|skeleton|closing (?:speech|argument)))"
)
_RANK = re.compile(
    rf"(?:{_WORDS['rank']})(?: (?:de la|de los|du|de|del|of the|of|des|der|av|van de|van|för) (?:l')?(?:\w+ )?(?:"
    r"prison|camp|"
    r"brigade|gendarmerie|police|milice|maison d'arrêt|prisión|cárcel|campo|policía|batallón|regimiento|cuartel|"
    r"fängelset|lägret|milisen|gevangenis|kamp|Gefängnis\w*|Lagers?|battalion|unit))?"
    r"(?: \(r(?:et)?\.?\))?,?\s+$"
)
_RANK_WORD = re.compile(_WORDS["rank"])
_AUTHOR = re.compile(_WORDS["author"])
_COMPANY = re.compile(rf"^[\s-]*(?:{_WORDS['companies']})")
_COMPANY_WORD = re.compile(rf"(?:{_WORDS['companies']})$")
_TITLED = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mme|Mlle|MM?|Frau|Herrn?|mevrouw|de heer|don|doña|señora?|docteure?|doctora?|doktorn?|"
    r"Sister|Father|Brother|sœur|Père|Abbé|Pater|Pastor|Rev|Reverend|Imam|Sheikh|Shaikh|Hajji?|Haji|Mullah)\.?\s$",
    re.IGNORECASE,
)
# "a driver, one Gashumba"; "Fatos, tio år"
_A_CERTAIN = re.compile(
    r"(?:^|, |\b(?:by|to|of|with|that|und|et|en|y|och) )(?:one|a certain|eine?[nrm]? gewisse[nrs]?|(?:le |"
    r"la )?(?:dé)?nommée?|une? certaine?|"
    r"een zekere|un tal|una tal|en viss)\s$|"
    r"\b(?:man|woman|boy|girl|child|baby|neighbour|friend|person|Mann\w*|Frau|Jungen?|Mädchens?|Person|Nachbarn?|"
    r"Freund\w*|homme|"
    r"femme|enfant|garçon|fille|voisine?|vrouw|jongen|meisje|buurman|hombre|mujer|niñ[oa]|joven|vecin[oa]|kvinna|"
    r"pojke|flicka|granne)"
    r" (?:\w+ )?(?:called|named|by the name of|namens|mit Namen|(?:sur|pré)?nommée?|appelée?|genaamd|llamad[oa]|"
    r"vid namn|kallad)\s$|"
    r"\b(?:väns?|väninna|granne|kollega|kamrat|bekant|amie?|voisine?|collègue|amig[oa]|vecin[oa]|friend|"
    r"neighbour|colleague)"
    r"(?: (?:till|de|d'|of|du|av)(?: [a-zà-ÿ]+){1,2})?, $|"
    r"\b(?:kallade sig|kallas|kallades|går under namnet|heter(?: egentligen)?|hette|med namnet|se fai(?:t|"
    r"sait|sant) appeler|"
    r"s'appel(?:le|ait)|prénommée?|a quien (?:llamaban|apodaban)|de nombre|apodad[oa])\s$"
)
_AGED = re.compile(
    r"^(?:, (?:(?:then |aged |was )?\w+(?:-\w+)?|(?:now |då )?\d{1,2}) (?:years?|ans|år|jaar|años|Jahre|Monate|"
    r"months|mois)\b|"
    r" \(\d{1,2}\)|, aged \d{1,2}\b|, \d{1,2},|, quien\b|, som (?:var|är) (?:hans|hennes|deras|min|en|gift)\b|"
    r", qui (?:était|est|fut) (?:son|sa|leur|mon|ma|une?|âgée?|enceinte)\b|,? âgée?s? (?:de|seulement)|"
    r",? de \w+ años|, \d{1,2} år\b)"
)
_ARTICLE = {
    "de": re.compile(r"\b(?:ein|eine[mnrs]?|das)\s$", re.IGNORECASE),
    "en": re.compile(r"\b(?:the|an?|this|these|each|every)\s$", re.IGNORECASE),
    "fr": re.compile(r"(?:\b(?:la|les?|une?|cette)\s|l')$", re.IGNORECASE),
    "nl": re.compile(r"\b(?:het|een|de|dit|deze)\s$", re.IGNORECASE),
    "es": re.compile(r"\b(?:el|la|los|las|una?)\s$", re.IGNORECASE),
    "sv": re.compile(r"\b(?:den|det|ett|en|de)\s$", re.IGNORECASE),
}
_VERSUS = re.compile(r"(?:\bv\.?|\bvs\.?|c/|\bc\.|/\.)\s*$")
_CASE_NAME = re.compile(_WORDS["case_name"])
_VERSUS_AFTER = re.compile(r"^\s*(?:v\.?|vs\.?|c/|c\.|/\.)\s")
_ARABIC = re.compile(r"\b(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]d|[Aa]bu|[Aa]bou|[Uu]mm?|[Oo]um|[Ii]bn|[Bb]in|[Oo]uld)[ -]")
_AGAINST_AT_END = re.compile(
    r"(?:\bv\.?|\bvs\.?|c/|\bc\.|[Gg]egen|[Aa]gainst|[Cc]ontre|[Tt]egen|[Cc]ontra|\b[Mm]ot)\s*:?\s*$"
)
_CODE = re.compile(r"^\W*(?:\w{1,2}[.)]\s*)?(?P<code>[A-Z]{1,3}[ -]?\d{1,4})(?!\w)")
_INITIALS = re.compile(rf"(?<![\w.])(?:{INITIAL})(?=\s?'s|s?[\s,;:)]|$)")
_TITLED_INITIAL = re.compile(r"\b(?:Mr|Mrs|Ms|Mme|Mlle|Frau|Herrn?|[Mm]evrouw|[Dd]e heer|don|doña)\.? [A-Z]\.")
_BORN_AS = re.compile(rf"\s+(?:épouse|veuve|née?|geb\.|geborene?|dite?)\s+{PART}(?:\s{PART})?")
_TITLE_AT_END = re.compile(r"(?:\b(?:Excm[oa]|Ilm[oa]|Sra?|D|Dña|Dr|Prof|mr|Mmes?|Mes?)\.|:)\s*$")
_LEADING = frozenset(("al", "el", "ul", "ibn", "bin", "ben", "bint", "abu", "abou", "van", "von", "ould", "ag"))
_LEADING_IN_SPANISH = _LEADING - {"al", "el"}  # articles there: "el Reglamento"
_ARTICLES = frozenset(("der", "den", "dem", "das", "zum", "zur", "zu"))
_SHORT = 250  # words
_EXCERPT = 3_000  # words; of a longer text the crimes are named in it
_ROLES = ("victim", "witness", "relative")
_LIST_ITEM = re.compile(_WORDS["list_item"])
_OFFICIALS = "officials"
_OFFICE_HEADING = re.compile(rf"^[^.]{{0,40}}(?:{_WORDS['office']})[^.]{{0,60}}:?\s*$")
_HEADING_WORDS = 14
_LIST_LINES = 60


def find_other_persons(reading: Reading, found: Sequence[Named]) -> list[Named]:
    """Names not in `found`, with the role of the nearest cue (`victim` where there is none), and as `accused` those
    whom the text makes do the deeds. Nothing where the text is not about crimes."""
    trust = _trust(reading)
    if reading.language is None or trust is _Trust.NONE:
        return []
    taken: dict[int, set[int]] = {}  # by sentence, the offsets that names in `found` cover
    for named in found:
        taken.setdefault(named.sentence, set()).update(range(named.start, named.end))
    others: list[Named] = []
    heading: str | None = None
    lines = 0
    before = ""
    for sentence in reading.sentences:
        if sentence.paragraph is None:
            continue
        listed = None
        against = _AGAINST_AT_END.search(before[-24:]) is not None
        previous, before = before, sentence.text
        if len(sentence.text.split()) <= _HEADING_WORDS and _OFFICE_HEADING.match(sentence.text):
            heading, lines = _OFFICIALS, 0
            continue
        opened = _list_heading(sentence)
        if opened is not None:
            heading, lines = opened, 0
        elif heading is not None:
            lines += 1
            if lines > _LIST_LINES or not _LIST_ITEM.match(sentence.text) or len(sentence.text) > 240:
                heading = None
            listed = heading
            if listed == _OFFICIALS:
                continue
        if len(sentence.text) <= _SIGNATURE and _signs_for(reading.sentences[sentence.index + 1 : sentence.index + 2]):
            continue
        if listed == "witness" and (code := _CODE.match(sentence.text)):
            others.append(Named("witness", code["code"], sentence.index, *code.span("code")))
        mine = taken.get(sentence.index, set())
        for role, start, end in _in_sentence(sentence, reading.language, listed, opened, mine, previous, trust):
            if against and start < 4:
                role = "accused"
            others.append(Named(role, sentence.text[start:end], sentence.index, start, end))
    return others


_TELLS = re.compile(_WORDS["tells"])
_BEHIND = 80  # characters behind a name in which what its bearer does may stand
_DUTCH_LAWYER = re.compile(r"\b[Mm]r\.\s$")  # meester in de rechten
_SIGNATURE = 60  # characters
_OFFICE_LINE = re.compile(rf"^(?:\w+ ){{0,2}}(?:{_WORDS['office']}) (?:for|of|des|der|de|du|van|für|för)\b")


def _signs_for(following: Sequence[Sentence]) -> bool:
    """Whether the next line gives an office: above "Counsel for Mr Doe" stands counsel's name."""
    return any(len(line.text) <= _SIGNATURE and _OFFICE_LINE.match(line.text) is not None for line in following)


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


# "avocat de Mme X": the client's name stands there, and not the lawyer's.
_CLIENT = re.compile(
    r"\b(?:[Aa]vocate?s?|[Cc]onseils?|[Aa]bogad[oa]s?|[Ll]etrad[oa]s?|[Pp]rocurador(?:a|es)?|[Aa]dvokat\w*|"
    r"\w*[Bb]iträde\w*|"
    r"[Oo]mbud\w*) (?:de(?: la)?|d'|del|des|för|till) ?(?:(?:MM?|Mmes?|Mlle|Sra?|D|Dña|don|doña|señora?|"
    r"herr|fru)\.?\s)*$"
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


def _is_official(before: str) -> bool:
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
    word = _OFFICE_WORD.match(before, match.start())
    between = _IS.sub("", before[word.end() if word else match.start() :])
    return _CLAUSE.search(between) is None


def has_office(sentence: Sentence, start: int, end: int, language: str) -> bool:
    """Whether what stands around a name makes its bearer a judge, lawyer, official or expert."""
    before, after = sentence.text[max(0, start - 60) : start], sentence.text[end : end + _BEHIND]
    if _suffers_himself(language, after):
        return False
    pleads = (_TITLED.search(before) and _PLEADS.match(after)) or (language == "nl" and _DUTCH_LAWYER.search(before))
    return bool(pleads or _is_official(before) or _REPRESENTED.search(before) or _OFFICE_AFTER.match(after))


def does_the_deed(sentence: Sentence, start: int, end: int, language: str) -> bool:
    """Whether the text makes the bearer of the name the one who acts ("Teah ordered", "beaten by Teah")."""
    before, after = sentence.text[max(0, start - 60) : start], sentence.text[end : end + _BEHIND]
    if _is_agent(language, before, after):
        return True
    return _commands(language, before, after)


def _suffers_himself(language: str, after: str) -> bool:
    """ "the lawyer N. was killed", but not "the victim, represented by the lawyer N., was killed"."""
    return not after.startswith(",") and suffers(language, after)


def _commands(language: str, before: str, after: str) -> bool:
    """Whether a rank stands before the name of somebody who neither dies nor testifies."""
    return (
        _RANK.search(before) is not None
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


def _is_agent(language: str, before: str, after: str) -> bool:
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


class _Trust(IntEnum):
    """How much of what looks like a name is taken for a person's."""

    NONE = 0  # an ordinary case: only whom the patterns of `persons` name
    GIVEN_NAMES = 1  # a short text without crimes in it: full names with a known given name
    CAPITALS = 2  # a text about core crimes
    EVERYWHERE = 3  # a short one, where every sentence may name them


_CRIMES = frozenset(CRIME_OF_CONCEPT) - {"terrorist_organisation", "piracy"}


def tells_of_crimes(reading: Reading) -> bool:
    """Whether so much of the text is about core crimes, or people's fate, that a name in it may be a victim's."""
    return reading.language is not None and _trust(reading) is not _Trust.NONE


def _trust(reading: Reading) -> _Trust:
    crimes = sum(any(m.id in _CRIMES for m in sentence.of(CONCEPT)) for sentence in reading.having(CONCEPT))
    told = sum(sentence.has("act", "relative") for sentence in reading.having(*_ROLES))
    count = len(reading.sentences)
    if reading.words >= _SHORT and crimes >= 3 and crimes >= 0.02 * count:
        return _Trust.CAPITALS
    if _SHORT <= reading.words < _EXCERPT:
        tried = sum(sentence.has("accused", "criminal_trial", "witness") for sentence in reading.sentences)
        suffered = sum(1 for _ in reading.having("act", "victim", "relative"))
        if suffered >= max(3, 0.1 * count) and tried >= max(3, 0.1 * count):
            return _Trust.CAPITALS  # a trial told, whatever the crime is called in it
    if reading.words >= _SHORT:
        return _Trust.CAPITALS if crimes >= max(3, 0.01 * count) and told >= 0.02 * count else _Trust.NONE
    criminal = any(s.has(*_ROLES, "act", "accused", "criminal_trial", "charge") for s in reading.sentences)
    civil = any(s.has("asylum", "forum_state_liability") for s in reading.sentences)
    return _Trust.EVERYWHERE if crimes or criminal or not civil else _Trust.GIVEN_NAMES


def _list_heading(sentence: Sentence) -> str | None:
    """The role of the names listed below a heading ("Names of the deceased", "Als Zeugen wurden vernommen:")."""
    text = sentence.text.strip()
    if len(text.split()) > _HEADING_WORDS and not text.endswith(":"):
        return None
    cues = sentence.of(*_ROLES)
    if not cues or (text.endswith(".") and not text.endswith(":")):
        return None
    return cues[-1].kind


def _in_sentence(
    sentence: Sentence,
    language: str,
    listed: str | None,
    opened: str | None,
    taken: set[int],
    previous: str,
    trust: _Trust,
) -> Iterator[tuple[str, int, int]]:
    text = sentence.text
    colon = text.find(":") if opened is not None else -1
    previous_end = -10
    for first, last in _names(text, language):
        if taken and not taken.isdisjoint(range(first, last)):
            previous_end = last
            continue
        before, after = text[max(0, first - 60) : first], text[last : last + _BEHIND]
        if first < 20 and _TITLE_AT_END.search(previous):
            before = f"{previous[-60:]} {before}"
        if _INSTITUTION.search(before):
            continue  # "l'association Primo Levi"
        words = text[first:last].split()
        titled = (
            _TITLED.search(before) is not None
            or _A_CERTAIN.search(before) is not None
            or _AGED.match(after) is not None
            or _RANK.search(before) is not None
        )
        joined = first - previous_end <= 6  # in a list with a name before it
        role = listed or (opened if 0 <= colon < first else None)
        if not _is_person(
            sentence, language, words, first, last, before, after, titled or joined, role is not None, trust
        ):
            continue
        if is_public_figure(text[first:last]) or _VERSUS.search(before) or _VERSUS_AFTER.match(after):
            continue
        if _CASE_NAME.search(before):
            continue
        if not _suffers_himself(language, after) and (
            _is_official(before) or _REPRESENTED.search(before) or _OFFICE_AFTER.match(after)
        ):
            continue
        if (titled and _PLEADS.match(after)) or (language == "nl" and _DUTCH_LAWYER.search(before)):
            continue
        if _signs_or_sits(text, first) or (first < 4 and len(words) == 1 and _DATELINE.match(after)):
            continue
        if not titled and not sentence.has("witness") and _AUTHOR.search(text) is not None:
            continue
        if is_known_accused(text[first:last]) or _is_agent(language, before, after):
            yield "accused", first, last
            continue
        if _commands(language, before, after) or (
            role is None
            and _BORN_AFTER.match(after)
            and not sentence.has(*_ROLES)
            and (
                (before.endswith(": ") and _LABEL_OF_ANYONE.search(before) is None)
                or sentence.has("accused", "charge", "conviction", "penalty", "criminal_trial", "acquittal")
            )
        ):
            yield "accused", first, last
            continue
        previous_end = last
        yield role or _nearest_role(sentence, first, last), first, last
    if trust is _Trust.EVERYWHERE:
        for span in _letters(text, language, taken):
            yield _nearest_role(sentence, *span), *span
    if (
        sentence.has(*_ROLES, "act", "accused", "charge")
        or (trust is _Trust.EVERYWHERE and "." in text)
        or _TITLED_INITIAL.search(text)
    ):
        for match in _INITIALS.finditer(text):
            titled = (
                _TITLED.search(text[max(0, match.start() - 12) : match.start()]) is not None
                or _BORN_AFTER.match(text, match.end()) is not None
            )
            if (
                (titled or match.group().count(".") > 1 or _is_lone_initial(text, match, language))
                and taken.isdisjoint(range(*match.span()))
                and not _GOES_ON.match(text, match.end())
                and (titled or not _is_cited(text, match))
            ):
                yield _nearest_role(sentence, *match.span()), *match.span()


# "J.C. Reisinger", "R. van den Heuvel", "A. 3"
_ENDS_A_WORD = re.compile(r"(?:^|[a-zß-öø-ÿ][.,;:)]?\s)$")
_WORD_GOES_ON = re.compile(r"s?\s[a-zß-öø-ÿ]|s\s")
_GOES_ON = re.compile(rf"\s?(?:\d|[^\W\d_a-zß-öø-ÿ]|{PARTICLE}\s)")


# "K was enrolled": the letter that stands for a person, and for no annex, count or exhibit.
_LETTER = re.compile(
    r"(?:^|[,;:(] |\b(?:that|and|when|while|because|but|dass|und|weil|dat|en|toen) )(?P<letter>[B-HJ-Z])(?= )"
)


_SUFFERED = re.compile(r" (?:was|is|has been|had been|had|has) [a-z]+ed\b")


def _letters(text: str, language: str, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Spans of single capital letters that stand for persons."""
    for match in _LETTER.finditer(text):
        span = match.span("letter")
        after = text[span[1] : span[1] + 60]
        if span[0] not in taken and (_SUFFERED.match(after) or acts_like_a_person(language, "", after)):
            yield span


def _is_lone_initial(text: str, match: re.Match[str], language: str) -> bool:
    """Whether one letter with a point stands within a sentence for somebody who acts or suffers: "dass K. floh"."""
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
    return (
        _ENDS_A_WORD.search(before) is not None
        and _WORD_GOES_ON.match(after) is not None
        and acts_like_a_person(language, before, after)
    )


_NUMBERED = re.compile(r"(?:\b(?:[Aa]rt|[Nn]o|[Nn]r|§+|[Aa]bs|lit|let|para?|[Ss]ec|S|p|vol)\.?|\d)\s*$")


_CAPITAL_AT_END = re.compile(r"(?P<word>[A-Z]\w+)\s$")


def _is_cited(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
    return bool(
        _NUMBERED.search(before)
        or re.match(r"\s*(?:\d|[A-Z]|n\.?[º°])", after)
        or _is_official(before)
        or _VERSUS.search(before)
        or _VERSUS_AFTER.match(after)
        or ((word := _CAPITAL_AT_END.search(before)) and word["word"] not in NOT_A_NAME)
    )


# "Firman: A - B - C"; "Magistrados: D. A, Presidente; Dª B; D. C": a list of judges up to its end.
_BENCH = re.compile(
    r"(?:\b(?:[Ee]xcmos?\. [Ss]r[ae]s\.|[Ii]lmos?\. [Ss]r[ae]s\.|[Ff]irman|[Ff]irmad[oa]s?(?: por)?|"
    r"FIRMADO|Fdo\.?|[Ss]igné|[Mm]agistrad[oa]s|"
    r"[Jj]ueces|[Jj]uges(?: \w+){0,2}|[Rr]ättens ledamöter|[Cc]omposition(?: de la cour)?|[Cc]omposición)\s?:|"
    r"\b(?:composée? de|integrad[oa] por|conformad[oa] por|compuest[oa] por)\b)(?P<list>[^:]*)$"
)
_PARTY_BEGINS = re.compile(
    r"\b(?:contra|contre|mot|parties?|partes|part|acusad|accusé|prévenu|tilltalad|målsägande|víctima|victime|querell|"
    r"partie civile|recurso|recours|causa|affaire|målet|condamn|rend\w* |dict[óa]|meddela|döm|a \w+é\b|"
    r"ha \w+do\b|har \w+t\b)",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^,? (?:den |le |the |el |a |am )?(?:\d{1,2}(?:er|\.|:e)? \w|\w+(?: y \w+)? de \w+ de(?:l)? )")


def _signs_or_sits(text: str, start: int) -> bool:
    """Whether the name stands in a list of those who sign or sit in judgment."""
    bench = _BENCH.search(text, max(0, start - _LONGEST_BENCH), start)
    return bench is not None and _PARTY_BEGINS.search(bench["list"]) is None


_LONGEST_BENCH = 400  # characters


_INSTITUTION = re.compile(
    r"\b(?:association|fondation|hôpital|lycée|collège|stade|avenue|rue|boulevard|fundación|asociación|"
    r"hospital|colegio|"
    r"estadio|universidad|(?i:batallón)|brigada|stiftelsen|föreningen|sjukhuset|stichting|foundation|"
    r"stadium)\s[\"«“]?\s?$"
)


def _nearest_role(sentence: Sentence, start: int, end: int) -> str:
    cues = sentence.of(*_ROLES)
    if not cues:
        return "victim"
    return min(cues, key=lambda cue: max(cue.start - end, start - cue.end, 0)).kind


def _names(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Runs of words written like a name, cut at words that are none."""
    for match in _RUN.finditer(text):
        start: int | None = None
        end = match.start()
        inside = False  # behind a word of the name, and not only behind its initial ("Q. Did you see")
        for token in _TOKEN.finditer(match.group()):
            bare = token.group().strip(".,;:'")
            at = match.start() + token.start()
            initial = _INITIAL_TOKEN.fullmatch(token.group()) is not None
            if (
                not initial
                and _is_word(bare, language, inside=inside and language != "de")
                and not (
                    bare in INSIDE
                    and token.end() < len(match.group())
                    and (start is not None or _opens(bare, at, language))
                )
                and not (inside and bare in SHORT_SURNAMES)
            ) or (language == "en" and not inside and (at == 0 or start is not None) and _opens_a_sentence(bare)):
                if start is not None:
                    yield from _trimmed(text, start, end, language)
                start, inside = None, False
                continue
            inside = inside or not initial
            if start is None:
                start = at
            end = match.start() + token.end()
        if start is not None:
            yield from _trimmed(text, start, end, language)


def _opens_a_sentence(word: str) -> bool:
    """ "Furthermore", and "Yes" behind the "A." of an answer."""
    return not is_given(word) and is_everyday_word(word, "en")


def _opens(particle: str, at: int, language: str) -> bool:
    """Whether a particle with a capital begins a name ("mr. Van Duijn", "Al Mahmud") and no sentence."""
    return (
        (at > 0 and particle in _DUTCH_PARTICLES)
        or (language != "es" and particle in _ARABIC_PARTICLES)
        or (particle == "Um" and language not in ("de", "nl"))
    )


_DUTCH_PARTICLES = frozenset(("Van", "De", "Von"))
_ARABIC_PARTICLES = frozenset(("Al", "El", "Abu", "Abou", "Umm", "Oum", "Bin", "Ben"))


def _is_word(bare: str, language: str, *, inside: bool) -> bool:
    """Whether a word with a capital is an ordinary one; `inside` a name of which it may be a part ("Cabrera Tot")."""
    if bare in NOT_A_NAME or bare.removesuffix("'s") in NOT_A_NAME:
        return True
    if (
        not inside
        and bare.lower() in ordinary_words(language)
        and not is_given(bare)
        and bare not in given_in_full_names()
    ):
        return True
    if is_abstract(bare):
        return True
    return language == "de" and (bare in _ARTICLES or (is_german_noun(bare) and bare not in given_names()))


_INITIAL_TOKEN = re.compile(r"[^\W\d_]\.,?")
_LEAD = re.compile(rf"{TITLE}")
_TAIL = re.compile(rf"(?:\s(?:{PARTICLE}))+$")


def _trimmed(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    first = _TOKEN.match(text, start, end)
    leading = _LEADING_IN_SPANISH if language == "es" else _LEADING
    while (
        first is not None
        and first.group()[0].islower()
        and first.group().split("-")[0] not in (_LEADING if "-" in first.group() else leading)
    ):
        start = first.end() + 1
        first = _TOKEN.match(text, start, end)
    while (
        first is not None
        and first.end() < end
        and (
            _OFFICE_WORD.fullmatch(first.group())
            or (_RANK_WORD.fullmatch(first.group()) and not is_given(first.group()))
        )
    ):
        start = first.end() + 1
        first = _TOKEN.match(text, start, end)
    piece = text[start:end]
    tail = _TAIL.search(piece)
    if tail:
        end = start + tail.start()
    if text[start:end].endswith("'s"):
        end -= 2
    while end > start and text[end - 1] in "',-":
        end -= 1
    born = _BORN_AS.match(text, end)
    if born:
        end = born.end()
    if end > start and any(char.isupper() for char in text[start:end]):
        yield start, end


def _is_person(
    sentence: Sentence,
    language: str,
    words: list[str],
    start: int,
    end: int,
    before: str,
    after: str,
    vouched: bool,
    listed: bool,
    trust: _Trust,
) -> bool:
    """Whether the run of words is a person's name. `vouched`: a title or another name stands for it; `listed`: it
    stands in a list of persons."""
    name = sentence.text[start:end]
    if (
        not is_plausible(sentence, "victim", start, end, language)
        or _COMPANY.match(after)
        or _COMPANY_WORD.search(name)
    ):
        return False
    if is_initials(name) or not any(len(word) > 2 for word in words):
        return False  # initials by themselves are told by `_INITIALS`
    given = [
        word
        for word in words
        if is_given(word)
        or (word.endswith("s") and language in _GENITIVE and is_given(word[:-1]))
        or ((len(words) > 1 or vouched) and word in given_in_full_names())
    ]
    if name.isupper() and not given:
        return False  # a heading, an abbreviation

    def acts() -> bool:
        return acts_like_a_person(language, before, after)

    if trust is _Trust.GIVEN_NAMES and not (vouched or (given and len(words) > 1) or acts()):
        return False
    initial = len(words) > 1 and any(re.fullmatch(INITIAL, word) for word in words)
    arabic = any(_ARABIC.match(word) for word in (name, *words))
    person_before = _human(language).search(before) is not None
    somewhere = _locative(language).search(before.rstrip()) is not None and not _human_noun(before, language)
    if _PLACE_NOUN.search(before):
        return False
    if len(words) == 1 and _KIN.search(before) and name.lower() not in ordinary_words(language):
        return language != "de" or _is_unknown_in_german(name)
    if len(words) == 1 and not arabic:
        if vouched:
            return bool(given) or (
                len(name) > 3 and not somewhere and (language != "de" or _is_unknown_in_german(name))
            )
        if somewhere or _ARTICLE[language].search(before):
            return False
        if given and (language != "de" or listed or person_before or trust is _Trust.EVERYWHERE):
            return True
        return (bool(given) or is_unknown(name, language)) and acts()
    if given or (initial and (language != "de" or vouched or _human_noun(before, language))):
        return not (somewhere and len(given) == 0)
    if somewhere:
        return False
    if arabic:
        return language != "de" or vouched or listed or person_before
    if _ARTICLE[language].search(before):
        return False
    if any((word.isupper() and len(word.strip(".")) > 1) or word.lower() in ordinary_words(language) for word in words):
        return vouched
    if language == "de":
        if vouched or (len(words) < 4 and _human_noun(before, language)):
            return True
        return _FOREIGN.search(name) is not None or (
            sentence.role is not Role.RUBRUM
            and all(_is_unknown_in_german(word) for word in words[-2:])
            and (trust is _Trust.EVERYWHERE or sentence.has(*_ROLES, "act", CONCEPT, "membership") or acts())
        )
    if vouched or listed or person_before:
        return True
    # Outside German only names are written with two capitals in a row; what tells of acts and persons tells of them.
    if trust is _Trust.EVERYWHERE:
        return True
    return sentence.role is not Role.RUBRUM and (sentence.has(*_ROLES, "act", CONCEPT) or acts())


# "im Dorf Omar Khel", "the village of Ali Sabieh"
_PLACE_NOUN = re.compile(
    r"\b(?:Dorf|Dorfes|Stadt|Ortschaft|Lager|Provinz|Distrikt|Bezirk|Region|Gemeinde|Stadtteil|Viertel|"
    r"village|town|city|"
    r"camp|district|province|commune|cellule|sector|prefecture|dorp|stad|kamp|provincie|wijk|gemeente|distrikt|secteur|"
    r"colline|aldea|pueblo|caserío|byn|staden|lägret)(?: of| de| van)? $"
)
_GENITIVE = frozenset(("de", "nl", "sv"))  # "Ibrahims Mutter"
_KIN = re.compile(
    r"(?:[Ss]ohne?s?|[Tt]ochter|[Bb]ruders?|[Ss]chwester|[Ee]hefrau|[Ww]itwe|[Mm]utter|[Vv]aters?|son|daughter|"
    r"brother|sister|wife|widow|"
    r"mother|father|fils|fille|frère|s(?:œ|oe)ur|veuve|épouse|mère|père|zoon|dochter|broer|zus|weduwe|hijo|hija|"
    r"hermano|hermana|"
    r"viuda|novia|novio|dotter|bror|syster|änka)(?:(?: (?:of|des|der|von|de|van|del|till|du))(?: (?!v\.)[\w']+){0,2}?,|"
    r" (?:of|des|der|von|de|van|del|till)|,)\s$"
)
_BORN_AFTER = re.compile(r",?\s+\(?(?:born|geb\.|geboren|née? (?:le|à|en)|nacid[oa]|född|personnummer)\b")
_LABEL_OF_ANYONE = re.compile(
    r"\b(?:[Pp]ersonalia|[Pp]ersonalien|Zur Person|Namn?e?|Nom|Nombre|[Ff]örhör\w*|[Hh]örd\w*|[Vv]ernehmung\w*|"
    r"[Vv]ernommen\w*|[Aa]udition|[Ee]ntendue?|[Ii]nterview\w*|[Ss]tatement\w*|[Dd]eclarante|[Cc]ompareciente|[Hh]eard|"
    r"[Gg]ehört\w*|[Gg]ehoord\w*|[Vv]erhoor\w*|[Aa]pplicant|[Rr]equérante?|[Ss]olicitante|[Ss]ökande|"
    r"[Aa]sylsuchende\w*|"
    r"[Cc]laimant|[Aa]ntragsteller\w*|[Pp]erson\w*|[Dd]etenue?|[Ii]nhaftiert\w*): $"
)
_FOREIGN = re.compile("[ćčšžđğışłńżőřěæøåñãõ]", re.IGNORECASE)
_GERMAN_ENDING = re.compile(
    r"(?:ungs?|heits?|keits?|schafts?|ions?|täts?|ismus|gerichts?|gerichtshofs?|hofs|ische[nmrs]?|liche[nmrs]?|"
    r"ige[nmrs]?|"
    r"senats?|amts?|gesetze?s?|ordnung|verfahrens?|rechts?|stra(?:ß|ss)e|burg|dorf|berg|stadt|heim|hausen|"
    r"krieg(?:es|s)?|lager[ns]?)$"
)


def _is_unknown_in_german(word: str) -> bool:
    """Whether the word is no noun or adjective of German as courts write it."""
    bare = word.strip(".,;:'")
    if len(bare) < 3 or bare.isupper() or any(char.isdigit() for char in bare):
        return False
    return bare.lower() not in ordinary_words("de") and _GERMAN_ENDING.search(bare) is None


_FUNCTION_WORD = re.compile(
    r"(?:^|\s)(?:von|des|den|dem|der|durch|par|de|d'|door|van|por|a|av|med|på|från|och)\s+$", re.IGNORECASE
)


def _human_noun(before: str, language: str) -> bool:
    """Whether a word for a person, and no mere article or preposition, stands before the name."""
    return _human(language).search(before) is not None and _FUNCTION_WORD.search(before) is None


@cache
def _human(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_WORDS['human_before'][language]})\s+(?:[a-zß-öø-ÿ]+\s+)?$|\bd'$", re.IGNORECASE)


@cache
def _agent(language: str) -> re.Pattern[str]:
    apart = _WORDS["agent_after_apposition"].get(language)
    behind = rf"|^, [^,.;]{{3,40}}, (?:{apart})" if apart else ""
    return re.compile(rf"^\.?(?:,? who)?\s+(?:{_WORDS['agent_after'][language]}){behind}")


@cache
def _locative(language: str) -> re.Pattern[str]:
    return re.compile(_WORDS["locative"][language], re.IGNORECASE)


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
