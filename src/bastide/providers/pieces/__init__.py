"""Reading the files of a case: pages, words, barcodes, in a child process that can be killed."""

from bastide.providers.pieces.sandbox import Limits, PiecesRead, read_pieces

__all__ = ["Limits", "PiecesRead", "read_pieces"]
