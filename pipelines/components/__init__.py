"""Dagster component types of this project (none yet; the entry point in pyproject.toml needs the package)."""
