"""The errors that a user can cause. Each message says what happened and what to do next, on one line."""


class QuotesError(Exception):
    """The base of all of them; the command line prints its message and exits with status 1."""


class ReadError(QuotesError):
    """A file, page or address that cannot be read as an article."""


class ModelError(QuotesError):
    """A model file that is missing or damaged."""


class DatabaseError(QuotesError):
    """A database that cannot be opened, is from another version, or is locked."""


class NotFoundError(QuotesError):
    """Something that was asked for by name or number and is not in the database."""
