package io.homelabhub.generation;

import io.homelabhub.compose.dotenv.EnvFile;
import io.homelabhub.compose.dotenv.EnvFileException;
import io.homelabhub.generation.FileChange.Kind;
import io.homelabhub.generation.FileChange.VariableChange;
import io.homelabhub.generation.disk.Manifest;
import io.homelabhub.generation.disk.OutputFolder;
import io.homelabhub.generation.template.Rendered;
import io.homelabhub.resource.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds what was generated against what is on disk. */
final class FolderComparison {
    private final Path folder;
    private final Map<String, Rendered> generated;
    private final SortedMap<String, String> before;

    /** @param generated what was generated, by the name of the file */
    FolderComparison(Path folder, Map<String, Rendered> generated) {
        this.folder = folder;
        this.generated = generated;
        this.before = Manifest.of(folder).map(Manifest::outputs).orElseGet(TreeMap::new);
    }

    List<FileChange> changes() throws IOException {
        SortedMap<String, Optional<Rendered>> names = new TreeMap<>();
        before.keySet().forEach(name -> names.put(name, Optional.empty()));
        generated.forEach((name, file) -> names.put(name, Optional.of(file)));
        List<FileChange> changes = new ArrayList<>();
        for (Map.Entry<String, Optional<Rendered>> name : names.entrySet()) {
            change(name.getKey(), name.getValue()).ifPresent(changes::add);
        }
        return changes;
    }

    /** @return empty for a file that is neither there nor to be made */
    private Optional<FileChange> change(String name, Optional<Rendered> next) throws IOException {
        Optional<String> hash = OutputFolder.hash(folder, name);
        if (next.isEmpty()) {
            return hash.map(found -> new FileChange(name, Kind.GONE, List.of(), isByHand(name, found)));
        }
        byte[] content = next.get().text().getBytes(StandardCharsets.UTF_8);
        if (hash.isEmpty()) {
            return Optional.of(new FileChange(name, Kind.NEW, variables(name, next.get()), false));
        } else if (hash.get().equals(Sha256.hex(content))) {
            Kind kind = OutputFolder.isOpen(folder, name) ? Kind.RIGHTS : Kind.UNCHANGED;
            return Optional.of(new FileChange(name, kind, List.of(), false));
        }
        return Optional.of(new FileChange(name, Kind.CHANGED, variables(name, next.get()), isByHand(name, hash.get())));
    }

    private boolean isByHand(String name, String hash) {
        return !hash.equals(before.get(name));
    }

    private List<VariableChange> variables(String name, Rendered next) throws IOException {
        Map<String, String> old = read(folder.resolve(name));
        List<VariableChange> changes = new ArrayList<>();
        for (Rendered.Variable variable : next.variables()) {
            String value = old.remove(variable.name());
            if (value == null) {
                changes.add(new VariableChange(variable.name(), Kind.NEW, variable.origins()));
            } else if (!value.equals(variable.value())) {
                changes.add(new VariableChange(variable.name(), Kind.CHANGED, variable.origins()));
            }
        }
        if (!next.variables().isEmpty()) {
            old.keySet().forEach(gone -> changes.add(new VariableChange(gone, Kind.GONE, List.of())));
        }
        return changes;
    }

    /** The variables of a file; those before the first line that cannot be read, if there is one. */
    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            try {
                EnvFile.read(
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8),
                        values,
                        variable -> null,
                        unset -> {});
            } catch (EnvFileException broken) {
                values.remove("");
            }
        }
        return values;
    }
}
