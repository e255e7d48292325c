"""What alerts say, in English, German and French: phrases, dates, durations. Mails and feeds take words only here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from enrichment.vocabulary import load_concepts, load_countries
from search_ui.alerts.cadence import zone_named
from search_ui.alerts.facet_words import FACETS, OUTCOMES, VALUES

LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch", "fr": "Français"}
"""The languages alerts are written in, each under its own name."""

_PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "new_decision": "New decision",
        "text_published": "Text published",
        "note_published": "Editorial note published",
        "higher": "Decided by the higher court",
        "changed": "Changed",
        "appeal_filed": "Under appeal",
        "appeal_decided": "Appeal decided",
        "now_final": "Now final",
        "withdrawn": "Withdrawn",
        "backfill": "older decision, added now",
        "withdrawn_text": "This decision was withdrawn from the library. Its text and details are no longer shown.",
        "subject_one": "{event}: {what}",
        "subject_many": "{count} decisions: {what}",
        "subject_one_more": "{what} and 1 more",
        "subject_more": "{what} and {rest} more",
        "heading_one": "{event} for “{name}”",
        "heading_many": "{count} decisions for “{name}”",
        "heading_several": "{count} decisions for {searches} of your alerts",
        "heading_one_several": "{event} for {searches} of your alerts",
        "section_count_one": "1 decision",
        "section_count": "{count} decisions",
        "at_the_top": "In this message",
        "court": "Court",
        "date": "Date",
        "docket": "Docket",
        "accused": "Accused",
        "outcome": "Outcome",
        "paragraph": "Paragraph {number}",
        "paragraph_unnumbered": "Passage",
        "why": "Why",
        "why_word": "“{clause}”",
        "why_found": "“{clause}” found as “{found}”",
        "why_found_in": "“{clause}” found as “{found}” ({language})",
        "why_expansion": "another name of the same concept",
        "why_fact": "recorded fact",
        "why_number": "it is {number}",
        "why_summary": "in our summary",
        "clause_case": "a decision of this case",
        "clause_cites": "cites the decision you follow",
        "open_decision": "Open the decision",
        "no_date": "date not established",
        "no_court": "court not established",
        "untitled": "Untitled decision",
        "shown_above": "shown above under “{name}”",
        "further": "Further decisions",
        "note_text": "Editorial note, not the court’s words",
        "no_text": "Text not yet collected",
        "footer_why": "You asked for this alert on {site}.",
        "footer_why_several": "You asked for these alerts on {site}.",
        "footer_manage": "Your alerts and their full record",
        "footer_stop": "Stop this alert",
        "footer_stop_all": "Stop all alerts",
        "footer_quiet": "This message loads nothing from the network and counts no clicks.",
        "footer_unofficial": "Not an official publication of any court: the court’s own version decides.",
        "daily": "daily",
        "weekly": "weekly",
        "at_once": "at once",
        "silence_subject": "Nothing new for your alerts; what was checked",
        "silence_heading": "Nothing new since {since}",
        "silence_intro": "No decision matched these alerts. They are active and were compared with everything that was "
        "published until {until}.",
        "silence_alerts": "Your alerts",
        "silence_sources": "Sources and when they last answered",
        "silence_ok": "last collected {when}",
        "silence_never": "not collected yet",
        "silence_failed": "last run failed",
        "silence_some_failed": "Where a source failed, silence may also mean that a decision was not seen yet.",
        "confirm_subject": "Confirm your alert",
        "confirm_heading": "Confirm your alert",
        "confirm_text": "Somebody, hopefully you, asked {site} to send alerts to this address:",
        "confirm_button": "Confirm and start",
        "confirm_ignore": "If it was not you, do nothing: without confirmation nothing is sent and the request is "
        "deleted. The link works once, until {until}.",
        "sign_in_subject": "Your sign-in link",
        "sign_in_heading": "Sign in to your alerts",
        "sign_in_text": "This link opens your alerts on {site}:",
        "sign_in_button": "Open my alerts",
        "sign_in_ignore": "It works once, until {until}. If you did not ask for it, do nothing; nobody can sign in "
        "without this message.",
        "test_note": "Test message: this is how this alert will look.",
        "asks_words": "words",
        "asks_every": "every decision",
        "asks_typed_only": "only these words, not other names of the same concepts",
        "asks_case": "case",
        "asks_accused": "accused",
        "asks_court": "court",
        "asks_concept": "concept",
        "asks_state": "State",
        "asks_cites": "citations of",
    },
    "de": {
        "new_decision": "Neue Entscheidung",
        "text_published": "Text veröffentlicht",
        "note_published": "Redaktionelle Notiz veröffentlicht",
        "higher": "Entschieden von der höheren Instanz",
        "changed": "Geändert",
        "appeal_filed": "Rechtsmittel eingelegt",
        "appeal_decided": "Rechtsmittel entschieden",
        "now_final": "Jetzt rechtskräftig",
        "withdrawn": "Zurückgezogen",
        "backfill": "ältere Entscheidung, jetzt aufgenommen",
        "withdrawn_text": "Diese Entscheidung wurde aus der Bibliothek genommen. Text und Angaben werden nicht mehr "
        "gezeigt.",
        "subject_one": "{event}: {what}",
        "subject_many": "{count} Entscheidungen: {what}",
        "subject_one_more": "{what} und 1 weitere",
        "subject_more": "{what} und {rest} weitere",
        "heading_one": "{event} zu „{name}“",
        "heading_many": "{count} Entscheidungen zu „{name}“",
        "heading_several": "{count} Entscheidungen zu {searches} Ihrer Benachrichtigungen",
        "heading_one_several": "{event} zu {searches} Ihrer Benachrichtigungen",
        "section_count_one": "1 Entscheidung",
        "section_count": "{count} Entscheidungen",
        "at_the_top": "In dieser Nachricht",
        "court": "Gericht",
        "date": "Datum",
        "docket": "Aktenzeichen",
        "accused": "Angeklagte",
        "outcome": "Ergebnis",
        "paragraph": "Randnummer {number}",
        "paragraph_unnumbered": "Stelle",
        "why": "Warum",
        "why_word": "„{clause}“",
        "why_found": "„{clause}“ gefunden als „{found}“",
        "why_found_in": "„{clause}“ gefunden als „{found}“ ({language})",
        "why_expansion": "anderer Name desselben Begriffs",
        "why_fact": "erfasste Angabe",
        "why_number": "es ist {number}",
        "why_summary": "in unserer Zusammenfassung",
        "clause_case": "eine Entscheidung dieses Falls",
        "clause_cites": "zitiert die Entscheidung, der Sie folgen",
        "open_decision": "Zur Entscheidung",
        "no_date": "Datum nicht festgestellt",
        "no_court": "Gericht nicht festgestellt",
        "untitled": "Entscheidung ohne Titel",
        "shown_above": "oben unter „{name}“",
        "further": "Weitere Entscheidungen",
        "note_text": "Redaktionelle Notiz, nicht die Worte des Gerichts",
        "no_text": "Text noch nicht gesammelt",
        "footer_why": "Sie haben diese Benachrichtigung bei {site} bestellt.",
        "footer_why_several": "Sie haben diese Benachrichtigungen bei {site} bestellt.",
        "footer_manage": "Ihre Benachrichtigungen und ihr vollständiges Protokoll",
        "footer_stop": "Diese Benachrichtigung beenden",
        "footer_stop_all": "Alle Benachrichtigungen beenden",
        "footer_quiet": "Diese Nachricht lädt nichts aus dem Netz und zählt keine Klicks.",
        "footer_unofficial": "Keine amtliche Veröffentlichung eines Gerichts: Maßgeblich ist dessen eigene Fassung.",
        "daily": "täglich",
        "weekly": "wöchentlich",
        "at_once": "sofort",
        "silence_subject": "Nichts Neues zu Ihren Benachrichtigungen; was geprüft wurde",
        "silence_heading": "Nichts Neues seit {since}",
        "silence_intro": "Keine Entscheidung passte zu diesen Benachrichtigungen. Sie sind aktiv und wurden mit allem "
        "verglichen, was bis {until} veröffentlicht wurde.",
        "silence_alerts": "Ihre Benachrichtigungen",
        "silence_sources": "Quellen und wann sie zuletzt geantwortet haben",
        "silence_ok": "zuletzt gesammelt {when}",
        "silence_never": "noch nicht gesammelt",
        "silence_failed": "letzter Lauf gescheitert",
        "silence_some_failed": "Wo eine Quelle gescheitert ist, kann Stille auch heißen, dass eine Entscheidung noch "
        "nicht gesehen wurde.",
        "confirm_subject": "Bestätigen Sie Ihre Benachrichtigung",
        "confirm_heading": "Benachrichtigung bestätigen",
        "confirm_text": "Jemand, hoffentlich Sie, hat bei {site} Benachrichtigungen an diese Adresse bestellt:",
        "confirm_button": "Bestätigen und beginnen",
        "confirm_ignore": "Waren Sie es nicht, tun Sie nichts: Ohne Bestätigung wird nichts gesendet und die Anfrage "
        "gelöscht. Der Link gilt einmal, bis {until}.",
        "sign_in_subject": "Ihr Anmeldelink",
        "sign_in_heading": "Bei Ihren Benachrichtigungen anmelden",
        "sign_in_text": "Dieser Link öffnet Ihre Benachrichtigungen bei {site}:",
        "sign_in_button": "Meine Benachrichtigungen öffnen",
        "sign_in_ignore": "Er gilt einmal, bis {until}. Haben Sie ihn nicht angefordert, tun Sie nichts; ohne diese "
        "Nachricht kann sich niemand anmelden.",
        "test_note": "Testnachricht: So wird diese Benachrichtigung aussehen.",
        "asks_words": "Wörter",
        "asks_every": "jede Entscheidung",
        "asks_typed_only": "nur diese Wörter, keine anderen Namen derselben Begriffe",
        "asks_case": "Fall",
        "asks_accused": "Angeklagter",
        "asks_court": "Gericht",
        "asks_concept": "Begriff",
        "asks_state": "Staat",
        "asks_cites": "Zitate von",
    },
    "fr": {
        "new_decision": "Nouvelle décision",
        "text_published": "Texte publié",
        "note_published": "Note éditoriale publiée",
        "higher": "Jugée par l’instance supérieure",
        "changed": "Modifiée",
        "appeal_filed": "Recours formé",
        "appeal_decided": "Recours jugé",
        "now_final": "Désormais définitive",
        "withdrawn": "Retirée",
        "backfill": "décision plus ancienne, ajoutée maintenant",
        "withdrawn_text": "Cette décision a été retirée de la bibliothèque. Son texte et ses données ne sont plus "
        "affichés.",
        "subject_one": "{event} : {what}",
        "subject_many": "{count} décisions : {what}",
        "subject_one_more": "{what} et 1 autre",
        "subject_more": "{what} et {rest} autres",
        "heading_one": "{event} pour « {name} »",
        "heading_many": "{count} décisions pour « {name} »",
        "heading_several": "{count} décisions pour {searches} de vos alertes",
        "heading_one_several": "{event} pour {searches} de vos alertes",
        "section_count_one": "1 décision",
        "section_count": "{count} décisions",
        "at_the_top": "Dans ce message",
        "court": "Juridiction",
        "date": "Date",
        "docket": "Numéro",
        "accused": "Accusés",
        "outcome": "Issue",
        "paragraph": "Paragraphe {number}",
        "paragraph_unnumbered": "Passage",
        "why": "Pourquoi",
        "why_word": "« {clause} »",
        "why_found": "« {clause} » trouvé sous la forme « {found} »",
        "why_found_in": "« {clause} » trouvé sous la forme « {found} » ({language})",
        "why_expansion": "autre nom de la même notion",
        "why_fact": "donnée enregistrée",
        "why_number": "c’est {number}",
        "why_summary": "dans notre résumé",
        "clause_case": "une décision de cette affaire",
        "clause_cites": "cite la décision que vous suivez",
        "open_decision": "Ouvrir la décision",
        "no_date": "date non établie",
        "no_court": "juridiction non établie",
        "untitled": "Décision sans titre",
        "shown_above": "voir plus haut, « {name} »",
        "further": "Autres décisions",
        "note_text": "Note éditoriale, non le texte de la juridiction",
        "no_text": "Texte pas encore recueilli",
        "footer_why": "Vous avez demandé cette alerte sur {site}.",
        "footer_why_several": "Vous avez demandé ces alertes sur {site}.",
        "footer_manage": "Vos alertes et leur registre complet",
        "footer_stop": "Arrêter cette alerte",
        "footer_stop_all": "Arrêter toutes les alertes",
        "footer_quiet": "Ce message ne charge rien depuis le réseau et ne compte aucun clic.",
        "footer_unofficial": "Ceci n’est la publication officielle d’aucune juridiction : seule sa propre version fait "
        "foi.",
        "daily": "chaque jour",
        "weekly": "chaque semaine",
        "at_once": "sans attendre",
        "silence_subject": "Rien de nouveau pour vos alertes ; ce qui a été vérifié",
        "silence_heading": "Rien de nouveau depuis le {since}",
        "silence_intro": "Aucune décision ne correspondait à ces alertes. Elles sont actives et ont été comparées à "
        "tout ce qui a été publié jusqu’au {until}.",
        "silence_alerts": "Vos alertes",
        "silence_sources": "Les sources et leur dernière réponse",
        "silence_ok": "dernière collecte le {when}",
        "silence_never": "pas encore collectée",
        "silence_failed": "la dernière collecte a échoué",
        "silence_some_failed": "Lorsqu’une source a échoué, le silence peut aussi signifier qu’une décision n’a pas "
        "encore été vue.",
        "confirm_subject": "Confirmez votre alerte",
        "confirm_heading": "Confirmez votre alerte",
        "confirm_text": "Quelqu’un, vous sans doute, a demandé à {site} d’envoyer des alertes à cette adresse :",
        "confirm_button": "Confirmer et commencer",
        "confirm_ignore": "Si ce n’était pas vous, ne faites rien : sans confirmation, rien n’est envoyé et la demande "
        "est effacée. Le lien fonctionne une fois, jusqu’au {until}.",
        "sign_in_subject": "Votre lien de connexion",
        "sign_in_heading": "Connexion à vos alertes",
        "sign_in_text": "Ce lien ouvre vos alertes sur {site} :",
        "sign_in_button": "Ouvrir mes alertes",
        "sign_in_ignore": "Il fonctionne une fois, jusqu’au {until}. Si vous ne l’avez pas demandé, ne faites rien ; "
        "personne ne peut se connecter sans ce message.",
        "test_note": "Message d’essai : voici à quoi ressemblera cette alerte.",
        "asks_words": "mots",
        "asks_every": "toute décision",
        "asks_typed_only": "ces mots seulement, sans les autres noms des mêmes notions",
        "asks_case": "affaire",
        "asks_accused": "accusé",
        "asks_court": "juridiction",
        "asks_concept": "notion",
        "asks_state": "État",
        "asks_cites": "citations de",
    },
}

_MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
           "Dezember"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre"),
}  # fmt: skip

_UNITS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (("year", "years"), ("month", "months"), ("week", "weeks"), ("day", "days")),
    "de": (("Jahr", "Jahre"), ("Monat", "Monate"), ("Woche", "Wochen"), ("Tag", "Tage")),
    "fr": (("an", "ans"), ("mois", "mois"), ("semaine", "semaines"), ("jour", "jours")),
}
_LIFE = {"en": "life imprisonment", "de": "lebenslange Freiheitsstrafe", "fr": "réclusion à perpétuité"}

_LANGUAGE_NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {"de": "German", "en": "English", "fr": "French", "nl": "Dutch", "es": "Spanish", "it": "Italian",
           "ar": "Arabic", "sv": "Swedish", "da": "Danish", "no": "Norwegian", "fi": "Finnish", "pt": "Portuguese",
           "bs": "Bosnian", "hr": "Croatian", "sr": "Serbian", "uk": "Ukrainian", "ru": "Russian", "fa": "Persian"},
    "de": {"de": "Deutsch", "en": "Englisch", "fr": "Französisch", "nl": "Niederländisch", "es": "Spanisch",
           "it": "Italienisch", "ar": "Arabisch", "sv": "Schwedisch", "da": "Dänisch", "no": "Norwegisch",
           "fi": "Finnisch", "pt": "Portugiesisch", "bs": "Bosnisch", "hr": "Kroatisch", "sr": "Serbisch",
           "uk": "Ukrainisch", "ru": "Russisch", "fa": "Persisch"},
    "fr": {"de": "allemand", "en": "anglais", "fr": "français", "nl": "néerlandais", "es": "espagnol",
           "it": "italien", "ar": "arabe", "sv": "suédois", "da": "danois", "no": "norvégien", "fi": "finnois",
           "pt": "portugais", "bs": "bosnien", "hr": "croate", "sr": "serbe", "uk": "ukrainien", "ru": "russe",
           "fa": "persan"},
}  # fmt: skip

_FRENCH_SIGN = re.compile("« | [»:;?!]")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_DURATION_IN_WORDS = re.compile(r"(?:(\d+) years?)?(?: ?(\d+) months?)?(?: ?(\d+) weeks?)?(?: ?(\d+) days?)?")


class Phrases:
    """The words of one language; an unknown language gets English."""

    def __init__(self, language: str) -> None:
        self.language = language if language in _PHRASES else "en"

    def __call__(self, name: str, /, **values: object) -> str:
        """The phrase `name` with its gaps filled. Raises KeyError for a phrase there is not."""
        phrase = _PHRASES[self.language][name]
        if self.language == "fr":  # no line may end between a French sign and the word it belongs to
            phrase = _FRENCH_SIGN.sub(lambda found: found[0].replace(" ", "\u00a0"), phrase)
        return phrase.format(**values) if values else phrase

    @property
    def colon(self) -> str:
        """A colon with its blanks: French has one before it too, at which no line may end."""
        return "\u00a0: " if self.language == "fr" else ": "

    @property
    def semicolon(self) -> str:
        """A semicolon with its blanks."""
        return "\u00a0; " if self.language == "fr" else "; "

    def date(self, iso: str | None) -> str:
        """A date of a decision (day, month or year, ISO 8601) in words; anything else as it is."""
        found = _DATE.fullmatch(iso or "")
        if found is None:
            return iso or ""
        year, month, day = found.groups()
        if month is None or not 1 <= int(month) <= 12:
            return year if month is None else (iso or "")
        name = _MONTHS[self.language][int(month) - 1]
        if day is None:
            return f"{name} {year}"
        number = {"de": f"{int(day)}.", "fr": "1er" if int(day) == 1 else str(int(day))}.get(
            self.language, str(int(day))
        )
        return f"{number} {name} {year}"

    def moment(self, moment: datetime, time_zone: str) -> str:
        """A moment on the reader's clock: `23 November 2026, 07:00 (CET)`."""
        local = moment.astimezone(zone_named(time_zone))
        return f"{self.date(local.date().isoformat())}, {local:%H:%M} ({local:%Z})"

    def outcome(self, outcome: str | None, sentence: str | None) -> str:
        """`Convicted: 12 years`; only the sentence where the outcome is not known; empty where neither is."""
        words = OUTCOMES[self.language]
        result = words.get(outcome or "") or (words["sentence"] if sentence else "")
        return f"{result}{self.colon}{self._sentence(sentence)}" if sentence else result

    def _sentence(self, sentence: str) -> str:
        """A duration in words; what the registry says beyond a duration stays as it says it."""
        if sentence == "life imprisonment":
            return _LIFE[self.language]
        found = _DURATION.fullmatch(sentence) or _DURATION_IN_WORDS.fullmatch(sentence)
        if found is None or not any(found.groups()):
            return sentence
        pairs = zip(found.groups(), _UNITS[self.language], strict=True)
        return " ".join(f"{number} {one if number == '1' else many}" for number, (one, many) in pairs if number)

    def filter_words(self, facet: str, value: str) -> str:
        """A filter in words: `acts in: Syria`. The value is shown by the name the vocabulary has for it."""
        values = (self._value(facet, one.strip()) for one in value.split(","))
        return f"{FACETS[self.language].get(facet, facet)}{self.colon}{', '.join(values)}"

    def _value(self, facet: str, value: str) -> str:
        named, polarity, result = value.partition(":") if facet == "issue" else (value, "", "")
        known = VALUES[self.language].get(facet, {})
        if polarity:
            return f"{self.concept(named)} ({known.get(result, result)})"
        if value in known:
            return known[value]
        if facet in ("forum", "territorial_state", "nationality"):
            return self.country(value)
        if facet == "language":
            return self.language_name(value)
        if facet == "outcome":
            return OUTCOMES[self.language].get(value, value)
        return value if facet in ("court", "source", "year", "accused", "situation") else self.concept(value)

    def concept(self, name: str) -> str:
        """The name of a concept of the vocabulary; any other identifier with its underscores as blanks."""
        return _concept_names(self.language).get(name) or name.replace("_", " ")

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 alpha-3 code, the code itself where the vocabulary has none."""
        return _country_names(self.language).get(code.upper(), code)

    def language_name(self, code: str | None) -> str:
        """The name of a language, its code where it is not among those courts here mostly write in."""
        return _LANGUAGE_NAMES[self.language].get(code or "", code or "")


@cache
def _country_names(language: str) -> Mapping[str, str]:
    return {country.id: country.name(language) for country in load_countries()}


@cache
def _concept_names(language: str) -> Mapping[str, str]:
    return {concept.id: concept.preferred(language) for concept in load_concepts()}


def phrase_names() -> dict[str, set[str]]:
    """The names of the phrases by language (for the check that none is missing anywhere)."""
    return {language: set(phrases) for language, phrases in _PHRASES.items()}
