"""Where the full name of an act ends: `the Law on the control of precursors`, `the Protocol to the Charter on Rights`.

The grammars know how a name begins (`the Law`, `la loi du 6 juillet 2007`); what carries it on (`on`, `relative à`)
and what cannot stand in a name (verbs, relative pronouns, the sign of a further article) is the same for all acts of
a language. Names are carried on over capitals (`on the Establishment of an African Court`) or, for laws, over small
words up to a stop. A name whose end is not found stays as it is.
"""

from __future__ import annotations

import re

_SIGN_WORD = (
    r"(?:Articles?|Arts?|Sections?|Rules?|Regulation|Chapters?|Parts?|Paragraphs?|Schedule|Annex|Mr|Mrs|Ms|Dr|Judge|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_CAPITAL = rf"(?!{_SIGN_WORD})[A-Z][\w'&-]*"
# `of an`, `on the`; `in` and `for` only where names have them, for they open what happened as well
_LINK = (
    r"(?:(?:of|on|concerning|relating to)(?: (?:the|an?))?|and(?: (?:on|of|for|other)(?: the)?)?|or|"
    r"in(?= (?:Armed|Civil|Criminal|Persons|Matters|Commercial|International|Respect))|in the(?= (?:Event|"
    r"Field|Territory))|"
    r"(?<=[a-z]{6}tion )for(?: the)?|(?<=Tribunal )for(?: the)?|(?<=Court )for(?: the)?|(?<=Chambers )for(?: the)?|"
    r"(?<=Mechanism )for(?: the)?)"
)
_RUN = rf"(?: {_CAPITAL}|,? {_LINK} {_CAPITAL}|,(?= {_CAPITAL},? (?:and|or) (?:other )?[A-Z]) {_CAPITAL}){{0,18}}"
_BY_CAPITALS = re.compile(
    rf" (?:(?:ofthe|(?:of|on|concerning|governing|regarding|relating to)(?: (?:the|an?))?) {_CAPITAL}|"
    rf"(?<=Protocol )to(?: the)? {_CAPITAL}|(?<=(?:Treaty|ention|"
    rf"eement) )between(?: the)? {_CAPITAL}(?:,? (?:of|and|the|of the) {_CAPITAL}|"
    rf" {_CAPITAL})* and(?: the)? {_CAPITAL}|"
    r"against (?:the Taking|Torture|Corruption|Discrimination|Transnational|Doping|Trafficking|Enforced|Illicit)|"
    r"(?<!Act )(?<!Law )(?<!Rules )(?<!Code )for the (?:International )?(?:[A-Z][a-z]+(?:tion|ment|sion))(?![a-z])|"
    rf"(?<=Code )for(?: the)? {_CAPITAL}|(?<=Mandate )for {_CAPITAL}){_RUN}"
)
_NAME_WORD = re.compile(
    r"(?:Statute|Rules|Regulations|Code|Law|Act|Constitution|Charter|Convention|Covenant|Treaty|Agreement|Protocol|"
    r"Mandate|Directive|Ordinance|Decree|Declaration|Evidence|Rights|Republic|"
    r"Kingdom|Union)$"
)

_ENGLISH_LAW = re.compile(r"(?:Law|Act|Decree|Ordinance)(?: No\.? ?[\d/.]+)?$")
_ENGLISH_OPENING = re.compile(r" (?:on|concerning|relating to|regulating|governing)(?: the)? (?=[a-z])")
_ENGLISH_STOP = re.compile(
    r"(?:is|are|was|were|has|have|had|be|been|shall|may|must|can|could|would|should|will|does|did|do|provides?|which|"
    r"that|who|whom|whose|where|when|whether|as|if|it|he|she|they|we|this|these|those|not|by|in|from|under|at|"
    r"before|after|against|because|since|while|than|but|so|his|her|its|their|states?|sets?|requires?|allows?|applies|"
    r"articles?|sections?|entitled|adopted|amended|thereof|[a-z]+ed|[A-Z].*|\d.*)$"
)
_ENGLISH_NO_NAME = re.compile(
    r"(?:grounds?|basis|part|one|other|question|issue|date|day|same|contrary|evidence|facts?|applicants?|appeal|"
    r"behalf|account|merits|point|matter|subject|understanding|condition|assumption|premise|request|application)\b"
)

_FRENCH_LAW = re.compile(
    r"(?:\d{4}|\d{2,4}-\d{1,5}|[Ll]oi|[Dd]écret|[Oo]rdonnance|[Aa]rrêté|[Ll]ois(?: coordonnées)?|"
    r"[Ll]oi (?:fédérale|organique|"
    r"spéciale|fiscale))$"
)
_FRENCH_OPENING = re.compile(
    r" (?:relati(?:f|ve)s? (?:à l'|à la |aux? |à )|portant |concernant |réprimant |instituant |modifiant |"
    r"fixant |réglementant |organisant |établissant |visant à |adaptant |complétant |abrogeant |renforçant |"
    r"garantissant |transposant |"
    r"approuvant |créant |"
    r"contre (?:la |le |les |l')|sur (?:la |le |les |l')?(?!fondement|base|point|renvoi|appel|pourvoi|"
    r"demande|requête|question|"
    r"laquelle|lequel|ce |"
    r"cette |recours|citation|réquisition|avis|rapport))"
)
_FRENCH_FOR = re.compile(  # what laws are for, unlike `pour la procédure d'appel`
    r" (?:pour (?=un État|une (?:République|école|immigration)|la (?:confiance|croissance|reconquête|sécurité|liberté|"
    r"refondation)|l'(?:égalité|accès|accélération|action|initiative|avenir)|le plein|contrôler))"
)
_FRENCH_TREATY = re.compile(
    r"(?:[Cc]onvention|[Cc]harte|[Pp]acte|[Pp]rotocole|[Dd]éclaration)"
    r" (?:européenne|internationale?|interaméricaine|américaine|africaine|universelle|additionnel|facultatif)$"
)
_FRENCH_TREATY_OPENING = re.compile(
    r" (?:des |de sauvegarde des |de la |de l'|sur |contre |pour |relative? (?:à l'|à la |aux? )|"
    r"concernant |se rapportant )(?=[A-ZÉa-zé])"
)
_FRENCH_STOP = re.compile(
    r"(?:est|sont|a|ont|avait|avaient|fut|dispose|disposent|prévoit|prévoient|énonce|impose|permet|peut|"
    r"peuvent|doit|doivent|vise|ne|n'.*|s'.*|se|qui|que|qu'.*|dont|où|lorsque|si|il|ils|elles?|on|dans|par|selon|sans|"
    r"ainsi|tels?|telles?|alors|afin|ayant|étant|applicables?|précitée?s?|susvisée?s?|modifiée?s?|pris|prise|"
    r"(?:l'|d')?articles?|ci-après|lui|leur|ces|cette|ce|son|sa|ses|mais|comme|avant|après|depuis|constitue|"
    r"introduit|viole|confère|[a-zéè]{3,}(?:aient|èrent|ait)|\d.*)$"
)
_FRENCH_DATE = re.compile(r" du \d{1,2}(?:er)? [a-zéû]{3,9} (?:1[89]|20)\d\d")
_DUTCH_LAW = re.compile(r"\d{4}$")
_DUTCH_OPENING = re.compile(r" (?:betreffende|houdende|tot|inzake|op|over|ter|voor)(?: (?:de|het|een))? (?=[a-z])")
_DUTCH_TREATY = re.compile(r"[Vv]erdrag$")
_DUTCH_TREATY_OPENING = re.compile(
    r" (?:inzake|betreffende|tegen|tot bescherming van|ter voorkoming van)(?: (?:de|het))? (?=[a-z])"
)
_DUTCH_STOP = re.compile(
    r"(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|kan|kunnen|moet|moeten|mag|niet|geldt|volgt|dat|die|"
    r"waarbij|waarin|door|te|als|bepaalt|bedoelde?|blijkt|luidt|zoals|zou|zal|artikel(?:en)?|in|uit|bij|aan|om|onder|"
    r"dient|vereist|schendt|schenden|naar|worden|hij|zij|het|deze|dit|indien|wanneer|\d.*)$"
)
_SOUTH_SLAVIC_LAW = re.compile(r"(?:izmjenama|izmenama|изменама|измјенама)$")
_SOUTH_SLAVIC_OPENING = re.compile(r" (?:i dopunama|и допунама) (?:[ZЗ]ako[nн]a|Закона) (?:o|о) ")
_SOUTH_SLAVIC_BARE = re.compile(r"(?:[Zz]akon|[Зз]акон)[auау]?$")
_SOUTH_SLAVIC_ABOUT = re.compile(r" [oо] (?=[a-zčćžšđа-шђјљњћџ])")
_SOUTH_SLAVIC_STATE = re.compile(
    r" (?:Republike (?:Srpske|Srbije|Hrvatske)|Bosne i Hercegovine|BiH|F ?BiH|Federacije (?:BiH|"
    r"Bosne i Hercegovine)|RS|"
    r"Републике Српске|Босне и Херцеговине|БиХ|РС|Федерације БиХ)(?!\w)"
)
_SOUTH_SLAVIC_STOP = re.compile(
    r"(?:i|и|je|da|su|se|kojim|koji|koja|kao|od|iz|te|nije|bi|je|је|да|су|се|који|којим|као|од|из|те|није|"
    r"član\w*|члан\w*|[A-ZČŠŽ].*|\d.*)$"
)

_LOOSE_END = re.compile(
    r"(?:,|(?<![^ '])(?:of|and|or|the|an?|on|for|to|with|de|du|des|la|le|les|l'|d'|et|ou|à|aux?|en|pour|sur|relative|"
    r"en|van|de|het|een|of|voor|tot|inzake|i|u|na|o|и|у|на|о))$"
)
_WORD = re.compile(r" ?([^\s,.;:()\[\]<>\"»«]+)")
_LONGEST = 24  # words; a run without a stop is no name


def english_name_end(text: str, end: int) -> int:
    """Where the name ends that the grammar of English left at `end`; `end` itself where nothing carries it on."""
    head = text[max(0, end - 40) : end]
    if _NAME_WORD.search(head) and (match := _BY_CAPITALS.match(text, end)):
        return match.end()
    if _ENGLISH_LAW.search(head) and (opening := _ENGLISH_OPENING.match(text, end)):
        if _ENGLISH_NO_NAME.match(text, opening.end()):
            return end
        return _over_words(text, end, opening.end(), _ENGLISH_STOP)
    return end


def french_name_end(text: str, end: int) -> int:
    """As `english_name_end`, for `loi`, `décret`, `ordonnance` and `arrêté`."""
    treaty = _carried_on(text, end, _FRENCH_TREATY, _FRENCH_TREATY_OPENING, _FRENCH_STOP)
    if treaty > end:
        return treaty
    purpose = _carried_on(text, end, _FRENCH_LAW, _FRENCH_FOR, _FRENCH_STOP)
    return purpose if purpose > end else _carried_on(text, end, _FRENCH_LAW, _FRENCH_OPENING, _FRENCH_STOP)


def dutch_name_end(text: str, end: int) -> int:
    """As `english_name_end`, for acts named by their date (`de wet van 20 juli 1990 betreffende ...`)."""
    treaty = _carried_on(text, end, _DUTCH_TREATY, _DUTCH_TREATY_OPENING, _DUTCH_STOP)
    return treaty if treaty > end else _carried_on(text, end, _DUTCH_LAW, _DUTCH_OPENING, _DUTCH_STOP)


def south_slavic_name_end(text: str, end: int) -> int:
    """As `english_name_end`, for acts that amend another (`Zakona o izmenama i dopunama Zakona o ...`)."""
    over = _carried_on(text, end, _SOUTH_SLAVIC_LAW, _SOUTH_SLAVIC_OPENING, _SOUTH_SLAVIC_STOP)
    if over == end:
        over = _carried_on(text, end, _SOUTH_SLAVIC_BARE, _SOUTH_SLAVIC_ABOUT, _SOUTH_SLAVIC_STOP)
    state = _SOUTH_SLAVIC_STATE.match(text, over) if over > end else None
    return state.end() if state else over


def _carried_on(text: str, end: int, law: re.Pattern[str], opening: re.Pattern[str], stop: re.Pattern[str]) -> int:
    if law.search(text, max(0, end - 40), end) is None:
        return end
    opened = opening.match(text, end)
    if opened is None:
        return end
    over = _over_words(text, end, opened.end(), stop)
    dated = _FRENCH_DATE.match(text, over) if over > end else None
    return dated.end() if dated else over


def _over_words(text: str, end: int, start: int, stop: re.Pattern[str]) -> int:
    """The end of the words from `start` to a stop word or a mark; `end` when there are none or no stop."""
    position = start
    for count in range(_LONGEST):
        word = _WORD.match(text, position if count else start)
        if word is None or stop.match(word[1]):
            break
        if word[1].startswith("relati") and text.endswith(" et", 0, position):
            break  # `... et relatives au droit ...` goes on with what stood before the name
        position = word.end()
    else:
        return end
    written = text[start:position].rstrip()
    while written and (loose := _LOOSE_END.search(written)):
        written = written[: loose.start()].rstrip()
    return start + len(written) if written else end
