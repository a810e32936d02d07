"""Translation: a sentence from the memory, by rule, from an engine, and what may leave the house for it."""
