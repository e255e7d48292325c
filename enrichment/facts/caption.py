"""The caption of a decision: the lines at its head that name court, number, day and kind, before the text begins.

Portals often publish a text without its caption (headnote, operative part, reasons). Then there is none, and nothing
may be read as the decision's own from what is in truth the story of the case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from enrichment.text import Role, Text

_MOST_PARAGRAPHS = 45
_MOST_CHARACTERS = 6000
_LONG = 420  # characters from which on a paragraph is running text
_TEXT_ROLES = frozenset({Role.OPERATIVE_PART, Role.FACTS, Role.REASONS, Role.DISSENT, Role.ANNEX, Role.FOOTNOTE})
_BEGINS = re.compile(
    r"(?:=== )?(?:Tenor|Gründe|Entscheidungsgründe|Tatbestand|Orientierungss[aä]tze?|Rechtss[aä]tze?|"
    r"Sachverhalt|Erwägungen|Begründung|Spruch|Kopf|Aus den Erwägungen|Aus den Gründen|I\.|1\.?|1|\(1\)|"
    r"Introduction|INTRODUCTION|Background|FACTS|Facts|THE FACTS|PROCEDURE|SUBJECT MATTER OF THE CASE|"
    r"En fait|EN FAIT|Faits|PROCÉDURE|Exposé du litige|Faits et procédure|Overwegingen|Procesverloop|"
    r"De procedure|Het geding|Antecedentes|ANTECEDENTES|VISTOS|I\. Antecedentes|Bakgrund|BAKGRUND|DOMSLUT|"
    r"Domslut|HÖGSTA DOMSTOLENS DOMSLUT|SKÄL|UZASADNIENIE|Obrazloženje|Obrazloženj?e|"
    r"O b r a z l o ž e n j e)(?: ===)?:?"
)
_HEADNOTE = re.compile(
    r"(?:=== )?(?:Leitsatz|Leitsätze|INHOUDSINDICATIE|Inhoudsindicatie|HEADNOTE|Headnote|Verfahrensgang|"
    r"Zusammenfassung|Normen|Summary|Sommaire)(?: \d)?(?: ===)?:?"
)


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """One line of a caption: the paragraph's index and how many of its characters belong to the caption."""

    paragraph: int
    length: int


def caption(text: Text) -> tuple[CaptionLine, ...]:
    """The lines of the caption, in order; empty where the text begins without one."""
    lines: list[CaptionLine] = []
    length = 0
    in_headnote = False
    for index, paragraph in enumerate(text.paragraphs[:_MOST_PARAGRAPHS]):
        line = paragraph.text.strip()
        if (
            paragraph.role in _TEXT_ROLES
            or (_BEGINS.fullmatch(line) and index > 0)
            or (index == 0 and _BEGINS.fullmatch(line) and len(line) > 2)
        ):
            break
        if paragraph.role is Role.HEADNOTE or _HEADNOTE.fullmatch(line):
            in_headnote = True
            continue
        if in_headnote and paragraph.role is Role.BODY and len(line) > 120:
            continue
        if len(line) > _LONG:
            lines.append(CaptionLine(index, 260))
            if index > 3:
                break
            length += 260
            continue
        in_headnote = in_headnote and paragraph.role is Role.BODY and len(line) > 60
        lines.append(CaptionLine(index, len(paragraph.text)))
        length += len(line)
        if length > _MOST_CHARACTERS:
            break
    return tuple(lines)
