#!/bin/sh
# Sets up .venv with the locked packages. Quick when nothing changed; says what it does.
# Python 3.10 is what Rasa 3.6 runs on: taken from python3.10, pyenv or uv, else fetched with uv.
set -eu
cd "$(dirname "$0")/.."

venv=.venv
stamp=$venv/.requirements
want=$(cksum < requirements.txt)

say() { printf '%s\n' "$*" >&2; }

if [ -x $venv/bin/python ] && [ -f $stamp ] && [ "$(cat $stamp)" = "$want" ]; then
    exit 0
fi

is_310() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

find_python() {
    for candidate in python3.10 python3 python \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python /usr/local/bin/python3.10 /opt/python*/bin/python3.10
    do
        if is_310 "$candidate"; then command -v "$candidate"; return 0; fi
    done
    uv_command=$(find_uv) || return 1
    "$uv_command" python find 3.10 2>/dev/null && return 0
    say "      Python 3.10 is not here; fetching it with uv ..."
    "$uv_command" python install 3.10 >&2 || return 1
    "$uv_command" python find 3.10
}

# uv on the PATH, or one of our own beside the project's other state.
find_uv() {
    if command -v uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1; then command -v uv; return 0; fi
    if [ ! -x var/uv/bin/uv ]; then
        mkdir -p var
        for base in python3 python "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python; do
            if "$base" -m venv var/uv >/dev/null 2>&1 && var/uv/bin/python -m pip install -q --disable-pip-version-check uv >&2; then
                break
            fi
            rm -rf var/uv
        done
    fi
    [ -x var/uv/bin/uv ] && echo "$PWD/var/uv/bin/uv"
}

say "[1/3] Looking for Python 3.10"
if ! python=$(find_python); then
    say "Python 3.10 was not found and could not be fetched: install it (apt-get install python3.10 python3.10-venv, pyenv install 3.10, or uv python install 3.10) and run the command again."
    exit 1
fi
say "      $python"

if ! { [ -x $venv/bin/python ] && is_310 $venv/bin/python; }; then
    rm -rf $venv
    say "[2/3] Making $venv"
    if ! "$python" -m venv $venv >/dev/null 2>&1; then
        rm -rf $venv
        if uv_command=$(find_uv); then
            "$uv_command" venv -q --python "$python" $venv
        else
            say "This Python cannot make virtual environments: apt-get install python3.10-venv (or pip install uv), then run the command again."
            exit 1
        fi
    fi
else
    say "[2/3] $venv is there"
fi

say "[3/3] Installing the locked packages (a first time takes one to three minutes)"
if uv_command=$(find_uv); then
    # Compiled now, once, as pip does: Rasa with TensorFlow starts in two thirds of the time wherever Python may not write.
    "$uv_command" pip install -q --compile-bytecode --python $venv/bin/python --require-hashes -r requirements.txt
else
    $venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r requirements.txt | grep -E '^(Collecting|Installing|Successfully)' >&2
fi
# `rasa test` collects test stories below the current folder, $venv too: Rasa's own template is not ours.
rm -f $venv/lib/python3.10/site-packages/rasa/cli/initial_project/tests/test_stories.yml
printf '%s' "$want" > $stamp
say "      done"
