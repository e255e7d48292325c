"""Dagster assets with their checks, one module per step, and the jobs, schedule and sensor that run them."""
