"""Provisions of law in text: one hit per section or article number, with its subdivisions and statute.

A hit runs from the sign or word (`§`, `Article`, `s.`) to the last subdivision, and on over the statute's name where
that follows directly. In a list the sign belongs to the first number and the statute to the last; every number of the
list has the statute in its norm. A range and a list of subdivisions are one hit.
"""

from __future__ import annotations

from collections.abc import Iterator

from enrichment.decision import CitationKind
from enrichment.facts.forms import Hit, Setting
from enrichment.facts.provision_reading import Group, Reader
from enrichment.facts.provisions_dutch import DutchProvisions
from enrichment.facts.provisions_english import EnglishProvisions, UnitedStatesCode
from enrichment.facts.provisions_german import GermanProvisions
from enrichment.facts.provisions_nordic import NordicProvisions, SwedishProvisions
from enrichment.facts.provisions_romance import FrenchProvisions, ItalianProvisions, PortugueseProvisions, SpanishProvisions
from enrichment.facts.provisions_slavic import PolishProvisions, SouthSlavicProvisions

_READERS: dict[str, tuple[Reader, ...]] = {
    "de": (GermanProvisions(),),
    "en": (UnitedStatesCode(), EnglishProvisions(), GermanProvisions(named_only=True)),
    "fr": (UnitedStatesCode(), FrenchProvisions(), GermanProvisions(named_only=True)),
    "nl": (DutchProvisions(),),
    "es": (SpanishProvisions(),),
    "pt": (PortugueseProvisions(),),
    "it": (ItalianProvisions(),),
    "sv": (SwedishProvisions(),),
    "da": (NordicProvisions(),),
    "no": (NordicProvisions(),),
    "nb": (NordicProvisions(),),
    "nn": (NordicProvisions(),),
    "pl": (PolishProvisions(),),
    "hr": (SouthSlavicProvisions(),),
    "bs": (SouthSlavicProvisions(),),
    "sr": (SouthSlavicProvisions(),),
}
_UNKNOWN_LANGUAGE = (UnitedStatesCode(), EnglishProvisions(), GermanProvisions(), FrenchProvisions())


def find_provisions(text: str, setting: Setting) -> Iterator[Hit]:
    """Every provision in `text` (plain form), read by the grammar of its language."""
    readers = _READERS.get(setting.language, (UnitedStatesCode(),)) if setting.language else _UNKNOWN_LANGUAGE
    for reader in readers:
        groups = [group for group in reader.read(text, setting) if group.items]
        _inherit_statutes(text, groups, reader)
        for group in groups:
            for item in group.items:
                norm = "/".join((group.statute, item.number, *item.parts)) if group.statute else None
                yield Hit(item.start, item.end, CitationKind.PROVISION, norm, reader.name)


def _inherit_statutes(text: str, groups: list[Group], reader: Reader) -> None:
    """`§ 47 Abs. 1, § 53 Abs. 2 Nr. 1, § 52 Abs. 1 GKG`: the name at the end holds for the whole chain."""
    for group, following in zip(reversed(groups[:-1]), reversed(groups[1:]), strict=True):
        if group.statute is None and following.statute is not None and following.named_behind:
            between = text[group.items[-1].end : following.items[0].start]
            if len(between) <= 24 and reader.chain.fullmatch(between):
                group.statute, group.named_behind = following.statute, True
