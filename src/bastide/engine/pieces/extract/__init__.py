"""What a document says: labels, sentences, address blocks, numbers that prove themselves."""
