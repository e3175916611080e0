"""What the authority knows: sources, documents, passages, answer cards, directory, competence."""
