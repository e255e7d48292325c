"""The names under which portals give the same few facts: labels of HTML pages, keys of JSON records, listing fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from enrichment.formats.metadata_values import alpha3_country, iso_date, iso_language, norm_list
from enrichment.formats.text_builder import TextBuilder
from enrichment.text import DeclaredField

_NAMES: dict[DeclaredField, str] = {
    DeclaredField.ECLI: "ecli | europeancaselawidentifier | eclinumber",
    DeclaredField.DOCKET: (
        "aktenzeichen | az | geschaeftszahl | geschaeftszahlen | geschaeftsnummer | verfahrensnummer"
        " | case_number | case_numbers"
        " | casenumber | primary_case_number | case_no | docket_number | docketnumber | docket_no | docket"
        " | file_number | filenumber"
        " | case_id_number | appeal_number | application_number | appno | role_number | rolnummer"
        " | zaaknummer | zaaknummers | zaaknr"
        " | numero_pourvoi | pourvoi | malnummer | mal_nr | saksnummer | sagsnummer | expediente"
        " | numero_de_expediente | num_affaire"
        " | numero_affaire | affaire | asunto | communication_number"
    ),
    DeclaredField.NEUTRAL_CITATION: "neutral_citation | neutralcitation | cite | citation | citations | ljn",
    DeclaredField.COURT: (
        "gericht | court | court_name | courtname | instantie | juridiction | instanz | domstol | rettens_navn"
        " | tribunal | jurisdiccion | gerichtstyp"
    ),
    DeclaredField.CHAMBER: (
        "spruchkoerper | chamber | court_chamber | chambre | formation | senat | kammer | division"
        " | court_division | sala | avdelning"
    ),
    DeclaredField.COUNTRY: "country | country_code | staat | pays",
    DeclaredField.DATE: (
        "date | datum | entscheidungsdatum | entsch_datum | entsch-datum | decision_date | date_decision"
        " | datum_der_entscheidung | date_filed"
        " | judgment_date | judgement_date | date_of_judgment | date_of_decision | uitspraakdatum"
        " | datum_uitspraak | avgorandedatum"
        " | dom_datum | fecha | fecha_de_resolucion | verkuendungsdatum | document_date"
    ),
    DeclaredField.TYPE: (
        "entscheidungsart | entscheidungsform | dokumenttyp | dokumententyp | doktyp | decision_type"
        " | judgment_type | document_type"
        " | case_type | type | typ | kind | type_of_decision | soort_procedure"
    ),
    DeclaredField.TITLE: (
        "title | titel | case_name | casename | name | entscheidungsname | titelzeile | case_name_short | titulo"
        " | titre | rubrik"
    ),
    DeclaredField.LANGUAGE: "language | lang | sprache | languageisocode | langue | taal",
    DeclaredField.NORM: (
        "norm | normen | norms | normenkette | rechtsvorschriften | legal_provisions | legal_bases"
        " | wetsverwijzing | references_legislation"
        " | cited_laws | visa | textes_appliques | lagrum"
    ),
    DeclaredField.EARLIER_INSTANCE: (
        "vorinstanz | vorinstanzen | verfahrensgang | vorgehend | earlier_instance | prior_instance"
        " | decision_attaquee | lower_court"
    ),
    DeclaredField.LATER_INSTANCE: "nachgehend | nachinstanz | later_instance",
    DeclaredField.PARTY: (
        "party | parties | parteien | appellant | appellants | respondent | respondents | accused | defendant"
        " | defendants"
    ),
    DeclaredField.JUDGE: (
        "judge | judges | richter | panel_judges | juges | magistrate | magistrates | ponente | reporter"
        " | judge_rapporteur"
    ),
    DeclaredField.URL: "url | source_url | page_url | permalink | official_url | quelle_url | absolute_url | link",
    DeclaredField.SUBJECT: (
        "schlagworte | schlagwoerter | subject | subjects | keywords | rechtsgebiet | legal_area | sachgebiet"
        " | themes | topics | subject_area"
        " | stichworte | themen"
    ),
    DeclaredField.EDITORIAL_NOTE: "editorial_note",
    DeclaredField.REGISTRY_ID: "registry_id",
}  # fmt: skip
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "a"}
_MANY = {DeclaredField.DOCKET, DeclaredField.NORM, DeclaredField.PARTY, DeclaredField.JUDGE, DeclaredField.SUBJECT}
_NOTHING = re.compile(r"[-–—.]?|\[?keine angabe\]?|n/?a|none|null|unknown|unbekannt|text|ms word", re.IGNORECASE)


def _key(name: str) -> str:
    name = name.strip().rstrip(":").lower()
    spelled = "".join(_UMLAUTS.get(character, character) for character in name)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain)


_FIELDS = {_key(name): field for field, names in _NAMES.items() for name in names.split("|")}


def field_named(name: str) -> DeclaredField | None:
    """The declared field a portal means by this label, key or column, in whatever case and spelling."""
    return _FIELDS.get(_key(name)) if len(name) < 40 else None


def declare_value(builder: TextBuilder, field: DeclaredField, value: str, path: str) -> None:
    """Note a value in the form `DeclaredField` promises; what has no such form (a date that is none) is passed over."""
    value = value.strip()
    if _NOTHING.fullmatch(value):
        return
    if field is DeclaredField.DATE:
        day = iso_date(value)
        if day is None:
            builder.problem(f"{path} is not a date this reader knows: {value[:40]}")
        builder.declare(field, day, path)
    elif field is DeclaredField.LANGUAGE:
        builder.declare(field, iso_language(value), path)
    elif field is DeclaredField.COUNTRY:
        builder.declare(field, alpha3_country(value), path)
    elif field is DeclaredField.ECLI:
        for ecli in re.findall(r"ECLI(?::[\w.\-]+){4}", value, re.IGNORECASE):
            builder.declare(field, ecli.rstrip("."), path)
    elif field is DeclaredField.URL:
        builder.declare(field, value if re.match(r"https?://", value) else None, path)
    elif field is DeclaredField.EDITORIAL_NOTE:
        builder.declare(field, "true" if value.lower() in ("true", "1", "yes") else None, path)
    elif field is DeclaredField.DOCKET:
        for docket in re.split(r"\s*[|;]\s*|,\s+(?=[\w.]*\s?[\w/.-]*\d)", value):
            if re.search(r"\d", docket):
                builder.declare(field, docket, path)
    elif field in _MANY and len(value) < 2000:
        for item in norm_list(value) if field is DeclaredField.NORM else [value]:
            builder.declare(field, item, path)
    else:
        builder.declare(field, value[:1000], path)


def declare_listing(builder: TextBuilder, listing: Mapping[str, str]) -> None:
    """Note what the portal's list says where the document itself says nothing: the document is nearer to the court."""
    own = {field for field in DeclaredField if builder.declares(field)}
    for name, value in listing.items():
        field = field_named(name)
        if field is not None and field not in own:
            declare_value(builder, field, str(value), f"listing.{name}")
