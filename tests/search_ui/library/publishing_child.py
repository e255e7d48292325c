"""Publishes a fixed series of documents and says so after each; the test kills it."""

from __future__ import annotations

import sys

from enrichment.registry import RegistryDecision
from search_ui.library import Library, Publication
from tests.search_ui.library.documents import BGH, KOBLENZ, document, known

SERIES = 40


def series() -> list[Publication | RegistryDecision]:
    """Documents that cite each other, join decisions of the registry and replace earlier versions."""
    steps: list[Publication | RegistryDecision] = []
    for n in range(SERIES):
        docket = f"3 StR {n % 25}/20"
        before = f"3 StR {(n * 7) % 25}/20"
        steps.append(
            document(
                f"record-{n % 30}",
                f"Text {n}.",
                f"Vgl. BGH, Urteil vom 28.1.2021 - {before}.",
                *(f"Absatz {i} von {n}." for i in range(30)),
                court=(BGH, KOBLENZ)[n % 2],
                docket_numbers=(docket, f"3 StR {n % 7}/19"),
                cites=[("docket", before)],
                fetched_at=f"2026-11-01T10:{n:02}:00Z",
            )
        )
        if n % 5 == 0:
            steps.append(known(f"de-{n}--2021-01-28--supreme", docket_numbers=(docket,)))
    return steps


def main(url: str) -> None:
    library = Library.open(url)
    for n, step in enumerate(series()):
        if isinstance(step, Publication):
            library.publish(step)
        else:
            library.publish_registry([step])
        sys.stdout.write(f"{n}\n")
        sys.stdout.flush()
    library.close()


if __name__ == "__main__":
    main(sys.argv[1])
