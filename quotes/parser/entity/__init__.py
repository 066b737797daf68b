"""Who the people and bodies of an article are, and which of them each statement and passage is credited to."""

from quotes.parser.entity.passages import resolve_passages
from quotes.parser.entity.resolve import Entities, find_entities, resolve

__all__ = ["Entities", "find_entities", "resolve", "resolve_passages"]
