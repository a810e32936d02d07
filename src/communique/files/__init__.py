"""Files: written whole or not at all, archives and XML, values as bytes."""
