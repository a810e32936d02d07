"""Terms: where words of the termbase and names stand in a text, nearly stand there, and what should stand instead."""
