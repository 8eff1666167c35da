package io.homelabhub.backup.sql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One database of a dump.
 *
 * @param name its name; empty where the dump does not say, and whoever restores it has to
 * @param empty whether there is nothing in it
 * @param options how it was created, as {@code TEMPLATE = template0 ENCODING = 'UTF8'}; empty if the dump does not say
 * @param settings statements that set what belongs to the database itself, with {@code :"db"} for its name
 * @param rows how many rows the dump has of each table, by its name as SQL writes it; of those only that {@code COPY} fills
 */
public record DumpedDatabase(
        Optional<String> name, boolean empty, Optional<String> options, List<String> settings, Map<String, Long> rows) {
    public DumpedDatabase {
        settings = List.copyOf(settings);
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /** How many rows there are in all tables together. */
    public long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
