"""A process that matches until nothing is left, to be killed by tests: the folder with library and alerts."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from search_ui.alerts import examining
from search_ui.alerts.store import Alerts
from search_ui.library import Library


def main(folder: Path) -> None:
    examining.STRETCH = 2
    library = Library.open(f"sqlite:///{folder / 'library.sqlite'}")
    alerts = Alerts.open(f"sqlite:///{folder / 'alerts.sqlite'}", lambda: datetime.now(UTC))
    print("ready", flush=True)  # the test waits for it
    alerts.examine(library)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
