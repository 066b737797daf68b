"""From documents to a database: parse each that is not filed yet, and file it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

import quotes
from quotes.parser.annotation import Document
from quotes.stances import judge_revision
from quotes.store import Outcome, Run, Stored, find, store
from quotes.topics import active_topics


@dataclass(slots=True)
class Adding:
    """Adds documents to a database and counts what became of them. With `again`, what is filed is parsed once more."""

    engine: Engine
    threads: int = 1
    again: bool = False
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    statements: int = 0
    run: Run = field(default_factory=lambda: Run(quotes.__version__, quotes.model_digest()))

    def add(self, document: Document) -> Stored:
        """File one document in one transaction, or leave it where it is filed already."""
        filed = None if self.again else find(self.engine, document, run=self.run)
        stored = filed or self._parse(document)
        self.outcomes[stored.outcome] += 1
        return stored

    def _parse(self, document: Document) -> Stored:
        parse = quotes.parse(document, quotes.load_tagger(self.threads))
        stored = store(self.engine, document, parse, run=self.run, again=self.again, then=judge)
        self.statements += len(parse.statements)
        return stored


def judge(connection: Connection, revision_id: int) -> None:
    """Tell how the statements of a revision stand to the topics that somebody asks about."""
    if topics := active_topics(connection):
        judge_revision(connection, revision_id, topics)
