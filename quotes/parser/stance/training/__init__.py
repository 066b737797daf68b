"""Makes the model that tells a stance. Needs the extra `train`; nothing else of the package imports it."""
