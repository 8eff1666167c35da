#!/bin/sh
# A real MariaDB with the entrypoint contract of the public image: the first start makes the data folder, the passwords, the database and its user.
set -e

# from_file NAME: the value of MARIADB_NAME or MYSQL_NAME, or what the file named by MARIADB_NAME_FILE holds.
from_file() {
  eval "value=\${MARIADB_$1-\${MYSQL_$1-}} file=\${MARIADB_$1_FILE-\${MYSQL_$1_FILE-}}"
  [ -z "$file" ] || value=$(cat "$file")
  echo "$value"
}

initialise() {
  root=$(from_file ROOT_PASSWORD)
  [ -n "$root" ] || { echo "the database is not initialised and MARIADB_ROOT_PASSWORD is not set" >&2; exit 1; }
  mariadb-install-db --datadir=/var/lib/mysql --skip-test-db --auth-root-authentication-method=normal --skip-name-resolve >/dev/null
  {
    echo "FLUSH PRIVILEGES;"
    echo "ALTER USER root@localhost IDENTIFIED BY '$root'; CREATE USER root@'%' IDENTIFIED BY '$root';"
    echo "GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;"
    database=$(from_file DATABASE) user=$(from_file USER) password=$(from_file PASSWORD)
    [ -z "$database" ] || echo "CREATE DATABASE \`$database\`;"
    [ -z "$user" ] || echo "CREATE USER '$user'@'%' IDENTIFIED BY '$password';"
    [ -z "$user$database" ] || echo "GRANT ALL ON \`$database\`.* TO '$user'@'%';"
  } | mariadbd --bootstrap --datadir=/var/lib/mysql >/dev/null
}

case $1 in -*) set -- mariadbd "$@" ;; esac
[ "$1" = mariadbd ] || exec "$@"
if [ "$(id -u)" = 0 ]; then
  chown -R mysql:mysql /var/lib/mysql
  exec gosu mysql "$0" "$@"
fi
[ -d /var/lib/mysql/mysql ] || initialise
exec "$@" --datadir=/var/lib/mysql --socket=/run/mysqld/mysqld.sock --skip-name-resolve
