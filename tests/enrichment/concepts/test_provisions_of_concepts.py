"""The provisions of the thesaurus and of the table of offences, against the Rome Statute and the German code themselves.

Each provision must exist, down to its letter or number, and speak of what its concept is: one of the words below stands in
it. The words are the statutes' own; whole sentences are not repeated here."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from enrichment.facts.citations import find_citations
from enrichment.text import Paragraph
from enrichment.vocabulary import load_concepts, load_offences
from enrichment.vocabulary.statutes import load_statutes

# what the provisions of a concept speak of: in the Rome Statute, in the VStGB
WORDS = {
    "grave_breaches": ("grave breaches", ""),
    "common_article_3": ("article 3 common", ""),
    "genocide": ("genocide", "Völkermord"),
    "crimes_against_humanity": ("crimes? against humanity", "Menschlichkeit"),
    "war_crimes": ("war crimes", "Kriegsverbrechen"),
    "aggression": ("aggression", "Aggression|Angriffskrieg"),
    "torture": ("torture|cruel", "foltert|unmenschlich"),
    "enforced_disappearance": ("disappearance", "verschwinden|schwerwiegend|Freiheit"),
    "apartheid": ("apartheid", "Unterdrückung und Beherrschung"),
    "murder_killing": ("murder|killing", "tötet"),
    "extermination": ("extermination", "Zerstörung|zerstören"),
    "enslavement": ("enslavement", "versklavt"),
    "deportation": ("deportation|displacement|transfer", "vertreibt|überführt"),
    "deprivation_of_liberty": ("imprisonment|confinement", "körperlichen Freiheit"),
    "rape": ("rape", "vergewaltigt"),
    "sexual_violence": ("sexual", "sexuell"),
    "persecution": ("persecution", "verfolgt"),
    "other_inhumane_acts": ("inhumane acts", "Schäden"),
    "cruel_treatment": ("torture|cruel", "grausam|unmenschlich"),
    "outrages_dignity": ("outrages upon personal dignity", "entwürdigend|erniedrigend"),
    "hostage_taking": ("hostages", "Geisel"),
    "attack_on_civilians": ("civilian", "Zivil"),
    "child_soldiers": ("children under the age of fifteen", "Kinder unter 15|Kind unter 15"),
    "pillage": ("pillaging", "plündert"),
    "chemical_weapons": ("poison|gases|biological", "Gift|chemische"),
    "starvation": ("starvation", "Aushungern"),
    "human_shields": ("render certain points", "Schutzschild"),
    "extrajudicial_sentence": ("judg(?:e)?ment|fair and regular trial", "Gerichtsverfahren"),
    "cultural_property": ("religion|historic monuments", "Kunst|Religion|Denkmäler"),
    "incitement_genocide": ("incites others to commit genocide", ""),
    "direct_perpetration": ("as an individual", ""),
    "co_perpetration": ("jointly with another", ""),
    "indirect_perpetration": ("through another person", ""),
    "ordering": ("orders", ""),
    "instigation": ("solicits or induces", ""),
    "aiding_abetting": ("aids, abets", ""),
    "superior_responsibility": ("commander|superior", "Befehlshaber|Vorgesetzte"),
    "jce": ("common purpose", ""),
    "attempt": ("attempts to commit", ""),
    "superior_orders": ("order of a Government or of a superior|superior orders", "Befehl|Anordnung"),
    "duress": ("duress", ""),
    "universal_jurisdiction": ("", "im Ausland begangen"),
    "annex_competence": ("", "im Ausland begangen"),
    "complementarity": ("complementary|unwilling or unable", ""),
    "personal_immunity": ("immunities|official capacity", ""),
    "official_capacity": ("official capacity", ""),
    "statute_of_limitations": ("statute of limitations", "verjähren|Verjährung"),
    "legality": ("nullum crimen|nulla poena|non-retroactivity|person shall be criminally responsible", ""),
    "ne_bis_in_idem": ("ne bis in idem|tried", ""),
    "trial_in_absentia": ("accused shall be present", ""),
    "arrest_warrant": ("warrant of arrest", ""),
    "nexus_armed_conflict": ("armed conflict", "bewaffneten Konflikt"),
    "contextual_attack": ("attack", "Angriffs"),
    "genocidal_intent": ("intent to destroy", "Absicht"),
    "protected_person": ("", "geschützte Personen"),
    "life_imprisonment": ("life imprisonment", "lebenslange"),
    "mitigating": ("gravity of the crime", "minder schwer"),
    "compensation": ("reparation", ""),
    "criminal_investigation": ("investigation", ""),
    "indictment": ("charges", ""),
    "committal_for_trial": ("charges", ""),
    "guilty_plea": ("admission of guilt", ""),
    "appeal_on_the_merits": ("appeal", ""),
    "reopening_of_proceedings": ("revision", ""),
    "mutual_legal_assistance": ("cooperat", ""),
    "witness_protection": ("protect", ""),
    "fixed_term_imprisonment": ("imprisonment", ""),
    "aggravating": ("gravity of the crime", ""),
    "time_in_custody_counted": ("time, if any, previously spent in detention", ""),
    "conviction": ("decision", ""),
    "acquittal": ("guilt", ""),
    "upheld_on_appeal": ("appeal", ""),
    "quashed_on_appeal": ("reverse", ""),
    "inadmissibility": ("inadmissible", ""),
    "lack_of_jurisdiction": ("jurisdiction", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def rome(shared_data: Path) -> dict[str, str]:
    """Article, paragraph and letter -> its words: `7/1/f`."""
    rows = json.loads((shared_data / "reference/rome_statute/RomeStatute.json").read_text(encoding="utf-8"))
    parts: dict[str, str] = {}
    for row in rows:
        if "article" not in row:
            continue
        number, text = str(row["article"]["number"]).replace(" ", ""), row["article"]["text"]
        parts[number] = f"{row['article']['name']}\n{text}"
        paragraph = letter = roman = ""
        for line in text.split("\n"):
            if match := re.match(r"(\d{1,2})\.\s", line):
                paragraph, letter, roman = match[1], "", ""
            elif match := re.match(r"\(([a-z]+)\)\s", line.strip()):
                following = _ROMAN[_ROMAN.index(roman) + 1] if roman else "i"
                if match[1] == following and letter and not (following == "i" and letter == "h"):
                    roman = match[1]
                else:
                    letter, roman = match[1], ""
            path = [part for part in (paragraph, letter, roman) if part]
            for depth in range(len(path), 0, -1):
                key = "/".join([number, *path[:depth]])
                parts[key] = parts.get(key, "") + "\n" + line
    return parts


_ROMAN = [
    f"{tens}{ones}"
    for tens in ("", "x", "xx", "xxx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
][1:]


@pytest.fixture(scope="module")
def vstgb(shared_data: Path) -> dict[str, str]:
    """Section, paragraph and number -> its words: `7/1/5`."""
    parts: dict[str, str] = {}
    for norm in ElementTree.parse(shared_data / "reference/vstgb/vstgb_gii_source.xml").getroot().iter("norm"):
        section = (norm.findtext(".//enbez") or "").removeprefix("§ ")
        content = norm.find(".//textdaten/text/Content")
        if not section or content is None:
            continue
        heading = "".join(norm.find(".//titel").itertext())  # type: ignore[union-attr]
        parts[section] = heading + "\n" + " ".join(content.itertext())
        for paragraph in content.findall("P"):
            words = "".join(paragraph.itertext())
            number = match[1] if (match := re.match(r"\((\d+)\)", words)) else "1"
            parts[f"{section}/{number}"] = heading + "\n" + words
            for mark, item in zip(paragraph.iter("DT"), paragraph.iter("DD"), strict=True):
                parts.setdefault(f"{section}/{number}/{(mark.text or '').rstrip('.')}", "".join(item.itertext()))
    return parts


@cache
def _rome_provisions(provision: str) -> tuple[str, ...]:
    """`Rome Statute art. 7(1)(f), 8(2)(a)(ii)` -> `7/1/f`, `8/2/a/ii`; a range gives its ends."""
    numbers = provision.removeprefix("Rome Statute art").lstrip("s. ")
    found = re.findall(
        r"(\d{1,3}(?: bis)?)((?:\([a-z0-9]+\))*)(?: to \(([a-z])\))?", re.sub(r" \([a-z]+ .*", "", numbers)
    )
    out = []
    for number, parts, end in found:
        path = [number.replace(" ", ""), *re.findall(r"\(([a-z0-9]+)\)", parts)]
        out.append("/".join(path))
        if end:
            out.append("/".join([*path[:-1], end]))
    return tuple(out)


def _german_provisions(provision: str) -> tuple[str, ...]:
    provision = re.sub(r"§§ (\d+) to (\d+)", r"§§ \1, \2", provision)
    found = find_citations([Paragraph(provision)], language="de", country="DEU")
    return tuple(c.norm.removeprefix("VStGB/") for c in found if c.norm and c.norm.startswith("VStGB/"))


def test_every_provision_of_the_rome_statute_exists_and_speaks_of_its_concept(rome: dict[str, str]) -> None:
    checked = 0
    for concept in load_concepts():
        for provision in concept.provisions:
            if not provision.startswith("Rome Statute art"):
                continue
            for key in _rome_provisions(provision):
                assert key in rome, (concept.id, provision, key)
                assert re.search(WORDS[concept.id][0], rome[key], re.IGNORECASE), (concept.id, key, rome[key][:80])
                assert WORDS[concept.id][0], concept.id
                checked += 1
    assert checked >= 60


def test_every_provision_of_the_german_code_exists_and_speaks_of_its_concept(vstgb: dict[str, str]) -> None:
    checked = 0
    for concept in load_concepts():
        for provision in concept.provisions:
            if not provision.startswith("§") or "VStGB" not in provision:
                continue
            for key in _german_provisions(provision):
                assert key in vstgb, (concept.id, provision, key)
                assert WORDS[concept.id][1], concept.id
                assert re.search(WORDS[concept.id][1], vstgb[key]), (concept.id, key, vstgb[key][:120])
                checked += 1
    assert checked >= 35


def test_every_entry_of_the_table_exists_in_the_statutes(rome: dict[str, str], vstgb: dict[str, str]) -> None:
    for provision, offence in load_offences().items():
        statute, _, key = provision.partition("/")
        texts, position = {"RomeStatute": (rome, 0), "VStGB": (vstgb, 1)}.get(statute, ({}, 0))
        if not texts:
            continue
        assert key in texts, provision
        if offence.concept and WORDS.get(offence.concept, ("", ""))[position]:
            assert re.search(WORDS[offence.concept][position], texts[key], re.IGNORECASE), (provision, texts[key][:100])


def test_every_entry_of_the_table_names_a_known_statute_and_known_concepts() -> None:
    statutes = {statute.id for statute in load_statutes()}
    concepts = {concept.id for concept in load_concepts()}
    for provision, offence in load_offences().items():
        statute = provision.partition("/")[0]
        assert statute in statutes or re.fullmatch(r"\d{2}USC", statute), provision
        assert offence.concept is None or offence.concept in concepts, provision
        assert offence.crime or offence.mode or offence.basis or offence.concept, provision


@pytest.mark.parametrize(
    ("language", "country", "words", "crime", "concept"),
    [
        ("de", "DEU", "§ 7 Abs. 1 Nr. 5 VStGB", "crimes_against_humanity", "torture"),
        ("en", None, "article 8(2)(b)(xxvi) of the Rome Statute", "war_crimes", "child_soldiers"),
        ("nl", "NLD", "artikel 4, eerste lid, onder c, van de Wet internationale misdrijven", "crimes_against_humanity", "enslavement"),
        ("fr", "FRA", "l'article 212-1, 6°, du code pénal", "crimes_against_humanity", "torture"),
        ("sv", "SWE", "2 § lagen (2014:406) om straff för vissa internationella brott", "crimes_against_humanity", None),
        ("no", "NOR", "straffeloven 2005 § 103 første ledd", "war_crimes", None),
        ("fi", "FIN", "rikoslain 11 luvun 6 §:n 1 momentti", "war_crimes", None),
        ("es", "ARG", "artículo 118 de la Constitución Nacional", None, None),
        ("es", "ESP", "artículo 607 bis 1 del Código Penal", "crimes_against_humanity", None),
        ("fr", "SEN", "l'article 431-2 du code pénal", "crimes_against_humanity", None),
        ("hu", "HUN", "a Btk. 143. § (1) bekezdés", "crimes_against_humanity", None),
        ("pl", "POL", "art. 118a § 1 k.k.", "crimes_against_humanity", None),
        ("bs", "BIH", "član 172. stav 1. KZ BiH", "crimes_against_humanity", None),
        ("fr", "CHE", "l'art. 264a al. 1 CP", "crimes_against_humanity", None),
        ("en", "GBR", "section 1(1) of the Geneva Conventions Act 1957", "war_crimes", None),
        ("en", "USA", "18 U.S.C. § 2442", "war_crimes", "child_soldiers"),
    ],
)  # fmt: skip
def test_words_of_a_judgment_lead_to_the_taxonomy(
    language: str, country: str | None, words: str, crime: str | None, concept: str | None
) -> None:
    from enrichment.vocabulary import offence_of

    (citation,) = find_citations([Paragraph(words)], language=language, country=country)
    offence = offence_of(citation.norm or "")
    assert offence is not None, citation.norm
    assert (offence.crime, offence.concept) == (crime, concept)
