#!/usr/bin/env bash
# What action.yml runs: annotations on standard output, a SARIF report, and the outputs of the step. The inputs are in
# the environment, see action.yml.
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

command=()
if [ -n "${SOCKLINT_COMMAND:-}" ]; then
  read -ra command <<<"$SOCKLINT_COMMAND"
else
  version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$root/package.json")
  command=(npx --yes "socklint@$version")
fi

sarif=${SOCKLINT_SARIF:-socklint.sarif}
arguments=(--format github --format "sarif=$sarif" --lang "${SOCKLINT_LANGUAGE:-en}")
[ -z "${SOCKLINT_SINCE:-}" ] || arguments+=(--since "$SOCKLINT_SINCE")
[ -z "${SOCKLINT_BASELINE:-}" ] || arguments+=(--baseline "$SOCKLINT_BASELINE")
while IFS= read -r line; do
  [ -z "$line" ] || arguments+=("$line")
done <<<"${SOCKLINT_ARGS:-}"
# From here on everything is a path, whatever it begins with.
arguments+=(--)
while IFS= read -r line; do
  [ -z "$line" ] || arguments+=("$line")
done <<<"${SOCKLINT_PATHS:-}"

status=0
"${command[@]}" "${arguments[@]}" || status=$?
{
  echo "exit-code=$status"
  [ ! -f "$sarif" ] || echo "sarif=$sarif"
} >>"${GITHUB_OUTPUT:-/dev/null}"
[ "$status" -ne 1 ] || [ "${SOCKLINT_FAIL:-true}" = true ] || status=0
exit "$status"
