"""The area or level of government that a role belongs to, as an Open Civic Data division where that is clear.

`places` reads places off a text, `office` offices; `surroundings` knows the whole article, `beside` what stands next to
a name; `public` says whether a role is a public office, and `decide` whose it is.
"""

from quotes.parser.jurisdiction.decide import is_race, jurisdiction, names_place
from quotes.parser.jurisdiction.surroundings import Context, read_context

__all__ = ["Context", "is_race", "jurisdiction", "names_place", "read_context"]
