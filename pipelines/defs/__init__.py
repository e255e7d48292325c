"""Dagster assets with their checks, one module per step, and the jobs, schedule and sensor that run them.

Dagster reads the annotations of an asset when it is defined: modules with assets do not postpone them.
"""
