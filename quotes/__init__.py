"""Who said what, in the news, as a database."""

__version__ = "0.1.0"
