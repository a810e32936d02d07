"""WeasyPrint's text without what it asks of Pango twice: the same lines and the same glyphs, in half the time."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.draw import text as drawing
from weasyprint.logger import LOGGER
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

# What decides which font a text is set in, and how.
FEATURES = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
)
SETTING = (
    *("direction", "font_language_override", "lang", "font_family", "font_style", "font_stretch", "font_weight", "font_size"),
    *("font_variation_settings", *FEATURES),
)
# These depend on more than the element's own rules and its parent.
PARTICULAR = frozenset({"position", "float", "display", "page"}) | {key for key in INITIAL_VALUES if key.startswith("text_decoration_")}
LOGICAL = frozenset(of(block="ttb", inline=inline) for of in PHYSICAL_FUNCTIONS.values() for inline in ("ltr", "rtl"))
PLAIN = (str, int, float)
# A glyph as Pango has it: its number, how far it moves the pen, where it stands beside it, and how it may be selected.
GLYPH = Struct("=Iiii4x")
# Pango gives a font's own size since 1.48.2; what is smaller than a millionth is nothing to pydyf.
SIZES_KNOWN, TINY = 14802, 1e-6
# Where Pango begins a new paragraph.
PARAGRAPHS = frozenset("\n\r\u2028\u2029")
# Text that is drawn as it was set.
UNSPACED = (("word_spacing", 0), ("letter_spacing", "normal"), ("overflow_wrap", "normal"))

computed = ComputedStyle.__missing__
set_up, let_go, set_again = line_break.Layout.setup, line_break.Layout.deactivate, line_break.Layout.reactivate
drawn = drawing.draw_first_line


def ask_less() -> None:
    """Let WeasyPrint set and draw text in the ways of this module; where Pango's glyphs are of another size, in its own."""
    if ffi.sizeof("PangoGlyphInfo") != GLYPH.size:
        return
    ComputedStyle.__missing__ = _value
    line_break.Layout.setup = _setup
    line_break.Layout.deactivate = _deactivate
    line_break.Layout.reactivate = _reactivate
    drawing.draw_first_line = _draw_first_line


def _value(style: Any, key: str) -> Any:
    """The value of a property that no rule sets: its parent's, or the first one."""
    if key in style.cascaded or key in PARTICULAR:
        return computed(style, key)
    if key in PHYSICAL_FUNCTIONS and not LOGICAL.isdisjoint(style.cascaded):
        return computed(style, key)
    if key in INHERITED or key[:2] == "__":
        if style.parent_style is None:
            return computed(style, key)
        value = style.parent_style[key]
        if type(value) not in PLAIN and check_math(value):
            return computed(style, key)
    elif key in INITIAL_NOT_COMPUTED:
        return computed(style, key)
    else:
        value = INITIAL_VALUES[key]
    style[key] = value
    return value


def _setup(layout: Any, style: Any) -> None:
    """A layout for a style; what depends on the style alone is asked for once per set of fonts."""
    if style["text_decoration_line"] != "none":
        set_up(layout, style)
        return
    key = (*map(style.__getitem__, SETTING),)
    known = style.font_config.__dict__.setdefault("communique_settings", {})
    try:
        context, description, language, features = known[key]
    except KeyError:
        context, description, language, features = known[key] = _prepared(style)
    layout.style, layout.first_line_direction, layout.language = style, 0, language
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, description)
    if features:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(features))
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _prepared(style: Any) -> tuple[Any, Any, Any, bytes]:
    """What Pango needs to know of a style: a context, a font, a language, and the features of the font as it writes them."""
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if name:
        pointer, _held = unicode_to_char_p(name)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    features = font_features(*map(style.__getitem__, FEATURES))
    return context, get_font_description(style), language, ",".join(f"{name} {value}" for name, value in features.items()).encode()


def _deactivate(layout: Any) -> None:
    """Keep what is set until it is drawn, unless it will be set in another way then."""
    style = layout.style
    as_drawn = not layout.justification_spacing and layout.ascent is None
    if not (as_drawn and all(style[key] == value for key, value in UNSPACED)):
        let_go(layout)


def _reactivate(layout: Any, style: Any) -> None:
    if "layout" not in layout.__dict__:
        set_again(layout, style)
    elif pango.pango_layout_get_line_readonly(layout.layout, 1) != ffi.NULL:
        pango.pango_layout_set_width(layout.layout, -1)


def _draw_first_line(stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """The glyphs of a line as operators; lines that are cut short, and glyphs that are pictures, are left to WeasyPrint."""
    layout = box.pango_layout
    if text_overflow == "ellipsis" or block_ellipsis != "none":
        set_again(layout, box.style)
        return list(drawn(stream, box, text_overflow, block_ellipsis, matrix))
    if not box.text.strip() or box.style["font_size"] < TINY:
        return []
    if not PARAGRAPHS.isdisjoint(layout.text):
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    runs = list(_runs(stream, line))
    if any(font.svg or font.png or font.colr or font.bitmap for _, font, _ in runs) or pango.pango_version() < SIZES_KNOWN:
        return list(drawn(stream, box, text_overflow, block_ellipsis, matrix))
    stream.set_text_matrix(*matrix.values)
    string, before = "", None
    for item, font, size in runs:
        if item.item.analysis.font != before:
            before = item.item.analysis.font
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(font.hash, size)
        string = _shown(stream, item, font, size, string + "<", layout)
    stream.show_text(string)
    return []


def _runs(stream: Any, line: Any) -> Iterator[tuple[Any, Any, float]]:
    """The runs of a line, each with its font in the file and the size."""
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data, *stream.add_font(run.data.item.analysis.font)
        run = run.next


def _shown(stream: Any, item: Any, font: Any, size: float, string: str, layout: Any) -> str:
    """The glyphs of a run after those before it: their numbers, and between them how far the pen moves otherwise than they say."""
    glyphs, widths, texts = item.glyphs, font.widths, font.to_unicode
    known = GLYPH.iter_unpack(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH.size))
    for place, (glyph, width, x_offset, y_offset) in enumerate(known):
        if glyph == pango.PANGO_GLYPH_EMPTY:
            string += f">{-width / size}<"
            continue
        if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            glyph = _unknown(font, glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG, width, size)
        if glyph not in texts:
            texts[glyph] = _text(item, place, layout)
        if glyph not in widths:
            pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
            widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        offset = x_offset / size
        if y_offset / 1000:
            string = _raised(stream, string, glyph, offset, y_offset / 1000)
        else:
            string += f">{-offset}<{glyph:04x}" if offset else f"{glyph:04x}"
        # WeasyPrint writes the noughts too, four glyphs in five: what reads the file spends most of its time on them.
        if kerning := int(widths[glyph] + offset - width * 1000 * FROM_UNITS / size):
            string += f">{kerning}<"
    return string[:-1] if string[-1] == "<" else string + ">"


def _unknown(font: Any, code: int, width: int, size: float) -> int:
    """The number that stands for a character without a glyph."""
    LOGGER.warning('.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)', chr(code), code)
    glyph: int = font.get_unused_glyph_id(code)
    font.widths[glyph] = round(width * 1000 * FROM_UNITS / size)
    font.widths.setdefault(0, font.widths[glyph])
    return glyph


def _text(item: Any, place: int, layout: Any) -> str:
    """The characters that a glyph of a run stands for."""
    clusters, item, last = item.glyphs.log_clusters, item.item, item.glyphs.num_glyphs - 1
    if item.analysis.level % 2:
        end = item.length if place == 0 else clusters[place - 1]
    else:
        end = item.length if place == last else clusters[place + 1]
    whole: bytes = layout.text.encode()
    return whole[item.offset + clusters[place] : item.offset + end].decode()


def _raised(stream: Any, string: str, glyph: int, offset: float, rise: float) -> str:
    """Show a glyph above or below the line, after those before it; gives the beginning of what follows."""
    string = string[:-1] if string[-1] == "<" else string + ">"
    if string:
        stream.show_text(string)
    stream.set_text_rise(-rise)
    stream.show_text((f"{-offset}" if offset else "") + f"<{glyph:04x}>")
    stream.set_text_rise(0)
    return "<"
