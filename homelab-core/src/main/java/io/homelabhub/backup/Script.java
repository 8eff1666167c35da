package io.homelabhub.backup;

import io.homelabhub.engine.ExecRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.DatabaseClient;
import java.util.List;
import java.util.Locale;

/**
 * What is run in the containers of databases. The shell has the variables by which the client logs in; its arguments are names. Whatever
 * {@code psql} runs reads no start-up file and stops at the first error.
 */
enum Script {
    /** Which databases there are: a JSON object a line. */
    PG_DATABASES("""
            exec psql -XqAt -v ON_ERROR_STOP=1 --dbname=template1 <<'SQL'
            SELECT json_build_object('name', datname, 'owner', pg_get_userbyid(datdba),
              'encoding', pg_encoding_to_char(encoding), 'collate', datcollate, 'ctype', datctype,
              'version', current_setting('server_version'),
              'mark', coalesce(shobj_description(oid, 'pg_database'), ''))
            FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname;
            SQL
            """),
    /** The database that the container was set up with. */
    PG_USUAL("""
            printf '%s' "$PGDATABASE"
            """),
    /** Roles, with their passwords as the server keeps them. */
    PG_ROLES("""
            exec pg_dumpall --globals-only --database=template1
            """),
    /** Which roles there are, a JSON string a line. */
    PG_ROLE_NAMES("""
            exec psql -XqAt -v ON_ERROR_STOP=1 --dbname=template1 -c 'SELECT to_json(rolname::text) FROM pg_roles ORDER BY rolname'
            """),
    /**
     * The dump of database $1 on standard output and, on standard error, how many rows each table has in the very snapshot that is
     * dumped: a JSON object a line, at the end how the dump has ended. Tables of extensions are made by those.
     */
    PG_DUMP("""
            exec 3>&1 1>&2
            PGDATABASE=$1 PGAPPNAME=homelab-backup
            export PGDATABASE PGAPPNAME
            exec psql -XqAt -v ON_ERROR_STOP=1 <<'SQL'
            BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
            SELECT pg_export_snapshot() AS snapshot \\gset
            \\setenv HOMELAB_SNAPSHOT :snapshot
            """ + Counting.SQL + """
            SELECT json_build_object('extension', extname, 'version', extversion) FROM pg_extension ORDER BY extname;
            \\! pg_dump --format=custom --snapshot="$HOMELAB_SNAPSHOT" >&3; echo "{\\"dump\\": $?}"
            SQL
            """),
    /** How many rows each table of database $1 has, as {@link #PG_DUMP} tells it. */
    PG_COUNT("""
            PGDATABASE=$1
            export PGDATABASE
            psql -XqAt -v ON_ERROR_STOP=1 1>&2 <<'SQL'
            """ + Counting.SQL + """
            SQL
            """),
    /** How many rows there are of what the input names, a table a line, in database $1. */
    PG_COUNT_THESE("""
            PGDATABASE=$1
            export PGDATABASE
            exec psql -XqAt -v ON_ERROR_STOP=1
            """),
    /** What belongs to database $1 itself, as SQL with {@code :"db"} for its name. */
    PG_SETTINGS("""
            PGDATABASE=$1
            export PGDATABASE
            exec psql -XqAt -v ON_ERROR_STOP=1 <<'SQL'
            SELECT format('ALTER DATABASE :"db" CONNECTION LIMIT %s;', datconnlimit)
            FROM pg_database WHERE datname = current_database() AND datconnlimit <> -1;
            SELECT CASE WHEN setrole = 0 THEN 'ALTER DATABASE :"db"'
                ELSE format('ALTER ROLE %I IN DATABASE :"db"', pg_get_userbyid(setrole)) END
              || format(' SET %I TO ', split_part(setting, '=', 1))
              || CASE WHEN split_part(setting, '=', 1) IN ('search_path', 'temp_tablespaces', 'local_preload_libraries',
                  'session_preload_libraries', 'shared_preload_libraries', 'unix_socket_directories')
                THEN substr(setting, strpos(setting, '=') + 1)
                ELSE quote_literal(substr(setting, strpos(setting, '=') + 1)) END || ';'
            FROM pg_db_role_setting, unnest(setconfig) setting
            WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database());
            SELECT 'REVOKE ALL ON DATABASE :"db" FROM PUBLIC;'
            FROM pg_database WHERE datname = current_database() AND datacl IS NOT NULL;
            SELECT format('GRANT %s ON DATABASE :"db" TO %s%s;', privilege_type,
              CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
              CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM pg_database, aclexplode(datacl) WHERE datname = current_database();
            SQL
            """),
    /** Runs the SQL that it reads in template1, where no user is; {@code :"db"} is $1. */
    PG_ADMIN("""
            exec psql -XqAt -v ON_ERROR_STOP=1 -v "db=$1" --dbname=template1
            """),
    /** Runs the SQL that it reads in database $1. */
    PG_SQL("""
            PGDATABASE=$1
            export PGDATABASE
            exec psql -Xq -v ON_ERROR_STOP=1 --output=/dev/null
            """),
    /** Restores what it reads, a dump in pg_dump's own format, into the database that the connection string $1 names. */
    PG_RESTORE("""
            exec pg_restore --exit-on-error --dbname="$1"
            """),
    /** Whether psql knows the commands that newer dumps wrap their content in. */
    PG_KNOWS_RESTRICT("""
            printf '%s\\n' '\\restrict abc' '\\unrestrict abc' |
              psql -Xq -v ON_ERROR_STOP=1 --dbname=template1 >/dev/null 2>&1 && echo yes || echo no
            """),
    /** Whether the server takes connections over TCP, which it does not while it is set up. */
    PG_READY("""
            pg_isready --quiet --host=127.0.0.1 && psql -XqAt --dbname=template1 -c 'SELECT 1' >/dev/null 2>&1 && echo yes || echo no
            """),
    /** As whom the client logs in. */
    PG_USER("""
            printf '%s' "$PGUSER"
            """),
    /** Who else is connected, and how much has ever been written to tables: a JSON object. */
    PG_TRAFFIC("""
            exec psql -XqAt -v ON_ERROR_STOP=1 --dbname="$1" <<'SQL'
            SELECT json_build_object(
              'others', (SELECT coalesce(json_agg(concat_ws(' ', usename, 'of', nullif(application_name, ''), 'from', client_addr)), '[]')
                FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()),
              'written', (SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables));
            SQL
            """),
    /** The rules of who is let in, if they lie with the data; nothing if they are mounted from elsewhere. */
    PG_RULES("""
            file=$(psql -XqAt --dbname=template1 -c "SELECT current_setting('hba_file') WHERE current_setting('hba_file') LIKE current_setting('data_directory') || '/%'")
            [ -z "$file" ] || cat "$file"
            """),
    /** Takes these over. */
    PG_TAKE_RULES("""
            cat >"$(psql -XqAt --dbname=template1 -c 'SHOW hba_file')"
            """),
    /** What {@code ALTER SYSTEM} has set, as its file. */
    PG_SYSTEM("""
            cat "$(psql -XqAt --dbname=template1 -c 'SHOW data_directory')/postgresql.auto.conf"
            """),
    /** Takes it over. */
    PG_TAKE_SYSTEM("""
            cat >"$(psql -XqAt --dbname=template1 -c 'SHOW data_directory')/postgresql.auto.conf"
            """),
    /** What the configuration that lies with the data sets: {@code name=value} a line. */
    PG_CONFIGURED("""
            exec psql -XqAt -v ON_ERROR_STOP=1 --dbname=template1 <<'SQL'
            SELECT name || '=' || setting FROM pg_file_settings
            WHERE sourcefile = current_setting('data_directory') || '/postgresql.conf' ORDER BY 1;
            SQL
            """),
    /** Makes up the statistics by which queries are planned, of database $1. */
    PG_ANALYZE("""
            exec psql -Xq -v ON_ERROR_STOP=1 --dbname="$1" -c ANALYZE
            """),
    /** A snapshot of all keys. */
    REDIS_DUMP("""
            exec "$client" --rdb -
            """),
    /** How many keys there are. */
    REDIS_KEYS("""
            exec "$client" INFO keyspace
            """),
    /** How the server keeps what it has. */
    REDIS_FACTS("""
            exec "$client" INFO
            """),
    /** Whether all keys are loaded. */
    REDIS_READY("""
            [ "$("$client" PING 2>/dev/null)" = PONG ] && echo yes || echo no
            """),
    /** Begins to keep a log of all writes, made from what is there. */
    REDIS_APPEND("""
            exec "$client" CONFIG SET appendonly yes
            """),
    /** Writes everything to the disk and ends the server. */
    REDIS_END("""
            "$client" SHUTDOWN SAVE || true
            """);

    private final String lines;

    Script(String lines) {
        this.lines = lines;
    }

    ExecRequest request(DatabaseClient client, ObservedContainer container, List<String> arguments) {
        String name = "homelab-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        return client.shell(container, name, lines, arguments);
    }

    /** One query for each table, made by another. */
    private static final class Counting {
        static final String SQL = """
                SELECT format('SELECT json_build_object(''table'', %L, ''rows'', count(*)) FROM ONLY %I.%I',
                  format('%I.%I', n.nspname, c.relname), n.nspname, c.relname)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                  AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                ORDER BY 1 \\gexec
                """;
    }
}
