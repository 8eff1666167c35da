#!/bin/sh
# A real Redis with the entrypoint contract of the public image: the server never runs as root.
set -e
case $1 in -*|*.conf) set -- redis-server "$@" ;; esac
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  chown -R redis:redis .
  # without protected-mode off the server answers loopback only, since nothing binds it
  exec gosu redis "$@" --protected-mode no
fi
exec "$@"
