"""Named entities: the spaCy component, the models behind it and the recipe that trains them.

A text goes this way: `tokens` cuts it, `sentence` marks what rules (`enrichment.facts.citations`) and `lists` know,
`features` describes each word, `tagger` reads classes off a trained model, `rules` and `zones` correct and complete,
`reader` joins all of it for one language and `component` gives it to spaCy. Callers use `enrichment.entities`.

Training goes the other way round: `corpora`, `recipe`, `measuring`, `card`, and `train` for the command line.
"""
