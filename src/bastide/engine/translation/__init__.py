"""Translation: what is kept, what is remembered, what an engine gives, and what is doubtful in it."""
