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

            Homelab reads every key that docker compose 2.40.3 and 5.6.0 read, and refuses what both refuse. This table says what
            follows from each of them. It is made from the loader's own table of keys; do not edit it.

            - **applied**: Homelab acts upon it as docker compose does.
            - **no effect**: read and printed; docker compose does nothing with it on a single host either, or it is for other systems.
            - **not supported**: docker compose acts upon it, Homelab does not. Using it gives a warning, with `--strict` an error. It
              counts for everything in it.

            Where the two versions differ, a file that one of them takes is taken, and means what it means there. Where both take it
            in different ways, containers that are there decide: what version 5 has made is compared and labelled as by version 5, all
            else as by 2.40.3.

            | what | 2.40.3 | 5.6.0 | Homelab | why |
            |---|---|---|---|---|
            | `pre_start` of a service, `jobs`, `build.no_cache_filter` | refused as unknown | acts upon them; a job with a schedule only on an engine with an extension | as the tables say | the rest of the file is of use without them |
            | what a `pre_start` hook takes from its service | – | all that a container is like, but volumes, which it shares with the service's container; printed by `config` | 5.6.0 | – |
            | `per_replica: true` of a `pre_start` hook | – | refused when the service starts | refused at its line | the specification has it, and nobody runs it yet |
            | `create_host_path` of a long-form bind with a `bind:` map that does not say it | false: a missing folder is an error | true: it is made | 5.6.0 | the specification says so |
            | an optional job (`required: false`, `service_completed_successfully`) that fails | `up` ends with 0 | likewise | the others go on, nothing is taken back, the deploy ends with 7 and names it | 0 promises that all is as the files say and the next plan is empty; here it runs the job again |
            | `ipam.options` | dropped | applied | 5.6.0 | the file asks for it |
            | an entry that a later file repeats (`security_opt`, `group_add`, `volumes_from`, …) | refused | counts once | 5.6.0 | it means nothing else |
            | `group_add: ["1000", 1000]` and the like | refused | accepted | 5.6.0 | likewise |
            | something that a file and one that it includes both define | refused | merged; the including file counts more, with `!reset` and `!override` | 5.6.0 | the file means it |
            | `extends` of a service that is included | refused | works | 5.6.0 | likewise |
            | `ulimits`: a later file with `soft` or `hard` alone | refused | merged | 5.6.0 | likewise |
            | `ports: ["::1:6000:6000"]` | refused: brackets are missing | accepted | 5.6.0 | there is no other way to read it |
            | `${A:-${B:?message}}`, `A` set and `B` not | refused: `B` is missing | the value of `A` | 5.6.0 | what is not used cannot be missing |
            | `required`, `restart` of a dependency from a variable | refused: no boolean | accepted | 5.6.0 | as with every other flag |
            | `memswap_limit: "-1"`, be it from a variable | refused, but for the number | accepted | 5.6.0 | the number is accepted, too |
            | `additional_contexts` with a service of a profile that is not active | refused | accepted | 5.6.0 | it is not run, only built |
            | a date as the value of a variable | refused | `2024-01-02 00:00:00 +0000 UTC` | 2.40.3: quote it | nobody means that value |
            | `pull_policy: alwaysx` | accepted | refused | 2.40.3 | files that work go on working |
            | names of networks and models with other characters than letters, digits, `.`, `-`, `_` | accepted | refused | 2.40.3 | likewise |
            | `config --hash` and env files | does not read them | reads them, and refuses what is missing | that of the dialect | the label is the same in both |
            | `create_host_path`, `x-initialSync`, image volumes in labels and config hashes | its own | its own | those of the dialect of the project, else 2.40.3 | nothing is recreated by the version that made it |
            | warnings about keys that only swarm acts upon, and about `uid`, `gid`, `mode` of secrets | none | many, some of them wrong | none | the tables say what has no effect |

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
