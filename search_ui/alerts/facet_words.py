"""The words for filters and their values, in English, German and French. What is not here has its name in the
vocabulary (crimes, modes of liability, States) or stands for itself (years, courts, sources)."""

from __future__ import annotations

from collections.abc import Mapping

FACETS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "forum": "decided in", "territorial_state": "acts in", "nationality": "nationality", "crime": "crime",
        "relevance": "kind of case", "mode": "mode of liability", "basis": "basis of jurisdiction",
        "issue": "bar or immunity", "outcome": "outcome", "instance": "instance", "court": "court",
        "situation": "situation", "language": "language", "year": "year", "text": "text", "source": "source",
        "accused": "accused",
    },
    "de": {
        "forum": "entschieden in", "territorial_state": "Taten in", "nationality": "Staatsangehörigkeit",
        "crime": "Verbrechen", "relevance": "Art des Falls", "mode": "Beteiligungsform", "basis": "Zuständigkeit",
        "issue": "Hindernis oder Immunität", "outcome": "Ergebnis", "instance": "Instanz", "court": "Gericht",
        "situation": "Situation", "language": "Sprache", "year": "Jahr", "text": "Text", "source": "Quelle",
        "accused": "Angeklagter",
    },
    "fr": {
        "forum": "jugée en", "territorial_state": "faits en", "nationality": "nationalité", "crime": "crime",
        "relevance": "type d’affaire", "mode": "mode de responsabilité", "basis": "compétence",
        "issue": "obstacle ou immunité", "outcome": "issue", "instance": "instance", "court": "juridiction",
        "situation": "situation", "language": "langue", "year": "année", "text": "texte", "source": "source",
        "accused": "accusé",
    },
}  # fmt: skip

OUTCOMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "convicted": "Convicted", "acquitted": "Acquitted", "upheld": "Upheld", "partially_upheld": "Upheld in part",
        "quashed": "Quashed", "dismissed": "Dismissed", "inadmissible": "Inadmissible", "sentence": "Sentence",
    },
    "de": {
        "convicted": "Verurteilt", "acquitted": "Freigesprochen", "upheld": "Bestätigt",
        "partially_upheld": "Teilweise bestätigt", "quashed": "Aufgehoben", "dismissed": "Zurückgewiesen",
        "inadmissible": "Unzulässig", "sentence": "Strafe",
    },
    "fr": {
        "convicted": "Condamnation", "acquitted": "Acquittement", "upheld": "Confirmation",
        "partially_upheld": "Confirmation partielle", "quashed": "Annulation", "dismissed": "Rejet",
        "inadmissible": "Irrecevabilité", "sentence": "Peine",
    },
}  # fmt: skip

VALUES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "en": {
        "forum": {"INTL": "international courts"},
        "nationality": {"stateless": "stateless"},
        "instance": {
            "first": "first instance", "appeal": "appeal", "supreme": "supreme court",
            "constitutional": "constitutional court", "international": "international court",
        },
        "relevance": {
            "uj": "universal jurisdiction", "core_crime": "core crime without a universal basis",
            "neither": "other case law",
        },
        "basis": {
            "universal": "universal jurisdiction", "active_personality": "active personality",
            "passive_personality": "passive personality", "territorial": "territorial",
            "protective": "protective principle", "other": "other basis",
        },
        "crime": {"other": "other crimes", "terrorism_related": "terrorism-related offences"},
        "outcome": {"other": "other outcome"},
        "text": {"court": "the court’s own text", "editorial_note": "editorial note only", "none": "not yet collected"},
        "issue": {"argued": "argued", "rejected": "rejected", "accepted": "accepted", "left_open": "left open"},
    },
    "de": {
        "forum": {"INTL": "internationale Gerichte"},
        "nationality": {"stateless": "staatenlos"},
        "instance": {
            "first": "erste Instanz", "appeal": "Rechtsmittelinstanz", "supreme": "oberstes Gericht",
            "constitutional": "Verfassungsgericht", "international": "internationales Gericht",
        },
        "relevance": {
            "uj": "Weltrechtsprinzip", "core_crime": "Völkerstraftat ohne Weltrechtsprinzip",
            "neither": "andere Rechtsprechung",
        },
        "basis": {
            "universal": "Weltrechtsprinzip", "active_personality": "aktives Personalitätsprinzip",
            "passive_personality": "passives Personalitätsprinzip", "territorial": "Territorialitätsprinzip",
            "protective": "Schutzprinzip", "other": "andere Grundlage",
        },
        "crime": {"other": "andere Straftaten", "terrorism_related": "Straftaten mit Terrorismusbezug"},
        "outcome": {"other": "anderes Ergebnis"},
        "text": {
            "court": "eigener Text des Gerichts", "editorial_note": "nur redaktionelle Notiz",
            "none": "noch nicht gesammelt",
        },
        "issue": {"argued": "vorgebracht", "rejected": "verneint", "accepted": "bejaht", "left_open": "offengelassen"},
    },
    "fr": {
        "forum": {"INTL": "juridictions internationales"},
        "nationality": {"stateless": "apatride"},
        "instance": {
            "first": "première instance", "appeal": "appel", "supreme": "cour suprême",
            "constitutional": "juridiction constitutionnelle", "international": "juridiction internationale",
        },
        "relevance": {
            "uj": "compétence universelle", "core_crime": "crime international sans compétence universelle",
            "neither": "autre jurisprudence",
        },
        "basis": {
            "universal": "compétence universelle", "active_personality": "compétence personnelle active",
            "passive_personality": "compétence personnelle passive", "territorial": "compétence territoriale",
            "protective": "compétence réelle", "other": "autre fondement",
        },
        "crime": {"other": "autres infractions", "terrorism_related": "infractions liées au terrorisme"},
        "outcome": {"other": "autre issue"},
        "text": {
            "court": "texte de la juridiction", "editorial_note": "note éditoriale seulement",
            "none": "pas encore recueilli",
        },
        "issue": {"argued": "invoquée", "rejected": "écartée", "accepted": "retenue", "left_open": "laissée ouverte"},
    },
}  # fmt: skip
"""By language and facet: the values that are no concepts of the vocabulary. Of `issue` what became of it."""
