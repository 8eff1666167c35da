package io.homelabhub.backup.sql;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A plain dump of PostgreSQL that was read from its first line to its last and is whole. Compressed ones (gzip) are read as well.
 *
 * @param file where it lies
 * @param cluster whether {@code pg_dumpall} wrote it
 * @param serverVersion of the server that it was taken from, as {@code 15.18}; empty if it does not say
 * @param databases those that it holds, in its order
 * @param roles the statements that make roles and what they are members of, in its order; they can hold passwords
 */
public record PlainDump(
        Path file,
        boolean cluster,
        Optional<String> serverVersion,
        List<DumpedDatabase> databases,
        List<String> roles) {
    private static final int MOST_STATEMENTS = 100_000;
    private static final String COMPLETE = "-- PostgreSQL database dump complete";
    private static final String CLUSTER_COMPLETE = "-- PostgreSQL database cluster dump complete";
    private static final String FROM_VERSION = "-- Dumped from database version ";
    private static final Pattern CREATE = Pattern.compile("CREATE DATABASE (.*?) (?:WITH )?(TEMPLATE = [\\w =.'@-]*);");
    private static final Pattern NOTHING = Pattern.compile(
            "\\s*|--.*|SET .*|SELECT pg_catalog\\.set_config\\(.*|(?:CREATE|ALTER|COMMENT ON|DROP) DATABASE .*");

    /** What belongs to the database itself, and names it; the name begins after the first group. */
    private static final Pattern SETTING = Pattern.compile(
            "((?:ALTER|COMMENT ON) DATABASE |(?:GRANT|REVOKE) [A-Z, ]+ ON DATABASE |ALTER ROLE (?:\"(?:[^\"]|\"\")+\"|\\w+) IN DATABASE ).*;");

    private static final Pattern ROLES = Pattern.compile("(?:CREATE ROLE|ALTER ROLE|GRANT|COMMENT ON ROLE) .*;");

    /** How plain dumps begin, and what others begin with that are taken for one. */
    private static final Map<String, String> OTHERS = Map.of(
            "-- MySQL dump", "a dump of MySQL",
            "-- MariaDB dump", "a dump of MariaDB",
            "/*!999999\\- enable the sandbox mode", "a dump of MariaDB",
            "(\u00b5/\u00fd", "compressed with zstd; unpack it first",
            "PK\u0003\u0004", "a ZIP archive; unpack it first",
            "SQLite format 3", "a database of SQLite");

    public PlainDump {
        databases = List.copyOf(databases);
        roles = List.copyOf(roles);
    }

    /**
     * Whether a file is one of {@code pg_dump --format=custom}, which {@code pg_restore} reads.
     *
     * @throws BackupException {@code UNKNOWN} if there is no such file
     */
    public static boolean isCustomFormat(Path file) {
        return head(file).startsWith("PGDMP");
    }

    private static String head(Path file) {
        try (InputStream in = opened(file)) {
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException absent) {
            throw new BackupException(
                    Kind.UNKNOWN, "there is no file " + file, "`homelab backups list` shows what there is.", absent);
        } catch (IOException unreadable) {
            throw cut(file, unreadable);
        }
    }

    private static InputStream opened(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzip ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException failure) {
            in.close();
            throw failure;
        }
    }

    /**
     * Reads a dump to its end.
     *
     * @throws BackupException {@code UNKNOWN} if there is no such file, {@code DAMAGED} if it is cut or contradicts itself, {@code
     *     REFUSED} if it is no plain dump of PostgreSQL
     */
    public static PlainDump inspect(Path file) {
        String head = head(file);
        OTHERS.forEach((begin, what) -> {
            if (head.startsWith(begin)) {
                throw refused(file, what);
            }
        });
        if (head.isBlank()) {
            throw new BackupException(Kind.DAMAGED, file + " is empty", "Take another backup.");
        }
        Inspection inspection = new Inspection();
        try (InputStream in = opened(file)) {
            new DumpWalk(in, inspection).walk();
            inspection.requireComplete();
        } catch (IOException broken) {
            throw inspection.isDump() ? cut(file, broken) : refused(file, "no dump that pg_dump or pg_dumpall wrote");
        }
        return new PlainDump(file, inspection.cluster, inspection.version, inspection.databases(), inspection.roles);
    }

    private static BackupException refused(Path file, String what) {
        return new BackupException(
                Kind.REFUSED,
                "restoring " + file + ": it is " + what + ", whose end cannot be told from a cut",
                "Give a file of pg_dump or pg_dumpall, or a backup of `homelab backup`.");
    }

    private static BackupException cut(Path file, IOException broken) {
        String what = broken instanceof EOFException || broken instanceof ZipException
                ? "its compressed data ends too early or is damaged"
                : String.valueOf(broken.getMessage());
        return new BackupException(
                Kind.DAMAGED,
                file + " is not whole: " + what + ". Nothing was touched",
                "psql would take it all the same and lose what is missing; find a whole copy.",
                broken);
    }

    /**
     * Writes what belongs to one database.
     *
     * @param restricting whether the commands are written as well that keep newer psql from running commands of the dump's data
     */
    public void write(DumpedDatabase database, boolean restricting, OutputStream to) throws IOException {
        try (InputStream in = opened(file)) {
            new DumpWalk(in, new Extraction(database, restricting, to)).walk();
        }
    }

    private static final class Extraction implements DumpWalk.Visitor {
        private final DumpedDatabase wanted;
        private final boolean restricting;
        private final OutputStream to;
        private boolean writing;
        private boolean skipping;

        Extraction(DumpedDatabase wanted, boolean restricting, OutputStream to) {
            this.wanted = wanted;
            this.restricting = restricting;
            this.to = to;
            this.writing = wanted.name().isEmpty();
        }

        @Override
        public void database(String name) {
            writing = wanted.name().filter(name::equals).isPresent();
        }

        @Override
        public void head() {
            writing = false;
        }

        /** They would change the database that is there, whatever session they are run in. */
        @Override
        public void line(String text) {
            skipping = SETTING.matcher(text).matches();
        }

        @Override
        public void table(String table) {}

        @Override
        public void row(String table) {}

        @Override
        public void piece(byte[] bytes, boolean restricts) throws IOException {
            if (writing && !skipping && (restricting || !restricts)) {
                to.write(bytes);
            }
            skipping = false;
        }
    }

    /** What the first reading finds out. */
    private static final class Inspection implements DumpWalk.Visitor {
        private final List<DumpedDatabase> done = new ArrayList<>();
        private final List<String> roles = new ArrayList<>();
        private final Map<String, String> options = new LinkedHashMap<>();
        private final Map<String, List<String>> settings = new LinkedHashMap<>();
        private Optional<String> name = Optional.empty();
        private Map<String, Long> rows = new LinkedHashMap<>();
        private boolean empty = true;
        private boolean inHead = true;
        private boolean cluster;
        private boolean begun;
        private boolean complete;
        private Optional<String> version = Optional.empty();

        boolean isDump() {
            return begun;
        }

        void requireComplete() throws IOException {
            if (!complete) {
                throw new IOException("its last lines should say \""
                        + (cluster ? CLUSTER_COMPLETE : COMPLETE).substring(3) + "\", and do not");
            }
        }

        List<DumpedDatabase> databases() {
            finish();
            return done.stream()
                    .map(one -> new DumpedDatabase(
                            one.name(),
                            one.empty(),
                            one.name().map(options::get),
                            one.name().map(settings::get).orElse(List.of()),
                            one.rows()))
                    .toList();
        }

        private void finish() {
            if (name.isPresent() || !empty) {
                done.add(new DumpedDatabase(name, empty, Optional.empty(), List.of(), rows));
            }
            name = Optional.empty();
            rows = new LinkedHashMap<>();
            empty = true;
        }

        @Override
        public void database(String database) {
            finish();
            name = Optional.of(database);
            inHead = false;
            complete = false;
        }

        @Override
        public void head() {
            finish();
            inHead = true;
        }

        @Override
        public void line(String text) {
            if (text.startsWith("--")) {
                comment(text);
            } else if (!text.isBlank()) {
                complete = false;
                statement(text);
            }
        }

        private void comment(String text) {
            begun |= text.startsWith("-- PostgreSQL database ");
            cluster |= text.equals("-- PostgreSQL database cluster dump");
            if (text.equals(cluster ? CLUSTER_COMPLETE : COMPLETE)) {
                complete = true;
            }
            if (text.startsWith(FROM_VERSION) && version.isEmpty()) {
                version = Optional.of(text.substring(FROM_VERSION.length()).split(" ", 2)[0]);
            }
        }

        private void statement(String text) {
            Matcher create = CREATE.matcher(text);
            if (create.matches()) {
                options.put(SqlName.unquoted(create.group(1)), create.group(2));
            }
            Matcher setting = SETTING.matcher(text);
            if (setting.matches()) {
                setting(text, setting.end(1));
            } else if (inHead && cluster && ROLES.matcher(text).matches() && roles.size() < MOST_STATEMENTS) {
                roles.add(text);
            }
            if (!(inHead && cluster)
                    && !setting.matches()
                    && !NOTHING.matcher(text).matches()) {
                empty = false;
            }
        }

        private void setting(String text, int from) {
            int end = SqlName.end(text, from);
            settings.computeIfAbsent(SqlName.unquoted(text.substring(from, end)), any -> new ArrayList<>())
                    .add(text.substring(0, from) + ":\"db\"" + text.substring(end));
        }

        @Override
        public void table(String table) {
            rows.putIfAbsent(table, 0L);
        }

        @Override
        public void row(String table) {
            rows.merge(table, 1L, Long::sum);
        }

        @Override
        public void piece(byte[] bytes, boolean restricts) {}
    }
}
