from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_ui.web.marks import Span, marked

TAG = re.compile(r"</?(mark|a)\b[^>]*>")


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("a < b & c", [], "a &lt; b &amp; c"),
        ("torture", [Span(0, 4)], "<mark>tort</mark>ure"),
        ("<b>x</b>", [Span(0, 3)], "<mark>&lt;b&gt;</mark>x&lt;/b&gt;"),
        ("abcdef", [Span(0, 6), Span(2, 4)], "<mark>ab<mark>cd</mark>ef</mark>"),
        (
            "abcdef",
            [Span(0, 4, anchor="x"), Span(2, 6, anchor="y")],
            '<mark id="x">ab<mark id="y">cd</mark></mark><mark>ef</mark>',
        ),
        ("abcdef", [Span(0, 6, "a", href="/1"), Span(2, 4, "a", href="/2")], '<a href="/1">abcdef</a>'),
        ("abcdef", [Span(1, 3, "a", href='/x"><b>')], 'a<a href="/x&quot;&gt;&lt;b&gt;">bc</a>def'),
        ("abc", [Span(2, 9), Span(-1, 2), Span(1, 1)], "abc"),
    ],
)
def test_marks_stand_where_the_offsets_say(text: str, spans: list[Span], expected: str) -> None:
    assert str(marked(text, spans)) == expected


@given(
    st.text(alphabet="ab<>&\"' üא\n", max_size=30),
    st.lists(
        st.builds(Span, st.integers(-2, 32), st.integers(-2, 32), st.sampled_from(["mark", "a"]), href=st.just("/x")),
        max_size=8,
    ),
)
def test_whatever_the_spans_the_words_stay_and_the_markup_is_sound(text: str, spans: list[Span]) -> None:
    html = str(marked(text, spans))
    assert unescape(TAG.sub("", html)) == text
    open_: list[str] = []
    for tag in re.finditer(r"<(/?)(mark|a)\b", html):
        if tag[1]:
            assert open_.pop() == tag[2]
        else:
            assert not (tag[2] == "a" and "a" in open_)
            open_.append(tag[2])
    assert not open_
    assert "<" not in TAG.sub("", html)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6))
def test_exactly_the_named_letters_are_marked(pairs: list[tuple[int, int]]) -> None:
    text = "abcdefghijklmnopqrst"
    html = str(marked(text, [Span(start, end) for start, end in pairs]))
    inside, depth = set(), 0
    for piece in re.split(r"(</?mark>)", html):
        depth += {"<mark>": 1, "</mark>": -1}.get(piece, 0)
        if depth and not piece.startswith("<"):
            inside |= set(piece)
    assert inside == {text[at] for start, end in pairs for at in range(start, min(end, 20)) if end <= 20}
