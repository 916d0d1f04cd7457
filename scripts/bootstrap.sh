# Read by ./run and ./test (". scripts/bootstrap.sh"), with NEED=base or NEED=dev: makes .venv match
# the locked requirements/$NEED.txt, and puts it first on the PATH. Nothing changed: nothing to do.
set -eu

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

works() {
  "$1" -c '' 2>/dev/null
}

# A name on the PATH may be a shim that fails, so each candidate is tried by running it.
find_python() {
  for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$candidate" ] && "$candidate" -c \
      'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
      printf '%s' "$candidate"
      return
    fi
  done
  fail "Mobility needs Python 3.11 to 3.14 and found none: install one, or name it with PYTHON=/path/to/python."
}

# uv installs in seconds what takes pip minutes. It lives in .tools, because syncing .venv removes
# from it whatever the lock does not name.
get_uv() {
  .tools/bin/uv --version >/dev/null 2>&1 || {
    "$python" -m venv --clear .tools &&
      .tools/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
        --require-hashes --only-binary :all: -r requirements/uv.txt
  }
}

install_with_uv() {
  { works .venv/bin/python || .tools/bin/uv venv --quiet --clear --python "$python" .venv; } &&
    VIRTUAL_ENV="$PWD/.venv" .tools/bin/uv pip sync --quiet --require-hashes "requirements/$NEED.txt"
}

install_with_pip() {
  "$python" -m venv --clear .venv &&
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
      -r "requirements/$NEED.txt"
}

install() {
  python=$(find_python)
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    fail "Python's venv module is missing: on Debian or Ubuntu, run: sudo apt install python3-venv"
  echo "Installing packages into .venv: the first time, or because the requirements changed." >&2
  rm -f .venv/.stamp
  if get_uv 2>/dev/null; then install_with_uv; else install_with_pip; fi ||
    fail "The packages could not be installed: can this machine reach the Python Package Index (PyPI)?"
  printf '%s' "$NEED $locks" >.venv/.stamp
}

locks=$(cat requirements/*.txt | cksum | tr -d ' ')
installed=$(cat .venv/.stamp 2>/dev/null || :)
case $installed in dev*) NEED=dev ;; esac # ./run does not take the tools from someone who tests
works .venv/bin/python || installed=nothing
case $installed in
  "$NEED $locks") ;;
  *) install ;;
esac
PATH="$PWD/.venv/bin:$PATH"
export PATH
