"""What the use case does in the background."""
