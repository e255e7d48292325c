from __future__ import annotations

from enrichment.vocabulary import load_concepts
from enrichment.vocabulary.relations import load_relations


def test_every_concept_has_a_neighbour() -> None:
    relations = load_relations()
    assert set(relations) == {concept.id for concept in load_concepts()}
    for concept, near in relations.items():
        assert near.broader or near.narrower or near.related, concept


def test_broader_and_narrower_mirror_each_other_and_related_goes_both_ways() -> None:
    relations = load_relations()
    for concept, near in relations.items():
        assert all(concept in relations[wider].narrower for wider in near.broader)
        assert all(concept in relations[other].related for other in near.related)
        assert concept not in (*near.broader, *near.related)
        assert not {*near.related} & {*near.broader, *near.narrower}, concept


def test_nothing_is_part_of_itself() -> None:
    relations = load_relations()
    for concept in relations:
        above, seen = set(relations[concept].broader), set()
        while above:
            seen |= above
            above = {wider for each in above for wider in relations[each].broader} - seen
        assert concept not in seen


def test_underlying_acts_belong_to_a_crime() -> None:
    relations = load_relations()
    for concept in load_concepts():
        if concept.type == "underlying_act":
            assert relations[concept.id].broader, concept.id
    assert relations["rape"].broader == ("sexual_violence",)
    assert "persecution" in relations["crimes_against_humanity"].narrower
