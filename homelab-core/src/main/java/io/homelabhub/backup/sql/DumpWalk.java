package io.homelabhub.backup.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a plain dump and tells its parts apart, as {@code pg_dump} and {@code pg_dumpall} write them: lines that are a head, the
 * data of {@code COPY}, and what belongs to which database. Source: pg_dump.c, pg_dumpall.c and pg_backup_archiver.c of PostgreSQL 9.5
 * to 18.
 */
final class DumpWalk {
    private static final Pattern COPY = Pattern.compile("COPY .* FROM stdin;");
    private static final Pattern NEXT_DATABASE = Pattern.compile("-- Database \"(.*)\" dump");
    private static final Pattern IN_CONNECTION = Pattern.compile(".*dbname='((?:[^'\\\\]|\\\\.)*)'.*");
    private static final String COPY_END = "\\.";

    private final DumpLines lines;
    private final Visitor visitor;
    private boolean atLineStart = true;
    private Optional<String> copied = Optional.empty();
    private Optional<String> restriction = Optional.empty();

    /** Told of what a dump holds, in its order. */
    interface Visitor {
        /** Another database begins. */
        void database(String name);

        /** What follows is no part of the database before it. */
        void head();

        /** A line that is neither data nor a command to psql, without its end. */
        void line(String text);

        /** The rows of a table begin. */
        void table(String table);

        /** A row of a table. */
        void row(String table);

        /** A piece of a database's content, or of a head; {@code restricts} for the two commands that newer dumps wrap it in. */
        void piece(byte[] bytes, boolean restricts) throws IOException;
    }

    DumpWalk(InputStream in, Visitor visitor) {
        this.lines = new DumpLines(in);
        this.visitor = visitor;
    }

    /** @throws IOException if it cannot be read, or contradicts itself */
    void walk() throws IOException {
        for (DumpLines.Piece piece = lines.next(); piece != null; piece = lines.next()) {
            if (copied.isPresent()) {
                data(piece, copied.get());
            } else if (atLineStart) {
                line(piece, piece.text());
            } else {
                visitor.piece(piece.bytes(), false);
            }
            atLineStart = piece.ends();
        }
        if (copied.isPresent()) {
            throw new IOException("it ends in the middle of the data of table " + copied.get());
        }
        if (restriction.isPresent()) {
            throw new IOException("its last line should be \\unrestrict and the key of \\restrict, and is not there");
        }
    }

    private void data(DumpLines.Piece piece, String table) throws IOException {
        if (atLineStart && piece.text().equals(COPY_END)) {
            copied = Optional.empty();
        } else if (piece.ends()) {
            visitor.row(table);
        }
        visitor.piece(piece.bytes(), false);
    }

    private void line(DumpLines.Piece piece, String text) throws IOException {
        if (text.startsWith("\\restrict ") && restriction.isEmpty()) {
            restriction = Optional.of(text.substring("\\restrict ".length()).strip());
            visitor.piece(piece.bytes(), true);
        } else if (text.startsWith("\\unrestrict ") && restriction.isPresent()) {
            unrestrict(text.substring("\\unrestrict ".length()).strip());
            visitor.piece(piece.bytes(), true);
        } else if (text.startsWith("\\connect ") && restriction.isEmpty()) {
            visitor.database(connected(text.substring("\\connect ".length()).strip()));
        } else {
            Matcher other = NEXT_DATABASE.matcher(text);
            if (other.matches() && restriction.isEmpty()) {
                visitor.head();
            }
            if (COPY.matcher(text).matches()) {
                copied = Optional.of(text.substring("COPY ".length(), SqlName.end(text, "COPY ".length())));
                visitor.table(copied.get());
            }
            visitor.line(text);
            visitor.piece(piece.bytes(), false);
        }
    }

    private void unrestrict(String key) throws IOException {
        if (!restriction.equals(Optional.of(key))) {
            throw new IOException("the key of \\unrestrict is not that of \\restrict");
        }
        restriction = Optional.empty();
    }

    private static String connected(String words) throws IOException {
        if (!words.startsWith("-reuse-previous")) {
            return SqlName.unquoted(words.substring(0, SqlName.end(words, 0)));
        }
        Matcher name = IN_CONNECTION.matcher(words);
        @Nullable String found = name.matches() ? name.group(1) : null;
        if (found == null) {
            throw new IOException("it connects to a database in a way that is not known: " + words);
        }
        return found.replaceAll("\\\\(.)", "$1");
    }
}
