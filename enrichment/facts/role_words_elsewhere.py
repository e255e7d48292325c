"""Words that tell the roles of persons outside the six languages with rules of their own, with their endings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from enrichment.facts.inflected_names import in_serbian_letters
from enrichment.vocabulary.patterns import load_patterns

KEPT = ("accused", "judge", "prosecutor", "counsel", "expert", "public_figure")
PROTECTED = ("victim", "witness", "relative", "person")

_TABLE = load_patterns("persons_elsewhere.json")
_SAME = {"hr": "bs", "sr": "bs", "cnr": "bs", "sh": "bs", "mk": "bs", "nb": "no", "nn": "no", "sk": "cs", "be": "ru"}
TITLE_ELSEWHERE = (
    r"(?:(?:dr|prof|mr|mrs|ms|mag|mgr|judr|phdr|mudr|ing|dott|dottssa|dott\.ssa|avv|sig|sigra|sig\.ra|hr|fr|lic|ddr|"
    r"sra?|sr\.ª|"
    r"dra?|exmo|exma|mm?e|me|maître|mlle|don|doña|dña|d|adv|adw|mec|hab|św|jur|kand|ph\.? ?d|univ|doc|gen|płk|kpt|mjr|"
    r"por|ppłk|pan|fru|herr|frau|mr\.sc|dr\.sc)\b\.?\s*)"
)
PREPOSITIONS = (
    r"za|ved|i|til|fra|w|we|v|ve|u|na|di|della|dell|dello|del|da|do|dos|de|pri|la|din|of|for|at|am|beim|bei|van|à|au|av|"
    r"при|за|по|в|у|из|města|pro|ds"
)


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words of one language, or of all, for a text whose language is not known."""

    role_before: re.Pattern[str]
    role_after: re.Pattern[str]
    any_role: re.Pattern[str]
    there: frozenset[str]
    not_names: frozenset[str]
    small: frozenset[str]
    inflects: bool
    of_all: bool  # of all languages


_INFLECTING = frozenset(("fi", "hu", "pl", "bs", "cs", "sl", "lt", "ru", "uk"))


def role_words(language: str | None) -> RoleWords:
    """The words of a language (ISO 639-1), those of all languages where it is unknown or has no table here."""
    code = _SAME.get(language or "", language or "")
    return _words_of(code if code in _TABLE else "")


@cache
def _words_of(language: str) -> RoleWords:
    chosen: list[Mapping[str, Any]] = []
    if language:
        chosen.append(_TABLE[language])
    else:
        chosen.extend(_TABLE.values())
        chosen.append(_six_languages())
    roles: dict[str, list[str]] = {}
    for table in chosen:
        for role, pattern in table["roles"].items():
            roles.setdefault(role, []).append(pattern)
            if table is _TABLE.get("bs"):
                roles[role].append(in_serbian_letters(pattern))
    trials = [f"{table['trial']}|{table['verdict']}" for table in chosen]
    before = "|".join(
        rf"(?P<{role}>{'|'.join([*patterns, *(trials if role == 'accused' else ())])})"
        for role, patterns in roles.items()
    )
    kept = "|".join(rf"(?P<{role}>{'|'.join(roles[role])})" for role in KEPT if role in roles)
    everything = "|".join(pattern for patterns in roles.values() for pattern in patterns)
    close = r"\s+" if language == "hu" else r"\s*[,(–-]\s*"
    return RoleWords(
        role_before=re.compile(rf"(?<!\w)(?:{before})(?!\w)", re.IGNORECASE),
        role_after=re.compile(
            rf"{close}(?:(?:kao|som|jako|come|como|als|as|mint)\s)?{TITLE_ELSEWHERE}*(?:{kept})(?!\w)"
            + ("" if language == "hu" else rf"(?=\s*(?:[,;.)(\n–-]|$)|\s+(?:{PREPOSITIONS})\s)"),
            re.IGNORECASE,
        ),
        any_role=re.compile(rf"(?<!\w)(?:{everything})(?!\w)", re.IGNORECASE),
        there=_joined(chosen, "there"),
        not_names=_joined(chosen, "not_names"),
        small=_joined(chosen, "function_words"),
        inflects=not language or language in _INFLECTING,
        of_all=not language,
    )


def _joined(tables: Sequence[Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for table in tables for word in str(table[key]).split())


def _six_languages() -> Mapping[str, Any]:
    """The words of the languages with rules of their own, for texts too short to tell which they are in."""
    found = load_patterns("person_words.json")["before"]
    roles = {role: "|".join(by_language.values()) for role, by_language in found.items()}
    return {
        "roles": roles,
        "trial": "(?!)",
        "verdict": "(?!)",
        "there": "in at from en aus bei te i",
        "not_names": "",
        "function_words": "",
    }
