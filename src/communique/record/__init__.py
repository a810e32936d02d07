"""The record: decisions as signed files, the keys that sign them, and what proves that nobody changed them."""
