"""Makes the model that the tagger runs. Needs the extra `train`; nothing else of the package imports it."""
