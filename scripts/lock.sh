#!/bin/sh
# Remake the locks (requirements/*.txt) from requirements.txt and requirements/*.in.
# For maintainers. Versions stay as they are unless asked: scripts/lock.sh --upgrade, or
# scripts/lock.sh --upgrade-package django
set -eu
cd "$(dirname "$0")/.."

lock() {
  source=$1 target=$2
  shift 2
  .tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command scripts/lock.sh \
    "$@" --output-file "$target" "$source"
}

lock requirements/uv.in requirements/uv.txt "$@"
lock requirements.txt requirements/base.txt "$@"
lock requirements/dev.in requirements/dev.txt "$@"
