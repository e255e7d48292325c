from __future__ import annotations

import signal

import pytest

from enrichment.enrich import enrich
from enrichment.text import Paragraph, Text
from tests.enrichment.concepts.court_texts import judgments

_WORDS = 500_000
_HANG = 300  # seconds; a guard against a hang, not a measurement


@pytest.fixture
def hang_guard():
    """Ends the test when a regular expression runs away."""

    def give_up(signum, frame):
        raise TimeoutError("the text took longer than any linear reading would")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_HANG)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_a_judgment_of_500_000_words_is_read(hang_guard):
    source = [line for judgment in judgments() if judgment.language == "de" for line in judgment.text.split("\n")]
    words = sum(len(line.split()) for line in source)
    lines = source * (_WORDS // words + 1)
    decision = enrich(Text(tuple(Paragraph(line) for line in lines), "plain", "plain", language="de"))
    assert "crimes_against_humanity" in decision.crimes


@pytest.mark.parametrize(
    "nasty",
    [
        "A. " * 30_000,
        "Zeuge " * 30_000,
        "the accused, a former " * 20_000,
        "Prosecutor v. " * 20_000,
        "Maria and " * 20_000,
        "1 " * 60_000,
        "geboren am " * 20_000,
        "al-" * 40_000,
        "§ 7 Abs. " * 20_000,
        "sentenced to twenty-" * 15_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_one_endless_line_is_read(hang_guard, nasty):
    for language in ("de", "en"):
        enrich(Text((Paragraph(nasty),), "plain", "plain", language=language))


@pytest.mark.parametrize(
    ("language", "nasty"),
    [
        ("de", "gegen das Urteil des Oberlandesgerichts " * 3_000),
        ("de", "Der Angeklagte war Leiter der Abteilung der Abteilung " * 3_000),
        ("de", "zu einer Freiheitsstrafe von drei Jahren und " * 3_000),
        ("en", "found guilty of genocide and not guilty of " * 3_000),
        ("en", "John Marsh and Peter Lund were convicted and " * 3_000),
        ("en", "immunity does not apply and immunity " * 3_000),
        ("fr", "Paul Kamanzi à vingt ans, Jean Rugira à dix ans, " * 3_000),
        ("fr", "contre l'arrêt de la cour de la cour de " * 3_000),
        ("nl", "veroordeelt de verdachte wegens genocide en spreekt vrij van " * 2_000),
        ("es", "condenamos a Luis Ferrer por genocidio y absolvemos " * 2_000),
        ("sv", "dömer den tilltalade för folkmord och frikänner " * 2_000),
    ],
    ids=lambda value: value[:24].strip(),
)
def test_verdicts_without_end_are_read(hang_guard, language, nasty):
    enrich(Text((Paragraph(nasty),), "plain", "plain", language=language))
