"""What comes of drafts, logos, style sheets and templates that want a renderer to fetch, or to give away, what is not theirs.

Each attack is rendered in every format. An attempt is a request at a listener on loopback, a socket that is opened, a name that is
looked up, or a file outside the house that is opened; a leak is a word of that file, or a link with a hostile address, in any output.
"""

from __future__ import annotations

import base64
import email
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf

import press_sample as sample
from communique import document as d
from communique import families, partners
from communique.errors import CommuniqueError
from communique.house import House
from communique.languages import Language
from communique.publishing import setting
from communique.releases import Release
from render_watch import CANARY, Lure, Watch

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 9" width="40" height="9">{}</svg>'
PLAIN = '<rect width="40" height="9"/>'
# Where a format makes a link, with an address that does or fetches something else than show a page.
ADDRESS = rb"\s*(?:javascript|file|vbscript|data:text|\\\\)"
IN_MARKUP = re.compile(rb"<\w[^<>]*\s(?:href|src|Target)=[\"']?" + ADDRESS, re.IGNORECASE)
IN_PDF = re.compile(rb"/URI\s*\(" + ADDRESS, re.IGNORECASE)
BASE64 = re.compile(rb"[A-Za-z0-9+/]{60,}(?:\s+[A-Za-z0-9+/]+)*={0,2}")


@dataclass(frozen=True, slots=True)
class Attack:
    """What is hostile: the beginnings of style sheets, a piece of the page, a logo, lines of the draft, a link, a picture's name.

    HTTP stands for the listener, FILE for the address of a file outside the house, PATH for its path.
    """

    print_css: str = ""
    web_css: str = ""
    page: str = ""
    logo: str = ""
    linked_logo: bool = False
    logo_line: str = ""
    line: str = ""
    link: str = ""
    picture: str = ""


ATTACKS = {
    "style sheet imported over http": Attack(print_css='@import url("HTTP/a.css");', web_css='@import url("HTTP/a.css");'),
    "background over http": Attack(print_css="body { background: url(HTTP/a.png) }", web_css="body { background: url(HTTP/a.png) }"),
    "background from a file": Attack(print_css="body { background: url(FILE) }", web_css="body { background: url(FILE) }"),
    "remote font": Attack(print_css='@font-face { font-family: "Spy"; src: url(HTTP/a.ttf) } body { font-family: "Spy" }'),
    "address that redirects to a file": Attack(print_css="body { background: url(HTTP/redirect) }"),
    "network share": Attack(
        print_css=r'body { background: url("\\\\127.0.0.1\\share\\a.png") } p { content: url("file:////127.0.0.1/a") }'
    ),
    "picture of the page over http": Attack(
        page='<img src="HTTP/a.png" alt="A"><iframe src="HTTP/b"></iframe><object data="HTTP/c"></object>'
    ),
    "picture of the page above the folder": Attack(page='<img src="../../../../../../../..PATH" alt="A"><img src="PATH" alt="B">'),
    "file attached by the page": Attack(page='<link rel="attachment" href="FILE"><a rel="attachment" href="FILE">A</a>'),
    "template from outside": Attack(page='{% include "../../../../../../../..PATH" %}{% include "PATH" %}'),
    "picture inside a logo": Attack(logo='<image href="FILE" width="9" height="9"/><image xlink:href="HTTP/a.png" width="9" height="9"/>'),
    "logo that uses another": Attack(logo='<use href="HTTP/a.svg#x"/><use xlink:href="FILE#x"/>'),
    "style sheet of a logo": Attack(logo="<style>@import url(HTTP/a.css); rect { fill: url(FILE) }</style>"),
    "script in a logo": Attack(
        logo="<script href='HTTP/a.js'>fetch('HTTP/b')</script><foreignObject><iframe src='HTTP/c'/></foreignObject>"
    ),
    "entity in a logo": Attack(logo='<!DOCTYPE svg [<!ENTITY a SYSTEM "FILE"><!ENTITY b SYSTEM "HTTP/e">]>&a;&b;'),
    "logo that leads outside": Attack(linked_logo=True),
    "logo named by a path": Attack(logo_line='logo = "../../../../../../../..PATH"'),
    "picture named by a path": Attack(picture="../../../../../../../..PATH"),
    "markup in the text": Attack(line="Look: <img src='HTTP/a.png'> <link rel=attachment href='FILE'> <style>@import 'HTTP/b.css'</style>"),
    "template in the text": Attack(line="{{ page.stamp }} {% include 'PATH' %} {{ ''.__class__.__mro__ }}"),
    "script as a link": Attack(link="javascript:fetch('HTTP/a')"),
    "file as a link": Attack(link="FILE"),
    "page inside a link": Attack(link="data:text/html,<img src=HTTP/a>"),
    "share as a link": Attack(link=r"\\127.0.0.1\share\a"),
}


def attempts_and_leaks(attack: Attack, folder: Path, lure: Lure) -> tuple[list[str], list[str]]:
    """What rendering a release under attack tried to fetch, and in which outputs it gave something away.

    A refusal with a CommuniqueError is a good end too; anything else that is raised is not. Every format is asked alone, so that the
    refusal of one does not hide what another does.
    """
    with Watch.over(lure.file) as tried:
        try:
            house, release = _scene(attack, folder, lure)
            files = {name: content for one in families.members("writers") for name, content in _made(release, house, one)}
        except CommuniqueError as refused:
            files = {"error": str(refused).encode()}
    return tried, [name for name, content in files.items() if any(_gives_away(view, attack) for view in _views(content))]


def _made(release: Release, house: House, name: str) -> list[tuple[str, bytes]]:
    try:
        return list(setting.made(release, house, sample.APPROVED, (name,)).items())
    except CommuniqueError as refused:
        return [(f"error of {name}", str(refused).encode())]


def _scene(attack: Attack, folder: Path, lure: Lure) -> tuple[House, Release]:
    """A house and its release in English, with what is hostile put in."""
    shutil.copytree(sample.ROOT / "templates", folder / "templates")
    style = folder / "templates" / "release"
    for name, more in (("print.css", attack.print_css), ("web.css", attack.web_css)):
        (style / name).write_text(lure.into(more) + "\n" + (style / name).read_text(encoding="utf-8"), encoding="utf-8")
    page = (style / "page.html").read_text(encoding="utf-8").replace("</body>", lure.into(attack.page) + "</body>")
    (style / "page.html").write_text(page, encoding="utf-8")
    house = House(folder, "x", tuple(Language), (), {}, b"")
    release = sample.short(folder, "title: News", f"p: {lure.into(attack.line) or 'Text.'}")
    document = _hostile(release.editions[Language.EN].document, attack, lure)
    voice = partners.load(_partners(attack, folder, lure))["inria"]
    return house, replace(release, editions={Language.EN: sample.edition(document)}, partners=(voice,))


def _hostile(document: d.Document, attack: Attack, lure: Lure) -> d.Document:
    blocks = document.blocks
    if attack.link:
        blocks = (*blocks, d.Paragraph((d.Link((d.Text("Look here"),), lure.into(attack.link)),), place="p98"))
    if attack.picture:
        blocks = (*blocks, d.Figure(lure.into(attack.picture), "A picture", place="p99"))
        picture = d.Asset(lure.into(attack.picture), "image/png", sample.picture())
        return replace(document, blocks=blocks, assets=(picture,))
    return replace(document, blocks=blocks)


def _partners(attack: Attack, folder: Path, lure: Lure) -> Path:
    """The partners' files, Inria's logo or the line that names it exchanged for a hostile one."""
    own = folder / "templates" / "partners"
    if attack.logo_line:
        text = (own / "inria.toml").read_text(encoding="utf-8")
        (own / "inria.toml").write_text(text.replace('logo = "inria.svg"', lure.into(attack.logo_line)), encoding="utf-8")
    if attack.linked_logo:
        (own / "inria.svg").unlink()
        (own / "inria.svg").symlink_to(lure.file)
    if attack.logo:
        doctype, _, body = attack.logo.rpartition("]>")
        prolog = lure.into(f"{doctype}]>") if doctype else ""
        body = f"<text>{body}</text>" if doctype else body
        (own / "inria.svg").write_text(prolog + SVG.format(PLAIN + lure.into(body)), encoding="utf-8")
    return own


def _gives_away(view: bytes, attack: Attack) -> bool:
    """Whether a word of the file stands there; or, for what a draft alone can do, a link that does something else than lead to a page."""
    links = IN_MARKUP if view.lstrip().startswith(b"<") else IN_PDF
    return CANARY.encode() in view or (not attack.page and links.search(view) is not None)


def _views(content: bytes) -> Iterator[bytes]:
    """A file as it is, and unpacked: streams of a PDF, members of an archive, parts of a letter, strings in JSON, base 64."""
    yield content
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as file:
            streams = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image"]
            unpacked = [stream.read_bytes() for stream in streams]
            yield b"\n".join(found.unparse() for found in file.objects if not isinstance(found, pikepdf.Stream))
        yield from unpacked
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _views(archive.read(name))
    elif content.startswith(b"{"):
        yield from (text.encode() for text in _strings(json.loads(content)))
    elif b"\nMIME-Version: 1.0" in content[:4000]:
        for part in email.message_from_bytes(content).walk():
            yield from _views(part.get_payload(decode=True) or b"") if not part.is_multipart() else ()
    else:
        for packed in BASE64.findall(content):
            whole = b"".join(packed.split())
            yield base64.b64decode(whole[: len(whole) // 4 * 4])


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            yield from (text for one in value for text in _strings(one))
        case dict():
            yield from (text for one in value.values() for text in _strings(one))
