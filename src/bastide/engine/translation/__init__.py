"""Translation: what is kept, what is remembered, what an engine gives, what is doubtful."""
