"""The front door: settings, command line, putting the rooms together."""

__version__ = "0.1.0"
