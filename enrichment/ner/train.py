"""Train the entity models: `python -m enrichment.ner.train --data DIR` (`make models`).

Writes the weights of every language whose corpora are under DIR, and the figures of the model card, measured on held
out parts (`--skip-figures` leaves them as they are). Languages and hold-outs are trained in processes of their own,
two at a time: some minutes on two cores.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from enrichment.ner.card import write_figures
from enrichment.ner.corpora import Example, read_corpora
from enrichment.ner.measuring import HoldOut, hold_outs, score
from enrichment.ner.reader import EntityReader
from enrichment.ner.recipe import RECIPES, WORD_CLASSES, train, write_model
from enrichment.ner.tagger import EntityTagger
from enrichment.ner.word_classes import WEIGHTS, published_classes, read_word_classes, write_word_classes

CARD = Path(__file__).parents[2] / "docs" / "MODEL_CARD.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Train as the command line says; the exit code is 0, or 2 when there is nothing to train on."""
    options = _options(arguments)
    data, out = Path(options.data), Path(options.out)
    corpora = {language: read_corpora(data, language, leave_out=options.leave_out) for language in options.languages}
    corpora = {language: examples for language, examples in corpora.items() if examples}
    if not corpora:
        print(f"no corpus under {data}: see enrichment/ner/corpora.py for the folders", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    for language in corpora:
        _provide_classes(language, out, renew=options.renew_word_classes)
    figures: dict[str, Any] = {}
    # a process for each training: CRFsuite draws from the generator of its process
    pool = ProcessPoolExecutor(options.processes, multiprocessing.get_context("spawn"), max_tasks_per_child=1)
    with pool:
        finals = {}
        if not options.figures_only:
            finals = {language: pool.submit(_train_final, language, corpora[language], out) for language in corpora}
        measured = []
        if not options.skip_figures:
            for language, examples in corpora.items():
                for name, held in hold_outs(language, examples).items():
                    measured.append((language, name, pool.submit(_measure, language, held, out)))
        for language, final in finals.items():
            size = final.result()
            print(f"{language}: {len(corpora[language])} sentences, {size / 1e6:.1f} MB", flush=True)
        for language, name, result in measured:
            for test, scores in result.result().items():
                figures.setdefault(language, {})[test] = scores
                print(f"{name}: {test}: F1 {scores['overall']['f1']:.4f}", flush=True)
    if figures:
        write_figures(figures, out / "figures.json", Path(options.card) if options.card else None)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m enrichment.ner.train", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", required=True, help="folder with the corpora (see enrichment/ner/corpora.py)")
    parser.add_argument("--out", default=str(WEIGHTS), help="folder for the weights (default: where they ship)")
    parser.add_argument("--languages", nargs="+", choices=sorted(RECIPES), default=sorted(RECIPES))
    parser.add_argument("--leave-out", nargs="*", default=[], help="files whose name holds one of these are not read")
    parser.add_argument("--skip-figures", action="store_true", help="train only what is shipped, measure nothing")
    parser.add_argument("--figures-only", action="store_true", help="measure only, leave the weights as they are")
    parser.add_argument(
        "--renew-word-classes", action="store_true", help="take them from spacy-lookups-data anew (extra: models)"
    )
    parser.add_argument("--card", default="", help="model card to write the figures into")
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args(arguments)


def _provide_classes(language: str, out: Path, *, renew: bool) -> None:
    """The word classes of a language in `out`: those that ship, or taken anew from the package that publishes them."""
    file, shipped = out / f"{language}.classes.gz", WEIGHTS / f"{language}.classes.gz"
    if renew and language in WORD_CLASSES:
        write_word_classes(published_classes(language, WORD_CLASSES[language]), file)
    elif shipped.is_file() and not file.is_file():
        shutil.copyfile(shipped, file)


def _train_final(language: str, examples: list[Example], out: Path) -> int:
    model = train(RECIPES[language], examples, _classes(language, out))
    file = out / f"{language}.crf.gz"
    write_model(model, file)
    return file.stat().st_size


def _measure(language: str, held: HoldOut, out: Path) -> dict[str, Any]:
    classes = _classes(language, out)
    reader = EntityReader(language, EntityTagger(language, train(RECIPES[language], held.training, classes), classes))
    return {name: score(reader, examples) for name, examples in held.tests.items()}


def _classes(language: str, folder: Path) -> dict[str, int]:
    file = folder / f"{language}.classes.gz"
    return read_word_classes(file) if file.is_file() else {}


if __name__ == "__main__":
    sys.exit(main())
