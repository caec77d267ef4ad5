#!/bin/bash
# Tables and migrations agree, and the head is the one on record.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DATA_DIR=$folder FLASK_APP=wsgi
.venv/bin/flask db upgrade >/dev/null 2>&1
.venv/bin/flask db check 2>&1 | tail -1
[ "$(.venv/bin/flask db heads 2>/dev/null | cut -d' ' -f1)" = "$(cat migrations/head.txt)" ] ||
  { echo "migrations/head.txt does not name the head"; exit 1; }
