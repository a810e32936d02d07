"""The writers: one file a format.

A writer module offers `NAME` (the file name it makes) and `write(release, language, house, stamp) -> bytes`.
"""
