from __future__ import annotations

from search_ui.index.recent import Recent


def test_what_was_not_asked_for_longest_makes_room():
    made = []

    def make(key):
        return lambda: made.append(key) or key.upper()

    recent = Recent(2)
    assert [recent.get(key, make(key)) for key in "abacab"] == ["A", "B", "A", "C", "A", "B"]
    assert made == ["a", "b", "c", "b"]
