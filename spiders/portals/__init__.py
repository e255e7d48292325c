"""One module per source. Each names its facts, reads its listing with pure functions, and asks for its documents."""
