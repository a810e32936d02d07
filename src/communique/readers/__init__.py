"""The readers: one file a format, each from a file on disk to a Draft."""
