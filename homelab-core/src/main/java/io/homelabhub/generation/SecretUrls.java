package io.homelabhub.generation;

import io.homelabhub.generation.disk.Layout;
import io.homelabhub.generation.template.Rendered;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds variables that speak of an address and hold a secret that is none: somebody took the wrong name, and the address is shown around. */
final class SecretUrls {
    private static final Pattern ADDRESS = Pattern.compile("(?:.*_)?(?:URL|URI|ENDPOINT)");

    private final Layout layout;

    SecretUrls(Layout layout) {
        this.layout = layout;
    }

    List<Problem> warnings(Map<String, Rendered> files) {
        List<Problem> warnings = new ArrayList<>();
        Path secrets = layout.shown(layout.secrets());
        files.forEach((name, file) -> file.variables().stream()
                .filter(variable -> ADDRESS.matcher(variable.name()).matches()
                        && !variable.value().contains("://")
                        && variable.origins().stream()
                                .anyMatch(origin -> origin.file().startsWith(secrets)))
                .forEach(variable -> warnings.add(Problem.warning(
                                "secret-as-address:" + variable.name(),
                                SourceLocation.of(Path.of(name)),
                                variable.name(),
                                "an address is expected, and the value is a secret from "
                                        + variable.origins().get(0) + " that is none")
                        .withSuggestion("name the value that is meant"))));
        return warnings;
    }
}
