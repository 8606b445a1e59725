# Sourced by the scripts beside it: what they have in common. Each gets the
# program as its first argument and works in a folder that is its own.

kRoot=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
kProgram=$(readlink -f -- "$1")
# What is fetched stays for the next run.
kFetched=${CLASHLINT_FETCHED:-$kRoot/build/fetched}

say() { printf '%s\n' "$*"; }
fail() {
  say "FAILED: $*"
  exit 1
}
# 77: ctest counts it as skipped.
skip() {
  say "SKIPPED: $*"
  exit 77
}

# has FILE TEXT: the file holds the text.
has() { grep -qF -- "$2" "$1" || { cat "$1"; fail "no \"$2\" in this"; }; }
has_not() { ! grep -qF -- "$2" "$1" || { cat "$1"; fail "\"$2\" is in this"; }; }

# need_python PACKAGE…: an environment with these packages of PyPI, its programs on the PATH.
need_python() {
  command -v python3 >/dev/null || skip "there is no python3"
  local venv=$kFetched/python
  [[ -x $venv/bin/pip ]] || python3 -m venv "$venv" || skip "python3 cannot make an environment"
  exec 8>"$kFetched/lock"
  flock 8
  "$venv/bin/pip" install --quiet --disable-pip-version-check "$@" >"$kFetched/pip.log" 2>&1 ||
    skip "PyPI cannot be reached for $*: $(tail -n 1 "$kFetched/pip.log")"
  exec 8>&-
  PATH=$venv/bin:$PATH
}

# A git that knows nobody's configuration.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@corp.example GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@corp.example
new_repository() { git init --quiet --initial-branch main "$1"; }

mkdir -p "$kFetched"
kScratch=$(mktemp -d)
trap 'rm -rf "$kScratch"' EXIT
cd "$kScratch"
