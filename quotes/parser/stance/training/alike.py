"""Which topics mean nearly the same: sentences near each other for the encoder that everything starts from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from quotes.parser.tagger.training import bases

NEAR = 0.5
"""A cosine. "Abolish nuclear weapons" and "all nations have a right to nuclear weapons" have 0.58."""


def near(topics: Sequence[str], reported: Sequence[str]) -> set[str]:
    """Those topics that mean nearly what one of the reported ones does."""
    similar = vectors(topics) @ vectors(reported).T
    return {topic for topic, nearest in zip(topics, similar.max(1), strict=True) if nearest >= NEAR}


def vectors(sentences: Sequence[str]) -> np.ndarray:
    """Unit vectors (sentences, width): the mean of the pieces, as all-MiniLM-L6-v2 was made for."""
    base = bases.student()
    encoder = BertModel.from_pretrained(base, add_pooling_layer=False).eval()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    found = []
    with torch.inference_mode():
        for sentence in sentences:
            mean = encoder(torch.tensor([tokenizer.encode(sentence).ids])).last_hidden_state[0].mean(0).numpy()
            found.append(mean / np.linalg.norm(mean))
    return np.stack(found)
