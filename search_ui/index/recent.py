"""What was needed last, up to so many things: what has not been asked for longest makes room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(Generic[_Key, _Value]):
    """At most `most` values by their keys. Threads may share it: at worst a value is made twice."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[_Key, _Value] = OrderedDict()

    def get(self, key: _Key, make: Callable[[], _Value]) -> _Value:
        """The value of `key`, made where it is not known."""
        known = self._known
        try:
            value = known[key]
            known.move_to_end(key)
        except KeyError:
            known[key] = value = make()
            if len(known) > self._most:
                known.popitem(last=False)
        return value
