"""Our entities as spaCy components: `uj_entities` sets `doc.ents`, the tokenizer `uj.tokens.v1` cuts as the models do.

nlp = spacy.blank("de")
nlp.add_pipe("uj_entities")          # the shipped weights of the pipeline's language, if there are any
nlp("Das OLG Koblenz hat ...").ents
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, get_lang_class, registry
from spacy.vocab import Vocab

from enrichment.ner.reader import EntityReader, load_general, load_reader
from enrichment.ner.tagger import EntityTagger
from enrichment.ner.tokens import find_tokens
from enrichment.ner.word_classes import WEIGHTS, read_word_classes, write_word_classes

_ANY = "xx"  # spaCy's name for no language in particular
_SETTINGS, _MODEL, _CLASSES = "settings.json", "model.crf.gz", "classes.gz"


@Language.factory(
    "uj_entities",
    default_config={"weights": "shipped", "language": None},
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
)
def make_entities(nlp: Language, name: str, weights: str, language: str | None) -> UjEntities:
    """The component for texts in `language`, which is that of `nlp` where None.

    `weights`: "shipped", "none" (rules and lists alone, or before `from_disk`), or a folder."""
    if language is None and nlp.lang != _ANY:
        language = nlp.lang
    if weights == "none":
        return UjEntities(EntityReader(language, None))
    return UjEntities(load_reader(language, WEIGHTS if weights == "shipped" else Path(weights)))


class UjEntities:
    """Sets `doc.ents` to what `reader` finds in the text of the doc. Where a token holds more than the entity (other
    tokenizers cut otherwise), the entity takes the whole token."""

    def __init__(self, reader: EntityReader) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its entities; those that were set before are replaced."""
        spans: list[Span] = []
        for found in self.reader.find(doc.text):
            span = doc.char_span(found.start, found.end, label=found.label, alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.ents = filter_spans(spans)
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Each doc of `stream` with its entities, in order."""
        return map(self, stream)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write language, model and word classes to the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        tagger = self.reader.tagger
        (folder / _SETTINGS).write_text(json.dumps({"language": self.reader.language, "model": tagger is not None}))
        if tagger is not None:
            (folder / _MODEL).write_bytes(gzip.compress(tagger.model, mtime=0))
            write_word_classes(tagger.classes, folder / _CLASSES)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> UjEntities:
        """Read what `to_disk` wrote; what the component knew before is replaced."""
        folder = Path(path)
        settings = json.loads((folder / _SETTINGS).read_text())
        tagger = None
        if settings["model"]:
            model = gzip.decompress((folder / _MODEL).read_bytes())
            tagger = EntityTagger(settings["language"], model, read_word_classes(folder / _CLASSES))
        general = load_general(settings["language"]) if settings["language"] else None
        self.reader = EntityReader(settings["language"], tagger, general)
        return self


@registry.tokenizers("uj.tokens.v1")  # type: ignore[untyped-decorator]  # made by catalogue, which has no types
def make_tokenizer() -> Callable[[Language], UjTokenizer]:
    """For the configuration: `[nlp.tokenizer] @tokenizers = "uj.tokens.v1"`."""

    def tokenizer(nlp: Language) -> UjTokenizer:
        return UjTokenizer(nlp.vocab)

    return tokenizer


class UjTokenizer:
    """Cuts as `enrichment.ner.tokens` does. Blanks other than one space between words become tokens of their own, so
    that `doc.text` is the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The doc of `text`."""
        words: list[str] = []
        spaces: list[bool] = []
        position = 0
        for start, end in (*find_tokens(text), (len(text), len(text))):
            gap = text[position:start]
            if gap:
                if words and gap[0] == " ":
                    spaces[-1] = True
                    gap = gap[1:]
                if gap:
                    words.append(gap)
                    spaces.append(False)
            if start < end:
                words.append(text[start:end])
                spaces.append(False)
            position = end
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to write: the rules are code."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> UjTokenizer:
        """Nothing to read."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing to write."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> UjTokenizer:
        """Nothing to read."""
        return self


def make_pipeline(language: str | None, weights: str = "shipped") -> Language:
    """A spaCy pipeline that finds entities in texts of `language` (ISO 639-1; None or unknown to spaCy: any)."""
    code = language if language and _is_known(language) else _ANY
    nlp = spacy.blank(code, config={"nlp": {"tokenizer": {"@tokenizers": "uj.tokens.v1"}}})
    # no component looks at shapes and the like: a third of the time of short texts
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # a C extension whose stub leaves it out
    nlp.add_pipe("uj_entities", config={"weights": weights, "language": language})
    return nlp


def _is_known(language: str) -> bool:
    try:
        get_lang_class(language)
    except ImportError:
        return False
    return True
