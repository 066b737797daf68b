"""The cross-encoder in torch: the tagger's base with other token types and heads."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from quotes.parser.stance.heads import COLUMNS, EACH, EVIDENCE, WEIGHT, WHOLE
from quotes.parser.stance.pair import CUE, MENTION


class Network(nn.Module):
    """Ids and token types of shape (batch, pieces) → scores of the sides (batch, 3), evidence (batch, pieces)."""

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        width = self.encoder.config.hidden_size
        self.types = nn.Embedding(CUE + MENTION + 1, width)
        nn.init.zeros_(self.types.weight)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(width, COLUMNS)
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.zeros_(self.heads.bias)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.types(types)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        rows = self.heads(self.dropout(hidden)).float()
        weights = rows[..., WEIGHT].masked_fill(mask == 0, -1e4).softmax(-1)
        pooled = torch.einsum("bp,bpc->bc", weights, rows[..., EACH])
        return rows[:, 0, WHOLE] + pooled, rows[..., EVIDENCE]
