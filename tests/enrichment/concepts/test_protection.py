from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.decision import Citation, CitationKind, Decision, Evidence, Fact
from enrichment.enrich import enrich
from enrichment.output import to_gold_json
from enrichment.protection import protect, protect_fully
from enrichment.text import Declared, DeclaredField, Paragraph, Text
from tests.enrichment.concepts.court_texts import text_of

# language, text, names that must go, names that must stay
PEOPLE = [
    (
        "de",
        "Die Zeugin Amira K. bekundete, ihr Bruder Samir K. sei im Gefängnis gestorben. Der Angeklagte Anwar R. habe "
        "die Vernehmung der Nebenklägerin Nuran Ö. geleitet.",
        ["Amira", "Samir", "Nuran Ö."],
        ["Anwar R."],
    ),
    (
        "de",
        "In der Strafsache gegen den Arzt Alaa Muster hat der Senat unter Mitwirkung von Richter am Oberlandesgericht "
        "Dr. Berger entschieden. Die Tötung des Hassan Mirwan steht fest. Rechtsanwalt Paul Krüger vertrat die Mutter. "
        "Mirwan war 24 Jahre alt.",
        ["Hassan", "Mirwan"],
        ["Alaa Muster", "Berger", "Paul Krüger"],
    ),
    (
        "de",
        "Der Zeuge Müller, geboren am 3. Mai 1963 in Homs, wohnhaft Musterstraße 12, 56068 Koblenz, sagte aus. Zeuge Z 12 "
        "schwieg. Vgl. BGHSt 45, 64.",
        ["Müller", "3. Mai 1963", "Musterstraße 12", "Z 12"],
        ["BGHSt 45, 64"],
    ),
    (
        "en",
        "Witness Fatou Jallow testified that the accused, Ousman Sample, was present. The murder of Almamo Manneh was "
        "proved. Her husband Lamin Jallow died. Judge Smith presided. Ann Marie Koroma, a civil party, was raped.",
        ["Fatou", "Jallow", "Almamo", "Manneh", "Lamin", "Koroma"],
        ["Ousman Sample", "Smith"],
    ),
    (
        "en",
        "The testimony of witnesses John Brown, Mary Cole and Peter Tamba was heard. President Charles Taylor was named. "
        "Witness TF1-015 and Witness DD were protected. Mr Smith, born on 3 May 1963, lives at 12 Baker Street, London.",
        ["John Brown", "Mary Cole", "Tamba", "TF1-015", "DD", "3 May 1963", "12 Baker Street"],
        ["Charles Taylor"],
    ),
    (
        "fr",
        "Le témoin Jean Bizimana a déposé. Mme Awa Diallo s'est constituée partie civile. L'accusé Paul Exemple était "
        "présent. L'assassinat de David Ndayambaje est établi. M. Dupont, président, Me Simon, avocat. Né le 3 mai 1963 à "
        "Damas, demeurant 12, rue de la Paix, 75002 Paris.",
        ["Bizimana", "Awa Diallo", "Ndayambaje", "3 mai 1963", "rue de la Paix"],
        ["Paul Exemple", "Dupont", "Simon"],
    ),
    (
        "nl",
        "De verdachte Jan Voorbeeld wordt vervolgd. Getuige Hirut Abebe heeft verklaard dat haar broer Kifle Abebe is "
        "doodgeschoten. De benadeelde partij Almaz Tesfaye vordert schadevergoeding. Geboren te Homs op 3 mei 1963, wonende "
        "Kerkstraat 12, 1234 AB Amsterdam. Getuige NN-3 verklaarde.",
        ["Hirut", "Abebe", "Kifle", "Tesfaye", "3 mei 1963", "Kerkstraat 12", "NN-3"],
        ["Jan Voorbeeld"],
    ),
    (
        "es",
        "El testigo Juan Pérez declaró contra el acusado Adolfo Ejemplo. El asesinato de María López quedó probado. Ana Ruiz, "
        "superviviente, compareció como acusación particular. Nacido el 3 de mayo de 1963, domiciliado en calle Mayor 12, "
        "28013 Madrid.",
        ["Juan Pérez", "María López", "Ana Ruiz", "3 de mayo de 1963", "calle Mayor 12"],
        ["Adolfo Ejemplo"],
    ),
    (
        "sv",
        "Vittnet Ali Rezaei har berättat. Målsäganden Shirin Tavakoli hördes. Åtalet mot Hamid Exempel avser mord. Hennes "
        "bror Reza Tavakoli avrättades. Han är född den 3 maj 1963 och bosatt på Storgatan 12, 111 22 Stockholm.",
        ["Rezaei", "Shirin", "Tavakoli", "3 maj 1963", "Storgatan 12"],
        ["Hamid Exempel"],
    ),
]


# Names without a pattern of their own: the sentence tells that it speaks of victims, witnesses or relatives.
BYSTANDERS = [
    ("en", "According to Mr Abdul Kareem Sallah, a former detainee, the defendant Anders Sample ordered the beatings.", ["Sallah"], ["Anders Sample"]),
    ("en", "Statement of Mariama Bahn: she saw the accused Foday Example shoot Ibrahim Sesai. Ms Bahn was 14.", ["Bahn", "Sesai"], ["Foday Example"]),
    ("en", "The victim was identified as Omar al-Katani, 34, of 5 Harbour Street, Freetown.", ["al-Katani", "Harbour Street"], []),
    ("en", "The complainant, Jane Okelo, spoke by video link. Counsel for the defence, Peter Grant, cross-examined Ms Okelo.", ["Okelo"], ["Peter Grant"]),
    ("de", "Getötet wurden unter anderem Ali Nassar, Bassem Darwisch und Omar Kanaan. Der Angeklagte Moritz D. schwieg.", ["Nassar", "Darwisch", "Kanaan"], ["Moritz D."]),
    ("de", "Die jesidische Frau Nora T. und ihre Tochter Ranja wurden versklavt.", ["Nora T.", "Ranja"], []),
    ("fr", "Les victimes Oubeïd Darragh et Paul Darragh ont disparu. Le témoin anonyme T-12 l'a confirmé.", ["Darragh", "T-12"], []),
    ("nl", "Getuigen Mulu Asratu en Worku Damenu hebben verklaard. Het slachtoffer, genaamd Tila Bekelu, is overleden.", ["Asratu", "Damenu", "Bekelu"], []),
    ("es", "La víctima, doña Carmen Sorbo, compareció. Su hermano Pedro Sorbo fue secuestrado y asesinado.", ["Sorbo"], []),
    ("sv", "Målsägandena Mehdi Eshagi och Laya Roshani har hörts. Vittnet såg när Hossein Farsi avrättades.", ["Eshagi", "Roshani", "Farsi"], []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "gone", "stay"), BYSTANDERS)
def test_full_names_beside_victims_and_witnesses_go_too(language, text, gone, stay):
    shown = protect(_decision(text, language)).paragraphs[0].text
    for name in gone:
        assert name not in shown
    for name in stay:
        assert name in shown


def test_ordinary_cases_keep_the_names_of_firms_and_laws():
    filler = "The parties exchanged statements of case and the patent was examined. " * 60
    text = f"{filler}The witness statement of the claimant relies on Technology Associates and the Patent Family."
    shown = protect(_decision(text, "en")).paragraphs[0].text
    assert "Technology Associates" in shown
    assert "Patent Family" in shown


@pytest.mark.parametrize(("language", "text", "gone", "stay"), PEOPLE)
def test_names_of_the_protected_go_and_the_others_stay(language, text, gone, stay):
    shown = protect(_decision(text, language)).paragraphs[0].text
    for name in gone:
        assert name not in shown
    for name in stay:
        assert name in shown
    assert "removed]" in shown


@pytest.mark.parametrize(("language", "text", "gone", "stay"), PEOPLE)
def test_nothing_derived_holds_a_masked_name(language, text, gone, stay):
    title = Declared(DeclaredField.TITLE, f"Urteil über {gone[0]}", "title")
    printed = json.dumps(
        to_gold_json(enrich(text_of(text, language, title=f"Urteil über {gone[0]}", declared=(title,)))),
        ensure_ascii=False,
    )
    for name in gone:
        assert name not in printed


@pytest.mark.parametrize(("language", "text", "gone", "stay"), PEOPLE)
def test_protecting_twice_changes_nothing_more(language, text, gone, stay):
    once = protect(_decision(text, language))
    assert protect(once).paragraphs == once.paragraphs


def test_the_mask_says_what_went_and_the_decision_why():
    protected = protect(_decision("Witness Mary Cole testified. Mary Cole was 12.", "en"))
    assert protected.paragraphs[0].text.count("[name of a witness removed]") == 2
    assert any("name of a witness removed" in note for note in protected.problems)
    assert [(person.role, person.form, person.masked) for person in protected.persons] == [
        ("witness", "witness 1", True)
    ]


def test_a_protected_witness_keeps_one_number_through_the_text():
    text = "Witness P-0123 spoke first. Witness P-0456 followed. Then P-0123 spoke again."
    shown = protect(_decision(text, "en")).paragraphs[0].text
    assert shown.count("[protected witness 1]") == 2
    assert shown.count("[protected witness 2]") == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Die Zeugen wurden vernommen. Dem Nebenkläger ist Schmerzensgeld zu zahlen. Zeugen Jehovas waren nicht beteiligt.",
        ),
        ("de", "Das Landgericht Koblenz, Karmeliterstraße 14, 56068 Koblenz, hat am 3. Mai 2020 entschieden."),
        (
            "en",
            "The witnesses were heard. Prosecutor v. Sample, Judgment of 3 May 2020. The victims were Bosnian Muslims.",
        ),
        (
            "fr",
            "Les témoins ont été entendus. Les victimes étaient des civils. Vu l'article 689-11 du code de procédure pénale.",
        ),
        ("nl", "De getuigen zijn gehoord. De slachtoffers waren burgers in Syrië. [slachtoffer 1] is gehoord."),
        ("es", "Los testigos fueron oídos. Las víctimas eran civiles de El Salvador."),
        ("sv", "Vittnena har hörts. Målsägandena bor i Sverige."),
    ],
)
def test_words_without_a_name_stay(language, text):
    assert protect(_decision(text, language)).paragraphs[0].text == text


def test_an_accused_who_is_also_a_brother_stays_named():
    text = "The accused, Samuel Example, was convicted. The witness said that her brother Samuel Example had left."
    assert protect(_decision(text, "en")).paragraphs[0].text == text


def test_facts_and_citations_move_with_the_text():
    text = "Witness Mary Cole testified. See 3 StR 564/19 on immunity."
    start = text.index("3 StR")
    proof = Evidence("immunity", 0, text.index("immunity"), text.index("immunity") + len("immunity"))
    lost = Evidence("Mary Cole", 0, text.index("Mary"), text.index("Mary") + len("Mary Cole"))
    decision = _decision(
        text,
        "en",
        facts=(Fact("concept", "immunity", "test", evidence=(proof,)), Fact("accused", "X", "test", evidence=(lost,))),
        citations=(Citation(CitationKind.DOCKET, "3 StR 564/19", "3 StR 564/19", 0, start, start + 12, "test"),),
    )
    protected = protect(decision)
    shown = protected.paragraphs[0].text
    (fact,) = protected.facts
    (citation,) = protected.citations
    assert shown[fact.evidence[0].start : fact.evidence[0].end] == "immunity"
    assert shown[citation.start : citation.end] == citation.text == "3 StR 564/19"


def test_an_acquitted_person_appears_by_initials():
    decision = enrich(
        text_of("The accused, Samuel Example, was charged with war crimes.\nThe court acquitted him.", "en")
    )
    assert decision.outcome == "acquitted"
    assert decision.accused == ("S. E.",)


_FIRST = ["Amira", "Hassan", "Yusuf", "Layla", "Kofi", "Imani", "Dragana", "Tomasz", "Soraya", "Bilal"]
_LAST = [
    "Haddad",
    "Okonjo",
    "Kovačić",
    "Nsengiyumva",
    "al-Masri",
    "Rahimi",
    "O'Brady",
    "Tesfay",
    "Ben Salah",
    "Ould Ely",
]
_FRAMES = {
    "de": ["Die Zeugin {n} sagte aus.", "Der Geschädigte {n} wurde misshandelt.", "Die Ermordung von {n} steht fest."],
    "en": ["Witness {n} gave evidence.", "The victim, {n}, was beaten.", "{n} testified for two days."],
    "fr": ["Le témoin {n} a déposé.", "La victime, M. {n}, a été tuée.", "Le meurtre de {n} est établi."],
    "nl": ["Getuige {n} heeft verklaard.", "Het slachtoffer {n} is gedood.", "De moord op {n} staat vast."],
    "es": ["El testigo {n} declaró.", "La víctima {n} fue torturada.", "El asesinato de {n} quedó probado."],
    "sv": ["Vittnet {n} har hörts.", "Målsäganden {n} har berättat.", "Mordet på {n} är styrkt."],
}


@settings(max_examples=80, deadline=None)
@given(
    language=st.sampled_from(sorted(_FRAMES)),
    frame=st.integers(0, 2),
    first=st.sampled_from(_FIRST),
    last=st.sampled_from(_LAST),
    filler=st.text(alphabet="abcdefgh ,;äöé\u00a0\u2019", max_size=40),
)
def test_a_name_beside_a_role_never_survives(language, frame, first, last, filler):
    name = f"{first} {last}"
    text = f"{filler} . {_FRAMES[language][frame].format(n=name)} {filler}"
    protected = protect_fully(_decision(text, language))
    assert name not in protected.decision.paragraphs[0].text
    assert name not in repr(protected.decision.facts)


def _decision(text, language, **more):
    return Decision(language=language, title=None, court=None, paragraphs=(Paragraph(text),), **more)


def _enriched(*paragraphs: str, language: str, title: str | None = None):
    text = Text(tuple(Paragraph(item) for item in paragraphs), "plain", "plain", language=language, title=title)
    return enrich(text)


def test_who_is_acquitted_is_not_named_in_the_text_either():
    decision = _enriched(
        "Superior Court of Quebec",
        "The accused, Jacques Mungware, was charged with genocide committed in Rwanda. Mungware denied everything.",
        "Jacques Mungware is acquitted on all counts.",
        language="en",
        title="R v Mungware",
    )
    assert decision.accused == ("J. M.",)
    everything = [decision.title, *(p.text for p in decision.paragraphs), *(p.form for p in decision.persons)]
    everything += [fact.value for fact in decision.facts]
    for fact in (*decision.facts, *decision.findings):
        for proof in fact.evidence:
            everything.append(proof.quote)
            if proof.paragraph is not None:
                assert decision.paragraphs[proof.paragraph].text[proof.start : proof.end] == proof.quote
    assert "Mungware" not in " ".join(everything)
    assert decision.paragraphs[2].text.startswith("[J. M., not convicted] is acquitted")


def test_of_two_accused_only_the_acquitted_one_is_withheld():
    decision = _enriched(
        "Tenor",
        "Der Angeklagte Karl Dorfner wird wegen Kriegsverbrechen in Syrien zu fünf Jahren Freiheitsstrafe verurteilt. "
        "Der Angeklagte Hans Tiefenbach wird freigesprochen.",
        "Tiefenbach war nicht am Tatort. Dorfner hat geschossen.",
        language="de",
    )
    text = " ".join(paragraph.text for paragraph in decision.paragraphs)
    assert "Tiefenbach" not in text
    assert text.count("Dorfner") == 2


@pytest.mark.parametrize(
    ("language", "text", "gone"),
    [
        ("sv", "Den tilltalade Olle Berg sköt Kassem Darwich i nacken. Darwichs bror såg på.", ["Darwich"]),
        ("fr", "L'accusé aurait fait tuer Félicité Mukamana à la barrière. Mukamana était enseignante.", ["Mukamana"]),
        ("es", "El acusado torturó a Marta Oliveira y arrojó al mar a Hugo Tarnovsky.", ["Oliveira", "Tarnovsky"]),
        ("nl", "Het slachtoffer, Ali Rahimi, laat een zoon na, Farid.", ["Rahimi", "Farid"]),
        (
            "en",
            "Witness statements were read: 1. Siah Kollie 2. Musu Flomo. They saw the killings.",
            ["Kollie", "Flomo"],
        ),
        (
            "en",
            "Victims\n\n(a) Sinnathamby Rasiah, aged 41\n\n(b) Kandiah Ponnambalam, aged 17",
            ["Rasiah", "Ponnambalam"],
        ),
        ("de", "Der Bruder des Angeklagten, Goran Lukić, wartete. Der Angeklagte Zoran Lukić schoss.", ["Goran"]),
    ],
)
def test_names_beside_which_no_word_tells_a_role(language, text, gone):
    decision = _enriched(*text.split("\n\n"), language=language)
    shown = "\n".join(paragraph.text for paragraph in decision.paragraphs)
    for name in gone:
        assert name not in shown, shown


def test_ordinary_cases_keep_their_words():
    text = (
        "The claimant, Harbour Lane Estates Ltd, let the flat to Margaret Ashdown. "
        "Match Delegate and Public Redacted Version are words with capitals. "
    )
    decision = _enriched(*[text] * 20, language="en")
    assert "Match Delegate" in decision.paragraphs[0].text


def test_headings_are_masked_like_the_text_below_them():
    heading = "Die Aussage der Zeugin Amira Kassab"
    below = "Die Zeugin Amira Kassab wurde gefoltert."
    text = Text(
        (Paragraph(heading), Paragraph(below, heading_path=(heading, "Zu Amira Kassab"))),
        "plain",
        "plain",
        language="de",
    )
    shown = json.dumps(to_gold_json(enrich(text)), ensure_ascii=False)
    assert "Kassab" not in shown
    assert not any("Kassab" in above for p in enrich(text).paragraphs for above in p.heading_path)


def test_words_and_towns_are_not_taken_for_victims():
    below = (
        "Der Angeklagte Karim Haddad ist der Tötung von Gefangenen schuldig. Er schlug Gefangene in einem Lager im "
        "Süden von Damaskus mit Schläuchen. Die Gefangene Amira Saleh wurde mit Kabeln geschlagen und starb."
    )
    masked = enrich(Text((Paragraph(below),), "plain", "plain", language="de")).paragraphs[0].text
    assert "Tötung von Gefangenen" in masked
    assert "im Süden von Damaskus mit Schläuchen" in masked
    assert "Amira" not in masked


def test_a_dismissed_claim_of_a_civil_court_withholds_no_name():
    below = (
        "The claimants bring a claim in negligence against the defendants. Simon Poppleton appeared for the second "
        "defendant. The claim for damages is dismissed. The Claim Form was served late by the defendant Simon Poppleton."
    )
    assert "not convicted" not in enrich(Text((Paragraph(below),), "plain", "plain", language="en")).paragraphs[0].text
