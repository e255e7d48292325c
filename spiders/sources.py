"""The register of sources: one record per court portal, with its terms, its pace and its contact.

Terms and robots positions are as found in November 2026, from the portals' own documentation where it could be had,
otherwise from public clients of them (said so in the record). A live run checks robots.txt itself, every time.
"""

from __future__ import annotations

from dataclasses import dataclass

from spiders.errors import UnknownSource


@dataclass(frozen=True, slots=True)
class Source:
    """One source of decisions.

    `country` is ISO 3166-1 alpha-3 (None: no single one), `languages` ISO 639-1. `must_list`: its listing is never
    empty, so an empty one is an error. `needs_confirmation`: the terms need something of the operator first (a licence,
    a purpose), so it is off until listed in `UJ_CONFIRMED_SOURCES`. `schedule` is a cron line in the publisher's time
    zone. `requests_per_minute` is the most we ask; robots.txt and the portal's own answers can only slow that down.
    """

    id: str
    name: str
    publisher: str
    country: str | None
    courts: tuple[str, ...]
    languages: tuple[str, ...]
    landing_page: str
    licence: str
    reuse_terms: str
    robots_position: str
    api_key_needed: bool
    requests_per_minute: int
    must_list: bool
    expected_volume: str
    schedule: str
    contact_note: str
    needs_confirmation: bool
    base_url: str
    notes: str


DE_RII = Source(
    id="de_rii",
    name="Rechtsprechung im Internet",
    publisher="Bundesministerium der Justiz and Bundesamt für Justiz, with juris GmbH",
    country="DEU",
    courts=("Bundesgerichtshof", "Bundesverfassungsgericht", "Bundesverwaltungsgericht", "other federal courts"),
    languages=("de",),
    landing_page="https://www.rechtsprechung-im-internet.de",
    licence="§ 5 UrhG: court decisions are not protected by copyright",
    reuse_terms="Free of charge; the table of contents and the XML files are offered for re-use.",
    robots_position=(
        "Public clients report (2026) that robots.txt allows nobody but the European ECLI crawler. We obey it: a live "
        "run ends with a robots refusal until the publisher opens the table of contents to us; ask them first."
    ),
    api_key_needed=False,
    requests_per_minute=30,
    must_list=True,
    expected_volume=(
        "about 83,800 decisions since 2010 in one listing of 23 MB, rebuilt every night; the default selection of "
        "courts is about a quarter of it"
    ),
    schedule="30 3 * * *",
    contact_note="Impressum of the portal: Bundesamt für Justiz, Bonn",
    needs_confirmation=False,
    base_url="https://www.rechtsprechung-im-internet.de",
    notes=(
        "Cannot be searched by topic without its pages: discovered by court and chamber (see portals/de_rii.py for "
        "which and why), relevance decides. Links in the listing are http; we ask by https."
    ),
)

DE_JURIS = Source(
    id="de_juris",
    name="Case-law portals of the German Länder on the juris engine",
    publisher="The Länder (first: Ministerium der Justiz Rheinland-Pfalz), with juris GmbH",
    country="DEU",
    courts=("Oberlandesgericht Koblenz", "other courts of the Land"),
    languages=("de",),
    landing_page="https://www.landesrecht.rlp.de",
    licence="§ 5 UrhG: court decisions are not protected by copyright",
    reuse_terms="Retrieval for non-commercial purposes only, as public clients read the portals' terms.",
    robots_position=(
        "Public projects report (2026) that these hosts allow named search engines only. We obey robots.txt: a live "
        "run ends with a robots refusal until the Land's ministry allows it; ask them first."
    ),
    api_key_needed=False,
    requests_per_minute=20,
    must_list=True,
    expected_volume="5,000 to 48,000 decisions a Land; a few hundred answer our queries, 0 to 3 of them new a week",
    schedule="15 4 * * 1",
    contact_note="Ministry of justice of the Land; technical operator juris GmbH, Saarbrücken",
    needs_confirmation=True,
    base_url="https://www.landesrecht.rlp.de",
    notes=(
        "Ten Länder (be bw he hh mv rp sh sl st th) with one interface and a client id each; rp (Koblenz) unless "
        "--select or --all. init gives a token, search is queried with terms of universal jurisdiction, document gives "
        "the text. The archived original is the answer {head, text} of the document call."
    ),
)

NL_RECHTSPRAAK = Source(
    id="nl_rechtspraak",
    name="Open Data van de Rechtspraak",
    publisher="Raad voor de rechtspraak",
    country="NLD",
    courts=("Rechtbank Den Haag", "Gerechtshof Den Haag", "Hoge Raad der Nederlanden"),
    languages=("nl",),
    landing_page="https://www.rechtspraak.nl/Uitspraken/paginas/open-data.aspx",
    licence="Article 11 Auteurswet: court decisions are not protected by copyright",
    reuse_terms="Open data, re-use without conditions; the decisions are anonymised by the courts.",
    robots_position="An interface made for programs; robots.txt is checked at every run.",
    api_key_needed=False,
    requests_per_minute=60,
    must_list=True,
    expected_volume=(
        "tens of thousands of criminal decisions of the selected courts on a first run without --since; then about 60 "
        "changes a week"
    ),
    schedule="45 3 * * *",
    contact_note="kennissystemen department of the Raad voor de rechtspraak, through rechtspraak.nl",
    needs_confirmation=False,
    base_url="https://data.rechtspraak.nl",
    notes=(
        "Cannot be searched by word: discovered by court and subject (criminal law), relevance decides. The listing "
        "says which documents were withdrawn (`deleted`)."
    ),
)

UK_FIND_CASE_LAW = Source(
    id="uk_find_case_law",
    name="Find Case Law",
    publisher="The National Archives",
    country="GBR",
    courts=("UK Supreme Court", "Court of Appeal", "High Court", "Upper Tribunal"),
    languages=("en",),
    landing_page="https://caselaw.nationalarchives.gov.uk",
    licence="Open Justice Licence",
    reuse_terms=(
        "Copying and publishing are free. Computational analysis (searching in bulk to identify, extract or enrich) "
        "needs a licence, free of charge, on application to The National Archives."
    ),
    robots_position="Public notes (2026): open to programs but for named AI crawlers; checked at every run.",
    api_key_needed=False,
    requests_per_minute=120,
    must_list=True,
    expected_volume="a few hundred judgments answer our queries; the service allows 1,000 requests in five minutes",
    schedule="15 5 * * *",
    contact_note="caselaw@nationalarchives.gov.uk",
    needs_confirmation=True,
    base_url="https://caselaw.nationalarchives.gov.uk",
    notes=(
        "Off until the operator holds the licence for computational analysis. Change marker: tna:contenthash, the hash "
        "of the text, so that a mere re-format is not fetched again (--full does)."
    ),
)

FOLDER = Source(
    id="folder",
    name="Files at hand",
    publisher="Whoever put the files there",
    country=None,
    courts=(),
    languages=(),
    landing_page="",
    licence="Whatever the files came with; the operator answers for it",
    reuse_terms="Whatever the files came with; the operator answers for it",
    robots_position="Not a web site",
    api_key_needed=False,
    requests_per_minute=0,
    must_list=False,
    expected_volume="whatever is put there",
    schedule="",
    contact_note="",
    needs_confirmation=False,
    base_url="",
    notes="PDF, DOCX, HTML, XML, JSON and JSON lines held by an NGO or lawyer. A file that is deleted stays archived.",
)

SOURCES: dict[str, Source] = {
    source.id: source for source in (DE_RII, DE_JURIS, NL_RECHTSPRAAK, UK_FIND_CASE_LAW, FOLDER)
}


def find_source(source_id: str) -> Source:
    """The source of this id. Raises `UnknownSource`, naming those there are."""
    try:
        return SOURCES[source_id]
    except KeyError:
        raise UnknownSource(f"no source {source_id!r}; there are: {', '.join(SOURCES)}") from None
