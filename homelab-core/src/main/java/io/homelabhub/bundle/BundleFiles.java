package io.homelabhub.bundle;

import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * The Compose files that belong to a catalog.
 *
 * @param files the files, in the order in which they are merged
 * @param problems bundles that are not there, each where the catalog names it
 */
public record BundleFiles(List<Path> files, List<Problem> problems) {
    public BundleFiles {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }
}
