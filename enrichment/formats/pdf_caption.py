"""The caption of a decision or filing: court, parties, docket, bench, before the text itself begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrichment.formats.pdf_paragraphs import Block

_SIGNAL = re.compile(
    r"""\b(?:court|tribunal|chamber|\w*gericht|gerichtshof|senat|cour|chambre|rechtbank|gerechtshof|hoge\ raad|audiencia
        |juzgado|\w*domstol\w*|hovr[äa]tt\w*|tingsr[äa]tt\w*
        |plaintiffs?|defendants?|appell(?:ant|ee)s?|petitioners?|respondents?|claimants?
        |debtors?|case\ no|civil\ action|docket|in\ re|before|between|versus|kl[äa]ger\w*|beklagt\w*|angeklagte\w*
        |counsel|attorneys?|aktenzeichen|neutral\ citation|im\ namen\ des\ volkes|argued|filed|decided)\b
      | \bno\.\s?\d | \bvs?\.(?:\s|$) | \baz\.:""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_A_CAPTION = re.compile(
    r"""\b(?:court|tribunal|district\ of|circuit|division|case\ no|docket|gericht|cour)\b
      | \b(?:plaintiffs?|defendants?|appell(?:ant|ee)s?|petitioners?|respondents?|claimants?|debtors?)\W*$
      | ^(?:vs?\.|and|und|gegen|et|contre|en|tegen|y|contra|mot)\W*$ | ,$""",
    re.IGNORECASE | re.VERBOSE,
)
_CAPTION_SENTENCE = re.compile(
    r"(?:On (?:appeal|discretionary|writ|petition|certiorari)|Appeals? (?:from|by)|Argued|Heard|Filed|Before|Submitted"
    r"|Decided|At a Stated Term|Certiorari|Present|Hearing|In the matter)\b",
    re.IGNORECASE,
)
_MAX_CAPTION_BLOCKS = 60


def caption_length(blocks: Sequence[Block], texts: Sequence[str]) -> int:
    """How many blocks at the start of the first page are the caption; 0 where the text begins at once."""
    prose = next((index for index, text in enumerate(texts) if _is_prose(blocks[index], text)), None)
    if prose is None:
        prose = len(texts)
    prose = min(prose, _MAX_CAPTION_BLOCKS)
    while prose > 0 and blocks[prose - 1].page != blocks[0].page:
        prose -= 1
    while prose > 0 and blocks[prose - 1].heading and not _OF_A_CAPTION.search(texts[prose - 1].strip()):
        prose -= 1  # the title of the document stands between caption and text
    signals = sum(1 for text in texts[:prose] if _SIGNAL.search(text))
    return prose if signals >= 2 and prose < len(blocks) else 0


def _is_prose(block: Block, text: str) -> bool:
    """A sentence of the text itself, not one of those that captions are made of (`Argued on ...`)."""
    words = text.split()
    lower = sum(1 for word in words if word.islower())
    ended = text.endswith((".", ":", ";", "”", '"')) or (len(block.lines) > 1 and len(words) >= 15)
    enough = 0.5 if len(words) < 20 or len(block.lines) < 2 else 0.35
    sentence = len(words) >= 8 and lower > enough * len(words) and ended
    return not block.heading and sentence and _CAPTION_SENTENCE.match(text) is None
