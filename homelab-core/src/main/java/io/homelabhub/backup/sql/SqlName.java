package io.homelabhub.backup.sql;

import java.util.Locale;

/** Names as SQL writes them. */
public final class SqlName {
    private SqlName() {}

    /** {@code name} in quotes, whatever is in it. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code text} as a literal. */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? " E" + quoted.replace("\\", "\\\\") : quoted;
    }

    /** {@code dbname='…'} for libpq, which would otherwise read a name with {@code =} in it as more than a name. */
    public static String connection(String database) {
        return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Where the name that begins at {@code from} ends, its dots and quotes included. */
    public static int end(String text, int from) {
        int at = from;
        boolean quotes = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                quotes = !quotes;
            } else if (!quotes && (c == ' ' || c == ';' || c == '(')) {
                break;
            }
            at++;
        }
        return at;
    }

    /** The name that is written as {@code sql}, a single one. */
    public static String unquoted(String sql) {
        return sql.startsWith("\"") && sql.endsWith("\"") && sql.length() >= 2
                ? sql.substring(1, sql.length() - 1).replace("\"\"", "\"")
                : sql.toLowerCase(Locale.ROOT);
    }
}
