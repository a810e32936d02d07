"""Where a segment's text comes from, said to a reviewer."""

from __future__ import annotations

from collections.abc import Mapping

from ..editions import Origin, Source
from ..languages import Wording
from ..reviewers import Reviewer, name_of

# As `conversions` names what is a date, a figure or a name in every language.
BY_RULE = "rule"
DRAFT = Wording("brouillon Word", "Word-Entwurf", "Word draft")
RULE = Wording("d’après une règle", "nach einer Regel", "by a rule")
MEMORY = Wording("mémoire, mot pour mot", "Speicher, wörtlich", "memory, word for word")
ALIKE = Wording("mémoire, {score}\u00a0% semblable", "Speicher, zu {score}\u00a0% gleich", "memory, {score}% alike")
ENGINE = Wording("moteur {name}", "Engine {name}", "engine {name}")
PERSON = Wording("écrit par {name}", "geschrieben von {name}", "written by {name}")
NOWHERE = Wording("à traduire", "noch zu übersetzen", "still to be translated")
OFFICIAL = Wording("texte officiel de {name}", "offizieller Text von {name}", "official text of {name}")
AS_DRAFTED = Wording("tel quel dans le brouillon", "wie im Entwurf", "as in the draft")


def told(origin: Origin, people: Mapping[str, Reviewer]) -> Wording:
    """The origin of a segment in a few words; people by their names."""
    match origin.source:
        case Source.DRAFT:
            return RULE if origin.name == BY_RULE else DRAFT
        case Source.MEMORY:
            return ALIKE.fill(score=origin.score) if origin.is_near else MEMORY
        case Source.ENGINE:
            return ENGINE.fill(name=origin.name.partition(" ")[0] or origin.name)
        case Source.PERSON:
            return PERSON.fill(name=name_of(origin.name, people))
        case Source.NOWHERE:
            return NOWHERE
