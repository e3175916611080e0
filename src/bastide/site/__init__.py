"""The installation: settings, configuration, addresses, command line."""
