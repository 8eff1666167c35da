package io.homelabhub.compose.load;

import io.homelabhub.compose.interpolate.Template;
import io.homelabhub.compose.interpolate.TemplateException;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides the name of a project: given, from the environment, from the files, from the directory. */
final class ProjectName {
    private final LoadOptions options;
    private final Findings findings;
    private final SourceFiles sources;

    ProjectName(LoadOptions options, Findings findings, SourceFiles sources) {
        this.options = options;
        this.findings = findings;
        this.sources = sources;
    }

    /** The name; empty, and reported, if there is none. */
    String decide(List<String> files, Map<String, String> environment, String directory) {
        String imposed = options.projectName().isEmpty()
                ? environment.getOrDefault("COMPOSE_PROJECT_NAME", "")
                : options.projectName();
        if (!imposed.isEmpty()) {
            return checked(imposed);
        }
        String name = inFiles(files, environment);
        if (name.isEmpty() && !namedAtFirst(files)) {
            name = normalized(Paths.name(directory));
        }
        if (name.isEmpty()) {
            findings.error(
                    SourceLocation.of(options.workingDirectory()),
                    "name",
                    "the project has no name",
                    "give one with -p, or with name: in the Compose file");
        }
        return name;
    }

    private String checked(String name) {
        if (!normalized(name).equals(name)) {
            findings.error(
                    SourceLocation.of(options.workingDirectory()),
                    "name",
                    "the project name \"" + name + "\" is not allowed: lower-case letters, digits, - and _ are, "
                            + "with a letter or digit first",
                    normalized(name).isEmpty() ? "" : "did you mean \"" + normalized(name) + "\"?");
        }
        return name;
    }

    private String inFiles(List<String> files, Map<String, String> environment) {
        YamlScalar last = null;
        for (String file : files) {
            for (YamlNode document : sources.yaml(file).documents()) {
                YamlScalar name = name(document);
                last = name == null ? last : name;
            }
        }
        if (last == null) {
            return "";
        }
        String text = options.interpolate() ? filled(last, environment) : last.text();
        return options.normalize() ? normalized(text) : text;
    }

    private String filled(YamlScalar name, Map<String, String> environment) {
        try {
            return Template.substitute(name.text(), environment::get, unset -> {});
        } catch (TemplateException reportedWithItsFile) {
            return "";
        }
    }

    /** Whether the first document of a file has a name, so that the directory does not give one. */
    private boolean namedAtFirst(List<String> files) {
        return files.stream()
                .map(file -> sources.yaml(file).documents())
                .anyMatch(documents -> !documents.isEmpty() && name(documents.get(0)) != null);
    }

    private static @Nullable YamlScalar name(YamlNode document) {
        boolean named = document instanceof YamlMap map
                && map.get("name") instanceof YamlScalar scalar
                && !scalar.isNull()
                && !scalar.text().isEmpty();
        return named ? (YamlScalar) ((YamlMap) document).get("name") : null;
    }

    static String normalized(String name) {
        StringBuilder normal = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean mark = c == '-' || c == '_';
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (mark && normal.length() > 0)) {
                normal.append(c);
            }
        }
        return normal.toString();
    }
}
