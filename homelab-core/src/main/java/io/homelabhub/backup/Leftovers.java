package io.homelabhub.backup;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.operation.DatabaseClient;
import io.homelabhub.plan.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What restores have left of what was there before them. Databases are known by a comment, volumes by a label, not by their names. */
final class Leftovers {
    private final Site site;
    private final Map<PostgresServer, List<String>> databases;
    private final List<String> volumes;

    private Leftovers(Site site, Map<PostgresServer, List<String>> databases, List<String> volumes) {
        this.site = site;
        this.databases = databases;
        this.volumes = volumes;
    }

    static Leftovers of(Site site, String project, ObservedState observed) {
        Map<PostgresServer, List<String>> databases = new LinkedHashMap<>();
        ProjectContainers.of(project, observed).byService().forEach((service, containers) -> server(
                        site, service, containers)
                .ifPresent(server -> databases.put(server, DatabaseSwap.left(server))));
        return new Leftovers(site, databases, VolumeSwap.left(observed, project));
    }

    private static Optional<PostgresServer> server(Site site, String service, List<ObservedContainer> containers) {
        return containers.stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .filter(container -> DatabaseClient.of(container).equals(Optional.of(DatabaseClient.PSQL)))
                .findFirst()
                .map(container -> new PostgresServer(site, service, container));
    }

    Map<String, List<String>> names() {
        Map<String, List<String>> names = new TreeMap<>();
        List<String> all = new ArrayList<>();
        databases.forEach((server, left) -> left.forEach(name -> all.add(server.service() + "/" + name)));
        names.put("databases", all);
        names.put("volumes", volumes);
        return names;
    }

    List<String> remove() {
        List<String> gone = new ArrayList<>();
        databases.forEach((server, left) -> left.forEach(name -> {
            new PostgresLoad(server).drop(name);
            gone.add("database " + name + " of " + server.service());
        }));
        volumes.forEach(volume -> {
            site.perform(new Action.RemoveVolume(volume));
            gone.add("volume " + volume);
        });
        return gone;
    }
}
