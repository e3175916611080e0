"""The ledger: one row a run."""
