"""How a text is cut into words for the entity models: the same way in training and in production.

Cuts are finer than a reader's words wherever an entity could end inside one (`Schäfer/Becker`, `[GG]`), and coarser
only in what is never part of two entities (`20.3.2010`, `u.a.`, `564/19`). Blanks are no tokens.
"""

from __future__ import annotations

import re

# Short words that keep their full stop: it is a sign of abbreviation there, not the end of the sentence.
_ABBREVIATIONS = (
    "Abs|Absatz(?=\\.)|abs|Art|art|Aufl|Az|Bd|Beschl|Buchst|bzw|ca|ders|dies|Dr|Drs|Drucks|Entsch|etc|evtl|ff|geb|gem|"
    "ggf|ggü|grds|Halbs|Hrsg|hrsg|Hs|insb|Kap|lit|Lit|mwN|Mio|Mrd|Nr|Nrn|Prof|rd|Rdn|Rdnr|Rdnrn|RdNr|RdNrn|Rn|Rnr|Rspr|"
    "Rz|Sen|sog|St|st|str|Tz|Urt|usw|Var|vgl|Vgl|Vorb|Ziff|zit|zutr|allg|ausf|Anm|aaO|Co|Ltd|Inc|Mr|Mrs|Ms|Messrs|Jr|"
    "No|no|Nos|nos|Smt|Shri|Sh|Hon|vs|ors|Ors|para|paras|pp|sec|Sec|kap|mm|dvs|osv|resp|nr|kl|prop|Prop|bl|jfr"
)
_TOKEN = re.compile(
    rf"""
    (?:{_ABBREVIATIONS})\.(?!\w)                     # Abs.
  | (?:[^\W\d_]{{1,4}}\.){{2,}}                        # i.V.m.  z.B.  u.a.
  | (?:[^\W\d_IVX]|[IVX](?=\.\s))\.(?!\w)             # A.  but not the numeral of `SGB V.` at the end
  | \d+(?:[.,/]\d+)*(?:\.(?=\ (?:[A-ZÄÖÜ][a-zäöü]|\d)))?   # 12.500,00  564/19  20.3.2010  5. (März)
  | (?:[cdjlmnstCDJLMNST]|[Qq]u)['’](?=[^\W\d_]{{2}})  # l'article, d'Assises
  | [^\W_]+(?:(?<=[^\W\d_])['’](?!s(?![^\W_]))(?=[^\W\d_])[^\W_]+)?(?:-[^\W_]+)*-?    # Wörter, IStGH-Statut, Vor-
  | ['’]s(?![^\W_])                                   # Bishop's
  | \.\.\.
  | \S
    """,
    re.VERBOSE,
)


def find_tokens(text: str) -> list[tuple[int, int]]:
    """The spans of the tokens of `text` in order; every character that is no blank is in exactly one."""
    return [match.span() for match in _TOKEN.finditer(text)]
