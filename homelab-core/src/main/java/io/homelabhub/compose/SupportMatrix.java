package io.homelabhub.compose;

import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.keys.Support;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The support matrix: what Homelab does with each key, as a document. Made from the loader's own table. */
public final class SupportMatrix {
    private static final String HEAD = """
            # Compose support

            Homelab reads every key that docker compose 2.40.3 and 5.6.0 read, and refuses what they refuse. This table says what
            follows from each of them. It is made from the loader's own table of keys; do not edit it.

            - **applied**: Homelab acts upon it as docker compose does.
            - **no effect**: read and printed; docker compose does nothing with it on a single host either, or it is for other systems.
            - **not supported**: docker compose acts upon it, Homelab does not. Using it gives a warning, with `--strict` an error. It
              counts for everything in it.

            Where the two versions differ, Homelab does this:

            | what | 2.40.3 | 5.6.0 | Homelab |
            |---|---|---|---|
            | `pre_start` of a service, `jobs`, `build.no_cache_filter` | refused as unknown | acts upon them | as the tables say |
            | `create_host_path` of a long-form bind with a `bind:` map that does not say it | false: a missing folder is an error | true: it is made | 5.6.0, which is the specification |
            | `ipam.options` | dropped | applied | 5.6.0: the file asks for it |
            | a date as the value of a variable | refused | rewritten as a time | 2.40.3: quote it |
            | `pull_policy: alwaysx` | accepted | refused | 2.40.3 |
            | `config --hash` and env files | does not read them | reads them, and refuses what is missing | that of the dialect |
            | labels, config hashes, what `config` prints | its own | its own | those of the dialect of the project, else 2.40.3 |
            | warnings about keys that only swarm acts upon | none | many | none: the tables say so |

            """;

    private record Row(String key, Support support, String note) {}

    private SupportMatrix() {}

    /** The document in Markdown. */
    public static String markdown() {
        StringBuilder text = new StringBuilder(HEAD);
        List<Row> top = new ArrayList<>();
        for (Field field : ProjectKeys.PROJECT.fields()) {
            top.add(row(field.name(), field));
        }
        section(text, "Top level", top);
        for (String name : List.of("services", "networks", "volumes", "secrets", "configs", "models", "include")) {
            Shape shape =
                    Objects.requireNonNull(ProjectKeys.PROJECT.field(name)).shape();
            Shape entry = shape.hasOwnKeys() ? shape.child("x") : shape.item();
            List<Row> rows = new ArrayList<>();
            collect("", entry, rows);
            section(text, "In an entry of `" + name + "`", rows);
        }
        return text.toString();
    }

    private static void collect(String path, Shape shape, List<Row> rows) {
        for (Field field : shape.fields()) {
            String key = path + field.name();
            rows.add(row(key, field));
            if (field.support() == Support.UNSUPPORTED) {
                continue; // says it for all that is in it
            }
            Shape inner = field.shape();
            collect(key + ".", inner, rows);
            if (inner.hasOwnKeys()) {
                collect(key + ".*.", inner.child("x"), rows);
            }
            if (inner.item() != Shape.ANYTHING) {
                collect(key + "[].", inner.item(), rows);
            }
        }
    }

    private static Row row(String key, Field field) {
        return new Row(key, field.support(), field.note());
    }

    private static void section(StringBuilder text, String title, List<Row> rows) {
        Map<Support, Integer> counts = new EnumMap<>(Support.class);
        rows.forEach(row -> counts.merge(row.support(), 1, Integer::sum));
        List<String> sums = new ArrayList<>();
        counts.forEach((support, count) -> sums.add(count + " " + support.words()));
        text.append("## ")
                .append(title)
                .append("\n\n")
                .append(String.join(", ", sums))
                .append(".\n\n");
        text.append("| key | Homelab | why |\n|---|---|---|\n");
        for (Row row : rows) {
            text.append(
                    "| `%s` | %s | %s |\n".formatted(row.key(), row.support().words(), row.note()));
        }
        text.append('\n');
    }
}
