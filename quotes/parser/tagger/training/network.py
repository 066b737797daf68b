"""The network in torch: a pretrained encoder, token types for letter case and quotation marks, linear heads."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel, MPNetModel

from quotes.parser.tagger.heads import COLUMNS, POINTER_WIDTH, POINTERS
from quotes.parser.tagger.window import CLS, MASK, SEP, TYPES

MPNET_SHIFT = 4  # MPNet's vocabulary is BERT's behind four tokens of its own
MPNET_SPECIAL = {CLS: 0, SEP: 2, MASK: 30526}


class Network(nn.Module):
    """Ids and token types of shape (batch, pieces) → tags, names and one score matrix a pointer.

    The word embeddings stay as they are: 840 articles cannot improve them.
    """

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.kind = json.loads((base / "config.json").read_text())["model_type"]
        loader = {"bert": BertModel, "mpnet": MPNetModel}[self.kind]
        # dropout inside the encoder takes 40 % of a step on a CPU
        self.encoder = loader.from_pretrained(
            base, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        width = self.encoder.config.hidden_size
        self.types = nn.Embedding(TYPES, width)
        nn.init.zeros_(self.types.weight)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(width, sum(COLUMNS))
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tags (batch, pieces, 7), names (batch, pieces, 5), pointers (batch, pointers, pieces, pieces)."""
        if self.kind == "mpnet":
            ids = self._mpnet_ids(ids)
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.types(types)
        positions = None
        if self.kind == "mpnet":
            positions = torch.arange(2, ids.shape[1] + 2).expand_as(ids)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask, position_ids=positions).last_hidden_state
        tags, names, queries, keys = self.heads(self.dropout(hidden)).float().split(COLUMNS, dim=-1)
        heads = (*ids.shape, len(POINTERS), POINTER_WIDTH)
        scores = torch.einsum("bipd,bjpd->bpij", queries.view(heads), keys.view(heads)) * POINTER_WIDTH**-0.5
        return tags, names, scores.masked_fill(mask[:, None, None, :] == 0, -1e4)

    @staticmethod
    def _mpnet_ids(ids: Tensor) -> Tensor:
        shifted = ids + MPNET_SHIFT
        for bert, mpnet in MPNET_SPECIAL.items():
            shifted = torch.where(ids == bert, mpnet, shifted)
        return shifted
