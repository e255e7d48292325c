"""The language of a document, by py3langid restricted to the languages courts of our sources write in.

The portal's word is checked against the text: a confident detection wins over a declaration that contradicts it.
Short or undecided texts stay without a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from enrichment.text import DeclaredField, Role, Text

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = (
    "de", "en", "fr", "nl", "es", "sv", "da", "no", "fi", "it", "pt", "pl", "cs", "hr", "bs", "sr", "sl", "lt",
    "hu", "ro",
    "he", "ar", "uk", "ru", "rw", "km", "ca", "el", "tr", "mk",
)  # fmt: skip
_SAMPLE = 1500  # characters from the beginning, the middle and the end
_SHORTEST = 80  # letters a sample needs
_CONFIDENT = 0.9
_KIN = ({"hr", "bs", "sr"}, {"no", "da", "nb", "nn"}, {"mk", "sr"}, {"uk", "ru"})
_OF_COUNTRY = {"SRB": "sr", "BIH": "bs", "HRV": "hr", "NOR": "no", "DNK": "da"}
_THREE_LETTERS = {
    "deu": "de", "ger": "de", "eng": "en", "fra": "fr", "fre": "fr", "nld": "nl", "dut": "nl", "spa": "es", "swe": "sv",
    "dan": "da", "nor": "no", "nob": "no", "nno": "no", "nb": "no", "nn": "no", "fin": "fi", "ita": "it", "por": "pt",
    "pol": "pl", "hrv": "hr", "bos": "bs", "srp": "sr", "lit": "lt", "hun": "hu", "heb": "he", "ara": "ar", "kin": "rw",
    "khm": "km", "kh": "km", "ces": "cs", "cze": "cs", "ron": "ro", "rum": "ro", "slv": "sl",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadLanguage:
    """The language (ISO 639-1), or None with the `reason`; `problem`: the text contradicts the declaration."""

    language: str | None
    declared: bool = False
    reason: str | None = None
    problem: str | None = None


def detect_language(text: Text) -> str | None:
    """ISO 639-1 of the text, None where it is too short or undecided."""
    found = _detect(sample(text))
    return found[0] if found and found[1] >= _CONFIDENT else None


def read_language(text: Text) -> ReadLanguage:
    """The declared language checked against the text, or the detected one."""
    declared = _THREE_LETTERS.get((text.language or "").lower(), (text.language or "").lower()) or None
    found = _detect(sample(text))
    if found is None:
        if declared:
            return ReadLanguage(declared, declared=True)
        return ReadLanguage(None, reason="the text is too short to tell its language")
    language, confidence = found
    if declared is None:
        if confidence >= _CONFIDENT:
            return ReadLanguage(_of_country(text.first_declared(DeclaredField.COUNTRY), language))
        return ReadLanguage(None, reason=f"the language is undecided ({language} at {confidence:.2f})")
    if declared == language or confidence < _CONFIDENT or any({declared, language} <= kin for kin in _KIN):
        return ReadLanguage(declared, declared=True)
    if declared not in LANGUAGES:
        return ReadLanguage(declared, declared=True)
    return ReadLanguage(language, problem=f"declared as {declared}, but the text is {language} ({confidence:.2f})")


def _of_country(country: str | None, language: str) -> str:
    """Of kindred languages, that of the country the portal declares."""
    own = _OF_COUNTRY.get(country or "")
    return own if own and any({own, language} <= kin for kin in _KIN) else language


def sample(text: Text) -> str:
    """Running text from the beginning, the middle and the end; captions only where there is nothing else."""
    body = [
        p.text for p in text.paragraphs if p.role not in {Role.RUBRUM, Role.HEADING, Role.FOOTNOTE} and len(p.text) > 60
    ]
    joined = "\n".join(body) or "\n".join(p.text for p in text.paragraphs)
    if len(joined) <= 3 * _SAMPLE:
        return joined
    middle = (len(joined) - _SAMPLE) // 2
    return "\n".join((joined[:_SAMPLE], joined[middle : middle + _SAMPLE], joined[-_SAMPLE:]))


def _detect(text: str) -> tuple[str, float] | None:
    if sum(map(str.isalpha, text[:4000])) < _SHORTEST:
        return None
    ranked = [(str(language), float(confidence)) for language, confidence in _identifier().rank(text)]
    language, confidence = ranked[0]
    # languages that only a few words tell apart share their confidence: it is certainly one of them
    for kin in _KIN:
        if language in kin:
            confidence = sum(share for other, share in ranked if other in kin)
            break
    return language, confidence


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # over a second to load: only when a text is read

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([language for language in LANGUAGES if language in known])
    return identifier
