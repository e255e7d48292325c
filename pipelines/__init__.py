"""Runs things: state, the Dagster definitions and the ``uj`` command. The only package that sees all the others."""
