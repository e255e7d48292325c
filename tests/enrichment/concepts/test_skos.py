"""The SKOS export, read with rdflib: what SKOS demands of labels and relations holds, and nothing of the data is lost."""

from __future__ import annotations

import itertools

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF, SKOS

from enrichment.vocabulary import load_concepts
from enrichment.vocabulary.skos import DEFAULT_BASE, write_skos

BASE = "https://uj.example.org/concepts/"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=write_skos(base=BASE), format="turtle")


def test_every_concept_is_there_with_labels_definition_and_notation(graph: Graph) -> None:
    for concept in load_concepts():
        node = URIRef(BASE + concept.id)
        assert (node, RDF.type, SKOS.Concept) in graph
        assert [str(value) for value in graph.objects(node, SKOS.notation)] == [concept.id]
        assert [str(value) for value in graph.objects(node, SKOS.definition)] == [concept.definition]
        written = {
            (str(label), label.language)
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for label in graph.objects(node, kind)
            if isinstance(label, Literal)
        }
        assert written == {(term, language) for language, terms in concept.labels.items() for term in terms}
        for provision in concept.provisions:
            assert provision in "".join(str(note) for note in graph.objects(node, SKOS.scopeNote))


def test_labels_are_as_skos_demands(graph: Graph) -> None:
    """S13 and S14 of the SKOS reference: one preferred label a language, the three kinds disjoint."""
    for node in graph.subjects(RDF.type, SKOS.Concept):
        preferred = [label for label in graph.objects(node, SKOS.prefLabel) if isinstance(label, Literal)]
        assert preferred
        assert len({label.language for label in preferred}) == len(preferred)
        kinds = [set(graph.objects(node, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert all(not one & other for one, other in itertools.combinations(kinds, 2))


def test_relations_lead_to_concepts_and_back_and_never_in_a_circle(graph: Graph) -> None:
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    for inverse in ((SKOS.broader, SKOS.narrower), (SKOS.narrower, SKOS.broader), (SKOS.related, SKOS.related)):
        for subject, target in graph.subject_objects(inverse[0]):
            assert target in concepts
            assert (target, inverse[1], subject) in graph
    for node in concepts:
        above = set(graph.transitive_objects(node, SKOS.broader)) - {node}
        assert all(node not in set(graph.transitive_objects(other, SKOS.broader)) for other in above)
        assert not above & set(graph.objects(node, SKOS.related))  # S27: related is disjoint from broader


def test_every_concept_stands_under_a_top_concept_of_the_one_scheme(graph: Graph) -> None:
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    assert graph.value(scheme, DCTERMS.title)
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    assert tops == set(graph.subjects(SKOS.topConceptOf, scheme))
    for node in graph.subjects(RDF.type, SKOS.Concept):
        assert (node, SKOS.inScheme, scheme) in graph
        assert tops & set(graph.transitive_objects(node, SKOS.broader))


def test_kinds_of_crimes_stand_under_them(graph: Graph) -> None:
    assert (URIRef(BASE + "rape"), SKOS.broader, URIRef(BASE + "sexual_violence")) in graph
    above = set(graph.transitive_objects(URIRef(BASE + "rape"), SKOS.broader))
    assert {URIRef(BASE + "crimes_against_humanity"), URIRef(BASE + "war_crimes")} <= above


def test_inflected_and_ambiguous_terms_are_hidden(graph: Graph) -> None:
    genocide, persecution = URIRef(BASE + "genocide"), URIRef(BASE + "persecution")
    assert Literal("Völkermordes", "de") in set(graph.objects(genocide, SKOS.hiddenLabel))
    assert Literal("Genozid", "de") in set(graph.objects(genocide, SKOS.altLabel))
    assert Literal("Verfolgung", "de") in set(graph.objects(persecution, SKOS.prefLabel))


def test_json_ld_says_the_same() -> None:
    turtle = Graph().parse(data=write_skos(base=BASE), format="turtle")
    json_ld = Graph().parse(data=write_skos("json-ld", BASE), format="json-ld")
    assert isomorphic(turtle, json_ld)


def test_iris_are_absolute_and_stay_the_same() -> None:
    assert write_skos() == write_skos()
    graph = Graph().parse(data=write_skos(), format="turtle")
    assert (URIRef(f"{DEFAULT_BASE}genocide"), RDF.type, SKOS.Concept) in graph


@pytest.mark.parametrize("base", ["concepts/", "https://uj.example.org/concepts", "https://uj example.org/", "a>:"])
def test_a_base_that_is_no_iri_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="absolute IRI"):
        write_skos(base=base)


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="turtle, json-ld"):
        write_skos("rdf/xml")
