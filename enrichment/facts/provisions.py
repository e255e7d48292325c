"""Provisions of law in text: one hit per section or article number, with its subdivisions and statute.

A hit runs from the sign or word (`§`, `Article`, `s.`) to the last subdivision, and on over the statute's name where
that follows directly. In a list the sign belongs to the first number and the statute to the last; every number of the
list has the statute in its norm. A range and a list of subdivisions are one hit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from enrichment.decision import CitationKind
from enrichment.facts.forms import Hit, Setting
from enrichment.facts.provision_reading import Group, Reader


def find_provisions(text: str, setting: Setting) -> Iterator[Hit]:
    """Every provision in `text` (plain form), read by the grammar of its language."""
    for reader in (*_readers(setting.language), *_guests(text, setting.language)):
        groups = _without_clauses(list(reader.read(text, setting)))
        _inherit_statutes(text, groups, reader)
        for group in groups:
            for item in group.items:
                norm = "/".join((group.statute, item.number, *item.parts)) if group.statute else None
                yield Hit(item.start, item.end, CitationKind.PROVISION, norm, reader.name)


def _without_clauses(groups: list[Group]) -> list[Group]:
    """What is named a clause of a contract once (`artikel 12 van deze voorwaarden`) is that wherever it stands bare."""
    clauses = {item.number for group in groups if group.statute == "" for item in group.items}
    if not clauses:
        return groups
    return [
        group
        for group in groups
        if group.statute or (group.statute is None and (group.named_behind or group.items[0].number not in clauses))
    ]


def _inherit_statutes(text: str, groups: list[Group], reader: Reader) -> None:
    """`§ 47 Abs. 1, § 53 Abs. 2 Nr. 1, § 52 Abs. 1 GKG`: the name at the end holds for the whole chain."""
    if reader.onward is not None:
        for before, group in pairwise(groups):
            between = text[before.items[-1].end : group.items[0].start]
            if group.statute is None and not group.named_behind and reader.onward.fullmatch(between):
                group.statute = before.statute
    for group, following in zip(reversed(groups[:-1]), reversed(groups[1:]), strict=True):
        if group.statute is not None or group.named_behind:
            continue  # a name without an id is a name too
        if following.statute is not None and following.named_behind:
            between = text[group.items[-1].end : following.items[0].start]
            if len(between) <= 24 and reader.chain.fullmatch(between):
                group.statute, group.named_behind = following.statute, True


def _guests(text: str, language: str | None) -> tuple[Reader, ...]:
    """The grammar of the passage `text`, where that is in another language than the whole."""
    for article, small_word, times, guest in _PASSAGES:
        if article in text and guest != language and text.count(small_word) >= times:
            return _readers(guest)
    return ()


# -- the grammars, each loaded when a text in its language comes ----------------------------------------------------


def _german() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_german import GermanProvisions

    return (GermanProvisions(),)


def _english() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_english import EnglishProvisions, UnitedStatesCode, UnitedStatesConstitution
    from enrichment.facts.provisions_german import GermanProvisions

    return UnitedStatesCode(), UnitedStatesConstitution(), EnglishProvisions(), GermanProvisions(named_only=True)


def _french() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_english import UnitedStatesCode
    from enrichment.facts.provisions_french import FrenchProvisions
    from enrichment.facts.provisions_german import GermanProvisions

    return UnitedStatesCode(), FrenchProvisions(), GermanProvisions(named_only=True)


def _dutch() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_dutch import DutchProvisions

    return (DutchProvisions(),)


def _spanish() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_iberian import SpanishProvisions

    return (SpanishProvisions(),)


def _portuguese() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_iberian import PortugueseProvisions

    return (PortugueseProvisions(),)


def _italian() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_italian import ItalianProvisions

    return (ItalianProvisions(),)


def _swedish() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_nordic import SwedishProvisions

    return (SwedishProvisions(),)


def _nordic() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_nordic import NordicProvisions

    return (NordicProvisions(),)


def _polish() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_slavic import PolishProvisions

    return (PolishProvisions(),)


def _south_slavic() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_slavic import SouthSlavicProvisions

    return (SouthSlavicProvisions(),)


def _finnish() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_behind import FinnishProvisions

    return (FinnishProvisions(),)


def _hungarian() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_behind import HungarianProvisions

    return (HungarianProvisions(),)


def _lithuanian() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_behind import LithuanianProvisions

    return (LithuanianProvisions(),)


def _czech() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_slavic import CzechProvisions

    return (CzechProvisions(),)


def _kinyarwanda() -> tuple[Reader, ...]:
    from enrichment.facts.provisions_kinyarwanda import KinyarwandaProvisions

    return (KinyarwandaProvisions(),)


def _any_language() -> tuple[Reader, ...]:
    return (*_english()[:3], *_german(), *_french()[1:2])


_GRAMMARS: dict[str, Callable[[], tuple[Reader, ...]]] = {
    "de": _german,
    "en": _english,
    "fr": _french,
    "nl": _dutch,
    "es": _spanish,
    "pt": _portuguese,
    "it": _italian,
    "sv": _swedish,
    "da": _nordic,
    "no": _nordic,
    "nb": _nordic,
    "nn": _nordic,
    "fi": _finnish,
    "hu": _hungarian,
    "lt": _lithuanian,
    "cs": _czech,
    "sk": _czech,
    "pl": _polish,
    "hr": _south_slavic,
    "bs": _south_slavic,
    "sr": _south_slavic,
    "rw": _kinyarwanda,
}
# A text may quote or hold passages in another language: words that this language alone has for an article, and how
# often a small word of it must stand beside them.
_PASSAGES = (("Article", " the ", 3, "en"), ("rtículo", " el ", 1, "es"), ("rtigo", " do ", 1, "pt"))


@lru_cache(maxsize=32)
def _readers(language: str | None) -> tuple[Reader, ...]:
    """The grammars for a text; other languages have none, an unknown one gets those of the most frequent."""
    grammar = _any_language if language is None else _GRAMMARS.get(language)
    return grammar() if grammar else ()
