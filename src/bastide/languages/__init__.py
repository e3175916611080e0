"""What an organisation has decided of languages: its engines, its glossary, its memory.

Below the use cases, since Translate and Ask both translate and no use case imports another; above
the ledger, so that every translation is entered in one place (`translate.py`).
"""
