package io.homelabhub.generation;

import java.nio.file.Path;
import java.util.List;

/**
 * What was made of the files to generate from.
 *
 * @param made the files that were made or, {@code .gitignore}, added to; from the project's folder
 * @param takenOver the names of variables whose values came from {@code .env}
 * @param invented the paths of secrets that got a value of their own
 * @param needsKey whether secrets could not be made, as there is no private key to read them with
 */
public record Initialization(List<Path> made, List<String> takenOver, List<String> invented, boolean needsKey) {
    public Initialization {
        made = List.copyOf(made);
        takenOver = List.copyOf(takenOver);
        invented = List.copyOf(invented);
    }
}
