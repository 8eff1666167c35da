package io.homelabhub.environment;

import io.homelabhub.compose.interpolate.Template;
import io.homelabhub.compose.interpolate.TemplateException;
import io.homelabhub.variables.VariableUse;
import io.homelabhub.yaml.InputFile;
import io.homelabhub.yaml.YamlLimits;
import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlReader;
import io.homelabhub.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the variables that Compose files ask for. The loader's own template reads the texts, with an environment that
 * notes what it is asked for: so this and a deploy cannot disagree.
 */
final class VariableScan {
    private static final Pattern ENVIRONMENT = Pattern.compile("services\\.[^.]+\\.(environment|build\\.args)");
    private static final Pattern CONTENT = Pattern.compile("(secrets|configs)\\.[^.]+\\.environment");

    private final List<VariableUse> uses = new ArrayList<>();

    /**
     * Every use in {@code files}, in the order of files and lines.
     *
     * @param files absolute, by how people know them
     */
    static List<VariableUse> of(Map<Path, Path> files) {
        VariableScan scan = new VariableScan();
        files.forEach(scan::file);
        return List.copyOf(scan.uses);
    }

    private void file(Path file, Path shown) {
        try {
            new YamlReader()
                    .read(shown, InputFile.read(file, YamlLimits.DEFAULT.bytes()))
                    .documents()
                    .forEach(document -> node(document, ""));
        } catch (InputFile.UnreadableException gone) {
            // it was there when the project was loaded; the loader tells of what is not
        }
    }

    private void node(YamlNode node, String path) {
        if (node instanceof YamlMap map) {
            map.entries().forEach((key, entry) -> {
                if (ENVIRONMENT.matcher(path).matches() && isNothing(entry.value())) {
                    uses.add(new VariableUse(key, entry.key().location(), path, false));
                }
                node(entry.value(), path.isEmpty() ? key : path + "." + key);
            });
        } else if (node instanceof YamlList list) {
            list.items().forEach(item -> {
                passedThrough(item, path);
                node(item, path);
            });
        } else if (node instanceof YamlScalar scalar) {
            if (CONTENT.matcher(path).matches()) {
                uses.add(new VariableUse(scalar.text(), scalar.location(), path, false));
            }
            text(scalar, path);
        }
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.isNull();
    }

    /** An entry of a list that is a name alone is given the value that the project has. */
    private void passedThrough(YamlNode item, String path) {
        if (item instanceof YamlScalar scalar
                && ENVIRONMENT.matcher(path).matches()
                && scalar.text().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            uses.add(new VariableUse(scalar.text(), scalar.location(), path, false));
        }
    }

    /** Fills the text in until nothing is missing any more; what was missing is required. */
    private void text(YamlScalar scalar, String path) {
        Set<String> required = new LinkedHashSet<>();
        Set<String> asked = names(scalar.text(), required);
        asked.forEach(name -> uses.add(new VariableUse(name, scalar.location(), path, required.contains(name))));
    }

    /**
     * The variables that a text asks for.
     *
     * @param required takes those that it cannot do without
     */
    static Set<String> names(String text, Set<String> required) {
        Set<String> asked = new LinkedHashSet<>();
        while (true) {
            List<String> names = new ArrayList<>();
            try {
                Template.substitute(
                        text,
                        name -> {
                            names.add(name);
                            return required.contains(name) ? "given" : null;
                        },
                        unset -> {});
                asked.addAll(names);
                return asked;
            } catch (TemplateException e) {
                asked.addAll(names);
                if (names.isEmpty() || !required.add(names.get(names.size() - 1))) {
                    return asked; // malformed; the loader says so
                }
            }
        }
    }
}
