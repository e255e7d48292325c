"""The corpora the models learn from, each with its own classes mapped to ours. None of them is part of this repository.

Folders under the data folder, as their publishers name the corpora:

- `german-ler/*.conll`: Legal Entity Recognition (Leitner, Rehm, Moreno-Schneider 2019), CC BY 4.0
- `germeval14/*.tsv`: GermEval 2014 (Benikova, Biemann, Reznicek 2014), CC BY 4.0
- `uner_sv/*.iob2`: UNER Swedish Talbanken (Mayhew et al. 2024), CC BY-SA 4.0
- `opennyai/*.spacy`: InLegalNER (Kalamkar et al. 2022), Apache 2.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from enrichment.evaluation.conll import COARSE, put_together
from enrichment.evaluation.conll import read_sentences as read_conll
from enrichment.ner.sentence import Span

# what it says about statutes and precedents is left to rules, which own numbers in every language
_INDIAN = {
    "PETITIONER": "PER", "RESPONDENT": "PER", "JUDGE": "PER", "LAWYER": "PER", "WITNESS": "PER", "OTHER_PERSON": "PER",
    "COURT": "ORG", "ORG": "ORG",
    "GPE": "LOC",
}  # fmt: skip
_MAY_BE_BODIES = ("PETITIONER", "RESPONDENT")
_BODIES = frozenset([
    "state", "union", "ltd", "limited", "company", "corporation", "commissioner", "board", "bank", "pvt",
    "government", "department", "officer", "authority", "council", "university", "society", "insurance",
    "superintendent", "secretary", "magistrate", "collector", "director", "inspector", "works", "industries",
    "association", "trust", "corp", "co", "llp", "school", "police", "committee", "registrar", "municipal",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its entities in our coarse classes; `part` names the file it is from."""

    text: str
    spans: tuple[Span, ...]
    part: str


def read_corpora(data: Path, language: str, leave_out: Sequence[str] = ()) -> list[Example]:
    """Everything under `data` in `language` (de, en, sv), in a fixed order; empty when there is nothing. Files whose
    name holds one of `leave_out` are not read."""
    readers = {
        "de": (("german-ler", "*.conll", _read_columns), ("germeval14", "*.tsv", _read_columns)),
        "sv": (("uner_sv", "*.iob2", _read_columns_iob2),),
        "en": (("opennyai", "*.spacy", _read_binary),),
    }
    return [
        example
        for folder, pattern, reader in readers[language]
        for file in sorted((data / folder).glob(pattern))
        if not any(part in file.name for part in leave_out)
        for example in reader(file, f"{folder}/{file.name}")
    ]


def _read_columns(file: Path, part: str) -> Iterator[Example]:
    for sentence in read_conll(file):
        spans = tuple(
            Span(entity.start, entity.end, COARSE[entity.label])
            for entity in sentence.entities
            if entity.label in COARSE
        )
        yield Example(sentence.text, spans, part)


def _read_columns_iob2(file: Path, part: str) -> Iterator[Example]:
    """Universal NER: `number token tag - -`, comments behind `# `."""
    tokens: list[str] = []
    tags: list[str] = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# "):
            continue
        if line.strip():
            columns = line.split("\t")
            tokens.append(columns[1])
            tags.append(columns[2])
        elif tokens:
            text, places = put_together(tokens)
            yield Example(text, tuple(_spans(tags, places)), part)
            tokens, tags = [], []


def _spans(tags: list[str], places: list[tuple[int, int]]) -> Iterator[Span]:
    first = None
    for index, tag in enumerate((*tags, "O")):
        if first is not None and (not tag.startswith("I-") or tag[2:] != tags[first][2:]):
            if tags[first][2:] in COARSE:
                yield Span(places[first][0], places[index - 1][1], COARSE[tags[first][2:]])
            first = None
        if first is None and tag[:2] in ("B-", "I-"):
            first = index


def _read_binary(file: Path, part: str) -> Iterator[Example]:
    """spaCy's DocBin with the classes of InLegalNER; parties that are bodies, not people, are organisations."""
    import spacy
    from spacy.tokens import DocBin

    vocabulary = spacy.blank("en").vocab
    for doc in DocBin().from_disk(file).get_docs(vocabulary):
        spans = []
        for entity in doc.ents:
            label = _INDIAN.get(entity.label_)
            if label is None:
                continue
            words = entity.text.lower().split()
            if entity.label_ in _MAY_BE_BODIES and any(word.strip(".,()") in _BODIES for word in words):
                label = "ORG"
            spans.append(Span(entity.start_char, entity.end_char, label))
        yield Example(doc.text, tuple(spans), part)


def without(examples: Iterable[Example], held_out: Iterable[Example]) -> list[Example]:
    """The examples whose sentence does not occur in `held_out`."""
    texts = {example.text for example in held_out}
    return [example for example in examples if example.text not in texts]
