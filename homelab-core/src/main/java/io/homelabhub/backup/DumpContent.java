package io.homelabhub.backup;

import io.homelabhub.backup.DatabaseTarget.Content;
import io.homelabhub.backup.sql.DumpedDatabase;
import io.homelabhub.backup.sql.PlainDump;
import io.homelabhub.backup.store.Part;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What databases are filled from. */
final class DumpContent {
    private DumpContent() {}

    /** How much databases hold, in words: tables by name, each with its rows. */
    static String rows(Map<String, Long> rows) {
        long sum = rows.values().stream().mapToLong(Long::longValue).sum();
        return amount(rows.size(), "table") + ", " + amount(sum, "row");
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String amount(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /**
     * A part of a backup, compared with what was counted in the snapshot that it is of.
     *
     * @param reader of the backup
     * @param dump the database
     * @param rolesPart of its server
     * @param setup settings of the database
     */
    record OfBackup(PartReader reader, Part dump, Optional<Part> rolesPart, Optional<Part> setup) implements Content {
        @Override
        public List<String> roles() {
            return rolesPart.map(part -> reader.text(part).lines().toList()).orElse(List.of());
        }

        @Override
        public String fill(PostgresServer server, String database) {
            server.restore(database, reader.source(dump));
            Map<String, Long> found = server.count(database);
            PostgresLoad.compare(dump.title(), dump.counts(), found);
            return rows(found) + ", as counted when it was taken";
        }

        @Override
        public Optional<DatabaseShell.Source> settings() {
            return setup.map(reader::source);
        }
    }

    /** A plain dump, compared with the rows that the file has. */
    record OfPlainDump(Site site, PlainDump dump, DumpedDatabase from) implements Content {
        @Override
        public List<String> roles() {
            return dump.roles();
        }

        @Override
        public String fill(PostgresServer server, String database) {
            boolean restricting = server.knowsRestrict();
            server.restoreSql(database, to -> dump.write(from, restricting, to));
            PostgresLoad.compare(
                    "the dump", from.rows(), server.count(database, from.rows().keySet()));
            return rows(from.rows()) + ", as in the file";
        }

        @Override
        public Optional<DatabaseShell.Source> settings() {
            return from.settings().isEmpty()
                    ? Optional.empty()
                    : Optional.of(PostgresServer.text(String.join("\n", from.settings()) + "\n"));
        }
    }

    /** A file in pg_dump's own format, which does not say how many rows it has. */
    record OfCustomFile(Site site, Path file) implements Content {
        @Override
        public List<String> roles() {
            return List.of();
        }

        @Override
        public String fill(PostgresServer server, String database) {
            server.restore(database, to -> {
                try (InputStream in = Files.newInputStream(file)) {
                    site.copy(in, to);
                }
            });
            return rows(server.count(database)) + "; the file does not say how many there should be";
        }

        @Override
        public Optional<DatabaseShell.Source> settings() {
            return Optional.empty();
        }
    }
}
