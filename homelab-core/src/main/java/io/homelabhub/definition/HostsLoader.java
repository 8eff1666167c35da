package io.homelabhub.definition;

import io.homelabhub.catalog.HostsReader;
import io.homelabhub.catalog.HostsReading;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.host.Host;
import io.homelabhub.host.Hosts;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the hosts that an owner has named: in the catalog, and in {@code hosts.yaml} beside it. */
public final class HostsLoader {
    private static final String FILE = "hosts.yaml";
    private static final Path FOLDER = Path.of("orchestration");

    private final DefinitionSources sources;
    private final List<Problem> problems = new ArrayList<>();

    private HostsLoader(DefinitionSources sources) {
        this.sources = sources;
    }

    /**
     * The hosts, without a look at anything else that the files say.
     *
     * @throws InvalidInputException with everything that is wrong with them
     */
    public static Hosts load(DefinitionSources sources) {
        HostsLoader loader = new HostsLoader(sources);
        Map<String, Host> ofCatalog = DefinitionLoader.catalogFile(sources)
                .map(file -> loader.kept(HostsReader.ofCatalog(file, sources.shown(file))))
                .orElse(Map.of());
        Hosts hosts = loader.with(ofCatalog);
        if (loader.problems.stream().anyMatch(Problem::isError)) {
            throw new InvalidInputException(loader.problems);
        }
        return hosts;
    }

    /**
     * The hosts of a catalog that has been read, and of the file beside it.
     *
     * @param problems where those of the file are added
     */
    static Hosts beside(ServiceCatalog catalog, DefinitionSources sources, List<Problem> problems) {
        HostsLoader loader = new HostsLoader(sources);
        Hosts hosts = loader.with(catalog.hosts());
        problems.addAll(loader.problems);
        return hosts;
    }

    private Map<String, Host> kept(HostsReading reading) {
        problems.addAll(reading.problems());
        return reading.hosts();
    }

    private Hosts with(Map<String, Host> ofCatalog) {
        Path file = file();
        Map<String, Host> all = new LinkedHashMap<>(ofCatalog);
        Map<String, Host> further =
                Files.isRegularFile(file) ? kept(HostsReader.file(file, sources.shown(file))) : Map.of();
        further.forEach((name, host) -> {
            Host other = all.putIfAbsent(name, host);
            if (other != null) {
                problems.add(Problem.error(
                                host.location(),
                                "hosts." + name,
                                "host " + name + " is described at " + other.location() + " already")
                        .withSuggestion("remove one of the two"));
            }
        });
        return new Hosts(file, all);
    }

    /** Where {@code hosts.yaml} is, or is to be. */
    private Path file() {
        Optional<Path> catalog = DefinitionLoader.catalogFile(sources);
        if (catalog.isPresent()) {
            return catalog.get().resolveSibling(FILE);
        }
        for (Path folder = sources.workingDirectory(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(FOLDER).resolve(FILE);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return sources.workingDirectory().resolve(FOLDER).resolve(FILE);
    }
}
