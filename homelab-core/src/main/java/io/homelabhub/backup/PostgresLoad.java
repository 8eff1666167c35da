package io.homelabhub.backup;

import io.homelabhub.backup.sql.SqlName;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes databases beside those that are there, fills them, and sees that they hold what they should. */
final class PostgresLoad {
    private static final Pattern ROLE = Pattern.compile("(CREATE ROLE|ALTER ROLE|COMMENT ON ROLE) (.*)");
    private static final Pattern MEMBER = Pattern.compile("GRANT .* TO (.*?)(?: WITH .*| GRANTED BY .*)?;");
    private static final Pattern OPTIONS = Pattern.compile("[\\w =.'@-]*");

    private final PostgresServer server;

    PostgresLoad(PostgresServer server) {
        this.server = server;
    }

    /**
     * Makes the roles that are not there. Those that are stay as they are, with the passwords that their services have now.
     *
     * @param statements as {@code pg_dumpall} writes them
     * @return the new ones
     */
    Set<String> makeRoles(List<String> statements) {
        Set<String> present = server.roles();
        Set<String> made = new LinkedHashSet<>();
        List<String> chosen = new ArrayList<>();
        for (String statement : statements) {
            Matcher role = ROLE.matcher(statement);
            Matcher member = MEMBER.matcher(statement);
            if (role.matches()) {
                String name = name(role.group(2));
                if (role.group(1).equals("CREATE ROLE") && !present.contains(name)) {
                    made.add(name);
                }
                if (made.contains(name)) {
                    chosen.add(statement);
                }
            } else if (member.matches() && made.contains(SqlName.unquoted(member.group(1)))) {
                chosen.add(statement.replaceFirst(" GRANTED BY (?:\"(?:[^\"]|\"\")+\"|\\S+)(?=;$)", ""));
            }
        }
        if (!chosen.isEmpty()) {
            server.createRoles(chosen);
        }
        return made;
    }

    private static String name(String rest) {
        return SqlName.unquoted(rest.substring(0, SqlName.end(rest, 0)));
    }

    void dropRoles(Set<String> roles) {
        StringBuilder sql = new StringBuilder();
        roles.forEach(role ->
                sql.append("DROP ROLE IF EXISTS ").append(SqlName.quoted(role)).append(";\n"));
        String unused = server.admin("removing roles", sql.toString());
    }

    /**
     * Makes an empty database.
     *
     * @param mark a comment by which it is known again
     * @param options as {@code TEMPLATE = template0 ENCODING = 'UTF8'}
     * @param owner a role; one that is not there leaves it to whoever makes it
     */
    void create(String database, String mark, String options, Optional<String> owner) {
        if (!OPTIONS.matcher(options).matches()) {
            throw new BackupException(
                    Kind.REFUSED, "making database " + database + ": its options are not understood", "");
        }
        Set<String> roles = owner.isPresent() ? server.roles() : new TreeSet<>();
        String sql = "CREATE DATABASE " + SqlName.quoted(database) + " WITH " + options
                + owner.filter(roles::contains)
                        .map(role -> " OWNER = " + SqlName.quoted(role))
                        .orElse("")
                + ";\nCOMMENT ON DATABASE " + SqlName.quoted(database) + " IS "
                + SqlName.literal(PostgresServer.MARK + mark) + ";\n";
        String unused = server.admin("making database " + database, sql);
    }

    /** Whoever is in it is put out first. */
    void drop(String database) {
        String literal = SqlName.literal(database);
        String unused = server.admin(
                "removing database " + database,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = " + literal
                        + " AND pid <> pg_backend_pid();\nDROP DATABASE IF EXISTS " + SqlName.quoted(database) + ";\n");
    }

    /** @throws BackupException {@code DAMAGED} if a table has another number of rows than it should */
    static void compare(String what, Map<String, Long> expected, Map<String, Long> found) {
        List<String> wrong = new ArrayList<>();
        expected.forEach((table, rows) -> {
            Long count = found.get(table);
            if (count == null) {
                wrong.add(table + " is not there");
            } else if (!count.equals(rows)) {
                wrong.add(table + " has " + count + " rows and should have " + rows);
            }
        });
        if (!wrong.isEmpty()) {
            throw new BackupException(
                    Kind.DAMAGED,
                    what + " did not come out as it was taken: " + String.join("; ", wrong),
                    "`homelab backups list` shows which others there are.");
        }
    }

    /** {@code TEMPLATE = template0 ENCODING = …}, as a database was made that is known by its properties. */
    static String options(Map<String, String> properties) {
        StringBuilder options = new StringBuilder("TEMPLATE = template0");
        append(options, "ENCODING", properties.get("encoding"));
        append(options, "LC_COLLATE", properties.get("collate"));
        append(options, "LC_CTYPE", properties.get("ctype"));
        return options.toString();
    }

    private static void append(StringBuilder options, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isEmpty()) {
            options.append(' ').append(name).append(" = '").append(value).append('\'');
        }
    }
}
