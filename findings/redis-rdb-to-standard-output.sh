#!/usr/bin/env bash
# redis-rdb-to-standard-output - `redis-cli --rdb FILE` cuts off the mark of 40 random bytes by which a server that streams its snapshot
# (repl-diskless-sync, the default since Redis 7) tells where it ends. `redis-cli --rdb -` prints that mark, too, so a copy that goes
# through a pipe is 40 bytes longer. redis-check-rdb says nothing of it, and exit codes are 0.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
needs apt-get "Debian 12"
version=5:7.0.15-1~deb12u10
(cd "$work" && apt-get -o APT::Sandbox::User=root download "redis-server=$version" "redis-tools=$version" libjemalloc2 liblzf1) >"$work/log" 2>&1 ||
  { cat "$work/log"; exit 3; }
for package in "$work"/*.deb; do dpkg -x "$package" "$work/debian"; done
LD_LIBRARY_PATH=$(find "$work/debian" -name 'lib*.so.*' -printf '%h\n' | sort -u | paste -sd:)
export LD_LIBRARY_PATH
"$work/debian/usr/bin/redis-server" --version
"$work/debian/usr/bin/redis-server" --port 0 --unixsocket "$work/socket" --dir "$work" --save "" >"$work/server" 2>&1 &
server=$!
trap 'kill $server; wait $server; rm -rf "$work"' EXIT
cli() { "$work/debian/usr/bin/redis-cli" -s "$work/socket" "$@" 2>/dev/null; }
for _ in $(seq 100); do [ "$(cli ping)" = PONG ] && break; sleep 0.1; done
cli set key value
cli --rdb "$work/written.rdb" >/dev/null
cli --rdb - >"$work/printed.rdb"
"$work/debian/usr/bin/redis-check-rdb" "$work/printed.rdb" | grep -i 'checksum\|ok'
written=$(stat -c %s "$work/written.rdb")
printed=$(stat -c %s "$work/printed.rdb")
echo "written: $written bytes, printed: $printed bytes; the last 40: $(tail -c 40 "$work/printed.rdb")"
[ $((printed - written)) = 40 ] && tail -c 40 "$work/printed.rdb" | grep -qE '^[0-9a-f]{40}$' || { echo "no longer so"; exit 1; }
