#!/usr/bin/env bash
# Installs what the tests in this folder need besides npm packages: pre-commit, from Debian. A second run does nothing.
set -euo pipefail
command -v pre-commit >/dev/null && exit 0
sudo=()
[ "$(id -u)" = 0 ] || sudo=(sudo)
"${sudo[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends pre-commit >/dev/null
