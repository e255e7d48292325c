"""What stands around the parties in the name of a case and says nothing of which case it is: `R v`, `ex parte`,
`In re`, `on the application of`, `et al`, and whoever prosecutes (`Prosecutor v`, `c. Ministère public`). Our own names
of cases (`Pinochet (extradition), London`) are without it."""

from __future__ import annotations

import re

_PROSECUTION = r"""(?:
    (?:(?:the|le|la|der|die|het|de)\ )?(?:
        (?:public\ |federal\ |chief\ |state\ )?prosecutor(?:'s\ office)?(?:[- ]general)?
        |(?:director\ of\ public\ prosecutions|DPP)
        |attorney[- ]general(?:\ of\ (?:the\ )?(?:government\ of\ |state\ of\ )?[A-Z]\w+)?
        |crown|people|state|united\ states(?:\ of\ america)?|U\.?S\.?A?
        |minist[èe]re\ public(?:\ (?:de\ la\ conf[ée]d[ée]ration|f[ée]d[ée]ral))?
        |procureur(?:e)?(?:[- ]g[ée]n[ée]ral(?:e)?)?(?:\ (?:de\ la\ r[ée]publique|du\ roi|f[ée]d[ée]ral))?
        |minist[eè]rio\ (?:fiscal|p[úu]blico)|pubblico\ ministero
        |(?:general)?(?:bundes|staats)anwalt(?:schaft)?(?:\ des\ bundes)?
        |openbaar\ ministerie|OM|officier\ van\ justitie
        |(?:riks)?[åa]klagaren|anklagemyndigheden|p[åa]talemyndigheten|syytt[äa]j[äa]
    )
)"""
_AGAINST = r"(?:v|vs|versus|c|c/|contre|gegen|tegen|contra|mot|mod|\./\.)(?![\w-])\.?"
_AROUND_PARTIES = re.compile(
    rf"""(?<![\w-])(?:
        {_PROSECUTION}\s+{_AGAINST}
        |{_AGAINST}\s+{_PROSECUTION}(?![\w-])
        |(?:R|Regina|Rex|The\ (?:Queen|King)|HM\ Advocate)\s+(?:v|vs|c)(?![\w-])\.?
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
