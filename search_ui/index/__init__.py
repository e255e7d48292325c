"""The search index: one engine interface, an embedded engine (tantivy) and Meilisearch behind it."""
