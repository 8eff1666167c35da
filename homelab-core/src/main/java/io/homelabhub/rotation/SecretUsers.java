package io.homelabhub.rotation;

import io.homelabhub.compose.ComposeFileObject;
import io.homelabhub.compose.tree.View;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.environment.VariableUsers;
import io.homelabhub.generation.FileChange;
import io.homelabhub.generation.GenerationPlan;
import io.homelabhub.secret.EncryptedReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which services see a secret: as a variable, in a generated file, or as a file that is put into their containers. */
final class SecretUsers {
    private final VariableUsers variables;
    private final ProjectDefinition definition;

    SecretUsers(VariableUsers variables) {
        this.variables = variables;
        this.definition = variables.definition();
    }

    /**
     * Those of a secret, by their Compose names, with the variables of their containers that hold it or name the file that does.
     *
     * @param file the encrypted one, absolute
     * @param asVariables whether its values are variables of the project
     * @param generated what would change of the generated files
     */
    Map<String, Set<String>> of(Path file, String key, boolean asVariables, Optional<GenerationPlan> generated) {
        Map<Path, Set<String>> said = new HashMap<>();
        Set<Path> changed = new TreeSet<>();
        if (asVariables) {
            said.put(file, Set.of(key));
        }
        generated.ifPresent(
                plan -> plan.files().stream().filter(FileChange::isChange).forEach(one -> {
                    Path path = plan.folder().resolve(one.name());
                    changed.add(path);
                    said.put(
                            path,
                            one.variables().stream()
                                    .map(FileChange.VariableChange::name)
                                    .collect(Collectors.toSet()));
                }));
        Map<String, Set<String>> users = new TreeMap<>(variables.of(said));
        objects(file, key, changed)
                .forEach((service, names) -> users.merge(service, names, (a, b) -> Stream.concat(a.stream(), b.stream())
                        .collect(Collectors.toCollection(TreeSet::new))));
        return users;
    }

    /** The services that have an encrypted secret, or a generated file, as a file in their containers. */
    private Map<String, Set<String>> objects(Path file, String key, Set<Path> changed) {
        Set<String> secrets = definition.compose().secrets().entrySet().stream()
                .filter(entry -> isOf(entry.getValue(), file, key, changed))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> configs = definition.compose().configs().entrySet().stream()
                .filter(entry -> isOf(entry.getValue(), file, key, changed))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<String, Set<String>> users = new TreeMap<>();
        definition.compose().services().forEach((name, service) -> {
            View view = View.of(service.canonical());
            Set<String> targets = new TreeSet<>();
            targets.addAll(targets(view, "secrets", "/run/secrets/", secrets));
            targets.addAll(targets(view, "configs", "/", configs));
            boolean bound = view.views("volumes").stream()
                    .filter(volume -> volume.text("type").equals("bind"))
                    .map(volume -> Path.of(volume.text("source")))
                    .anyMatch(source -> changed.stream().anyMatch(one -> one.startsWith(source)));
            if (bound || !targets.isEmpty()) {
                users.put(name, pointingTo(view, targets));
            }
        });
        return users;
    }

    private static boolean isOf(ComposeFileObject object, Path file, String key, Set<Path> changed) {
        Optional<EncryptedReference> encrypted = object.encrypted();
        if (encrypted.isPresent()) {
            return encrypted.get().file().equals(file) && encrypted.get().key().equals(key);
        }
        String path = View.of(object.canonical()).text("file");
        return !path.isEmpty() && changed.contains(Path.of(path));
    }

    private static Set<String> targets(View service, String section, String folder, Set<String> sources) {
        return service.views(section).stream()
                .filter(use -> sources.contains(use.text("source")))
                .map(use -> use.text("target").isEmpty() ? use.text("source") : use.text("target"))
                .map(target -> target.startsWith("/") ? target : folder + target)
                .collect(Collectors.toSet());
    }

    /** The variables of a service that name one of these files in its containers. */
    private static Set<String> pointingTo(View service, Set<String> targets) {
        return service.textMap("environment").entrySet().stream()
                .filter(variable -> targets.contains(variable.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
