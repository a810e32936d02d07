"""The reports: one file a form, each from findings to text that a person or a program reads."""
