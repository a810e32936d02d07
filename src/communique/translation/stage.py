"""The translation stage: every segment from the memory, by rule, from an engine, or left to a person with the reason why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..document import Inlines, Text, plain
from ..drafts import Draft
from ..editions import NEAR as NEAR
from ..editions import Edition, Origin, Source, Unit
from ..engines import Assignment, Engine
from ..facts.addresses import ADDRESS
from ..glossary import Glossary
from ..house import EngineRule
from ..languages import Language, Wording, same
from ..markup import dump
from ..memory import Match, Memory, neighbours
from ..segments import Segment, cut, normal
from .asking import Answer, ask, briefing
from .conversions import by_rule
from .costs import Tally
from .kept_names import Names, altered, names_in, put_back
from .marks import carry
from .tags import with_notes

Mend = Callable[[Inlines, Language], Inlines]
Engines = Sequence[tuple[EngineRule, Engine]]
NO_TERMS = Glossary()

NO_ENGINE, EMBARGO, FAILED, UNUSABLE, MARKS = "no-engine", "embargo", "engine-failed", "engine-unusable", "marks"
NAMES = "names"
REFILLED, OTHERS, REWORDED = "refilled", "others", "reworded"
IMPORT = "import"
REASONS = {
    NO_ENGINE: Wording(
        "aucun moteur de traduction n’est prêt pour ces langues",
        "für diese Sprachen ist keine Übersetzungs-Engine bereit",
        "no translation engine is ready for these languages",
    ),
    EMBARGO: Wording(
        "le communiqué est confidentiel ou sous embargo : aucun moteur autorisé n’est prêt",
        "die Mitteilung ist vertraulich oder gesperrt: keine erlaubte Engine ist bereit",
        "the release is confidential or under embargo: no engine that is allowed is ready",
    ),
    FAILED: Wording("le moteur {name} a échoué", "die Engine {name} ist ausgefallen", "the engine {name} failed"),
    UNUSABLE: Wording(
        "le moteur {name} n’a rien rendu d’utilisable pour cette phrase",
        "die Engine {name} hat für diesen Satz nichts Brauchbares geliefert",
        "the engine {name} gave nothing usable for this sentence",
    ),
    NEAR: Wording(
        "repris d’une phrase semblable, non identique : à relire",
        "von einem ähnlichen, nicht gleichen Satz übernommen: bitte prüfen",
        "taken from a similar sentence, not the same: to be read again",
    ),
    REFILLED: Wording(
        "les chiffres ou les dates y ont été remplacés par ceux de cette phrase",
        "die Zahlen oder Daten darin wurden durch die dieses Satzes ersetzt",
        "its figures or dates were replaced by those of this sentence",
    ),
    REWORDED: Wording("validée, puis changée ({name})", "freigegeben, dann geändert ({name})", "approved, then changed ({name})"),
    OTHERS: Wording(
        "la mémoire a pour cette phrase encore une autre traduction validée",
        "der Speicher hat für diesen Satz noch eine andere freigegebene Übersetzung",
        "the memory has another approved translation of this sentence too",
    ),
    NAMES: Wording(
        "un nom que le moteur avait altéré a été rétabli",
        "ein Name, den die Engine verändert hatte, wurde wiederhergestellt",
        "a name that the engine had altered was put back",
    ),
    MARKS: Wording(
        "une mise en forme ou un lien de la source n’a pas été retrouvé",
        "eine Auszeichnung oder ein Link der Vorlage wurde nicht wiedergefunden",
        "a mark or link of the source was not found again",
    ),
    IMPORT: Wording(
        "rendu par la traduction, dans un fichier",
        "aus einer Datei der Übersetzung übernommen",
        "taken from a translator’s file",
    ),
}


def reason(note: str) -> Wording:
    """The sentence for an origin's note: one or more codes such as `near marks` or `engine-failed:deepl`; another note is itself."""
    codes = [code.partition(":") for code in note.split()]
    if not codes or any(code not in REASONS for code, _, _ in codes):
        return same(note)
    said = [REASONS[code].fill(name=name) for code, _, name in codes]
    return Wording(*("; ".join(wording[language] for wording in said) for language in Language))


def original(draft: Draft, mend: Mend) -> Edition:
    """The edition in the draft's own language: its segments with their typography mended."""
    document = draft.document
    units = (Unit(s, mend(s.content, document.language), Origin(Source.DRAFT)) for s in cut(document))
    return Edition(document.language, document, draft.reading, tuple(units))


def unmended(content: Inlines, _: Language) -> Inlines:
    """The typography repair that repairs nothing."""
    return content


def fill(
    draft: Draft,
    language: Language,
    *,
    memory: Memory,
    engines: Engines,
    at: str,
    mend: Mend = unmended,
    waits: str = NO_ENGINE,
    names: frozenset[str] = frozenset(),
    glossary: Glossary = NO_TERMS,
    before: Edition | None = None,
    again: bool = False,
    tally: Tally | None = None,
) -> Edition:
    """The edition in another language; the same arguments give the same edition if the engines do.

    A segment comes from a person who translated it in the edition `before`, else from the memory verbatim, by rule or as it stands
    (an address, a declared name), from whatever engine did it before (unless `again`), from the first engine that gives something
    usable, from a near match of the memory, or from nowhere with a note for `reason`. `at` is the UTC time for the origins, `mend`
    repairs typography, `glossary` gives engines the house's terms, `waits` is the note where no engine can. An engine that fails as a
    whole is passed over; `tally` counts what each was asked.
    """
    old = {unit.segment.key: unit for unit in before.units} if before else {}
    segments = cut(draft.document)
    kept = names_in("\n".join(segment.text for segment in segments), glossary, (draft.document.language, language))
    stage = _Stage(draft.document.language, language, memory, at, mend, names, old, neighbours(segments), kept)
    done = {segment.key: unit for segment in segments if (unit := stage.settled(segment, again=again))}
    notes: dict[str, str] = {}
    brief = briefing(segments, stage.source, language, glossary) if engines else Assignment((), stage.source, language)
    for rule, engine in engines:
        waiting = [segment for segment in segments if segment.key not in done]
        if waiting and engine.can(stage.source, language):
            done |= stage.translated(waiting, rule, engine, brief, notes, tally)
    units = (done.get(s.key) or stage.nearly(s) or stage.nowhere(s, notes.get(s.key, waits)) for s in segments)
    return Edition(language, draft.document, draft.reading, tuple(_dated(unit, old) for unit in units))


def _dated(unit: Unit, old: Mapping[str, Unit]) -> Unit:
    """The unit with the time at which it first came out like this."""
    same_before = old.get(unit.segment.key)
    if same_before and (same_before.target, replace(same_before.origin, at="")) == (unit.target, replace(unit.origin, at="")):
        return replace(unit, origin=same_before.origin)
    return unit


@dataclass(frozen=True, slots=True)
class _Stage:
    """One draft on its way into one language: the ways in which a segment gets its target."""

    source: Language
    target: Language
    memory: Memory
    at: str
    mend: Mend
    names: frozenset[str]
    old: Mapping[str, Unit]
    around: Mapping[str, tuple[str, str]]
    kept: Names

    def settled(self, segment: Segment, *, again: bool) -> Unit | None:
        """What needs no engine, or no more, the surest first."""
        return (
            self.before(segment, Source.PERSON)
            or self.verbatim(segment)
            or self.ruled(segment)
            or (None if again else self.before(segment, Source.ENGINE))
        )

    def before(self, segment: Segment, source: Source) -> Unit | None:
        """What it was given before by a person, or by an engine where its marks are still the same; ready or not, the engine is done."""
        unit = self.old.get(segment.key)
        if unit is None or unit.target is None or unit.origin.source is not source:
            return None
        unchanged = source is Source.PERSON or unit.segment.content == segment.content
        return replace(unit, segment=segment) if unchanged else None

    def verbatim(self, segment: Segment) -> Unit | None:
        """From the memory, the source being the same."""
        match = self.memory.exact(segment.text, self.source, self.target, self.around.get(segment.key, ("", "")))
        return self._recalled(segment, match, OTHERS if match.others else "") if match else None

    def nearly(self, segment: Segment) -> Unit | None:
        """From the memory, the source being alike."""
        match = self.memory.recall(segment.text, self.source, self.target)
        return self._recalled(segment, match, f"{NEAR} {REFILLED}" if match.refilled else NEAR) if match else None

    def ruled(self, segment: Segment) -> Unit | None:
        """By rule, or as it stands because it is the same in every language."""
        text = segment.text.strip()
        if text in self.names or ADDRESS.fullmatch(text) or not any(sign.isalnum() for sign in text):
            return Unit(segment, self.mend(segment.content, self.target), Origin(Source.DRAFT, "copy", self.at))
        spoken = by_rule(text, self.source, self.target)
        return self._unit(segment, spoken, Origin(Source.DRAFT, "rule", self.at)) if spoken else None

    def translated(
        self,
        segments: Sequence[Segment],
        rule: EngineRule,
        engine: Engine,
        brief: Assignment,
        notes: dict[str, str],
        tally: Tally | None,
    ) -> dict[str, Unit]:
        """From an engine, by key; what it fails on gets its note instead."""
        asked = ask(segments, rule, engine, brief, tally.of(rule) if tally else None)
        if tally and asked.ended:
            tally.failed[rule.name] = asked.ended
        notes |= {s.key: f"{UNUSABLE if s.key in asked.unusable else FAILED}:{rule.name}" for s in segments if s.key not in asked.answers}
        if not asked.answers:
            return {}
        origin = Origin(Source.ENGINE, f"{rule.name} {engine.version(self.source, self.target)}", self.at, host=rule.host)
        return {s.key: self._answered(s, answer, origin) for s in segments if (answer := asked.answers.get(s.key))}

    def _answered(self, segment: Segment, answer: Answer, origin: Origin) -> Unit:
        content = answer.content or (Text(answer.text),)
        changes = altered(segment.text, plain(content), self.kept)
        content, origin = put_back(content, changes), replace(origin, via=answer.via, note=NAMES if changes else "")
        if answer.content is None:
            return self._unit(segment, plain(content), origin)
        return Unit(segment, self.mend(with_notes(segment.content, content), self.target), origin)

    def nowhere(self, segment: Segment, note: str) -> Unit:
        """From nobody yet."""
        return Unit(segment, None, Origin(Source.NOWHERE, at=self.at, note=note))

    def _recalled(self, segment: Segment, match: Match, note: str) -> Unit:
        origin = Origin(Source.MEMORY, match.unit, self.at, match.score, note=note)
        if match.score == 100 and normal(dump(match.source)) == normal(dump(segment.content)) and not _bare(match.target):
            return Unit(segment, self.mend(match.target, self.target), origin)
        return self._unit(segment, plain(match.target), origin)

    def _unit(self, segment: Segment, text: str, origin: Origin) -> Unit:
        content, dropped = carry(segment.content, text, languages=(self.source, self.target), known=self._known)
        note = " ".join(filter(None, (origin.note, MARKS if dropped else "")))
        return Unit(segment, self.mend(content, self.target), replace(origin, note=note))

    def _known(self, phrase: str) -> str | None:
        match = self.memory.exact(phrase, self.source, self.target)
        return plain(match.target) if match else None


def _bare(content: Inlines) -> bool:
    return all(isinstance(inline, Text) and not inline.marks for inline in content)
