"""What stands around the parties in the name of a case and says nothing of which case it is: `R v`, `ex parte`,
`In re`, `on the application of`, `et al`. Our own names of cases (`Pinochet (extradition), London`) are without it."""

from __future__ import annotations

import re

_AROUND_PARTIES = re.compile(
    r"""(?<![\w-])(?:
        (?:R|Regina|Rex|The\ (?:Queen|King)|HM\ Advocate)\s+(?:v|vs|c)(?![\w-])\.?
        |(?:ex\s+parte|ex\s+p|ex\s+rel|in\s+re|et\s+al)(?![\w-])\.?
        |on\s+the\s+application\s+of(?![\w-])
        |(?:affaire|strafzaak|strafsache|procedimiento)\s+(?:contre|tegen|gegen|contra)(?![\w-])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"\w")


def around_parties(typed: str) -> dict[int, int]:
    """Start and end of each such piece of `typed`; none where nothing would be left of it."""
    found = {match.start(): match.end() for match in _AROUND_PARTIES.finditer(typed)}
    return found if _WORD.search(_AROUND_PARTIES.sub(" ", typed)) else {}
