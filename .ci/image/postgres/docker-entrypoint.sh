#!/bin/sh
# A real PostgreSQL with the entrypoint contract of the public image: the first start makes the cluster, the user, the
# database and runs /docker-entrypoint-initdb.d; passwords are asked for over TCP, not on the local socket.
set -e

# from_file NAME: the value of NAME, or what the file named by NAME_FILE holds.
from_file() {
  eval "value=\${$1-} file=\${$1_FILE-}"
  [ -z "$value" ] || [ -z "$file" ] || { echo "both $1 and $1_FILE are set; set one" >&2; exit 1; }
  [ -z "$file" ] || value=$(cat "$file")
  echo "$value"
}

initialise() {
  [ -n "$password" ] || [ "$POSTGRES_HOST_AUTH_METHOD" = trust ] || {
    echo "the database is not initialised and POSTGRES_PASSWORD is not set; set it to a value that is not empty" >&2
    exit 1
  }
  printf '%s\n' "$password" >/tmp/password
  # shellcheck disable=SC2086 # the variable holds several arguments, as in the public image
  initdb --username="$user" --pwfile=/tmp/password --auth-local=trust --auth-host=scram-sha-256 $POSTGRES_INITDB_ARGS >/dev/null
  rm /tmp/password
  echo "host all all all ${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
  pg_ctl --silent --wait start -o "-c listen_addresses=''"
  [ "$database" = postgres ] || sql postgres -c "CREATE DATABASE \"$database\""
  # shellcheck disable=SC1090 # the owner's scripts, sourced as the public image does
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in
      *.sh) if [ -x "$script" ]; then "$script"; else . "$script"; fi ;;
      *.sql) sql "$database" -f "$script" ;;
      *.sql.gz) gunzip -c "$script" | sql "$database" ;;
    esac
  done
  pg_ctl --silent --wait --mode=fast stop
}

sql() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$user" --dbname "$@"; }

case $1 in -*) set -- postgres "$@" ;; esac
[ "$1" = postgres ] || exec "$@"
case $PGDATA in
  */docker)
    if grep -q ' /var/lib/postgresql/data ' /proc/self/mountinfo; then
      echo "there is a volume at /var/lib/postgresql/data, which this version does not use; mount it at /var/lib/postgresql" >&2
      exit 1
    fi ;;
esac
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres:postgres "$PGDATA"
  chmod 700 "$PGDATA"
  exec gosu postgres "$0" "$@"
fi
user=$(from_file POSTGRES_USER)
user=${user:-postgres}
database=$(from_file POSTGRES_DB)
database=${database:-$user}
password=$(from_file POSTGRES_PASSWORD)
[ -s "$PGDATA/PG_VERSION" ] || initialise
exec "$@" -c "listen_addresses=*"
