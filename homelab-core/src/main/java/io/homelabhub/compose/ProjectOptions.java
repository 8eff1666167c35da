package io.homelabhub.compose;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
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
 *   compose-dialect: 5   # 2 or 5: the version of Docker Compose whose hashes a new project gets; default: 2
 * </pre>
 */
final class ProjectOptions {
    private static final String KEY = "x-homelab";
    private static final String DIALECT = "compose-dialect";

    private ProjectOptions() {}

    /**
     * The dialect that the files ask for; empty if they ask for none.
     *
     * @param problems gets what cannot be understood
     */
    static Optional<ComposeDialect> dialect(MapNode model, List<Problem> problems) {
        Node options = model.get(KEY);
        if (options == null || options.isNull()) {
            return Optional.empty();
        } else if (options instanceof MapNode map) {
            return dialectIn(map, problems);
        }
        problems.add(Problem.error(model.placeOf(KEY), KEY, "expected a map with " + DIALECT));
        return Optional.empty();
    }

    private static Optional<ComposeDialect> dialectIn(MapNode map, List<Problem> problems) {
        map.keys().stream()
                .filter(key -> !key.equals(DIALECT) && !key.startsWith("x-"))
                .map(key -> Problem.error(map.placeOf(key), KEY + "." + key, "there is no such option")
                        .withSuggestion(Suggestion.didYouMean(key, List.of(DIALECT))))
                .forEach(problems::add);
        return map.has(DIALECT) ? dialectOf(map, problems) : Optional.empty();
    }

    private static Optional<ComposeDialect> dialectOf(MapNode options, List<Problem> problems) {
        Node said = Objects.requireNonNull(options.get(DIALECT));
        String text = said instanceof ScalarNode scalar ? scalar.text() : said.describe();
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
}
