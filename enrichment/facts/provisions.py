from __future__ import annotations
def find_provisions(text, setting):
    return iter(())
