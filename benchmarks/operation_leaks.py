"""What a team's set-up gives away of a secret release: `python benchmarks/operation_leaks.py` prints one JSON line, and fails for one hint.

The sample, under an embargo and with sentences and names that stand nowhere else, goes through all that can happen to it in Prefect: read,
refused, prepared again, reviewed with a wrong code, returned, mended, approved in the form, refused to the public, put off, with letters
to its reviewers. Then every sentence and name of it in three languages, whatever their case, spaces and signs, is looked for in Prefect's
database, each column decoded, in its stored results, logs and artifacts, in what our own processes wrote, in the outbox and in the letters.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import docx  # noqa: E402

import postoffice  # noqa: E402
from communique import gate, releases, reviewers  # noqa: E402
from communique.document import plain  # noqa: E402
from communique.house import House  # noqa: E402
from communique.languages import Language  # noqa: E402
from leaks import hints_of, normal, texts_of  # noqa: E402
from office import SAMPLE, Team, approve_all, codes, mend, open_office, until  # noqa: E402

SLUG = "probe"
EMBARGO = "Sous embargo jusqu’au 9 mars 2031 à 14 h 30"
CANARIES = (
    "Le prototype Quartzomèle mesure la houle par les reflets d’un phare éteint.",
    "« Nous rendrons la baie de Korvenn à ses goélands », déclare Solveig Tarnaudière-Kessel, directrice de l’Observatoire Brumeval.",
)
SPOKEN = {Language.DE: "Das Brumeval-Gezeitenwerk", Language.EN: "The Brumeval tidal mill", Language.FR: "Le moulin à marée de Brumeval"}
PROMISED = {"hints": 0}
# Below these nothing was looked at.
LEAST = {"texts": 150, "files": 10, "letters": 4}
# A letter's lines that say to whom it goes.
ADDRESS_LINES = ("to", "from", "cc", "reply-to")


def main() -> None:
    """Print the figures."""
    figures = measured()
    broken = {name: figures[name] for name, most in PROMISED.items() if figures[name] > most}
    print(json.dumps({"benchmark": "operation_leaks", **figures, "promised": PROMISED, "broken": broken}))
    sys.exit(bool(broken))


def measured() -> dict[str, int]:
    """How many texts were looked for, in how many files and megabytes, and how often one was found; where, on standard error."""
    with tempfile.TemporaryDirectory() as folder, postoffice.open_office() as mail:
        root = Path(folder) / "house"
        root.mkdir()
        with open_office(root, {"COMMUNIQUE_NOTICES": mail.address, "PREFECT_RUNNER_POLL_FREQUENCY": "1"}) as team:
            settings = team.house.templates / "house.toml"
            settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[notices]\nofficers = ['press@example.org']\n", encoding="utf-8")
            lived(team, lambda: len(mail.taken))
            texts = texts_of(releases.load(team.house, SLUG)) | {normal(text) for text in (*CANARIES, EMBARGO)}
            written = frozenset((normal("Quartzomèle"), normal("Tarnaudière-Kessel"), normal("Korvenn")))
        places = gathered(team.house, mail, Path(folder) / "letters")
        found = [hint for place in places for hint in hints_of(texts | written, place).items()]
        for place, held in found:
            print(f"{place}: {held}", file=sys.stderr)
        sizes = [path.stat().st_size for place in places for path in place.rglob("*") if path.is_file()]
        return {
            "texts": len(texts),
            "files": len(sizes),
            "megabytes": round(sum(sizes) / 1e6),
            "letters": len(mail.taken),
            "hints": sum(len(held) for _, held in found),
        }


def lived(team: Team, letters: Callable[[], int]) -> None:
    """Everything that can happen to a secret release in Prefect; `letters` is how many have been sent."""
    probe(team.house.drafts / f"{SLUG}.docx")
    run = team.prepared(f"{SLUG}.docx")
    assert run["state"]["name"] == "Completed", run["state"]["message"]
    assert run["name"].startswith("release-"), run["name"]
    refused(team, "publish", release=SLUG)
    refused(team, "prepare", draft=f"{SLUG}.docx", layout="single: the first partner at the head")
    broken(team, team.house.templates / "glossary.csv", lambda: refused(team, "prepare", draft=f"{SLUG}.docx"))
    broken(team, team.house.drafts / SLUG / "de.json", lambda: refused(team, "prepare", draft=f"{SLUG}.docx"))
    form = team.form(SLUG)
    team.resume(form, decision="approve", code="AAAA-BBBB-CCCC")
    form = team.form(SLUG, after=form)
    # Letters are sent once a minute: here the requests, and at the end that it was returned and approved.
    asked = until(lambda: letters() or None, 150)
    translated(team.house)
    mend(team.house, SLUG)
    approve_all(team.house, SLUG, but=2)
    first, second = codes(team.house, SLUG)
    team.resume(form, decision="return", code=first, comment="Please put it shorter.")
    form = team.form(SLUG, after=form)
    team.resume(form, decision="approve", code=second)
    form = team.form(SLUG, after=form)
    approve_all(team.house, SLUG)
    team.ended(form["id"], "Completed", "Failed")
    team.ended(team.start("publish", release=SLUG), "Postponed", "Failed", "Completed")
    until(lambda: letters() > asked or None, 150)


def translated(house: House) -> None:
    """Write what no memory knows in the other languages, so that it has sentences of its own there too."""
    people = reviewers.load(house)
    for language, edition in releases.load(house, SLUG).editions.items():
        for number, unit in enumerate(edition.untranslated):
            cell = next(cell for cell in gate.board(house, SLUG, ()).cells if cell.language is language)
            who = reviewers.may_decide(people, language, cell.partner)[0].id
            said = f"{SPOKEN[language]} {number}: {plain(unit.segment.content)}"
            gate.correct(house, SLUG, language, unit.segment.key, said, who)


def probe(path: Path) -> None:
    """The sample with an embargo and with sentences that stand nowhere else."""
    word = docx.Document(str(SAMPLE))
    body = next(one for one in word.paragraphs if len(one.text) > 200)
    word.paragraphs[0].insert_paragraph_before(EMBARGO)
    for canary in CANARIES:
        body.insert_paragraph_before(canary)
    word.core_properties.title, word.core_properties.subject = CANARIES
    word.save(str(path))


def refused(team: Team, flow: str, **parameters: str) -> None:
    """A run that must end with a refusal."""
    run = team.ended(team.start(flow, **parameters), "Failed", "Completed")
    assert run["state"]["name"] == "Failed", flow


def broken(team: Team, path: Path, then: Callable[[], None]) -> None:
    """What happens while a file cannot be read: it holds text where none belongs."""
    before = path.read_bytes()
    path.write_bytes(CANARIES[0].encode() + before)
    try:
        then()
    finally:
        path.write_bytes(before)


def gathered(house: House, mail: postoffice.Office, letters: Path) -> tuple[Path, ...]:
    """The folders to look in: Prefect's, the outbox, and the letters without their addresses; the log of all is put beside them."""
    letters.mkdir()
    called = {person.email: person.name for person in reviewers.load(house).values()}
    for number, (recipient, letter) in enumerate(mail.taken):
        lines = [f"{name}: {value}" for name, value in letter.items() if name.lower() not in ADDRESS_LINES]
        parts = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
        # A letter may call whom it goes to by name.
        text = "\n".join((*lines, *parts)).replace(called.get(recipient, "\0"), "")
        (letters / f"{number}.txt").write_text(text, encoding="utf-8")
    (letters / "up.log").write_bytes((house.root / "up.log").read_bytes())
    return house.root / ".prefect", house.state / "outbox", letters


if __name__ == "__main__":
    main()
