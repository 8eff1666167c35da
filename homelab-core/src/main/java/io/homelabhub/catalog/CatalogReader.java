package io.homelabhub.catalog;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.InputFile;
import io.homelabhub.yaml.YamlLimits;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlReader;
import io.homelabhub.yaml.YamlStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code services.yaml}. Finds all problems in one go: what is wrong in one place does not hide what is wrong in
 * another. Thread-safe.
 */
public final class CatalogReader {
    private final boolean strict;

    private CatalogReader(boolean strict) {
        this.strict = strict;
    }

    /** A reader for which an unknown key and other oddities are warnings. */
    public static CatalogReader lenient() {
        return new CatalogReader(false);
    }

    /** A reader for which each warning is an error. */
    public static CatalogReader strict() {
        return new CatalogReader(true);
    }

    /** Reads a file; one that cannot be read is a problem like any other. */
    public CatalogReading read(Path file) {
        return read(file, new YamlReader().read(file));
    }

    /**
     * Reads {@code text}.
     *
     * @param file the name for locations; not opened
     */
    public CatalogReading read(Path file, String text) {
        return read(file, new YamlReader().read(file, text));
    }

    /**
     * Reads a file.
     *
     * @param shown how people know the file, for locations
     */
    public CatalogReading read(Path file, Path shown) {
        try {
            return read(file, shown, new YamlReader().read(shown, InputFile.read(file, YamlLimits.DEFAULT.bytes())));
        } catch (InputFile.UnreadableException e) {
            return new CatalogReading(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(Problem.error(
                            SourceLocation.of(shown), "", e.problem().message())));
        }
    }

    private CatalogReading read(Path file, YamlStream stream) {
        return read(file, file, stream);
    }

    private CatalogReading read(Path file, Path shown, YamlStream stream) {
        Findings findings = new Findings(shown);
        stream.problems().forEach(findings::add);
        Optional<ServiceCatalog> catalog = Optional.empty();
        if (!stream.documents().isEmpty()) {
            catalog = bind(file, stream.documents(), findings);
        } else if (stream.problems().isEmpty()) {
            findings.error("", "the file is empty; a catalog needs the key \"services\"");
        }
        List<Problem> problems = findings.problems().stream().map(this::weighed).toList();
        return new CatalogReading(
                catalog.filter(any -> problems.stream().noneMatch(Problem::isError)), catalog, problems);
    }

    private static Optional<ServiceCatalog> bind(Path file, List<YamlNode> documents, Findings findings) {
        if (documents.size() > 1) {
            findings.add(
                    Problem.error(documents.get(1).location(), "", "there is a second document; a catalog has one"));
        }
        Optional<ServiceCatalog> catalog = CatalogFields.TABLE
                .read(documents.get(0), "", findings)
                .map(values -> new CatalogBinder(file, values, findings).catalog());
        catalog.ifPresent(read -> CatalogRules.check(read, findings));
        return catalog;
    }

    private Problem weighed(Problem problem) {
        return strict ? problem.asError() : problem;
    }
}
