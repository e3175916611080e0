"""The page's frame: base template, components, tokens, security headers."""
