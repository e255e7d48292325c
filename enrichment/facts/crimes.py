"""The crimes at issue: what is charged, tried or adjudicated, not every crime a judgment mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from enrichment.decision import Certainty, Citation, CitationKind, Evidence, Fact
from enrichment.facts.concepts import CONCEPT, Mention
from enrichment.facts.matter import Matter
from enrichment.facts.reading import Reading, Sentence
from enrichment.text import Role
from enrichment.vocabulary import offence_of

RULE = "crimes/1"

# Concept of the thesaurus -> crime of the taxonomy (the words of the registry).
CRIME_OF_CONCEPT = {
    "genocide": "genocide",
    "crimes_against_humanity": "crimes_against_humanity",
    "war_crimes": "war_crimes",
    "torture": "torture",
    "enforced_disappearance": "enforced_disappearance",
    "aggression": "aggression",
    "terrorist_organisation": "terrorism_related",
    "piracy": "piracy",
}
CORE_CRIMES = frozenset(("genocide", "crimes_against_humanity", "war_crimes", "aggression"))
UJ_CRIMES = CORE_CRIMES | {"torture", "enforced_disappearance"}
# A crime that is, within a core crime, only one of its forms.
_FORMS = frozenset(("torture", "enforced_disappearance"))

_POWERS = frozenset(
    ("universal_jurisdiction", "active_personality", "passive_personality", "universal_civil_jurisdiction")
)
_WORDS_PER_MENTION = 6_000  # a judgment about a crime comes back to it more often than that
_CERTAIN, _PROBABLE = 3.0, 2.0
_SHORT_TEXT = 500  # words
_COMPLAINT = re.compile(
    r"\b(?:complaint|preliminary (?:investigation|examination)|Strafanzeige|Ermittlungsverfahren|plainte|enquête|"
    r"aangifte|beklag|denuncia|querella|förundersökning\w*|anmälan)\b",
    re.IGNORECASE,
)
_NOT_AT_ISSUE = frozenset((Matter.ASYLUM, Matter.INCITEMENT, Matter.CITIZENSHIP))
_FORM_REACH = 40  # characters between a form and the core crime it is charged as
_REACH = 220  # characters between a cue and the crime it belongs to

# Two crimes joined as equals: "war crimes and torture", "genocide, crimes against humanity".
_JOINED = re.compile(
    r"(?:[\s,;/()]|\b(?:and|or|und|oder|sowie|et|ou|en|of|y|e|och|eller|samt|as well as|ainsi que|alsmede|wegen|for|"
    r"för|voor|por|pour|mit|avec|con|met|in|tateinheit|tatmehrheit|of|de|des|d'|du|la|les|le|van|het|the|der|die|das|"
    r"los|las|un|una|een|eine[rsnm]?|une|ett|an?|counts?|charges?|count|crimes?|crime|offences?|actes?|acts?|delitos?|misdrijf|misdrijven|brott|"
    r"alleged|grov[at]?|gross|schwerer?|besonders|several|mehrfache[rns]?|\w*fache[rns]?|complicité|beihilfe|zu|zum|"
    r"zur|"
    r"medeplegen|medeplichtigheid|meermalen|gepleegd|mehrfach|aan|medhjälp|till|complicidad|aiding|abetting|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|\d+))*",
    re.IGNORECASE,
)
_AS_FORM = re.compile(
    r"\s*[,(]?\s*\b(?:as|als|en tant que|como|som|constituting|constitutive|constitutifs?|constitutives?)\b",
    re.IGNORECASE,
)


# Offices bear the names of the crimes they prosecute.
_OFFICE_BEFORE = re.compile(
    r"\b(?:[Pp]ôle|[Oo]ffice central de lutte contre|[Ss]ection|[Uu]nité|[Zz]entralstelle für|Team)\s+"
    r"(?:les |des |spécialisée? (?:dans les )?)?"
    r"(?:(?:crimes contre l'humanité|crimes(?: et délits)? de guerre|génocides?)(?:\s*,\s*|\s+et\s+)?(?:les |des )?)*$"
)
_OFFICE_AFTER = re.compile(r"\s+(?:Unit|Team|Section|Department|Division|Program(?:me)?|Squad|Prosecutor)\b")
_VERB_FORM = re.compile(
    r"tortured|torturing|tortur(?:er|ers)|gefoltert|foltern|folterten?|folterer\w*|torturée?s?|tortionnaires?|"
    r"gefolterd|gemarteld|folteren|"
    r"martelen|torturad[oa]s?|torturadores|tortera\w*|génocidaires?|genocid(?:al|as?|air\w*)|"
    r"kriegsverbrecher\w*|oorlogsmisdadiger|krigsförbrytare",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Weighed:
    weight: float = 0.0
    best: float = 0.0
    ordered: bool = False  # named in the order of the court
    evidence: list[tuple[float, Evidence]] | None = None

    def add(self, weight: float, evidence: Evidence) -> None:
        self.weight += weight
        self.best = max(self.best, weight)
        if self.evidence is None:
            self.evidence = []
        self.evidence.append((weight, evidence))


def read_crimes(
    reading: Reading, citations: Sequence[Citation], matter: Matter, declared_norms: Sequence[tuple[str, str]] = ()
) -> tuple[tuple[Fact, ...], str | None]:
    """The crimes at issue as facts, strongest evidence first, or the reason why none is read.

    `declared_norms`: provisions of the portal's metadata in normal form, each with its path. A crime is certain when
    it stands in the order of the court or with a charge or conviction in one sentence, probable when the title or
    headnote names it or the text keeps coming back to it."""
    if matter in _NOT_AT_ISSUE:
        return (), f"crimes are mentioned but not at issue: {matter} proceedings"
    found: dict[str, _Weighed] = defaultdict(_Weighed)
    about_crimes = (
        matter is not Matter.OTHER
        or names_power_to_try(reading)
        or any(reading.having("immunity"))
        or _complaint_of_core_crime(reading)
    )
    plain = _plain_weight(reading.words) if about_crimes else 0.4
    for sentence in reading.of_court(CONCEPT):
        for mention, crime in _stand_alone(sentence):
            found[crime].add(_weight(sentence, mention, plain), sentence.evidence(mention.start, mention.end))
            found[crime].ordered |= sentence.role is Role.OPERATIVE_PART or sentence.paragraph is None
    if any(seen.best >= _CERTAIN for crime, seen in found.items() if crime in CORE_CRIMES):
        for form in _FORMS & set(found):
            if not _charged_by_itself(reading, form):
                del found[form]
    organisation = found.get("terrorism_related")
    if organisation is not None and organisation.best < _CERTAIN:
        # A crime tried beside it: the organisation is where the accused belonged, not what is charged.
        if any(seen.best >= _CERTAIN for crime, seen in found.items() if crime in UJ_CRIMES):
            del found["terrorism_related"]
    elif organisation is not None:
        # Tried for membership: crimes named without charge or verdict are the organisation's, not the accused's.
        for crime in [crime for crime, seen in found.items() if crime in UJ_CRIMES and seen.best < _CERTAIN]:
            del found[crime]
    _weigh_provisions(reading, citations, found)
    if _tried_for_something_else(reading):
        found = defaultdict(_Weighed, {crime: seen for crime, seen in found.items() if seen.best >= _CERTAIN})
    for norm, path in declared_norms:
        offence = offence_of(norm)
        if offence and offence.crime and not norm.startswith(("CAT/", "StGB-DE/129")):
            found[offence.crime].add(_PROBABLE, Evidence(quote=norm, declared=path))
    top = max((seen.weight for seen in found.values()), default=0.0)
    facts = []
    for crime, seen in sorted(found.items(), key=lambda item: -item[1].weight):
        certain = seen.best >= _CERTAIN
        if not certain and seen.weight < (_PROBABLE if seen.best >= 1.0 else _CERTAIN):
            continue
        if seen.weight < 0.06 * top:  # a long judgment speaks of other people's crimes too
            continue
        if len(seen.evidence or ()) < reading.words / _WORDS_PER_MENTION and not seen.ordered:
            continue
        evidence = sorted(seen.evidence or (), key=lambda item: -item[0])[:5]
        facts.append(
            Fact(
                "crimes",
                crime,
                RULE,
                Certainty.CERTAIN if certain else Certainty.PROBABLE,
                tuple(proof for _, proof in evidence),
            )
        )
    if not facts:
        return (), "no crime of the taxonomy is charged or adjudicated in the text"
    return tuple(facts), None


_FOR = re.compile(r"\b(?:for|wegen|pour|du chef de|voor|wegens|aan|por|de un delito de|för)\s+$", re.IGNORECASE)
# What a verdict or charge is about follows these words.
_ABOUT = re.compile(
    r"\b(?:wegen|of|for|pour|du chef|coupable d[e']|d'avoir|wegens|voor|aan|ter zake van|por|de un delito de|"
    r"del delito de|"
    r"como autora? de|för|des|der)\s+\w{4,}",
    re.IGNORECASE,
)
# Offences of everyday, which no core crime is charged as.
_EVERYDAY = re.compile(
    r"\b(?:thefts?|robber(?:y|ies)|burglar\w+|fraud\w*|drugs?|narcotic\w*|smuggling|assault\w*|insult\w*|defamation|"
    r"Diebstahl\w*|Raub\w*|Betrug\w*|Betäubungsmittel\w*|\w*[Kk]örperverletzung\w*|Beleidigung\w*|Volksverhetzung|"
    r"Schleus\w+|(?:malicious |criminal )?damage|trespass\w*|Sachbeschädigung|Hausfriedensbruch|dégradations?|"
    r"vernieling|"
    r"daños|skadegörelse|Erpressung|Urkundenfälschung|vols?|escroquerie\w*|stupéfiants|violences volontaires|"
    r"injures?|diffamation|contestation|apologie|diefstal\w*|oplichting|mishandeling|belediging|"
    r"opruiing|drugs\w*|opiumwet|hurtos?|robos?|estafas?|lesiones|injurias|tráfico de drogas|"
    r"stölder?|rån|bedrägeri\w*|misshandel|narkotika\w*|hets mot folkgrupp|olaga hot|förtal)\b",
    re.IGNORECASE,
)


def _complaint_of_core_crime(reading: Reading) -> bool:
    """Whether a short text tells of a complaint, or of an investigation to be opened, for a core crime."""
    return reading.words < _SHORT_TEXT and any(
        crime in CORE_CRIMES
        for sentence in reading.of_court(CONCEPT)
        if _COMPLAINT.search(sentence.text)
        for _, crime in crime_mentions(sentence)
    )


def _tried_for_something_else(reading: Reading) -> bool:
    """Whether charges and verdicts name everyday offences and none of them a crime of the taxonomy."""
    everyday = False
    for sentence in reading.having("conviction", "acquittal", "charge"):
        if crime_mentions(sentence) and sentence.has("conviction", "acquittal"):
            return False
        if sentence.role is Role.OPERATIVE_PART and crime_mentions(sentence):
            return False
        everyday = everyday or bool(_EVERYDAY.search(sentence.text) and _ABOUT.search(sentence.text))
    return everyday


def names_power_to_try(reading: Reading) -> bool:
    """Whether the text speaks of universal jurisdiction or another power to try crimes committed abroad."""
    return any(mention.id in _POWERS for sentence in reading.of_court(CONCEPT) for mention in sentence.of(CONCEPT))


def _plain_weight(words: int) -> float:
    """What a bare mention counts: in a short text a crime is named because it is at issue."""
    return 2.0 if words < 200 else 1.2 if words < 500 else 0.6 if words < 1500 else 0.4


def _charged_by_itself(reading: Reading, form: str) -> bool:
    """Whether a form of core crimes is also tried for itself: right after the charge or beside a core crime.

    Where a charge or verdict says that it is the form of one ("torture as a crime against humanity"), only an order
    that names it for itself counts."""
    as_form = any(
        _is_form_charged(sentence, form) for sentence in reading.of_court("conviction", "acquittal", "charge")
    )
    for sentence in reading.of_court(CONCEPT):
        if as_form and sentence.role is not Role.OPERATIVE_PART:
            continue
        here = _stand_alone(sentence)
        core = [mention for mention, crime in here if crime in CORE_CRIMES]
        for mention, crime in here:
            if crime != form or _is_verb(sentence, mention):
                continue
            if core:
                return True  # _stand_alone found them joined as equals
            directly = any(
                0 <= mention.start - cue.end <= 12 for cue in sentence.of("conviction", "acquittal", "charge")
            )
            # In the order every "for torture" is an offence of its own.
            if sentence.role is Role.OPERATIVE_PART and _FOR.search(
                sentence.text[max(0, mention.start - 14) : mention.start]
            ):
                return True
            if directly and not _among_other_acts(sentence, mention):
                return True
    return False


def _is_form_charged(sentence: Sentence, form: str) -> bool:
    """ "charged with torture as a violation of the laws or customs of war" """
    mentions = crime_mentions(sentence)
    return any(
        crime == form and core in CORE_CRIMES and _AS_FORM.match(sentence.text[mention.end : other.start])
        for mention, crime in mentions
        for other, core in mentions
        if 0 < other.start - mention.end <= _FORM_REACH
    )


def _among_other_acts(sentence: Sentence, mention: Mention) -> bool:
    """ "killings, torture and deprivation of liberty": acts told, not the offences charged."""
    return any(
        other.id in ("murder_killing", "deprivation_of_liberty", "rape", "sexual_violence", "enslavement", "pillage")
        and max(other.start - mention.end, mention.start - other.end) <= 30
        for other in sentence.of(CONCEPT)
    )


def _is_verb(sentence: Sentence, mention: Mention) -> bool:
    """Whether the word says that somebody was tortured, and does not name the offence."""
    return _VERB_FORM.fullmatch(sentence.text[mention.start : mention.end]) is not None


def crime_mentions(sentence: Sentence) -> list[tuple[Mention, str]]:
    """All mentions of crimes of the taxonomy in the sentence, with the crime; offices named for crimes are none."""
    return [
        (mention, CRIME_OF_CONCEPT[mention.id])
        for mention in sentence.of(CONCEPT)
        if mention.id in CRIME_OF_CONCEPT and not _names_an_office(sentence.text, mention)
    ]


def _names_an_office(text: str, mention: Mention) -> bool:
    """ "Pôle crimes contre l'humanité, crimes et délits de guerre", "the War Crimes Unit" """
    return bool(_OFFICE_AFTER.match(text, mention.end) or _OFFICE_BEFORE.search(text, 0, mention.start))


def crimes_named(sentence: Sentence) -> list[tuple[Mention, str]]:
    """The offences the sentence names for themselves: neither forms of a core crime nor verbs ("was tortured")."""
    return [(mention, crime) for mention, crime in _stand_alone(sentence) if not _is_verb(sentence, mention)]


def _stand_alone(sentence: Sentence) -> list[tuple[Mention, str]]:
    """Mentions that name a crime of their own: torture as a form of crimes against humanity is not one."""
    all_here = crime_mentions(sentence)
    if not any(crime in CORE_CRIMES for _, crime in all_here):
        return all_here
    equals = [mention for mention, crime in all_here if crime not in _FORMS]
    alone = []
    for mention, crime in all_here:
        if crime not in _FORMS:
            alone.append((mention, crime))
        elif any(_equal(sentence.text, mention, other) for other in equals):
            alone.append((mention, crime))
            equals.append(mention)  # "war crimes, torture and forced disappearance": one after the other
    return alone


def _equal(text: str, form: Mention, core: Mention) -> bool:
    if form.end <= core.start:
        between = text[form.end : core.start]
        return bool(_JOINED.fullmatch(between)) and not _AS_FORM.match(between)
    between = text[core.end : form.start]
    # "crimes against humanity (torture)" and "... of torture" name the form; a conjunction or comma joins equals.
    return (
        bool(_JOINED.fullmatch(between))
        and "(" not in between
        and bool(re.search(r"\b(?:and|und|sowie|et|en|y|e|och|samt|or|as well as|ainsi que|alsmede)\b|[,;]", between))
    )


def _weight(sentence: Sentence, mention: Mention, plain: float) -> float:
    weight = plain if not sentence.has("asylum", "extradition", "incitement") else 0.4
    if _is_verb(sentence, mention):
        return 0.3
    if sentence.role is Role.OPERATIVE_PART:
        weight = _CERTAIN
    elif sentence.paragraph is None or sentence.role in (Role.HEADNOTE, Role.RUBRUM):
        weight = 1.5
    for cue in sentence.of("conviction", "acquittal", "charge", "penalty"):
        distance = max(cue.start - mention.end, mention.start - cue.end, 0)
        if distance <= _REACH and not (cue.start < mention.end and mention.start < cue.end):
            return max(weight, _CERTAIN)
    return weight


def _weigh_provisions(reading: Reading, citations: Sequence[Citation], found: dict[str, _Weighed]) -> None:
    for citation in citations:
        if citation.kind is not CitationKind.PROVISION or not citation.norm:
            continue
        offence = offence_of(citation.norm)
        if offence is None or offence.crime is None:
            continue
        sentence = reading.at(citation.paragraph, citation.start)
        if sentence is None:
            continue
        proof = Evidence(citation.text, citation.paragraph, citation.start, citation.end)
        if sentence.role is Role.OPERATIVE_PART or sentence.has("conviction", "acquittal"):
            found[offence.crime].add(_CERTAIN, proof)
        elif sentence.has("charge"):
            found[offence.crime].add(_PROBABLE, proof)
        else:
            found[offence.crime].add(0.4, proof)
