package io.homelabhub.compose.load;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.InputFile;
import io.homelabhub.yaml.YamlLimits;
import io.homelabhub.yaml.YamlReader;
import io.homelabhub.yaml.YamlStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the files of a project, each at most once. */
final class SourceFiles {
    /** What is laid over the files and is none itself: those have absolute paths. */
    static final String OVERRIDE = "command line";

    private static final String STANDARD_INPUT = "-";

    private final YamlReader reader = new YamlReader();
    private final Map<String, YamlStream> documents = new HashMap<>();
    private final Path workingDirectory;
    private final @Nullable Supplier<byte[]> standardInput;
    private final @Nullable String override;
    private final Budget budget;
    private final ReadingRecord record = new ReadingRecord();

    SourceFiles(
            Path workingDirectory, @Nullable Supplier<byte[]> standardInput, @Nullable String override, Budget budget) {
        this.workingDirectory = workingDirectory;
        this.standardInput = standardInput;
        this.override = override;
        this.budget = budget;
    }

    /** What has been read so far. */
    ReadingRecord record() {
        return record;
    }

    /** The documents of {@code file}; one that cannot be read is a problem in it. */
    YamlStream yaml(String file) {
        YamlStream known = documents.get(file);
        if (known != null) {
            return known;
        }
        budget.file(SourceLocation.of(shown(file)), "");
        YamlStream stream = read(file);
        documents.put(file, stream);
        return stream;
    }

    private YamlStream read(String file) {
        if (file.equals(STANDARD_INPUT)) {
            return standardInput == null
                    ? new YamlStream(
                            List.of(),
                            List.of(Problem.error(
                                    SourceLocation.of(shown(file)), "", "nothing was given on the standard input")))
                    : reader.read(shown(file), standardInput.get());
        }
        if (file.equals(OVERRIDE) && override != null) {
            return reader.read(Path.of(file), override.getBytes(StandardCharsets.UTF_8));
        }
        record.composeFile(Path.of(file), shown(file));
        try {
            return reader.read(shown(file), InputFile.read(Path.of(file), YamlLimits.DEFAULT.bytes()));
        } catch (InputFile.UnreadableException e) {
            return new YamlStream(List.of(), List.of(moved(e.problem(), file)));
        }
    }

    /** The text of a file of variables. */
    String text(String file) throws InputFile.UnreadableException {
        byte[] content = InputFile.read(Path.of(file), YamlLimits.DEFAULT.bytes());
        return new String(content, StandardCharsets.UTF_8);
    }

    private Problem moved(Problem problem, String file) {
        return Problem.error(SourceLocation.of(shown(file)), problem.path(), problem.message());
    }

    /** How {@code file} is named to people: from the working directory if it lies below. */
    Path shown(String file) {
        Path path = Path.of(file);
        return path.isAbsolute() && path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path;
    }

    static boolean exists(String file) {
        return Files.exists(Path.of(file));
    }

    static boolean isDirectory(String file) {
        return Files.isDirectory(Path.of(file));
    }
}
