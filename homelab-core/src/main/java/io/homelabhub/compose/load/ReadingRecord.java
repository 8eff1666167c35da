package io.homelabhub.compose.load;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.VariableOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes which files were read while a project is loaded, and who said what about variables. Decides nothing. */
public final class ReadingRecord {
    private final Map<Path, Path> composeFiles = new LinkedHashMap<>();
    private final Map<Path, Path> envFiles = new LinkedHashMap<>();
    private final Set<Path> rawFiles = new LinkedHashSet<>();
    private final List<Assignment> forFiles = new ArrayList<>();
    private final Map<String, List<Assignment>> forServices = new LinkedHashMap<>();

    void composeFile(Path file, Path shown) {
        composeFiles.putIfAbsent(file, shown);
    }

    /** @param raw whether quotes and dollar signs mean nothing in it */
    void envFile(Path file, Path shown, boolean raw) {
        envFiles.putIfAbsent(file, shown);
        if (raw) {
            rawFiles.add(file);
        }
    }

    /** Takes the notes of one file, or of several that are laid over each other: they count less than those of before. */
    void forFiles(List<Assignment> assignments) {
        List<Assignment> fresh =
                assignments.stream().filter(one -> !forFiles.contains(one)).toList();
        forFiles.addAll(0, fresh);
    }

    void forService(String service, Assignment assignment) {
        forServices.computeIfAbsent(service, any -> new ArrayList<>()).add(assignment);
    }

    static Assignment assignment(String name, String value, VariableOrigin.Kind kind, Path shown, int line) {
        return new Assignment(name, value, VariableOrigin.at(kind, new SourceLocation(shown, line, 0)));
    }

    /** Every file of YAML, absolute, by how people know it. */
    public Map<Path, Path> composeFiles() {
        return composeFiles;
    }

    /** Every file of variables, absolute, by how people know it. */
    public Map<Path, Path> envFiles() {
        return envFiles;
    }

    /** Those of {@link #envFiles} in which quotes and dollar signs mean nothing. */
    public Set<Path> rawFiles() {
        return rawFiles;
    }

    /** What fills in the Compose files; a later one counts more. */
    public List<Assignment> forFiles() {
        return forFiles;
    }

    /** What services' {@code env_file}s give; a later one counts more. */
    public Map<String, List<Assignment>> forServices() {
        return forServices;
    }
}
