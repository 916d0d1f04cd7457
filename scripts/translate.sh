#!/bin/sh
# Gather every string that people see into locale/, and compile what the product reads.
#
#   scripts/translate.sh        the languages that are there
#   scripts/translate.sh cy     and Welsh, begun now
#
# Needs gettext (apt install gettext) and the .venv that ./test makes.
set -eu
cd "$(dirname "$0")/.."

for tool in xgettext msgmerge msgfmt; do
  command -v "$tool" >/dev/null || {
    echo "scripts/translate.sh needs gettext, which brings $tool: apt install gettext" >&2
    exit 1
  }
done

DJANGO_SETTINGS_MODULE=mobility.settings.test
DATABASE_URL=sqlite://:memory:
export DJANGO_SETTINGS_MODULE DATABASE_URL

for language in "$@"; do
  mkdir -p "locale/$language/LC_MESSAGES"
done
# Without places in files: they would change with every line of code.
.venv/bin/python manage.py makemessages --all --extension py,html --no-obsolete --no-wrap \
  --add-location never --ignore '.*' --ignore var --ignore tests --ignore bench --ignore scripts \
  --ignore static
for language in locale/*/; do
  .venv/bin/python manage.py compilemessages --verbosity 0 --ignore '.*' --locale "$(basename "$language")"
done
