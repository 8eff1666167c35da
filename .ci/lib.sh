# shellcheck shell=bash
# Shared by the scripts of this folder; sourced, never run. Needs root: an engine and its network belong to root.
set -euo pipefail

# Where things are kept between runs (CACHE) and where processes started here leave pid and log files (STATE).
CACHE=${HOMELAB_CI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/homelab-ci}
STATE=${HOMELAB_CI_STATE:-/run/homelab-ci}
# Not 5000, the registry's usual port: the stream bot publishes that one.
# shellcheck disable=SC2034 # for the scripts that source this one
REGISTRY=127.0.0.1:${HOMELAB_CI_REGISTRY_PORT:-5055}

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }

need_root() { [ "$(id -u)" = 0 ] || die "needs root, because it starts a Docker Engine; run it with sudo"; }

# install_missing COMMAND=PACKAGE...: installs, from Debian, the packages whose command is missing.
install_missing() {
  local pair missing=()
  for pair in "$@"; do command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  need_root
  say "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  quietly apt-get update
  quietly apt-get install -y --no-install-recommends "${missing[@]}"
}

# quietly CMD...: shows the output only when the command fails.
quietly() {
  local out
  out=$("$@" 2>&1) || { printf '%s\n' "$out" >&2; die "failed: $*"; }
}

# eventually SECONDS CMD...: repeats the command until it succeeds.
eventually() {
  local tries=$(($1 * 20)); shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.05
  done
}

# ping_engine SOCKET: does an engine answer there?
ping_engine() { curl -fs -m 2 --unix-socket "$1" http://localhost/_ping; }

# one_at_a_time NAME: waits until no other script holds NAME, which this one then holds to its end.
one_at_a_time() {
  mkdir -p "$STATE"
  exec 9>"$STATE/$1.lock"
  flock 9
}

# spawn NAME CMD...: a process that outlives this script; STATE/NAME.pid and STATE/NAME.log are its traces.
spawn() {
  local name=$1; shift
  mkdir -p "$STATE"
  HOMELAB_CI_PROCESS=$name setsid "$@" >"$STATE/$name.log" 2>&1 </dev/null 9>&- &
  echo $! >"$STATE/$name.pid"
}

# alive NAME: does the process that spawn started still run? Its environment tells it from a stranger with its number.
alive() { grep -qsz "^HOMELAB_CI_PROCESS=$1$" "/proc/$(cat "$STATE/$1.pid" 2>/dev/null)/environ"; }
ended() { ! alive "$1"; }

# finish NAME: ends what spawn started, and nothing else.
finish() {
  ! alive "$1" || kill "$(cat "$STATE/$1.pid")"
  eventually 30 ended "$1" || die "$1 does not end; its log is $STATE/$1.log"
  rm -f "$STATE/$1.pid"
}

# registry_config ADDRESS: a registry that keeps its blobs in the cache.
registry_config() {
  cat <<YAML
version: 0.1
log: { level: warn, accesslog: { disabled: true } }
storage: { filesystem: { rootdirectory: "$CACHE/registry" }, delete: { enabled: true } }
http: { addr: "$1" }
YAML
}

# debian_mirror: the Debian mirror that this machine's apt already uses.
debian_mirror() {
  local mirror
  mirror=$(apt-cache policy | grep -oP 'https?://\S+/debian(?= )' | grep -v security | head -n 1) || true
  [ -n "$mirror" ] || die "no Debian mirror in this machine's apt sources; run apt-get update first"
  echo "$mirror"
}
