"""Words that tell what a sentence is about: a charge, a conviction, a penalty, a witness, an asylum claim."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("cues.json")
_ELSEWHERE = Path(__file__).with_name("crimes_elsewhere.json")


@cache
def load_cues() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By kind of cue and ISO 639-1 language, the words, inflected forms included."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    return {kind: {lang: tuple(words) for lang, words in by_lang.items()} for kind, by_lang in data.items()}


@cache
def load_crimes_elsewhere() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By language outside the thesaurus (Danish, Finnish, Bosnian ...) and concept id, the names of the crimes."""
    data = json.loads(_ELSEWHERE.read_text(encoding="utf-8"))
    return {lang: {concept: tuple(words) for concept, words in names.items()} for lang, names in data.items()}
