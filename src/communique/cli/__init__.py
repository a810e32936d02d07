"""The command `communique`: each command is one file, loaded only when it is asked for."""

from __future__ import annotations

import sys

from ._speech import code

# Plain tuples (French, German, English): the help sheet is there before anything of the program is loaded.
Words = tuple[str, str, str]

COMMANDS: dict[str, tuple[str, Words]] = {
    "run": (
        "run",
        ("mener un brouillon jusqu’à la relecture", "einen Entwurf bis zur Prüfung bringen", "take a draft up to review"),
    ),
    "read": ("read", ("montrer ce que communique lit", "zeigen, was communique liest", "show what communique reads")),
    "check": ("check", ("contrôler un brouillon ou une traduction", "Entwurf oder Übersetzung prüfen", "check a draft or a translation")),
    "status": ("status", ("qui a validé, qui manque", "wer freigegeben hat, wer fehlt", "who approved, who is missing")),
    "review": (
        "review",
        ("ouvrir le bureau de relecture", "den Prüftisch öffnen", "open the review desk"),
    ),
    "approve": ("decide", ("valider une langue", "eine Sprache freigeben", "approve a language")),
    "return": ("decide", ("renvoyer avec un commentaire", "mit Kommentar zurückgeben", "return with a comment")),
    "waive": (
        "decide",
        ("accepter un constat en le motivant", "einen Befund begründet hinnehmen", "accept a finding, with a reason"),
    ),
    "correct": ("decide", ("corriger un segment", "ein Segment korrigieren", "correct a segment")),
    "withdraw": ("decide", ("retirer un communiqué", "eine Mitteilung zurückziehen", "withdraw a release")),
    "code": ("code", ("donner un code de relecture à usage unique", "einmaligen Prüfcode ausgeben", "give a one-time review code")),
    "notices": ("notices", ("ce que communique fait savoir, et à qui", "was communique wem mitteilt", "what communique tells whom")),
    "export": ("export", ("donner les textes à traduire", "Texte zum Übersetzen ausgeben", "give out the texts for translation")),
    "import": ("import_", ("reprendre une traduction rendue", "eine fertige Übersetzung übernehmen", "take a translation back in")),
    "render": ("render", ("produire PDF, HTML et texte", "PDF, HTML und Text erzeugen", "make PDF, HTML and text")),
    "dossier": (
        "dossier",
        (
            "le dossier : qui a validé quoi, d’où vient le texte",
            "die Akte: wer was freigab, woher der Text kommt",
            "the dossier: who approved what, origins",
        ),
    ),
    "verify": ("verify", ("vérifier décisions et fichiers", "Entscheidungen und Dateien prüfen", "verify decisions and files")),
    "ci": ("ci", ("ce qu’une forge exécute", "was eine Code-Plattform ausführt", "what a code host runs")),
    "up": ("up", ("démarrer tout ce qu’il faut à l’équipe", "alles starten, was das Team braucht", "start all a team needs")),
    "doctor": (
        "doctor",
        ("dire ce qui manque à cette machine", "sagen, was diesem Rechner fehlt", "say what this machine lacks"),
    ),
    "watch": (
        "watch",
        ("voir la page suivre chaque changement", "die Seite jeder Änderung folgen sehen", "see the page follow every change"),
    ),
    "new-house": ("new_house", ("créer le dossier d’une équipe", "den Ordner eines Teams anlegen", "make the folder of a team")),
    "demo": ("demo", ("parcourir l’exemple de bout en bout", "das Beispiel von Anfang bis Ende", "the whole trip on the sample")),
    "partners": (
        "partners",
        ("les partenaires et leurs textes officiels", "Partner und ihre offiziellen Texte", "partners and their official texts"),
    ),
    "glossary": ("glossary", ("la base terminologique", "die Termbank", "the termbase")),
    "memory": ("memory", ("la mémoire de traduction", "der Übersetzungsspeicher", "the translation memory")),
    "engines": ("engines", ("les moteurs de traduction", "die Übersetzungs-Engines", "the translation engines")),
    "checks": ("checks", ("la liste des contrôles", "die Liste der Prüfungen", "the list of checks")),
    "keys": ("keys", ("la clé qui signe les décisions", "der Schlüssel für Entscheidungen", "the key that signs decisions")),
}

# Called by workflows of code hosts and not by people: the help sheet leaves it out.
FOR_MACHINES = ("ci",)

WHAT_IT_IS = (
    "Un communiqué, trois langues : du brouillon Word au PDF et à la page web, rien sans validation.",
    "Eine Pressemitteilung, drei Sprachen: vom Word-Entwurf zu PDF und Webseite, nichts ohne Freigabe.",
    "One press release, three languages: from the Word draft to PDF and web page, nothing unapproved.",
)


USAGE = ("Usage\u00a0: communique [OPTIONS] COMMANDE …", "Aufruf: communique [OPTIONEN] BEFEHL …", "Usage: communique [OPTIONS] COMMAND …")
OPTIONS = {
    "--house": ("dossier du projet (sinon : celui-ci)", "Projektordner (sonst: dieser)", "the project’s folder (else this one)"),
    "--lang": ("langue : fr, de ou en", "Sprache: fr, de oder en", "language: fr, de or en"),
    "--help": (
        "cette aide, aussi après une commande ; --version : le numéro",
        "diese Hilfe, auch nach einem Befehl; --version: die Nummer",
        "this help, also after a command; --version: the number",
    ),
}


def say(words: Words) -> str:
    """The words of this call's language."""
    return words[("fr", "de", "en").index(code())]


def sheet() -> str:
    """The help sheet of the whole command."""
    commands = {name: about for name, (_, about) in COMMANDS.items() if name not in FOR_MACHINES}
    lines = [say(USAGE), say(WHAT_IT_IS), *_table(OPTIONS), *_table(commands)]
    return "\n".join(lines)


def _table(rows: dict[str, Words]) -> list[str]:
    return ["", *(f"  {name:<10} {say(about)}" for name, about in rows.items())]


def main() -> None:
    """Run the command line; whatever stops the work is one sentence on standard error and an exit code."""
    asked = [word for word in sys.argv[1:] if word != code() and not word.startswith("--lang")]
    if asked in ([], ["--help"]):
        print(sheet())
        return
    from ._commands import run

    sys.exit(run())
