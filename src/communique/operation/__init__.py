"""Operation: what an office runs and looks after on its own machines."""
