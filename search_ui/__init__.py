"""What people touch: the library of published decisions, the search index over it, and the web pages."""
