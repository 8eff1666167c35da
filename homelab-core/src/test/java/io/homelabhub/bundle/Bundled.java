package io.homelabhub.bundle;

import io.homelabhub.bundle.BundledService.PublishedPort;
import io.homelabhub.graph.Reason;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A service as a bundle describes it, at {@code compose.yml:7:3}; nothing is special about it unless it is said. */
final class Bundled {
    private static final SourceLocation PLACE = new SourceLocation(Path.of("compose.yml"), 7, 3);

    private final String name;
    private final SortedMap<String, SortedSet<Reason>> needs = new TreeMap<>();
    private Optional<Path> bundle = Optional.empty();
    private Optional<String> container = Optional.empty();
    private List<PublishedPort> ports = List.of();
    private List<Path> envFiles = List.of();
    private boolean ownNetwork = true;
    private boolean privileged;

    private Bundled(String name) {
        this.name = name;
    }

    static Bundled service(String name) {
        return new Bundled(name);
    }

    Bundled in(String file) {
        bundle = Optional.of(Path.of(file));
        return this;
    }

    Bundled container(String name) {
        container = Optional.of(name);
        return this;
    }

    Bundled ports(PublishedPort... published) {
        ports = List.of(published);
        return this;
    }

    Bundled envFiles(String... files) {
        envFiles = Arrays.stream(files).map(Path::of).toList();
        return this;
    }

    Bundled inTheNetworkOfAnother() {
        ownNetwork = false;
        return this;
    }

    Bundled privileged() {
        privileged = true;
        return this;
    }

    Bundled needing(String other, Reason reason) {
        needs.put(other, new TreeSet<>(List.of(reason)));
        return this;
    }

    BundledService done() {
        return new BundledService(
                name,
                PLACE,
                bundle,
                container,
                ports,
                ownNetwork,
                envFiles,
                privileged,
                Optional.empty(),
                false,
                needs);
    }
}
