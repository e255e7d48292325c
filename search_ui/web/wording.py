"""The words of the interface: names for countries, languages, taxonomy ids and facets, in English.

Identifiers of the data never reach a page bare: each goes through a function here. One module per language could
stand beside this one; a page asks for words only here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from enrichment.vocabulary import load_concepts, load_countries

FACET_NAMES: Mapping[str, str] = {
    "forum": "Forum (where it was decided)",
    "territorial_state": "Where the acts happened",
    "nationality": "Nationality of the accused",
    "crime": "Crime at issue",
    "relevance": "Kind of case",
    "mode": "Mode of liability",
    "basis": "Basis of jurisdiction",
    "issue": "Bars and immunities",
    "outcome": "Outcome",
    "instance": "Instance",
    "court": "Court",
    "situation": "Situation",
    "language": "Language",
    "year": "Year",
    "text": "Text held",
    "source": "Source",
}
"""Every facet in the order in which the search page offers it."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "instance": {
        "first": "First instance",
        "appeal": "Appeal",
        "supreme": "Supreme court",
        "constitutional": "Constitutional court",
        "international": "International court",
    },
    "outcome": {
        "convicted": "Convicted",
        "acquitted": "Acquitted",
        "upheld": "Upheld",
        "partially_upheld": "Upheld in part",
        "quashed": "Quashed",
        "dismissed": "Dismissed",
        "inadmissible": "Inadmissible",
        "other": "Other outcome",
    },
    "verdict": {
        "charged": "Charged",
        "convicted": "Convicted",
        "acquitted": "Acquitted",
        "discontinued": "Discontinued",
    },
    "penalty": {
        "life_imprisonment": "Life imprisonment",
        "imprisonment": "Imprisonment",
        "death": "Death",
        "fine": "Fine",
        "none": "No penalty",
    },
    "finality": {"final": "Final", "not_final": "Not final"},
    "presence": {
        "present": "In the forum State",
        "resident": "Resident in the forum State",
        "absent": "Absent",
    },
    "participation": {
        "joint_plaintiff": "Joint plaintiffs (Nebenklage)",
        "civil_party": "Civil parties",
        "private_prosecutor": "Private or popular prosecution",
        "injured_party": "Injured parties",
        "plaintiff": "Plaintiffs",
        "complainant": "Complainants",
        "victim_statement": "Victims’ statements",
        "compensation": "Compensation",
        "protective_measures": "Protective measures for witnesses",
    },
    "text": {
        "court": "The court's own text",
        "editorial_note": "Editorial note only",
        "none": "Text not yet collected",
    },
    "relevance": {
        "uj": "Universal jurisdiction",
        "core_crime": "Core crime without a universal basis",
        "neither": "Other case law",
    },
    "basis": {
        "universal": "Universal jurisdiction",
        "active_personality": "Active personality",
        "passive_personality": "Passive personality",
        "territorial": "Territorial",
        "protective": "Protective principle",
        "other": "Other basis",
    },
    "crime": {
        "other": "Other crimes",
        "terrorism_related": "Terrorism-related offences",
    },
    "polarity": {
        "argued": "argued",
        "rejected": "rejected",
        "accepted": "accepted",
        "left_open": "left open",
    },
    "role": {
        "rubrum": "Caption",
        "headnote": "Headnote",
        "operative_part": "Operative part",
        "facts": "Facts",
        "reasons": "Reasons",
        "dissent": "Separate opinion",
        "annex": "Annex",
        "heading": "Heading",
        "footnote": "Footnote",
        "body": "Text",
        "summary": "Summary",
        "title": "Title",
    },
    "citation_kind": {
        "ecli": "ECLI",
        "docket": "Docket number",
        "neutral": "Neutral citation or official collection",
        "international": "International court",
        "echr_application": "Application to the European Court of Human Rights",
        "reporter": "Reporter",
        "provision": "Provision",
    },
    "field": {
        "accused": "Accused",
        "chamber": "Chamber",
        "concept": "Concepts in the text",
        "counsel": "Counsel",
        "court": "Court",
        "crimes": "Crimes at issue",
        "decision_date": "Date",
        "decision_type": "Kind of decision",
        "docket_numbers": "Docket number",
        "ecli": "ECLI",
        "finality": "Finality",
        "findings": "Charges and verdicts",
        "instance": "Instance",
        "instances": "Other instances",
        "issues": "Bars and immunities",
        "judge": "Judges",
        "jurisdiction_basis": "Basis of jurisdiction",
        "language": "Language",
        "modes_of_liability": "Modes of liability",
        "nationality": "Nationality of the accused",
        "neutral_citation": "Neutral citation",
        "organisations": "Organisation of the accused",
        "participation": "Victims’ participation",
        "places": "Places of the acts",
        "presence": "Presence of the accused",
        "roles": "Role of the accused",
        "sentences": "Sentence of each accused",
        "ngo_involved": "Organisations involved",
        "outcome": "Outcome",
        "legal_provisions": "Provisions",
        "prosecutor": "Prosecutors",
        "relevance": "Kind of case",
        "respondent_state": "Respondent State",
        "sentence": "Sentence",
        "situation": "Situation",
        "territorial_states": "Where the acts happened",
        "title": "Title",
    },
}

_LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic", "bg": "Bulgarian", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "he": "Hebrew", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "mt": "Maltese", "nb": "Norwegian (Bokmål)", "nl": "Dutch", "nn": "Norwegian (Nynorsk)",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "rm": "Romansh", "ro": "Romanian", "ru": "Russian",
    "rw": "Kinyarwanda", "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "zh": "Chinese",
}  # fmt: skip
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ku", "ur", "ps", "yi"}

# The vocabulary has no English name for these, since people bear it too and it would be read from texts as the State.
_ALSO_GIVEN_NAMES = {"DMA": "Dominica", "GEO": "Georgia", "JOR": "Jordan"}

# Concept types that name the values of a facet: a taxonomy id is looked up among them first.
_CONCEPT_FACETS = {"crime": "crime", "mode": "mode_of_liability", "basis": "jurisdiction_basis"}


def country_name(code: str) -> str:
    """English short name for an ISO 3166-1 alpha-3 code ("INTL": international courts), the code itself if unknown."""
    return _countries().get(code, code)


def language_name(code: str | None) -> str:
    """English name of an ISO 639-1 language, the code itself if unknown, "unknown" for None."""
    return _LANGUAGES.get(code, code) if code else "unknown"


def text_direction(language: str | None) -> str:
    """`rtl` or `ltr`, for the `dir` attribute."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def word(kind: str, value: str) -> str:
    """The word for `value` of a closed list (`outcome`, `instance`, `role`, `field`, ...)."""
    return _WORDS.get(kind, {}).get(value) or sentence_case(value)


def facet_value(facet: str, value: str) -> str:
    """The word for one value of one facet (a court id, a source id and a year stand for themselves)."""
    if facet in ("forum", "territorial_state", "nationality"):
        return "Stateless" if value == "stateless" else country_name(value)
    if facet == "language":
        return language_name(value)
    if facet == "issue":
        kind, _, polarity = value.partition(":")
        return (
            f"{sentence_case(_concepts().get(kind, kind))}: {word('polarity', polarity)}"
            if polarity
            else word("", kind)
        )
    if facet in _CONCEPT_FACETS and value not in _WORDS.get(facet, {}):
        return sentence_case(_concepts().get(value, value))
    if facet in ("court", "situation", "source", "year"):
        return value
    return word(facet, value)


def sentence_case(value: str) -> str:
    """`crimes_against_humanity` as `Crimes against humanity`."""
    spaced = value.replace("_", " ").strip()
    return spaced[:1].upper() + spaced[1:]


@cache
def _countries() -> Mapping[str, str]:
    names = {country.id: country.names["en"][0] for country in load_countries() if country.names.get("en")}
    return names | _ALSO_GIVEN_NAMES | {"INTL": "International courts"}


@cache
def _concepts() -> Mapping[str, str]:
    return {concept.id: concept.preferred("en") for concept in load_concepts()}
