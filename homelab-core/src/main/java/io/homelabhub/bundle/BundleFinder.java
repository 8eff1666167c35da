package io.homelabhub.bundle;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the Compose files that belong to a catalog.
 *
 * <p>If every service names its {@code bundle}, these are the files. Otherwise every {@code compose.*.yml} and
 * {@code compose.*.yaml} beside the catalog belongs to it as well, except aggregates: a file that includes others and has
 * no services of its own, such as {@code compose.all.yml}, would bring everything a second time. A file that another one
 * of them includes is not loaded by itself. The order is that of names; {@code compose.override.*} comes last.
 */
public final class BundleFinder {
    private static final String PATTERN = "compose.*.{yml,yaml}";

    private final ServiceCatalog catalog;
    private final Path directory;
    private final List<Problem> problems = new ArrayList<>();

    private BundleFinder(ServiceCatalog catalog) {
        this.catalog = catalog;
        this.directory = Optional.ofNullable(catalog.file().getParent()).orElse(Path.of(""));
    }

    /** The files that belong to {@code catalog}; reads the heads of those that it finds. */
    public static BundleFiles find(ServiceCatalog catalog) {
        BundleFinder finder = new BundleFinder(catalog);
        List<Path> files = finder.files();
        return new BundleFiles(files, finder.problems);
    }

    private List<Path> files() {
        List<Path> beside = beside();
        TreeMap<Path, BundleHead> chosen = new TreeMap<>(order());
        named(beside).forEach(file -> chosen.put(file, BundleHead.read(file)));
        boolean allNamed = catalog.services().values().stream()
                .allMatch(service -> service.bundle().isPresent());
        if (!allNamed) {
            beside.stream().filter(file -> !chosen.containsKey(file)).forEach(file -> {
                BundleHead head = BundleHead.read(file);
                if (!head.isAggregate()) {
                    chosen.put(file, head);
                }
            });
        }
        Set<Path> included = new LinkedHashSet<>();
        chosen.values().forEach(head -> included.addAll(head.includes()));
        return chosen.keySet().stream().filter(file -> !included.contains(file)).toList();
    }

    private List<Path> named(List<Path> beside) {
        List<Path> named = new ArrayList<>();
        for (ServiceDefinition service : catalog.services().values()) {
            service.bundle()
                    .map(bundle -> directory.resolve(bundle).normalize())
                    .ifPresent(file -> {
                        if (Files.isRegularFile(file)) {
                            named.add(file);
                        } else {
                            problems.add(missing(service, file, beside));
                        }
                    });
        }
        return named;
    }

    private Problem missing(ServiceDefinition service, Path file, List<Path> beside) {
        String path = "services." + service.name() + ".bundle";
        List<String> names =
                beside.stream().map(other -> other.getFileName().toString()).toList();
        return Problem.error(catalog.locationOf(path), path, "there is no file " + file)
                .withSuggestion(Suggestion.didYouMean(service.bundle().orElse(""), names));
    }

    private List<Path> beside() {
        List<Path> files = new ArrayList<>();
        Path searched = directory.toString().isEmpty() ? Path.of(".") : directory;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(searched, PATTERN)) {
            found.forEach(
                    file -> files.add(directory.resolve(file.getFileName()).normalize()));
        } catch (IOException e) {
            problems.add(
                    Problem.error(SourceLocation.of(searched), "", "cannot look for Compose files: " + e.getMessage()));
        }
        files.sort(order());
        return files;
    }

    private static Comparator<Path> order() {
        return Comparator.comparing((Path file) -> file.getFileName().toString().startsWith("compose.override."))
                .thenComparing(Comparator.naturalOrder());
    }
}
