package io.homelabhub.backup.store;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One file of a backup.
 *
 * @param file below the backup's folder, with slashes, as {@code postgres/lab.dump}; encrypted ones end with {@code .age}
 * @param kind what is in it
 * @param service the Compose service that it is of
 * @param subject the database or the volume, by its engine's name; the service again where there is one only
 * @param size bytes of the file as it lies there
 * @param sha256 of the same, in hexadecimal
 * @param properties what restoring needs to know: {@code image}, {@code imageId}, {@code serverVersion}, {@code owner} …
 * @param counts what a restored copy has to have: rows by table, keys by database, {@code entries} of a volume
 * @param open the line that opens it without Homelab
 */
public record Part(
        String file,
        Kind kind,
        String service,
        String subject,
        long size,
        String sha256,
        Map<String, String> properties,
        Map<String, Long> counts,
        String open) {
    /** What a part holds. */
    public enum Kind {
        /** Roles, as {@code pg_dumpall --globals-only} writes them. */
        POSTGRES_ROLES,
        /** One database, as {@code pg_dump --format=custom} writes it. */
        POSTGRES_DATABASE,
        /** What belongs to a database and is not in its dump: settings and rights, as SQL for {@code psql -v db=NAME}. */
        POSTGRES_SETTINGS,
        /** All databases of a Redis server, as RDB. */
        REDIS,
        /** The files of a volume, as tar, below {@code volume/}. */
        VOLUME;

        /** {@code postgres-database}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Part {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** What restoring needs to know, if it was written down. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    /** Whether its file is encrypted. */
    public boolean isEncrypted() {
        return file.endsWith(".age");
    }

    /** {@code database lab of postgres}. */
    public String title() {
        return switch (kind) {
            case POSTGRES_ROLES -> "roles of " + service;
            case POSTGRES_DATABASE -> "database " + subject + " of " + service;
            case POSTGRES_SETTINGS -> "settings of database " + subject + " of " + service;
            case REDIS -> "keys of " + service;
            case VOLUME -> "volume " + subject;
        };
    }
}
