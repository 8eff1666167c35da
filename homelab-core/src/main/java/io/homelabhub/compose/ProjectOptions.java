package io.homelabhub.compose;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeDialect;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a project says to Homelab alone, under {@code x-homelab} at the top of its files:
 *
 * <pre>
 * x-homelab:
 *   compose-dialect: 5       # 2 or 5: the version of Docker Compose whose hashes a new project gets; default: 2
 *   backup: {}               # see BackupOptions
 * </pre>
 *
 * @param dialect that the files ask for; empty if they ask for none
 * @param backup what is said of backups
 */
public record ProjectOptions(Optional<ComposeDialect> dialect, BackupOptions backup) {
    private static final String KEY = "x-homelab";
    private static final String DIALECT = "compose-dialect";
    private static final String BACKUP = "backup";

    /** Of files that say nothing. */
    static final ProjectOptions USUAL = new ProjectOptions(Optional.empty(), BackupOptions.USUAL);

    /**
     * What the files say.
     *
     * @param problems gets what cannot be understood; it counts as not said
     */
    static ProjectOptions of(MapNode model, List<Problem> problems) {
        Node options = model.get(KEY);
        if (options == null || options.isNull()) {
            return USUAL;
        } else if (!(options instanceof MapNode map)) {
            problems.add(Problem.error(model.placeOf(KEY), KEY, "expected a map with " + DIALECT + ", " + BACKUP));
            return USUAL;
        } else {
            return in(map, problems);
        }
    }

    private static ProjectOptions in(MapNode map, List<Problem> problems) {
        BackupOptionsReader.refuseOthers(map, KEY, List.of(DIALECT, BACKUP), problems);
        Optional<ComposeDialect> dialect = map.has(DIALECT) ? dialectOf(map, problems) : Optional.empty();
        Node backup = map.get(BACKUP);
        if (backup instanceof MapNode said) {
            return new ProjectOptions(dialect, new BackupOptionsReader(said, KEY + "." + BACKUP, problems).options());
        } else if (backup != null && !backup.isNull()) {
            problems.add(Problem.error(map.placeOf(BACKUP), KEY + "." + BACKUP, "expected a map")
                    .withSuggestion("write it as {within: 2d, schedule: \"0 3 * * *\"}"));
        }
        return new ProjectOptions(dialect, BackupOptions.USUAL);
    }

    private static Optional<ComposeDialect> dialectOf(MapNode options, List<Problem> problems) {
        String text = text(Objects.requireNonNull(options.get(DIALECT)));
        Optional<ComposeDialect> dialect = Arrays.stream(ComposeDialect.values())
                .filter(each -> text.equals(String.valueOf(each.number())))
                .findFirst();
        if (dialect.isEmpty()) {
            problems.add(
                    Problem.error(options.placeOf(DIALECT), KEY + "." + DIALECT, "found " + text + ", expected 2 or 5")
                            .withSuggestion("write the major version of the docker compose that you use"));
        }
        return dialect;
    }

    private static String text(Node said) {
        return said instanceof ScalarNode scalar ? scalar.text() : said.describe();
    }
}
