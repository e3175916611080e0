"""Work in the background: the row is the truth, a lease says who works on it."""
