"""Texts a regular expression matches, written from the expression itself: every alternative comes up.

Look-arounds are written half of the time only and a text may therefore fail to match; the caller keeps those that do.
"""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Iterator
from typing import Any

# the parser of the standard library's `re`, which has no public name
_parser: Any = importlib.import_module("re._parser")

_OF_CATEGORY = {
    "CATEGORY_DIGIT": "5",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "x",
    "CATEGORY_NOT_SPACE": "x",
    "CATEGORY_NOT_WORD": " ",
}


def texts_of(pattern: re.Pattern[str], count: int, *, seed: int = 1) -> Iterator[str]:
    """`count` texts, the same ones for the same seed."""
    choose = random.Random(seed)
    tree = _parser.parse(pattern.pattern, pattern.flags)
    for _ in range(count):
        yield _written(tree, choose)


def _written(tree: Any, choose: random.Random) -> str:
    return "".join(_piece(str(operation), argument, choose) for operation, argument in tree)


def _piece(operation: str, argument: Any, choose: random.Random) -> str:
    match operation:
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL":
            return "y" if argument == ord("x") else "x"
        case "ANY":
            return choose.choice("x 0")
        case "IN":
            return _of_class(argument, choose)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, repeated = argument
            times = choose.choice([least, least, min(least + 1, most), min(least + 2, most)])
            return "".join(_written(repeated, choose) for _ in range(times))
        case "SUBPATTERN":
            return _written(argument[3], choose)
        case "ATOMIC_GROUP":
            return _written(argument, choose)
        case "BRANCH":
            return _written(choose.choice(argument[1]), choose)
        case "ASSERT":
            return _written(argument[1], choose) if choose.random() < 0.5 else ""
        case "AT" | "ASSERT_NOT":
            return ""
    raise ValueError(f"no text is written for {operation}")


def _of_class(items: Any, choose: random.Random) -> str:
    if str(items[0][0]) == "NEGATE":
        return choose.choice("x ,A")  # where it is excluded, the text does not match and is left out
    operation, argument = choose.choice(items)
    match str(operation):
        case "LITERAL":
            return chr(argument)
        case "RANGE":
            return chr(choose.randint(*argument))
    return _OF_CATEGORY[str(argument)]
