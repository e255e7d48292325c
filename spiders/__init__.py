"""Fetch what courts publish and archive it unchanged; report on every run. Nothing is parsed here beyond finding links."""
