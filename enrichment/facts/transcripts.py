"""Judges and counsel as English transcripts name them: who speaks, and who appears for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrichment.facts.names import NAME_LIST, names_in
from enrichment.facts.reading import Reading, Sentence

_SPEAKER = re.compile(
    r"^(?P<lead>(?:PRESIDING |Presiding )?(?:JUDGE|Judge|JUSTICE|Justice|PRESIDENT)|MR|MRS|MS|MISS|DR)\.?\s"
    r"(?P<name>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){0,3})(?: \[[^]]*\]| \([^)]*\))?:\s"
)
_APPEARANCES = re.compile(r"^(?:APPEARANCES|Appearances|COUNSEL|Counsel|Representation)\b[^:.]{0,30}[:.]\s")
_APPEARS = re.compile(rf"(?P<names>{NAME_LIST}),? (?:KC |QC |SC )?(?=for |on behalf of |\()")


def find_speakers(reading: Reading) -> Iterator[tuple[str, Sentence, int, int]]:
    """Role (`judge` or `counsel`), sentence and span of each name.

    "MS. HALLOWAY: Good morning" is counsel, for witnesses answer under "A." or "THE WITNESS"; in a line of appearances
    ("Appearances: Ms Roe for Mr Doe; Mr Poe for the Prosecutor") whoever stands before "for" is."""
    if reading.language != "en":
        return
    for sentence in reading.sentences:
        speaker = _SPEAKER.match(sentence.text)
        if speaker is not None:
            counsel = speaker["lead"] in ("MR", "MRS", "MS", "MISS", "DR")
            yield "counsel" if counsel else "judge", sentence, *speaker.span("name")
        opening = _APPEARANCES.match(sentence.text)
        for match in _APPEARS.finditer(sentence.text, opening.end()) if opening else ():
            for start, end in names_in(sentence.text, *match.span("names")):
                yield "counsel", sentence, start, end
