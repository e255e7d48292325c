"""Likeness of meaning beside words, for who asks for it (`UJ_SEMANTIC=hybrid`; docs/SEARCH.md says why it is off).

Texts become vectors by a small static model that a package ships inside its wheel (extra `semantic`); nothing is ever
fetched. The decisions with the passages nearest to a query join those found by words: both orders are fused by
reciprocal ranks (Cormack, Clarke and Büttcher 2009), the same way in every engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from search_ui.index.engine import EngineUnavailable, Query
from search_ui.index.query_words import text_of
from search_ui.index.relaxation import is_number, may_be_given_up, named_together

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Vectors = NDArray[float32]

VARIABLE = "UJ_SEMANTIC"
NEAREST = 10
"""Decisions that join a result by their meaning, at most."""
LEAST_LIKE = 0.4
"""The cosine from which a passage counts as near."""
LEFT_OUT = "likeness of meaning was left out: the index was built without it; run `uj rebuild-index`"
"""The note where a query may be answered by meaning and the index has no vectors (or those of another model)."""

_PACKAGE, _VERSION = "wordllama", "0.4.0.post1"
_WEIGHTS, _TOKENS = "weights/l2_supercat_256.safetensors", "tokenizers/l2_supercat_tokenizer_config.json"
_TENSOR = "embedding.weight"
_RANK_OFFSET = 60
_WORTH = 0.1  # of the order by meaning, beside that by words
_LONGEST = 4_000  # characters of a text that are read
_Item = TypeVar("_Item")


class Embedder(Protocol):
    """Makes vectors. `name` tells models apart: vectors of different ones cannot be compared."""

    name: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text, of `dimensions` columns; zeros for a text without any known word."""
        ...


@dataclass(frozen=True, slots=True)
class Near:
    """How near a decision is to a query: the cosine of its nearest passage, and the position of that one (None where
    the engine does not say)."""

    likeness: float
    position: int | None = None


def embedder_of(env: Mapping[str, str]) -> Embedder | None:
    """What `UJ_SEMANTIC` asks for: None where it is `off` or not set. Raises `EngineUnavailable` for any other word
    than `hybrid`, and where the package is missing."""
    asked = env.get(VARIABLE, "").strip().casefold() or "off"
    if asked == "off":
        return None
    if asked != "hybrid":
        raise EngineUnavailable(f"{VARIABLE} is off or hybrid, not {asked!r}")
    return installed_embedder()


def installed_embedder() -> Embedder:
    """The model of the extra `semantic`; it is read when it is first used. Raises `EngineUnavailable` where the package
    (or that version of it) is missing."""
    missing = f"{VARIABLE}=hybrid needs {_PACKAGE} {_VERSION}: run `make semantic`, or set {VARIABLE}=off"
    try:
        if metadata.version(_PACKAGE) != _VERSION or not find_spec("tokenizers") or not find_spec("safetensors"):
            raise EngineUnavailable(missing)
    except metadata.PackageNotFoundError as error:
        raise EngineUnavailable(missing) from error
    # found without importing it: the package sets up logging and a client for downloads
    found = find_spec(_PACKAGE)
    assert found is not None
    assert found.submodule_search_locations is not None
    return _StaticModel(Path(found.submodule_search_locations[0]))


class _StaticModel:
    """A table of one vector for each token; a text is the mean of its tokens."""

    name = f"{_PACKAGE} {_VERSION} l2_supercat_256"
    dimensions = 256

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _table(self) -> Vectors:
        import numpy
        from safetensors.numpy import load_file

        table = load_file(self._folder / _WEIGHTS)[_TENSOR]
        return numpy.ascontiguousarray(table, dtype=numpy.float32)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / _TOKENS))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def embed(self, texts: Sequence[str]) -> Vectors:
        import numpy

        table = self._table
        rows = numpy.zeros((len(texts), self.dimensions), dtype=numpy.float32)
        encoded: Sequence[Any] = self._tokenizer.encode_batch(
            [text[:_LONGEST] for text in texts], add_special_tokens=False
        )
        for row, tokens in zip(rows, encoded, strict=True):
            if known := [token for token in tokens.ids if token < len(table)]:
                table[known].mean(axis=0, out=row)
        return of_length_one(rows)


def of_length_one(rows: Vectors) -> Vectors:
    """Rows scaled to length 1, so that their product is the cosine; rows of zeros stay."""
    import numpy

    lengths = numpy.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = numpy.divide(rows, lengths, out=numpy.zeros_like(rows), where=lengths > 0)
    return scaled


# -- queries ---------------------------------------------------------------------------------------------------------


def words_meant(query: Query) -> str:
    """The words of a query whose meaning may be looked for; empty for numbers, for phrases and fields alone, and where
    the order is by date or the reader switched it off."""
    if not query.semantic or query.sort != "relevance" or any(map(is_number, query.must)):
        return ""
    named = named_together(query.must)
    return " ".join(text_of(clauses[0]) for clauses in named if may_be_given_up(clauses[0]))


def fixed_part(query: Query) -> Query:
    """What of a query holds for decisions found by meaning as well: phrases, fields, exclusions, dates."""
    return replace(query, must=tuple(clause for clause in query.must if not may_be_given_up(clause)))


def fused(by_words: Sequence[_Item], by_meaning: Sequence[_Item]) -> dict[_Item, float]:
    """The worth of everything in either order (best first in both): 1 / (60 + rank), from meaning a part of it."""
    worth = {item: 1 / (_RANK_OFFSET + rank) for rank, item in enumerate(by_words, start=1)}
    for rank, item in enumerate(by_meaning, start=1):
        worth[item] = worth.get(item, 0.0) + _WORTH / (_RANK_OFFSET + rank)
    return worth
