"""Who is who across articles, decided by names and roles alone: pure, no database.

`identify` takes everything that articles say about the bearers of some names, and says which of them are one person or
body, and which it leaves open. What it says depends on what articles say and not on the order in which they came.
"""

from quotes.identity.evidence import Evidence
from quotes.identity.names import name_key
from quotes.identity.people import Authority, Doubt, Person, Persona, Reason
from quotes.identity.resolve import identify

__all__ = ["Authority", "Doubt", "Evidence", "Person", "Persona", "Reason", "identify", "name_key"]
