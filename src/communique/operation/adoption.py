"""Adoption: the official boilerplates and press contacts of a draft become the partners' files."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Table

from .. import partners as partner_files
from ..document import About, Contact, Document, Inlines, Text, plain
from ..drafts import Draft
from ..errors import DraftError
from ..languages import Language, Wording
from ..markup import dump, merged
from ..memory import Memory
from ..partners import Partner
from ..releases import slug_of
from ..segments import normal, split
from ..text.passages import Passage, passages

WIDTH = 120
TITLES = {
    Language.FR: re.compile(r"[ÀA] propos (?:de la |de l['’]|du |des |de |d['’])?(?P<name>.+)", re.IGNORECASE),
    Language.DE: re.compile(r"Über (?:die |das |den |der )?(?P<name>.+)"),
    Language.EN: re.compile(r"About (?:the )?(?P<name>.+)", re.IGNORECASE),
}
# A national number in a release is one of the country whose language it is written in; English has no such country.
COUNTRY = {Language.FR: "+33", Language.DE: "+49"}

NOTHING = Wording(
    "ne contient aucune partie « À propos de… » à reprendre",
    "enthält keinen Abschnitt „Über …“, der sich übernehmen ließe",
    "has no part “About …” that could be taken over",
)
ADD_ONE = Wording(
    "donnez à chaque présentation un intertitre « À propos de » suivi du nom du partenaire",
    "geben Sie jedem Text eine Zwischenüberschrift „Über“ mit dem Namen des Partners",
    "give each boilerplate a heading “About” with the partner’s name",
)


Mend = Callable[[Inlines, Language], Inlines]


@dataclass(frozen=True, slots=True)
class Official:
    """What a draft says officially of one partner: its name, its "About" by language as title and paragraphs, its contacts."""

    id: str
    name: str
    about: Mapping[Language, tuple[str, tuple[Inlines, ...]]]
    contacts: tuple[Contact, ...] = ()


def adopt(draft: Draft, folder: Path, *, since: date, memory: Memory | None = None, mend: Mend | None = None) -> dict[Path, str]:
    """The partner files under `folder` that a draft changes or adds, as path and TOML text; nothing is written.

    The text of the draft's language is taken from the draft, with `since` as the first day of its validity. Where it is new, or the
    file lacks another language, that language is taken from `memory` if it knows the heading and every sentence verbatim.
    Contacts that are printed in the draft's language are replaced by the draft's. `mend` repairs the typography of what is taken over.
    Raises DraftError for a draft without a boilerplate, HouseError for a broken file.
    """
    language, known = draft.document.language, partner_files.load(folder)
    found = tuple(officials(draft.document, known))
    if not found:
        raise DraftError(draft.file, NOTHING, ADD_ONE)
    changed = {}
    for official in found:
        path = folder / f"{official.id}.toml"
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        whole = _mended(_translated(official, language, memory), mend)
        text = _written(before, whole, known.get(official.id), language, since)
        if text != before:
            changed[path] = text
    return changed


def officials(document: Document, known: Mapping[str, Partner]) -> Iterator[Official]:
    """What a document says officially of each partner; a contact belongs to the partner that it names, else to the one before it."""
    found: dict[str, Official] = {}
    last = ""
    for block in document.blocks:
        match block:
            case About(title=title, blocks=inner) if inner:
                name = _name(plain(title), document.language)
                last = block.partner or _id(name, known)
                paragraphs = passages(replace(document, blocks=inner, notes=()))
                about = {document.language: (plain(title), tuple(p.content for p in paragraphs))}
                found[last] = Official(last, name, about)
            case Contact(partner=partner, email=email) if email and (partner or last) in found:
                official = found[partner or last]
                found[official.id] = replace(official, contacts=(*official.contacts, block))
    return iter(found.values())


def _name(title: str, language: Language) -> str:
    """The organisation that a heading such as "À propos de la Fraunhofer-Gesellschaft" names."""
    opening = TITLES[language].match(title.strip())
    return (opening["name"] if opening else title).strip(" :")


def _id(name: str, known: Mapping[str, Partner]) -> str:
    wanted = normal(name).casefold()
    for partner in known.values():
        if any(re.match(rf"{re.escape(normal(own).casefold())}\b", wanted) for own in partner.names):
            return partner.id
    return slug_of(name)


def _translated(official: Official, source: Language, memory: Memory | None) -> Official:
    """The same with every further language that the memory knows word for word."""
    if memory is None:
        return official
    title, paragraphs = official.about[source]
    about = dict(official.about)
    for language in Language:
        own = [_recalled(content, source, language, memory) for content in ((Text(title),), *paragraphs)]
        if language is not source and all(own):
            about[language] = (plain(own[0]), tuple(own[1:]))
    return replace(official, about=about)


def _recalled(content: Inlines, source: Language, target: Language, memory: Memory) -> Inlines:
    """A passage as the memory has it in another language; empty where one of its sentences is not there verbatim."""
    sentences = split(Passage("", "About", source, content))
    matches = [memory.recall(plain(sentence), source, target) for sentence in sentences]
    if not all(match and match.score == 100 for match in matches):
        return ()
    return merged([inline for n, match in enumerate(matches) if match for inline in ((Text(" "),) * bool(n) + match.target)])


def _mended(official: Official, mend: Mend | None) -> Official:
    if mend is None:
        return official
    about = {
        language: (plain(mend((Text(title),), language)), tuple(mend(paragraph, language) for paragraph in paragraphs))
        for language, (title, paragraphs) in official.about.items()
    }
    return replace(official, about=about)


def _written(before: str, official: Official, known: Partner | None, language: Language, since: date) -> str:
    file = tomlkit.parse(before)
    if known is None:
        file["name"] = official.name
    # Where the draft says nothing new, what people have written in the other languages is younger than the memory.
    settled = known.about.keys() if known and _says(known, language, *official.about[language]) else set()
    for own, (title, paragraphs) in official.about.items():
        if own not in settled and not _says(known, own, title, paragraphs):
            _put(file, own, title, paragraphs, since)
    contacts = _contacts(file, official.contacts, language)
    if official.contacts and contacts.unwrap() != file.get("contacts"):
        file["contacts"] = contacts
    return tomlkit.dumps(file).rstrip() + "\n"


def _says(known: Partner | None, language: Language, title: str, paragraphs: tuple[Inlines, ...]) -> bool:
    """Whether a partner's file has this text already, whatever its typography."""
    old = known.about.get(language) if known else None
    return old is not None and _plain(old.title, old.paragraphs) == _plain(title, paragraphs)


def _plain(title: str, paragraphs: tuple[Inlines, ...]) -> list[str]:
    return [normal(title), *(normal(plain(paragraph)) for paragraph in paragraphs)]


def _put(file: TOMLDocument, language: Language, title: str, paragraphs: tuple[Inlines, ...], since: date) -> None:
    lines = (textwrap.fill(dump(p), WIDTH, break_long_words=False, break_on_hyphens=False) for p in paragraphs)
    part = tomlkit.table()
    part["title"], part["since"] = title, since
    # The text begins on a line of its own: TOML leaves out a line end right after the opening quotes.
    part["text"] = tomlkit.value('"""\n' + tomlkit.string("\n\n".join(lines) + "\n", multiline=True).as_string()[3:])
    about = file.setdefault("about", tomlkit.table(is_super_table=True))
    about[language.value] = part


def _contacts(file: TOMLDocument, contacts: tuple[Contact, ...], language: Language) -> AoT:
    """The draft's contacts, and those of the file that serve other languages only."""
    kept = [old for old in file.get("contacts", ()) if old.get("languages") and language.value not in old["languages"]]
    served = {code for old in kept for code in old["languages"]}
    own = [code.value for code in Language if code.value not in served] if served else []
    entries = tomlkit.aot()
    for contact in contacts:
        entries.append(_contact(contact, own, language))
    for old in kept:
        entries.append(old)
    return entries


def _contact(contact: Contact, languages: list[str], language: Language) -> Table:
    entry = tomlkit.table()
    entry["name"], entry["email"] = contact.name, contact.email
    if contact.phone:
        entry["phone"] = international(contact.phone, language)
    if languages:
        entry["languages"] = languages
    return entry


def international(phone: str, language: Language) -> str:
    """A phone number in E.123 international form; a national one is taken to be of the country whose language it is written in."""
    national = re.fullmatch(r"0([1-9][\d\s().-]*)", phone.strip())
    return f"{COUNTRY[language]} {national[1]}" if national and language in COUNTRY else phone
