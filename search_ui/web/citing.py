"""The line by which people cite a decision. Records for reference managers are the library's exports."""

from __future__ import annotations

from search_ui.library import DecisionView
from search_ui.library.views import own_title
from search_ui.web.dates import readable_date


def cite_as(view: DecisionView, address: str) -> str:
    """Court, kind and date, docket numbers, neutral citation, ECLI, title in brackets, address of its page here."""
    act = " ".join(filter(None, (view.decision_type, f"of {readable_date(view.date)}" if view.date else "")))
    parts = (view.court or view.court_en, act, ", ".join(view.docket_numbers), view.neutral_citation, view.ecli)
    identified = ", ".join(" ".join(part.split()) for part in parts if part)
    title = own_title(view)
    if not identified:
        return f"{title or 'Untitled decision'}, {address}"
    named = f"{identified} ({title})" if title and title not in identified else identified
    return f"{named}, {address}"
