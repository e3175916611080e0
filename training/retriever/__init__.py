"""Trains the retriever that the project ships: `src/bastide/providers/data/retriever/`.

    python -m training.retriever --out FOLDER [--seed 7] [--steps 1300]

Its packages: `requirements/training.txt`. Its data: `BASTIDE_DEV_DATA` (docs/retriever.md).

`vocabulary`: the pieces of words kept of the parent model, those that French uses.
`pairs`: what is asked and the passage that answers it, drawn from public pages, spoken and misspelt.
`encoder`: the network, as its authors describe it, and the weights it starts from.
`learn`: contrastive learning.
`export`: rounded to a byte and written as ONNX, the tokenizer beside it.
"""
