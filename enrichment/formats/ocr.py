"""Recognising the text of page images with Tesseract, in the document's language.

Tesseract is asked for words with their places (TSV), which then go the same way as the words of a typeset page. It is
run directly, image in and words out through pipes: no page of a proceeding is left in a temporary folder when the
reader is killed, and the process ends with the reader (parent-death signal).
"""

from __future__ import annotations

import ctypes
import functools
import io
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageOps

from enrichment.formats.pdf_lines import Word

RESOLUTION = 300  # dots an inch, what Tesseract's models were trained for
_RULE_BANDS = 24  # the bands of the page looked at one by one, so that a skew line is still seen
_RULE_STEP = 24  # dots
_PAGE_SECONDS = 90
_DEPTH = 0.22  # of a line's height: what letters like g and p reach below the baseline
_PR_SET_PDEATHSIG = 1
_MIN_CONFIDENCE = 20.0  # of 100: below, marks on the paper are taken for words
# ISO 639-1 to the names of Tesseract's language data
_DATA_NAMES = {
    "ar": "ara", "bg": "bul", "bs": "bos", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "et": "est", "fi": "fin", "fr": "fra", "ga": "gle", "he": "heb", "hr": "hrv", "hu": "hun", "is": "isl", "it": "ita",
    "km": "khm", "lt": "lit", "lv": "lav", "mt": "mlt", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "tr": "tur", "uk": "ukr",
}  # fmt: skip


class OcrUnavailable(Exception):
    """Tesseract or its data for a language is not installed; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of one page in points from its top left corner, and Tesseract's mean confidence, 0..100."""

    words: list[Word]
    confidence: float
    width: float
    height: float


@functools.cache
def installed_languages() -> frozenset[str]:
    """The ISO 639-1 codes whose data are installed; empty without Tesseract."""
    binary = shutil.which("tesseract")
    if binary is None:
        return frozenset()
    listed = subprocess.run([binary, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    names = set(listed.stdout.split())
    return frozenset(code for code, name in _DATA_NAMES.items() if name in names)


def require(language: str | None) -> None:
    """Raise `OcrUnavailable` unless pages in this language (None: any) can be recognised."""
    installed = installed_languages()
    if not installed:
        raise OcrUnavailable("install Tesseract (package tesseract-ocr)")
    if language is not None and language not in installed:
        name = _DATA_NAMES.get(language)
        raise OcrUnavailable(
            f"install Tesseract's data for {language}" + (f" (package tesseract-ocr-{name})" if name else "")
        )


def recognise(image: Image.Image, languages: Sequence[str], *, turn: bool = True) -> Recognised:
    """The words on a page rendered at `RESOLUTION`; with `turn`, one lying on its side or head is turned. Raises
    `OcrUnavailable`, or TimeoutError after 90 seconds."""
    binary = shutil.which("tesseract")
    if binary is None:
        raise OcrUnavailable("install Tesseract (package tesseract-ocr)")
    image, left, top = _inside_rules(_dark_on_light(image))
    turned = 0
    words, confidence = _words(_run(binary, image, languages))
    lying = _is_lying(words)
    if turn and (lying or confidence < 60):
        # on its side or on its head: the other ways up are tried only where the first gave little sense
        for angle in (90, 270) if lying else (180, 90, 270):
            candidate = _words(_run(binary, image.rotate(angle, expand=True), languages))
            better = candidate[1] > confidence + 12 or (_is_lying(words) and not _is_lying(candidate[0]))
            if better and len(candidate[0]) >= max(5, len(words) // 2):
                (words, confidence), turned = candidate, angle
    width, height = (image.height, image.width) if turned in (90, 270) else (image.width, image.height)
    scale = 72 / RESOLUTION
    for word in words if not turned else ():
        word.x0, word.x1 = word.x0 + left * scale, word.x1 + left * scale
        word.top, word.bottom, word.baseline = (
            word.top + top * scale,
            word.bottom + top * scale,
            word.baseline + top * scale,
        )
    return Recognised(words, confidence, (width + left) * scale, (height + top) * scale)


def _inside_rules(image: Image.Image) -> tuple[Image.Image, int, int]:
    """The page between the vertical rules of pleading paper, whose line numbers Tesseract takes for words; and how much
    was cut away on the left and at the top."""
    left = max((edges[1] for edges in _vertical_rules(image, 0, image.width // 4)), default=0)
    right = min((edges[0] for edges in _vertical_rules(image, image.width * 9 // 10, image.width)), default=image.width)
    if left == 0:
        return image, 0, 0
    left += 3
    return image.crop((left, 0, max(right - 3, left + 1), image.height)), left, 0


def _vertical_rules(image: Image.Image, start: int, end: int) -> list[tuple[int, int]]:
    """Left and right edges of the lines between `start` and `end` that run down most of the page, be they a little
    skew."""
    width = end - start
    rows = image.crop((start, 0, end, image.height)).resize((width, _RULE_BANDS), Image.Resampling.BOX).tobytes()
    places: dict[int, set[tuple[int, int]]] = {}
    for band in range(_RULE_BANDS):
        for place in range(width):
            if rows[band * width + place] < 130:  # no line of writing darkens a whole band so much
                places.setdefault(place // _RULE_STEP, set()).add((band, place))
    found = []
    for step in places:
        near = places[step] | places.get(step + 1, set())
        if len({band for band, _ in near}) >= 0.7 * _RULE_BANDS:
            found.append((start + min(place for _, place in near), start + max(place for _, place in near)))
    return found


def _dark_on_light(image: Image.Image) -> Image.Image:
    image = image.convert("L")
    histogram = image.histogram()
    dark = sum(histogram[:96])
    return ImageOps.invert(image) if dark > 0.6 * sum(histogram) else image


def _run(binary: str, image: Image.Image, languages: Sequence[str]) -> str:
    data = "+".join(_DATA_NAMES[code] for code in languages)
    buffer = io.BytesIO()
    image.save(buffer, format="PNG", compress_level=1)
    command = [binary, "stdin", "stdout", "-l", data, "--dpi", str(RESOLUTION), "--psm", "3", "tsv"]
    environment = dict(os.environ, OMP_THREAD_LIMIT="1")  # several threads are six times slower on few cores
    with subprocess.Popen(  # noqa: S603 - a fixed program and arguments of ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    ) as process:  # fmt: skip
        try:
            output, _ = process.communicate(buffer.getvalue(), timeout=_PAGE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise TimeoutError(f"no answer from Tesseract within {_PAGE_SECONDS} seconds") from None
    return output.decode("utf-8", "replace")


def _is_lying(words: Sequence[Word]) -> bool:
    """Whether most longer words are higher than wide."""
    longer = [word for word in words if len(word.text) >= 4]
    upright = sum(1 for word in longer if word.x1 - word.x0 > word.height)
    return len(longer) >= 5 and upright < 0.5 * len(longer)


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _words(table: str) -> tuple[list[Word], float]:
    """Tesseract's TSV as words. The height of a line depends on its letters, so one type size serves a whole page but
    for lines that are plainly set larger or smaller."""
    lines: list[list[Word]] = []
    confidences: list[tuple[float, int]] = []
    scale = 72 / RESOLUTION
    line_top = line_height = 0.0
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12:
            continue
        left, top, width, height = (float(cell) * scale for cell in cells[6:10])
        if cells[0] == "4":
            line_top, line_height = top, height
            lines.append([])
        text, confidence = cells[11].strip(), float(cells[10])
        if cells[0] != "5" or not text or confidence < _MIN_CONFIDENCE or not lines:
            continue
        confidences.append((confidence, len(text)))
        bottom = line_top + line_height
        word = Word(text, left, left + width, line_top, bottom, bottom, line_height)
        word.height = height
        lines[-1].append(word)
    found = [word for line in lines for word in line]
    usual = statistics.median(word.bottom - word.top for word in found) if found else 0.0
    for line in lines:
        depth = _depth_below_baseline("".join(word.text for word in line))
        for word in line:
            height = word.bottom - word.top
            reach = depth if height < 0.92 * usual else _DEPTH  # a box as high as others has dirt in it
            word.baseline -= reach * height
            whole = height * (1 - reach) / (1 - _DEPTH)
            if 0.72 * usual < height < 1.35 * usual or 0.72 * usual < whole < 1.35 * usual:
                whole = usual
            word.size = 0.75 * whole
    weight = sum(length for _, length in confidences)
    return found, sum(confidence * length for confidence, length in confidences) / weight if weight else 0.0


def _depth_below_baseline(text: str) -> float:
    """The share of a line's height that stands below its baseline: the letters' box is all that Tesseract tells."""
    if re.search(r"[gjpqyQçş()\[\]{}|§/@_]", text):
        return _DEPTH
    return 0.12 if re.search(r"[,;]", text) else 0.0
