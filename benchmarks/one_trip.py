"""One whole trip in one process: HOUSE DRAFT. Findings that block are waived and every approval is given, by the house's own reviewers."""

from __future__ import annotations

import sys
from pathlib import Path

from communique import gate, pipeline
from communique.languages import Language
from communique.reviewers import load as load_reviewers
from communique.reviewers import may_decide


def main(folder: Path, draft: Path) -> tuple[Path, ...]:
    """The rendered files of a draft that everyone approves as it stands."""
    house = pipeline.house_at(folder)
    slug = pipeline.take_in(house, draft)
    for language in pipeline.languages_of(house, slug):
        pipeline.translate(house, slug, language)
    gate.submit(house, slug)
    people = load_reviewers(house)
    board = gate.board(house, slug)
    for finding in board.blocking:
        partner = next(cell.partner for cell in board.cells if cell.language is (finding.language or Language.FR))
        who = may_decide(people, finding.language or Language.FR, partner)[0]
        gate.waive(house, slug, finding.id, who.id, comment="the text of the release as it was published")
    for cell in board.cells:
        gate.approve(house, slug, cell.language, cell.partner, may_decide(people, cell.language, cell.partner)[0].id)
    return gate.publish(house, slug)


if __name__ == "__main__":
    print(*main(Path(sys.argv[1]), Path(sys.argv[2])), sep="\n")
