#!/usr/bin/env bash
# build.sh build DIR: the page's files into DIR, the report's template beside it.   build.sh test: its unit tests.
set -euo pipefail
cd "$(dirname "$0")"
version=$(node --version 2>/dev/null || true)
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
  echo "Node 20.19 or newer is needed to build the page; found: ${version:-none}" >&2
  exit 1
fi
installed=node_modules/.package-lock.json
if [ ! -e "$installed" ] || [ package-lock.json -nt "$installed" ]; then
  npm ci --prefer-offline --loglevel=error
  touch "$installed"
fi
case "$1" in
  build)
    # Written last: where it is newer than all that the page is made of, there is nothing to do.
    if [ -e "$2/files.txt" ] && [ -z "$(find . -path ./node_modules -prune -o -newer "$2/files.txt" -print)" ]; then
      exit 0
    fi
    WEB_OUT="$2" npm run --silent build -- --logLevel warn
    REPORT_OUT="$2/../report" npm run --silent build:report -- --logLevel warn
    files=$(cd "$2" && find . -type f | sed 's/^\.//' | sort)
    echo "$files" >"$2/files.txt"
    ;;
  test) npm run --silent test -- --reporter=dot ;;
esac
