"""Fetch what courts publish, archive it unchanged and report on every run. No parsing beyond finding links."""
