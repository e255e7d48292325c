"""How well texts are read: production code against gold files that anybody can bring.

One module for each kind of gold (`docs/GOLD.md` has the formats): citations, ner, facts, relevance, people, and
`reading` for text. Search is measured in `search_ui.evaluation`. Every evaluator runs what production runs and compares
what comes out.
"""
