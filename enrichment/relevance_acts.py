"""Acts told without the name of a crime: who did what to whom, in the words of the field.

"They shot the wounded soldiers who had surrendered" is a war crime to the reader, whatever the court calls it. Acts
count where an armed power (soldiers, a militia, a State's services, a known group) stands beside them, and not where
the text speaks of asylum, extradition, hate speech or a quarrel at home."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrichment.facts.concepts import ORGANISATION, SITUATION
from enrichment.facts.matter import Matter, Proceedings
from enrichment.relevance_sentences import ELEMENTS, HEAD, NOT_TRIED_HERE, TRAPS, UNDERLYING_ACTS, Seen, words_of

TOLD_ACTS = "grave_acts_of_an_armed_power"
_TOLD = ("grave_act", "armed_power", "private_life", "field_law", "regime")
_OTHER_MATTERS = (Matter.ASYLUM, Matter.EXTRADITION, Matter.INCITEMENT, Matter.CITIZENSHIP)
_FEW_CRIMES = 0.5  # `crime_named`
_MANY_ACTS = 4
_NO_ACT_OF_WAR = frozenset(("murder_killing", "deportation", "persecution"))  # words of ordinary cases, too


def told_signals(
    values: dict[str, float], language: str | None, seen: Sequence[Seen], proceedings: Proceedings
) -> None:
    """Adds the signals of acts told, of the elements of core crimes and of the laws on crimes abroad."""
    words = words_of(language, _TOLD)
    head = [item for item in seen[: HEAD + 1] if not item.has("purpose", "denial", "defamation", "export")]
    law = words.get("field_law")
    if (
        law is not None
        and proceedings.matter not in _OTHER_MATTERS
        and any(_has(law, item) for item in head if not item.has("asylum", "other_matter", "forum_liability"))
    ):
        values["law_for_crimes_abroad"] = 1.0
    clean = [item for item in seen if not item.has(*NOT_TRIED_HERE, "asylum", "citizenship")]
    named = {concept for item in clean for concept in item.concepts(UNDERLYING_ACTS)}
    values["acts_of_the_field"] = min(1.0, len(named - _NO_ACT_OF_WAR) / _MANY_ACTS)
    values["elements_of_the_crime"] = min(1.0, len({e for item in clean for e in item.concepts(ELEMENTS)}) / 2)
    regime = words.get("regime")
    if regime is not None and any(_has(regime, item) for item in head):
        values["regime_told_of"] = 1.0
    acts, power, private = words.get("grave_act"), words.get("armed_power"), words.get("private_life")
    if private is not None and proceedings.matter is Matter.CRIMINAL:
        at_home = sum(_has(private, item) and not item.has("came_here") for item in head)
        values["private_life_told"] = min(1.0, at_home / 2)
    if (
        power is not None
        and proceedings.matter is Matter.CRIMINAL
        and not charges_terrorism(seen)
        and any(item.has("tried") and not item.has(*TRAPS) and _has(power, item) for item in head)
    ):
        values["accused_of_an_armed_power"] = 1.0
    if acts is None or power is None or proceedings.matter in _OTHER_MATTERS:
        return
    if values.get("crime_named", 0.0) > _FEW_CRIMES:
        return
    sued_or_tried = proceedings.matter in (Matter.CRIMINAL, Matter.CIVIL_CLAIM)
    if not sued_or_tried and not any(item.has("abroad", "civil_abroad", "tried") for item in head):
        return
    if any(item.has("citizenship") for item in head):
        return  # tried for what was told to the naturalisation office
    if private is not None and any(_has(private, item) for item in head):
        return  # a soldier who killed his neighbour
    # In a trial for terrorism only what is charged: the rest is told of the organisation.
    for_terrorism = charges_terrorism(seen)
    # who did it stands in the sentence or close by
    powers = [
        number for number, item in enumerate(head) if item.sentence.has(ORGANISATION, SITUATION) or _has(power, item)
    ]
    near = {number + step for number in powers for step in (-2, -1, 0, 1, 2)}
    told = [
        item
        for number, item in enumerate(head)
        if number in near
        and not item.has("asylum", "extradition", "other_matter")
        and (not for_terrorism or item.has("verdict"))
        and (_has(acts, item) or item.concepts(UNDERLYING_ACTS - _NO_ACT_OF_WAR))
    ]
    if told:
        values[TOLD_ACTS] = min(1.0, len(told) / 2)


def charges_terrorism(seen: Sequence[Seen]) -> bool:
    """Whether a verdict or charge names terrorism and no act of killing or the like beside it."""
    return any(
        item.has("terrorism")
        and (item.has("verdict") or item.sentence.paragraph is None)
        and not item.concepts(UNDERLYING_ACTS)
        for item in seen
    )


def tells_of_killing(language: str | None, seen: Sequence[Seen]) -> bool:
    """Whether deaths or other grave acts are told at the head of the text, and no quarrel at home."""
    words = words_of(language, _TOLD)
    head = seen[: HEAD + 1]
    private, acts = words.get("private_life"), words.get("grave_act")
    if private is not None and any(_has(private, item) for item in head):
        return False
    if charges_terrorism(seen):
        head = [item for item in head if item.has("verdict")]
    return any(item.concepts(UNDERLYING_ACTS) or (acts is not None and _has(acts, item)) for item in head)


def _has(pattern: re.Pattern[str], item: Seen) -> bool:
    return pattern.search(item.sentence.text) is not None
