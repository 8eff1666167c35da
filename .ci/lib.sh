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

# An isolated engine has a network namespace, a socket, data and a bridge of its own, so that several run side by side. NAME is its
# script's name, or begins with it; the traces of its processes are STATE/dockerd-NAME.log and STATE/registry-NAME.log.

# socket_of NAME: where it listens; reachable from anywhere.
socket_of() { echo "$STATE/$1.sock"; }

# in_network NAME CMD...: runs a command where the ports are that its containers publish.
in_network() {
  local name=$1; shift
  nsenter --net="/run/netns/homelab-$name" -- "$@"
}

network_up() {
  [ ! -e "/run/netns/homelab-$1" ] || return 0
  ip netns add "homelab-$1"
  ip -n "homelab-$1" link set lo up
}

# isolated_registry NAME: the registry of the first engine listens on a loopback that this network does not see; another one serves
# the same blobs.
isolated_registry() {
  ! alive "registry-$1" || return 0
  mkdir -p "$CACHE/registry" "$STATE"
  registry_config "$REGISTRY" >"$STATE/registry-$1.yml"
  spawn "registry-$1" nsenter --net="/run/netns/homelab-$1" -- docker-registry serve "$STATE/registry-$1.yml"
  eventually 10 in_network "$1" curl -fs -o /dev/null "http://$REGISTRY/v2/" || die "no registry for $1; the log is $STATE/registry-$1.log"
}

# isolated_up NAME PROGRAMS [OPTION...]: starts dockerd with these options, found first in the folders PROGRAMS.
isolated_up() {
  local name=$1 programs=$2; shift 2
  need_root
  install_missing runc=runc containerd=containerd iptables=iptables docker-registry=docker-registry curl=curl ip=iproute2
  network_up "$name"
  isolated_registry "$name"
  ! ping_engine "$(socket_of "$name")" >/dev/null || return 0
  spawn "dockerd-$name" env "PATH=$programs:$PATH" nsenter --net="/run/netns/homelab-$name" -- \
    dockerd --host "unix://$(socket_of "$name")" --data-root "$CACHE/$name" --exec-root "$STATE/$name" --pidfile "$STATE/$name.pid" \
    --registry-mirror "http://$REGISTRY" "$@"
  eventually 30 ping_engine "$(socket_of "$name")" || { tail -n 5 "$STATE/dockerd-$name.log" >&2; die "$name does not answer"; }
}

isolated_status() {
  ping_engine "$(socket_of "$1")" >/dev/null || die "no engine answers at $(socket_of "$1")"
  echo "DOCKER_HOST=unix://$(socket_of "$1")"
}

isolated_down() {
  finish "dockerd-$1"
  finish "registry-$1"
  [ ! -e "/run/netns/homelab-$1" ] || ip netns del "homelab-$1"
}
