"""Runs the tagger: a small transformer encoder as an ONNX file, without torch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.errors import ModelError
from quotes.parser.annotation import Page, Passage, Tagger, Tags
from quotes.parser.passage import quoted_mask
from quotes.parser.tagger.decode import Scores, decode
from quotes.parser.tagger.heads import OUTPUTS
from quotes.parser.tagger.quoting import read_quoting
from quotes.parser.tagger.window import inputs, read_pieces, windows

MODEL = Path(__file__).parent / "model.onnx"
TOKENIZER = Path(__file__).parent / "tokenizer.json"
CONTEXT = 0  # pieces of the text before a window that are read with it

Floats = NDArray[np.float32]


def load(threads: int = 1, *, model: Path = MODEL, tokenizer: Path = TOKENIZER) -> Tagger:
    """The tagger that ships with the package. The files are read at the first call of it, not here.

    `threads` is how many the network may use. Results do not depend on it, nor on what is parsed before. Raises
    `ModelError` at that first call where a file is missing or damaged.
    """
    return Encoder(model, tokenizer, threads)


def digest(model: Path = MODEL) -> str:
    """The SHA-256 of the model file, which tells one model from another."""
    with _reading(model):
        return hashlib.sha256(model.read_bytes()).hexdigest()


class Encoder:
    """A `Tagger`. One window at a time: a batch would make results depend on what else is in it, since int8
    activations are scaled by the largest of all (see docs)."""

    def __init__(self, model: Path, tokenizer: Path, threads: int) -> None:
        self._model, self._tokenizer_path, self._threads = model, tokenizer, threads

    def __call__(self, page: Page, passages: tuple[Passage, ...]) -> Tags:
        paragraphs = [paragraph.span for paragraph in page.paragraphs]
        pieces = read_pieces(page.text, paragraphs, quoted_mask(passages, len(page.text)), self._tokenizer)
        cut = tuple(windows(pieces, context=CONTEXT))
        if not cut:
            return Tags()
        tags, names, queries, keys = [], [], [], []
        for window in cut:
            ids, types = inputs(pieces, window)
            outputs = self._session.run(list(OUTPUTS), {"ids": ids[None], "types": types[None]})
            own = window.new - window.start + 1
            tags.append(_log_softmax(outputs[0][0, own:]))
            names.append(_log_softmax(outputs[1][0, own:]))
            queries.append(outputs[2][0])
            keys.append(outputs[3][0])
        scores = Scores(np.concatenate(tags), np.concatenate(names), tuple(queries), tuple(keys))
        return decode(pieces, cut, scores, read_quoting(page.text, passages, pieces))

    @cached_property
    def _session(self) -> Any:
        return open_session(self._model, self._threads)

    @cached_property
    def _tokenizer(self) -> Any:
        return open_tokenizer(self._tokenizer_path)


def open_session(model: Path, threads: int) -> Any:
    """An onnxruntime session of a model file. Raises `ModelError` where that is missing or damaged."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with _reading(model):
        return onnxruntime.InferenceSession(model.read_bytes(), options, providers=["CPUExecutionProvider"])


def open_tokenizer(path: Path) -> Any:
    """The tokenizer of a file. Raises `ModelError` where that is missing or damaged."""
    from tokenizers import Tokenizer

    with _reading(path):
        return Tokenizer.from_str(path.read_text(encoding="utf-8"))


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turns whatever a missing or damaged file causes into one error that names it."""
    try:
        yield
    except OSError as error:
        raise ModelError(f"Cannot read the model file {path}: {error.strerror}. Reinstall the package.") from error
    except Exception as error:  # onnxruntime and tokenizers have no common base of their own
        raise ModelError(f"The model file {path} is damaged. Reinstall the package.") from error


def _log_softmax(scores: Floats) -> Floats:
    scores = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True)), np.float32)
