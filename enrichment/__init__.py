"""Pure functions from bytes to facts: ``read`` makes a `Text` of bytes, ``enrich`` makes a `Decision` of a `Text`.

Nothing here touches the network, a database or the clock, so every result can be made again from the archived original.
"""
