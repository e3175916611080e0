"""Supporting documents (« pièces »): what was read, recognised, extracted and judged."""
