"""An empty database, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine

from quotes.database import connect


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "quotes.db"
    connect(path, create=True).dispose()
    return path


@pytest.fixture
def path(empty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty, tmp_path / "quotes.db"))


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = connect(path)
    yield engine
    engine.dispose()


@pytest.fixture
def fresh(empty: Path, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Makes as many empty databases as a test needs."""
    with ExitStack() as stack:

        def make() -> Engine:
            number = len(list(tmp_path.glob("*.db")))
            engine = connect(shutil.copy(empty, tmp_path / f"{number}.db"))
            stack.callback(engine.dispose)
            return engine

        yield make
