"""Names that stand in no list, told by what their bearers do, and words around a name that make it an accused's."""

from __future__ import annotations

import pytest

from enrichment.enrich import enrich
from enrichment.facts.unknown_names import acts_like_a_person, is_unknown
from tests.enrichment.concepts.court_texts import text_of

# language, text, what must go, what must stay
TEXTS = [
    (
        "en",
        "In August 2014 fighters attacked the village. Nadifa, then aged 12, was sold to a fighter known as Abu Zeinab. "
        "She escaped with the help of a smuggler named Barzo, and his neighbour, Letebran, hid her.",
        ["Nadifa", "Barzo", "Letebran"],
        ["Abu Zeinab"],
    ),
    (
        "en",
        "Q. Did you see who was taken away?\n\nA. Yes, Kovalik was taken to the garage and Sanna Dem was beaten.\n\n"
        "JUDGE ORLANDO: Please continue. In the matter of Tesfay Kidane the Board had found otherwise.",
        ["Kovalik", "Sanna Dem"],
        ["ORLANDO", "Tesfay Kidane", "Did", "Yes"],
    ),
    (
        "en",
        "It is alleged that Karimu was killed at the bridge. Counsel submitted that P-28 and P-219 had lied. Dr Ana Sokol, "
        "41, of 12 Rose Court, Leeds LS6 2QT, told the court that the victims were known to her.",
        ["Karimu", "P-28", "P-219", "Rose Court", "Sokol"],
        [],
    ),
    (
        "de",
        "Nach den Feststellungen wurde Ibrahim in den Keller gebracht. Dort hielt ihn Walid K. fest. Ihre Kinder Eric und "
        "Solange wurden getötet. Ibrahims Vater, Sohn des Mehmedalija, wartete am Gefängnistor.",
        ["Ibrahim", "Eric", "Solange", "Mehmedalija"],
        ["Walid K.", "Gefängnistor"],
    ),
    (
        "nl",
        "Haar man Hilmo en haar zoon Nermin werden weggevoerd. De officier van justitie, mr. Van Duiven, eiste straf. "
        "Volgens K. werd de gevangene door Abdul R. geslagen. K. was erbij. Zij woont te 1030 Schaarbeek, "
        "Haachtsesteenweg 112.",
        ["Hilmo", "Nermin", "Haachtsesteenweg", "K."],
        ["Van Duiven", "Abdul R."],
    ),
    (
        "en",
        "The judge accepted Ms Uwimana's account. The author's partner, Muriel Dorantes, was taken by agents acting under "
        "Osvaldo Roma. She could see Sostene and his men. W01679 saw Salih Mustafi strike Gecai with a bat. The lawyer "
        "Agathe Nsengi was killed. Lord Hulme gave judgment, with which Lady Hart and Lord Wilton agreed.",
        ["Uwimana", "Muriel", "Dorantes", "W01679", "Gecai", "Agathe", "Nsengi"],
        ["Osvaldo Roma", "Sostene", "Salih Mustafi", "Hulme", "Hart", "Wilton"],
    ),
    (
        "en",
        "Appearances: Ms Cathleen Marble for Mr Doe; Mr Luke Wallace and Ms Karin Bapst for victims a/0001/06 to a/0003/06.\n\n"
        "The Court heard evidence from Colonel Mercier. Captain Pun ordered the arrest. K was enrolled as a fighter.",
        ["a/0001/06", "a/0003/06", "Mercier", "K "],
        ["Cathleen Marble", "Luke Wallace", "Karin Bapst", "Pun"],
    ),
    (
        "en",
        "The accused was arrested on the complaint of Fanta Kamati and Bintou D. The evidence of Sadio Kamati was heard at "
        "the trial of Osman Bari.",
        ["Fanta", "Bintou", "Sadio"],
        ["Osman Bari"],
    ),
    (
        "de",
        "Dem Verfolgten Mirsad Repik wird Mord zur Last gelegt. Sie sei von Đurađ Kuslić in ihrer Wohnung bedroht worden. "
        "Angeklagt ist Bai L., Fahrer der Miliz. Der zwölfjährige Nesar und Oberstleutnant Qasim waren gefesselt. Im Dorf "
        "Omar Khel lebte niemand mehr. Der Angeklagte tötete den Oberst Wael Dar.",
        ["Nesar", "Qasim", "Wael Dar"],
        ["Mirsad Repik", "Đurađ Kuslić", "Bai L.", "Omar Khel"],
    ),
    (
        "nl",
        "Verdachte heeft bekend dat hij Hadi al-Jasim heeft doodgeschoten. De tolk Hasan Nuhan verloor zijn ouders Ibro en "
        "Nasiha. Mr. L. Zegers, namens Khaled al-Hajj, sprak. Getuige Aloys woont te 9000 Gent, Coupure Links 88.",
        ["Hadi", "Hasan", "Ibro", "Nasiha", "Khaled", "Aloys", "Coupure"],
        ["Zegers"],
    ),
]


@pytest.mark.parametrize(("language", "text", "gone", "stays"), TEXTS)
def test_who_acts_like_a_person_is_masked_and_who_does_the_deed_stays(
    language: str, text: str, gone: list[str], stays: list[str]
) -> None:
    decision = enrich(text_of(text, language=language))
    shown = "\n".join(paragraph.text for paragraph in decision.paragraphs)
    assert [name for name in gone if name in shown] == []
    assert [name for name in stays if name not in shown] == []


@pytest.mark.parametrize("word", ["Gefängnistor", "Adventistenkerk", "Sturmgewehr", "IntSchBestV", "Zeuge", "NATO"])
def test_nouns_compounds_and_abbreviations_are_no_unknown_names(word: str) -> None:
    assert not is_unknown(word, "de")


def test_a_place_is_not_made_a_person_by_what_happens_there() -> None:
    assert not acts_like_a_person("en", "The road to ", " was closed.")
    assert not acts_like_a_person("en", "Fighters entered ", " at dawn.")
    assert acts_like_a_person("en", "They said that ", " was buried at dawn.")
