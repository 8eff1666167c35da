package io.homelabhub.catalog;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.InputFile;
import io.homelabhub.yaml.YamlLimits;
import io.homelabhub.yaml.YamlMap;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlReader;
import io.homelabhub.yaml.YamlStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the hosts of a file: of {@code hosts.yaml}, or those of a catalog without a look at the rest of it. Thread-safe. */
public final class HostsReader {
    private static final Structure FILE = Structure.of("a file of hosts", CatalogFields.HOSTS);

    private final Path file;
    private final Findings findings;

    private HostsReader(Path file, Path shown) {
        this.file = file;
        this.findings = new Findings(shown);
    }

    /**
     * Reads {@code hosts.yaml}; a file that cannot be read is a problem like any other.
     *
     * @param shown how people know the file, for locations
     */
    public static HostsReading file(Path file, Path shown) {
        HostsReader reader = new HostsReader(file, shown);
        return reader.reading(shown, reader::ofFile);
    }

    /** Reads what stands under {@code hosts} in a catalog. Whatever is wrong elsewhere in it is not looked at. */
    public static HostsReading ofCatalog(Path file, Path shown) {
        HostsReader reader = new HostsReader(file, shown);
        return reader.reading(shown, reader::hostsOf);
    }

    /**
     * Reads a text as {@code hosts.yaml}.
     *
     * @param file the name for locations; not opened
     */
    public static HostsReading text(Path file, String text) {
        HostsReader reader = new HostsReader(file, file);
        return reader.bound(new YamlReader().read(file, text), reader::ofFile);
    }

    private Optional<Map<String, Values>> ofFile(YamlNode document) {
        return FILE.read(document, "", findings).flatMap(values -> values.get(CatalogFields.HOSTS));
    }

    private Optional<Map<String, Values>> hostsOf(YamlNode document) {
        String key = CatalogFields.HOSTS.name();
        return Optional.ofNullable(document instanceof YamlMap map ? map.get(key) : null)
                .filter(node -> !Shape.isNull(node))
                .flatMap(node -> CatalogFields.HOSTS.shape().read(node, key, findings));
    }

    /** What finds the entries in a document. */
    private interface Entries {
        Optional<Map<String, Values>> of(YamlNode document);
    }

    private HostsReading reading(Path shown, Entries entries) {
        try {
            return bound(new YamlReader().read(shown, InputFile.read(file, YamlLimits.DEFAULT.bytes())), entries);
        } catch (InputFile.UnreadableException e) {
            Problem problem =
                    Problem.error(SourceLocation.of(shown), "", e.problem().message());
            return new HostsReading(Map.of(), List.of(problem));
        }
    }

    private HostsReading bound(YamlStream stream, Entries entries) {
        stream.problems().forEach(findings::add);
        Map<String, Values> found =
                stream.documents().stream().findFirst().flatMap(entries::of).orElse(Map.of());
        return new HostsReading(new HostBinder(file, findings).bind(found), findings.problems());
    }
}
