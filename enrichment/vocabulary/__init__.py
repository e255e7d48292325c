"""The words of the field: concepts, countries, situations, and which provision means which crime.

Everything here is data (JSON files beside this one) with a small loader; importing it costs milliseconds and no
natural-language library, so that the search path can use it."""

from __future__ import annotations

from enrichment.vocabulary.concepts import Concept, load_concepts
from enrichment.vocabulary.countries import Country, load_countries
from enrichment.vocabulary.offences import Offence, load_offences, offence_of
from enrichment.vocabulary.situations import Situation, load_situations

__all__ = [
    "Concept",
    "Country",
    "Offence",
    "Situation",
    "load_concepts",
    "load_countries",
    "load_offences",
    "load_situations",
    "offence_of",
]
