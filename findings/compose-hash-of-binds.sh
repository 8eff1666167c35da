#!/usr/bin/env bash
# compose-hash-of-binds - Docker Compose 5 gives ./data:/data another hash than version 2 does: `up` of either recreates every service
# with a short-form bind that the other has made. And what version 5 hashes for the default is what version 2 hashes for
# `create_host_path: false`: a service whose file goes from one to the other, while Compose goes from 2 to 5, counts as unchanged.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
cat >"$work/compose.yaml" <<'YAML'
services:
  usual: {image: busybox, volumes: ["/srv/data:/data"]}
  strict: {image: busybox, volumes: [{type: bind, source: /srv/data, target: /data, bind: {create_host_path: false}}]}
YAML

hash_of() { # hash_of VERSION SERVICE
  loaded "$1" | sed -n "s/^$2 //p" | tr -d '\n' | sha256sum | cut -c1-64
}

old=$(hash_of v2.9.1 usual) old_strict=$(hash_of v2.9.1 strict) new=$(hash_of v2.16.1 usual)
printf 'compose-go %-8s (docker compose %s): %s %s\n' v2.9.1 2.40.3 "/srv/data:/data         " "$old" \
  v2.9.1 2.40.3 "create_host_path: false " "$old_strict" v2.16.1 5.6.0 "/srv/data:/data         " "$new"
[ "$old" != "$new" ] && [ "$old_strict" = "$new" ] || { echo "no longer so"; exit 1; }
echo "the same line has two hashes, and the hash of one line is another's"
