"""The encoder that finds statements: the code that runs it, the model, and the code that trains it."""
