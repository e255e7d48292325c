"""One module per format of court document; each turns an `Original` into a `Text` or says why it cannot."""
