"""An authority's own databases, read through SQLAlchemy: opened, probed, described, asked."""
