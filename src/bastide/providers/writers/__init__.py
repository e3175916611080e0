"""What Bastide writes for people to keep: Word and PDF documents."""
