"""Alerts: what people want to be told, what matched, and a ledger of every message. `store.Alerts` is the one door."""
