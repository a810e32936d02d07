#!/bin/sh
# Brings what this project runs in, on a bare Debian, Ubuntu or macOS: uv, the locked environment in .venv, the system libraries.
# Everything but the system libraries stays in this folder; a second call has nothing to do.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
can_install() { has apt-get && { [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }; }
apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null 2>&1; }
# The package lists of a bare machine or container are often empty or old.
install() { apt install -y --no-install-recommends "$@" || { apt update; apt install -y --no-install-recommends "$@"; }; }

# uv: the machine's own, or one in .bootstrap
uv_of_python() {
    python3 -m venv .bootstrap 2>/dev/null && .bootstrap/bin/python -m pip install -q uv 2>/dev/null && return
    rm -rf .bootstrap
    python3 -m pip install -q --target .bootstrap uv 2>/dev/null
}

find_uv() {
    for uv in "$(command -v uv || true)" "${HOME:-}/.local/bin/uv" .bootstrap/bin/uv; do
        # A shim without a version behind it is on the path too.
        if [ -n "$uv" ] && "$uv" --version >/dev/null 2>&1; then return; fi
    done
    return 1
}

bring_uv() {
    say "bringing uv …"
    has python3 || stop "python3 is missing: install Python 3.11 or newer (Debian, Ubuntu: apt install python3; macOS: brew install python)"
    uv_of_python || { can_install && install python3-venv && uv_of_python; } || { has brew && brew install -q uv; } ||
        stop "uv could not be brought: install it (pipx install uv, or: apt install python3-venv; macOS: brew install uv) and call make again"
    find_uv || stop "uv was installed but does not run: see https://docs.astral.sh/uv/getting-started/installation/"
}

# Pango lays out the lines of the PDF; WeasyPrint says at its import whether it is there, and warns where it misses HarfBuzz' subsetter.
has_all() { .venv/bin/python -W error::DeprecationWarning -c 'import weasyprint' >/dev/null 2>&1; }
has_pango() { .venv/bin/python -W ignore -c 'import weasyprint' >/dev/null 2>&1; }

# Python looks for libraries in places that Homebrew on Apple silicon does not use; and macOS keeps the variable for it from make.
show_homebrew() {
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf 'import os; os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "%s/lib:/usr/local/lib:/usr/lib")\n' "$(brew --prefix)" >"$site/homebrew.pth"
}

bring_pango() {
    say "bringing Pango …"
    if can_install; then
        install libpango-1.0-0 libpangoft2-1.0-0 || true
        # Not in every release; without it the PDF holds larger fonts.
        apt install -y --no-install-recommends libharfbuzz-subset0 || true
    elif has brew; then
        brew install -q pango || true
        show_homebrew
    fi
    has_pango || stop "Pango is missing: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (macOS: brew install pango), then call make again"
}

find_uv || bring_uv
say "bringing the environment of uv.lock into .venv (the first time: a minute or two) …"
sync() { "$uv" sync --frozen --quiet --compile-bytecode; }
# uv trusts its own list of authorities first; a house whose network has one of its own has told the system.
sync 2>/dev/null || UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1 sync || stop "the environment could not be brought; the reason stands above"
# Some systems forbid Python to keep compiled files; without them every start is seconds slower.
.venv/bin/python -m compileall -q src flows
has_all || bring_pango
# Only for houses whose reviewers sign decisions with their own SSH keys; nothing else needs it.
has ssh-keygen || { can_install && install openssh-client; } || true
touch .venv/.ready
