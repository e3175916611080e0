"""OpenID Connect, the authority's side: `declared` (who may vouch), `server` (what it is asked),
`tokens` (what is believed), `flow` (from the button to the person)."""
