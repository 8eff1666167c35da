package io.homelabhub.cli.command.config;

import io.homelabhub.compose.interpolate.Template;
import io.homelabhub.compose.interpolate.TemplateException;
import io.homelabhub.yaml.YamlList;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlReader;
import io.homelabhub.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the variables that Compose files ask for. The loader's own template reads the texts, with an environment that
 * notes what it is asked for: so this and a deploy cannot disagree.
 */
final class VariableScan {
    private final List<VariableUse> uses = new ArrayList<>();

    /** Every use in {@code files}, in the order of files and lines. */
    static List<VariableUse> of(List<Path> files) {
        VariableScan scan = new VariableScan();
        for (Path file : files) {
            new YamlReader().read(file).documents().forEach(scan::node);
        }
        return List.copyOf(scan.uses);
    }

    private void node(YamlNode node) {
        if (node instanceof YamlMap map) {
            map.entries().values().forEach(entry -> node(entry.value()));
        } else if (node instanceof YamlList list) {
            list.items().forEach(this::node);
        } else if (node instanceof YamlScalar scalar) {
            text(scalar);
        }
    }

    /** Fills the text in until nothing is missing any more; what was missing is required. */
    private void text(YamlScalar scalar) {
        Set<String> required = new LinkedHashSet<>();
        Set<String> asked = new LinkedHashSet<>();
        while (true) {
            List<String> names = new ArrayList<>();
            try {
                Template.substitute(
                        scalar.text(),
                        name -> {
                            names.add(name);
                            return required.contains(name) ? "given" : null;
                        },
                        unset -> {});
                asked.addAll(names);
                break;
            } catch (TemplateException e) {
                asked.addAll(names);
                if (names.isEmpty() || !required.add(names.get(names.size() - 1))) {
                    break; // malformed; the loader says so
                }
            }
        }
        asked.forEach(name -> uses.add(new VariableUse(name, scalar.location(), required.contains(name))));
    }
}
