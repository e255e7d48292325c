"""The `uj` command. Every module is imported only when its command runs, so that `uj search` starts at once.

Exit codes: 0 done; 1 failed (a spider, a step or a check; the line says what and the mend); 2 wrong usage;
3 not found; 4 nothing could be read (every document went to quarantine, or any with `--strict`).
"""

from __future__ import annotations

import sys

from pipelines.cli.app import app
from pipelines.cli.failure import FAILED, CommandFailure


def main() -> None:
    """Entry point of the console script."""
    try:
        app()
    except CommandFailure as failure:
        sys.stderr.write(f"uj: {failure}\n")
        sys.exit(failure.code)
    except ValueError as error:
        from search_ui.alerts.model import AlertsError

        if not isinstance(error, AlertsError):
            raise
        sys.stderr.write(f"uj: {error}\n")
        sys.exit(FAILED)
    except BrokenPipeError:
        # The reader of our output has gone (`uj search ... | head`): not our failure.
        sys.stderr.close()
        sys.exit(0)
