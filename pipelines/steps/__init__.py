"""The steps of the pipeline, one module each; Dagster assets and the ``uj`` command call the same functions."""
