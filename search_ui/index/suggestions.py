"""What to offer while somebody types: names (from any of their words), courts, words of titles and headnotes.

A suggestion is kept as its folded form, a separator, and the form to show, so that engines find it by its beginning.
"""

from __future__ import annotations

from collections.abc import Iterable

from search_ui.index.engine import IndexedDecision
from search_ui.index.folding import WORD, fold, folded_words
from search_ui.index.order import HEAD_KINDS

_SEPARATOR = "\x1f"
_LONGEST = 200  # characters of a name that is offered


def suggestions(decision: IndexedDecision) -> Iterable[str]:
    """The suggestions of one decision, each once."""
    found: dict[str, None] = {}
    for name in (*decision.names, decision.court_name):
        shown = " ".join(name.split())[:_LONGEST]
        for match in WORD.finditer(shown):
            found[" ".join(folded_words(shown[match.start() :])) + _SEPARATOR + shown] = None
    texts = [decision.title, *(passage.text for passage in decision.passages if passage.kind in HEAD_KINDS)]
    for text in texts:
        for match in WORD.finditer(text):
            word = match[0]
            if 3 < len(word) <= _LONGEST and not word[0].isdigit():
                found[fold(word) + _SEPARATOR + word] = None
    return found


def suggestion_forms(suggestion: str) -> tuple[str, str]:
    """The folded form under which spellings of one thing are counted together, and the form to show."""
    _, _, shown = suggestion.partition(_SEPARATOR)
    return " ".join(folded_words(shown)), shown
