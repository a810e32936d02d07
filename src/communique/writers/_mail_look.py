"""How the mail of a release looks: styles on the elements themselves, because mail programs drop style sheets."""

from __future__ import annotations

from lxml.html import HtmlElement

from ._tokens import Tokens

SERIF, SANS = "Georgia, 'Times New Roman', serif", "'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
# What stands around the text: the page, its column, the cell in it, the names over it.
AROUND = {
    "ground": "margin: 0; padding: 0; background: {paper}; color: {ink}",
    "column": "width: 100%; max-width: 600px; text-align: left",
    "inside": "padding: 24px 20px 40px; font: 16px/1.55 {serif}; color: {ink}",
    "names": "margin: 0 0 14px; font: bold 15px/1.4 {sans}; color: {ink}",
}
# By tag, and by tag and class where a class changes it.
STYLES = {
    "h1": "margin: 4px 0 12px; font: bold 28px/1.2 {sans}; color: {ink}",
    "h1.kicker": "margin: 0 0 10px; padding: 9px 14px; background: {accent}; font: bold 20px/1.4 {sans}; color: {paper}",
    "h2": "margin: 30px 0 8px; font: bold 19px/1.3 {sans}; color: {ink}",
    "h3": "margin: 24px 0 6px; font: bold 17px/1.35 {sans}; color: {ink}",
    "h4": "margin: 20px 0 6px; font: bold 16px/1.4 {sans}; color: {soft}",
    "p": "margin: 0 0 14px",
    "p.kicker": "margin: 0 0 10px; padding: 8px 14px; background: {accent}; font: bold 18px/1.4 {sans}; color: {paper}",
    "p.dateline": "margin: 0 0 8px; font: 14px/1.5 {sans}; color: {soft}",
    "p.subtitle": "margin: 0 0 16px; font: 19px/1.4 {sans}; color: {soft}",
    "p.lead": "margin: 0 0 18px; font: 18px/1.5 {serif}",
    "p.speech": "margin: 0; font: italic 18px/1.5 {serif}",
    "p.by": "margin: 2px 0 6px; font: 14px/1.5 {sans}; color: {soft}",
    "figcaption": "font: 14px/1.5 {sans}; color: {soft}",
    "figure": "margin: 16px 0",
    "section": "margin: 20px 0 24px; padding: 14px 18px 8px; background: {tint}; border-top: 2px solid {accent}; font: 15px/1.5 {sans}",
    "ul": "margin: 0 0 14px; padding: 0 0 0 22px",
    "ol": "margin: 0 0 14px; padding: 0 0 0 24px",
    "ol.labels": "margin: 0 0 14px; padding: 0; list-style: none",
    "li": "margin: 0 0 6px",
    "blockquote": "margin: 22px 0; padding: 2px 0 2px 16px; border-left: 2px solid {accent}",
    "table": "width: 100%; border-collapse: collapse; font: 14px/1.4 {sans}; border-top: 1px solid {ink}; border-bottom: 1px solid {ink}",
    "th": "padding: 6px 10px 6px 0; text-align: left; vertical-align: top; font-weight: bold; border-top: 1px solid {line}",
    "td": "padding: 6px 10px 6px 0; text-align: left; vertical-align: top; border-top: 1px solid {line}",
    "th.number": "padding: 6px 0 6px 10px; text-align: right; vertical-align: top; font-weight: bold; border-top: 1px solid {line}",
    "td.number": "padding: 6px 0 6px 10px; text-align: right; vertical-align: top; border-top: 1px solid {line}",
    "a": "color: {accent}",
    "mark": "background: {waiting}; color: {on-waiting}",
    "sup": "font-size: 70%; line-height: 0",
    "sub": "font-size: 70%; line-height: 0",
}
NOTICES = frozenset({"embargo", "disclosure", "proof", "correction", "withdrawal", "notice"})
NOTICE = "margin: 0 0 8px; padding: 10px 14px; background: {alarm}; font: bold 15px/1.45 {sans}; color: {paper}"
IN_BOX = {"h2": "margin: 0 0 6px; font: bold 16px/1.4 {sans}; color: {accent}"}
DARK = (
    ".sheet, .sheet td, .sheet th, .sheet h1, .sheet h2, .sheet h3, .sheet .names, .sheet b {{ color: {ink} !important }} "
    ".sheet {{ background: {paper} !important }} .sheet section {{ background: {tint} !important }} "
    ".sheet .dateline, .sheet .subtitle, .sheet .by, .sheet figcaption, .sheet h4 {{ color: {soft} !important }} "
    ".sheet a, .sheet section h2 {{ color: {accent} !important }} "
    ".sheet .kicker {{ background: {tint} !important; color: {accent} !important }} "
    ".sheet section, .sheet blockquote {{ border-color: {accent} !important }} "
    ".sheet table, .sheet td, .sheet th {{ border-color: {line} !important }} "
    ".sheet .alarm {{ background: {alarm} !important; color: {paper} !important }} "
    ".sheet mark {{ background: {waiting} !important; color: {on-waiting} !important }}"
)
SMALL = "@media (max-width: 480px) { .sheet h1 { font-size: 24px !important } }"


def dress(root: HtmlElement, tokens: Tokens) -> dict[str, str]:
    """Put styles on the elements of a body; what comes back are those of the parts around it, by the names in AROUND."""
    values = {**tokens.light, "serif": SERIF, "sans": SANS}
    for element in root.iter():
        classes = element.get("class", "").split()
        if NOTICES & set(classes):
            element.set("class", "alarm")
            element.set("style", NOTICE.format_map(values))
        elif style := _style(element, classes):
            element.set("style", style.format_map(values))
    return {name: style.format_map(values) for name, style in AROUND.items()}


def sheet(tokens: Tokens) -> str:
    """What mail programs that know style sheets add: colours for dark screens, a smaller title on telephones."""
    dark = DARK.format_map({**tokens.light, **tokens.dark})
    return f"@media (prefers-color-scheme: dark) {{ {dark} }} {SMALL}"


def _style(element: HtmlElement, classes: list[str]) -> str:
    parent = element.getparent()
    if parent is not None and parent.tag == "section" and element.tag in IN_BOX:
        return IN_BOX[element.tag]
    if element.get("scope") == "row":
        return STYLES["td"] + "; font-weight: normal"
    own = (STYLES[f"{element.tag}.{name}"] for name in classes if f"{element.tag}.{name}" in STYLES)
    return next(own, STYLES.get(element.tag, ""))
