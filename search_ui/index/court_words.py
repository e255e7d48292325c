"""A court by all its names: who types `OLG Koblenz`, `BGH` or `Higher Regional Court` means the court that the register
knows as Oberlandesgericht Koblenz or Bundesgerichtshof."""

from __future__ import annotations

from functools import lru_cache

from search_ui.index.engine import IndexedDecision

_SHORT = {
    "Oberlandesgericht": "OLG",
    "Kammergericht": "KG",
    "Landgericht": "LG",
    "Amtsgericht": "AG",
    "Verwaltungsgericht": "VG",
    "Rechtbank": "Rb",
}
_MOST_FORMS = 6


def court_words(decision: IndexedDecision) -> tuple[str, ...]:
    """Other names of the court of a decision: in English, short, as its ECLI code. Empty for unregistered courts."""
    return tuple(name for court in decision.facets.get("court", ()) for name in _by_id().get(court, ()))


@lru_cache(maxsize=1)
def _by_id() -> dict[str, tuple[str, ...]]:
    from enrichment.vocabulary.courts import load_court_register  # 0.3 MB of data, needed where an index is written

    names: dict[str, tuple[str, ...]] = {}
    for entry in load_court_register():
        kind, _, rest = entry.court.name.partition(" ")
        short = (f"{_SHORT[kind]} {rest}".strip(),) if kind in _SHORT else ()
        own = (entry.court.name, entry.court.name_en, *short, *entry.ecli_codes[:1], *entry.forms[:_MOST_FORMS])
        names[entry.court.id] = tuple(dict.fromkeys(name for name in own if name))
    return names
