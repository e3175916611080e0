"""The checks of schemes, one module a family, registered by name in `registry.CHECKS`."""
