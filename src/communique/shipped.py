"""What ships with the program beside its code: the page's templates, the pattern of a house, the flows."""

from __future__ import annotations

from pathlib import Path

# In a wheel everything lies here; in a checkout what the project itself uses lies at its root.
PATTERN = Path(__file__).parent / "pattern"
CHECKOUT = Path(__file__).resolve().parents[2]


def shipped(name: str) -> Path:
    """A file or folder by its path in the project, `templates/release` or `flows`; whether it is there or not."""
    packed = PATTERN / name
    return packed if packed.exists() else CHECKOUT / name
