package io.homelabhub.backup;

import io.homelabhub.backup.BackupPlan.Group;
import io.homelabhub.backup.BackupPlan.Hook;
import io.homelabhub.backup.BackupPlan.Server;
import io.homelabhub.backup.BackupPlan.Volume;
import io.homelabhub.backup.store.Omission;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.desired.BackupPolicy;
import io.homelabhub.desired.BackupPolicy.Driver;
import io.homelabhub.desired.BackupPolicy.Quiesce;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.operation.DatabaseClient;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Works out what a backup holds, and who stands still for it. Asks nobody. */
final class BackupPlanner {
    private static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");
    static final List<String> REDIS_DATA = List.of("/data", "/var/lib/redis", "/bitnami/redis/data");

    private final ProjectView view;
    private final Map<String, BackupPolicy> policies;
    private final ObservedState observed;
    private final ProjectContainers ours;
    private final List<Server> databases = new ArrayList<>();
    private final List<Omission> missing = new ArrayList<>();
    private final List<Omission> notCovered = new ArrayList<>();
    private final Map<String, Volume> volumes = new TreeMap<>();

    /** @param policies by Compose service */
    BackupPlanner(ProjectView view, Map<String, BackupPolicy> policies, ObservedState observed) {
        this.view = view;
        this.policies = policies;
        this.observed = observed;
        this.ours = ProjectContainers.of(view.project(), observed);
    }

    /**
     * What would be backed up.
     *
     * @param services by their Compose names
     * @param names what was asked for; if that is everything, volumes that nothing mounts come along
     */
    BackupPlan plan(Collection<String> services, List<String> names, Path folder) {
        new TreeSet<>(services).forEach(this::look);
        if (names.isEmpty()) {
            observed.volumes().stream()
                    .filter(volume -> volume.isOf(view.project()) && volume.isDescribed())
                    .map(ObservedVolume::name)
                    .filter(name -> mounting(name).isEmpty())
                    .forEach(name -> volumes.put(name, new Volume(name, "")));
        }
        return new BackupPlan(view.project(), names, folder, databases, groups(), missing, notCovered);
    }

    private BackupPolicy policy(String service) {
        return policies.getOrDefault(service, BackupPolicy.USUAL);
    }

    private void look(String service) {
        List<ObservedContainer> containers = ours.of(service);
        BackupPolicy policy = policy(service);
        if (policy.driver().equals(Optional.of(Driver.NONE))) {
            notCovered.add(new Omission("service " + service, "its x-homelab says so"));
            return;
        }
        Optional<ObservedContainer> chosen = containers.stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .findFirst()
                .or(() -> containers.stream().findFirst());
        if (chosen.isEmpty()) {
            return;
        }
        Driver driver = policy.driver().orElseGet(() -> driver(chosen.get()));
        if (driver != Driver.VOLUME) {
            addServer(service, driver, chosen.get(), policy);
        }
        containers.forEach(container -> container.mounts().forEach(mount -> add(service, driver, container, mount)));
    }

    private static Driver driver(ObservedContainer container) {
        Optional<DatabaseClient> client = DatabaseClient.of(container);
        if (client.equals(Optional.of(DatabaseClient.PSQL))) {
            return Driver.POSTGRES;
        }
        return client.equals(Optional.of(DatabaseClient.REDIS)) ? Driver.REDIS : Driver.VOLUME;
    }

    private void addServer(String service, Driver driver, ObservedContainer container, BackupPolicy policy) {
        if (container.state() != ContainerState.RUNNING) {
            missing.add(
                    new Omission("data of " + service, "it does not run; `homelab start " + service + "` starts it"));
            return;
        }
        databases.add(new Server(
                service, driver, container.id(), Set.copyOf(policy.exclude()), policy.before(), policy.after()));
    }

    private void add(String service, Driver driver, ObservedContainer container, ObservedMount mount) {
        String place = mount.target() + " of " + service;
        if (mount.type().equals("bind")) {
            if (mount.writable() && !mount.source().endsWith(".sock")) {
                note("bind " + mount.source() + " at " + place, "it lies on the host; back it up there");
            }
        } else if (mount.type().equals("volume") && !isDumped(driver, container, mount)) {
            if (ANONYMOUS.matcher(mount.source()).matches()) {
                note("volume without a name at " + place, "nothing can be restored into it; give it a name");
            } else if (isExcluded(mount.source(), policy(service))) {
                note("volume " + mount.source(), "x-homelab of " + service + " excludes it");
            } else {
                volumes.putIfAbsent(mount.source(), new Volume(mount.source(), service));
            }
        }
    }

    private void note(String subject, String reason) {
        Omission omission = new Omission(subject, reason);
        if (!notCovered.contains(omission)) {
            notCovered.add(omission);
        }
    }

    private boolean isExcluded(String volume, BackupPolicy policy) {
        String key = observed.volume(volume)
                .map(found -> found.labels().getOrDefault(ComposeLabels.VOLUME, volume))
                .orElse(volume);
        return policy.exclude().contains(volume) || policy.exclude().contains(key);
    }

    /** Whether the server's own data lies there, which its dump holds. */
    private static boolean isDumped(Driver driver, ObservedContainer container, ObservedMount mount) {
        return switch (driver) {
            case POSTGRES -> {
                ApiObject config =
                        container.inspection().orElse(ApiObject.EMPTY).object("Config");
                String data = config.strings("Env").stream()
                        .filter(variable -> variable.startsWith("PGDATA="))
                        .map(variable -> variable.substring("PGDATA=".length()))
                        .findFirst()
                        .orElse("/var/lib/postgresql/data");
                yield Path.of(data).startsWith(mount.target())
                        || Path.of(mount.target()).startsWith(data)
                        || mount.target().startsWith("/var/lib/postgresql");
            }
            case REDIS -> REDIS_DATA.contains(mount.target());
            case VOLUME, NONE -> false;
        };
    }

    private List<ObservedContainer> mounting(String volume) {
        return observed.containers().stream()
                .filter(container -> container.mounts().stream()
                        .anyMatch(mount ->
                                mount.type().equals("volume") && mount.source().equals(volume)))
                .toList();
    }

    // --- who stands still ---

    private Set<String> writers(String volume) {
        Set<String> writers = new TreeSet<>();
        ours.byService().forEach((service, containers) -> containers.stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .filter(container -> container.mounts().stream()
                        .anyMatch(mount -> mount.writable()
                                && mount.type().equals("volume")
                                && mount.source().equals(volume)))
                .forEach(container -> writers.add(service)));
        return writers;
    }

    /** Volumes that share a writer are read together. */
    private List<Group> groups() {
        List<Set<String>> names = new ArrayList<>();
        Map<String, Set<String>> writersOf = new LinkedHashMap<>();
        for (String volume : volumes.keySet()) {
            Set<String> writers = writers(volume);
            writersOf.put(volume, writers);
            Set<String> merged = new TreeSet<>(Set.of(volume));
            List<Set<String>> sharing = names.stream()
                    .filter(group -> group.stream().anyMatch(other -> writersOf.getOrDefault(other, Set.of()).stream()
                            .anyMatch(writers::contains)))
                    .toList();
            sharing.forEach(merged::addAll);
            names.removeAll(sharing);
            names.add(merged);
            tellStrangers(volume);
        }
        return names.stream().map(group -> group(group, writersOf)).toList();
    }

    private void tellStrangers(String volume) {
        List<String> strangers = mounting(volume).stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .filter(container -> !ours.all().contains(container))
                .map(ObservedContainer::name)
                .toList();
        if (!strangers.isEmpty()) {
            note(
                    "writes to volume " + volume + " by " + String.join(", ", strangers),
                    "it is of another project and does not stand still");
        }
    }

    private Group group(Set<String> names, Map<String, Set<String>> writersOf) {
        Set<String> writers = new TreeSet<>();
        names.forEach(name -> writers.addAll(writersOf.getOrDefault(name, Set.of())));
        Quiesce quiesce = writers.isEmpty()
                ? Quiesce.NONE
                : writers.stream()
                        .map(writer -> policy(writer).quiesce().orElse(Quiesce.PAUSE))
                        .max(Quiesce::compareTo)
                        .orElse(Quiesce.PAUSE);
        List<Volume> members = names.stream()
                .map(name -> volumes.getOrDefault(name, new Volume(name, "")))
                .toList();
        Set<String> owners = new LinkedHashSet<>(writers);
        members.forEach(member -> owners.add(member.service()));
        return new Group(
                members,
                quiesce,
                quiesce == Quiesce.NONE ? List.of() : List.copyOf(writers),
                image(members),
                hooks(writers, true),
                hooks(writers, false));
    }

    private List<Hook> hooks(Set<String> services, boolean before) {
        List<Hook> hooks = new ArrayList<>();
        for (String service : services) {
            boolean dumped =
                    databases.stream().anyMatch(server -> server.service().equals(service));
            Optional<String> line =
                    before ? policy(service).before() : policy(service).after();
            if (line.isPresent() && !dumped) {
                ours.of(service).stream()
                        .filter(container -> container.state() == ContainerState.RUNNING)
                        .findFirst()
                        .ifPresent(container -> hooks.add(new Hook(service, container.id(), line.get())));
            }
        }
        return hooks;
    }

    /** Any image does that is there: that of a user, else that of anybody. */
    private String image(List<Volume> members) {
        return members.stream()
                .flatMap(member -> mounting(member.name()).stream())
                .findFirst()
                .or(() -> ours.all().stream().findFirst())
                .or(() -> observed.containers().stream().findFirst())
                .map(ObservedContainer::imageId)
                .orElse("");
    }
}
