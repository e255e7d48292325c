"""What a message quotes of a decision that was found by what is recorded of it, and not by words."""

from __future__ import annotations

from enrichment.decision import Evidence, Fact
from search_ui.alerts.entries import Entry, sections
from search_ui.alerts.links import Links, Signer
from search_ui.alerts.model import Subscription
from search_ui.alerts.phrases import Phrases
from tests.search_ui.alerts.core.conftest import Desk
from tests.search_ui.library.documents import BGH, document

TEXTS = ("Vorbemerkung.", "Die Haftanstalt lag in Damaskus, der Angeklagte Karim B. leitete sie.")


def fact(field: str, value: str, words: str) -> Fact:
    start = TEXTS[1].index(words)
    return Fact(field, value, "rule/1", evidence=(Evidence(words, 1, start, start + len(words)),))


def shown(desk: Desk, subscription: Subscription) -> Entry:
    rows = desk.alerts.deliveries(subscription_id=subscription.id)
    links = Links("https://cases.example", Signer(b"x" * 32))
    (section,) = sections(rows, {subscription.id: subscription}, desk.library, links, Phrases("en"))
    (found,) = section.entries
    return found


def test_the_paragraph_of_a_recorded_fact_is_quoted(desk: Desk) -> None:
    state = desk.subscribe(kind="state", target="SYR")
    accused = desk.subscribe(kind="accused", target="Karim B.")
    crime = desk.subscribe(filters={"crime": ("torture", "genocide")})
    facts = (fact("territorial_states", "SYR", "Damaskus"), fact("accused", "Karim B.", "Karim B."))
    desk.library.publish(
        document("1", *TEXTS, territorial_states=("SYR",), accused=("Karim B.",), crimes=("torture",), facts=facts)
    )
    desk.told()
    for subscription, words in ((state, "Damaskus"), (accused, "Karim B.")):
        (passage,) = shown(desk, subscription).passages
        assert [passage.text[start:end] for start, end in passage.marks] == [words]
        assert (passage.place, passage.href.rpartition("#")[2]) == ("Paragraph 2", "p1")
    assert shown(desk, crime).passages == ()  # recorded, and read from nowhere in this text
    assert shown(desk, crime).why == ("crime: torture, genocide",)


def test_the_paragraph_that_cites_a_followed_decision_is_quoted(desk: Desk) -> None:
    cited = desk.library.publish(document("cited", docket_numbers=("5 StR 3/10",), court=BGH)).decision_id
    subscription = desk.subscribe(kind="cites", target=cited)
    citing = document(
        "citing",
        "Einleitung.",
        "Vgl. BGH, 5 StR 3/10.",
        docket_numbers=("1 StR 4/19",),
        cites=[("docket", "5 StR 3/10")],
    )
    desk.library.publish(citing)
    desk.told()
    (passage,) = shown(desk, subscription).passages
    assert [passage.text[start:end] for start, end in passage.marks] == ["5 StR 3/10"]
    assert passage.href.endswith("#p1")


def test_what_was_found_by_words_quotes_those(desk: Desk) -> None:
    subscription = desk.subscribe("Vorbemerkung", filters={"territorial_state": ("SYR",)})
    desk.library.publish(
        document("1", *TEXTS, territorial_states=("SYR",), facts=(fact("territorial_states", "SYR", "Damaskus"),))
    )
    desk.told()
    (passage,) = shown(desk, subscription).passages
    assert passage.text.startswith("Vorbemerkung")


def test_a_number_is_shown_as_the_decision_has_it(desk: Desk) -> None:
    whole, part = desk.subscribe("3StR564/19"), desk.subscribe("564/19")
    desk.library.publish(document("1", *TEXTS, docket_numbers=("3 StR 564/19",)))
    desk.told()
    assert shown(desk, whole).why == ("it is 3 StR 564/19",)
    assert shown(desk, part).why == ("it is 3 StR 564/19",)


def test_a_number_that_stands_in_the_text_is_no_other_name_of_it(desk: Desk) -> None:
    subscription = desk.subscribe("564/19")
    desk.library.publish(
        document("1", "Vgl. BGH, Beschluss vom 3. März 2020, 3 StR 564/19.", docket_numbers=("1 StR 7/26",))
    )
    desk.told()
    found = shown(desk, subscription)
    assert found.why == ("“564/19”",)
    (passage,) = found.passages
    assert [passage.text[start:end] for start, end in passage.marks] == ["564/19"]
