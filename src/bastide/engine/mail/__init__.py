"""What a mail asks, of which service, how soon, and a draft of the reply."""
