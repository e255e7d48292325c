"""Runs things: operational state, the Dagster definitions and the ``uj`` command. The only package that sees all others."""
