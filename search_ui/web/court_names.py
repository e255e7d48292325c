"""The name of a court by its id, as the decisions of the library give it."""

from __future__ import annotations

from search_ui.library import Library


class CourtNames:
    """Looks a name up once and keeps it; a court's name does not change while the site runs."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, str] = {}

    def name(self, court_id: str) -> str:
        """The court's own name, or the id where the library has no decision of it."""
        if court_id not in self._known:
            card = next(iter(self._library.browse(court_id=court_id, limit=1)), None)
            if card is None or not card.court:
                return court_id
            self._known[court_id] = card.court
        return self._known[court_id]
