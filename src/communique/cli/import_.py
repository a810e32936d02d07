"""`communique import`: what a translator gives back, as a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unicodedata import category

import click

from ..errors import CommuniqueError
from ..exchange import arrivals, bilingual, remarks
from ..exchange.proposals import Answer, Outcome, Proposal
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..markup import dump
from ._console import answer, command, tell
from ._sheet import say

ABOUT = Wording(
    "Reprend le FICHIER rendu par la traduction (Word ou XLIFF exporté d’ici, ou TMX) comme proposition\u202f; rien n’est validé par là.",
    "Übernimmt die DATEI der Übersetzung (von hier exportiertes Word oder XLIFF, oder TMX) als Vorschlag; freigegeben ist damit nichts.",
    "Takes the translator’s FILE (Word or XLIFF that was exported here, or TMX) as a proposal; nothing is approved by it.",
)
WHO = Wording("qui a traduit\u00a0: id ou nom", "wer übersetzt hat: id oder Name", "who translated: an id or a name")
RELEASE = Wording("le communiqué (nécessaire pour un TMX)", "die Mitteilung (nötig bei TMX)", "the release (needed for a TMX)")
DRY = Wording("montrer seulement, ne rien écrire", "nur zeigen, nichts schreiben", "only show, write nothing")
NOT_EXCHANGED = Wording("n’est ni Word, ni XLIFF, ni TMX", "ist weder Word noch XLIFF noch TMX", "is neither Word nor XLIFF nor TMX")
NOT_THERE = Wording("ce fichier n’existe pas", "diese Datei gibt es nicht", "there is no such file")
CHECK_PATH = Wording("vérifiez son nom et son dossier", "prüfen Sie Namen und Ordner", "check its name and folder")
NAME_RELEASE = Wording(
    "un TMX ne dit pas de quel communiqué il est", "eine TMX-Datei nennt keine Mitteilung", "a TMX file names no release"
)
GIVE_RELEASE = Wording("donnez --release", "geben Sie --release an", "give --release")
GIVE_BACK = Wording(
    "importez le fichier .docx, .xlf ou .tmx que la relecture ou la traduction a rendu",
    "importieren Sie die .docx-, .xlf- oder .tmx-Datei aus Durchsicht oder Übersetzung",
    "import the .docx, .xlf or .tmx file that review or translation gave back",
)
COUNTS = Wording(
    "{language}\u00a0: reprises {taken}, inchangées {unchanged}, sans traduction {open}, refusées {refused}",
    "{language}: {taken} übernommen, {unchanged} unverändert, {open} ohne Übersetzung, {refused} abgelehnt",
    "{language}: {taken} taken, {unchanged} unchanged, {open} without translation, {refused} refused",
)
NOTED = Wording(
    "remarque dans le fichier\u00a0: {where}, {note}",
    "Anmerkung in der Datei: {where}, {note}",
    "note in the file: {where}, {note}",
)
SAID = Wording("à savoir\u00a0: {where}, {said}", "zu wissen: {where}, {said}", "to know: {where}, {said}")
# What people call a Word file; which of them is one, its reader says.
WORD = frozenset({".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf"})
REFUSED = Wording("refusé\u00a0: {where}, {why}", "abgelehnt: {where}, {why}", "refused: {where}, {why}")
CLAIMED = Wording(
    "Segments qui se disent définitifs ou validés\u00a0: {count}. Une traduction ne valide rien, la relecture reste à faire.",
    "Segmente, die sich endgültig oder freigegeben nennen: {count}. Eine Übersetzung gibt nichts frei, geprüft wird hier.",
    "Segments that call themselves final or approved: {count}. A translation approves nothing, review is still to come.",
)
UNKEPT = Wording(
    "Les remarques n’ont pas été versées au dossier\u00a0: {why}",
    "Die Anmerkungen wurden nicht ins Protokoll übernommen: {why}",
    "The remarks were not entered into the record: {why}",
)
EARLIER = Wording(
    "Le fichier vient d’un brouillon antérieur\u00a0: seules les phrases restées les mêmes sont reprises.",
    "Die Datei stammt aus einem früheren Entwurf: Nur gleich gebliebene Sätze werden übernommen.",
    "The file was made of an earlier draft: only sentences that stayed the same are taken.",
)
MISSING = Wording(
    "Phrases du communiqué qui ne sont pas dans le fichier\u00a0: {count}. Elles restent comme elles sont.",
    "Sätze der Mitteilung, die nicht in der Datei stehen: {count}. Sie bleiben, wie sie sind.",
    "Sentences of the release that are not in the file: {count}. They stay as they are.",
)
STALE = Wording(
    "Les validations de cette langue sont à refaire. Ensuite\u00a0: communique status {slug}",
    "Die Freigaben dieser Sprache sind zu erneuern. Weiter: communique status {slug}",
    "The approvals of this language are to be given anew. Next: communique status {slug}",
)
NOTHING_WRITTEN = Wording("Rien n’a été écrit (--dry-run).", "Nichts wurde geschrieben (--dry-run).", "Nothing was written (--dry-run).")


@command("import", ABOUT)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "who", required=True, help=say(WHO))
@click.option("--release", default="", help=say(RELEASE))
@click.option("--dry-run", "dry", is_flag=True, help=say(DRY))
def import_command(house: House, file: Path, *, who: str, release: str, dry: bool, as_json: bool) -> None:
    """Take a file."""
    if not file.is_file():
        raise CommuniqueError(file.name, NOT_THERE, CHECK_PATH)
    form, unkept = bilingual.form_of(file), None
    if form == bilingual.XLIFF:
        slug, proposal = arrivals.take(house, file, who=who, slug=release, dry=dry)
        proposals: Sequence[Proposal] = (proposal,)
    elif not form and file.suffix.lower() in WORD:
        slug, proposal = arrivals.take_word(house, file, who=who, slug=release, dry=dry)
        proposals = (proposal,)
        unkept = _keep_remarks(house, slug, proposal, who) if not dry else None
    elif form == bilingual.TMX and release:
        slug, proposals = release, arrivals.take_tmx(house, file, who=who, slug=release, dry=dry)
    elif form == bilingual.TMX:
        raise CommuniqueError(file.name, NAME_RELEASE, GIVE_RELEASE)
    else:
        raise CommuniqueError(file.name, NOT_EXCHANGED, GIVE_BACK)
    if as_json:
        answer({"release": slug, "written": not dry, "languages": [_values(proposal) for proposal in proposals]})
        return
    for proposal in proposals:
        _show(proposal)
    if unkept:
        tell(UNKEPT, why=unkept)
    if dry:
        tell(NOTHING_WRITTEN)
    elif any(proposal.of(Outcome.TAKEN) for proposal in proposals):
        tell(STALE, slug=slug)


def _keep_remarks(house: House, slug: str, proposal: Proposal, who: str) -> Wording | None:
    """Enter what stands beside the rows in the record; why not, where that cannot be. The text is taken either way."""
    try:
        remarks.keep(house, slug, proposal.edition.language, proposal.answers, who)
    except CommuniqueError as error:
        return Wording(*(error.sentence(language) for language in Language))
    return None


def _values(proposal: Proposal) -> dict[str, Any]:
    return {
        "language": proposal.edition.language.value,
        **{outcome.value: len(proposal.of(outcome)) for outcome in Outcome},
        "claimed": proposal.claimed,
        "missing": proposal.missing,
        "earlier_draft": proposal.earlier,
        "differences": [_difference(one) for one in proposal.of(Outcome.TAKEN)],
        "notes": [{"key": one.key, "place": one.place, "notes": list(one.notes)} for one in proposal.answers if one.notes],
        "odd": [{"key": one.key, "place": one.place, "said": [say(odd) for odd in one.said]} for one in proposal.answers if one.said],
        "reasons": [{"key": one.key, "place": one.place, "why": say(one.why)} for one in proposal.of(Outcome.REFUSED)],
    }


def _difference(one: Answer) -> dict[str, str | None]:
    before, after = (None if target is None else dump(target) for target in (one.before, one.after))
    return {"key": one.key, "place": one.place, "before": before, "after": after}


def _show(proposal: Proposal) -> None:
    """The differences, what was refused and why, and the counts."""
    for one in proposal.of(Outcome.TAKEN):
        click.echo(f"{one.place} {one.key}")
        click.echo(f"  - {_legible(dump(one.before or ()))}")
        click.echo(f"  + {_legible(dump(one.after or ()))}")
    for one in proposal.answers:
        for odd in one.said:
            tell(SAID, where=_where(one), said=odd)
        for note in one.notes:
            tell(NOTED, where=_where(one), note=_legible(note))
    for one in proposal.of(Outcome.REFUSED):
        tell(REFUSED, where=_where(one), why=one.why)
    if proposal.earlier:
        tell(EARLIER)
    if proposal.missing:
        tell(MISSING, count=proposal.missing)
    if proposal.claimed:
        tell(CLAIMED, count=proposal.claimed)
    tell(COUNTS, language=LANGUAGE_NAMES[proposal.edition.language], **{o.value: len(proposal.of(o)) for o in Outcome})


def _where(one: Answer) -> str:
    return f"{one.place} {_legible(one.key)}".strip() or "—"


def _legible(text: str) -> str:
    """A translator's words on one line, signs that nobody sees or that would steer a terminal by their numbers."""
    return "".join(
        sign if sign.isprintable() or category(sign) == "Zs" else "⏎" if sign == "\n" else f"\\u{ord(sign):04x}" for sign in text
    )
