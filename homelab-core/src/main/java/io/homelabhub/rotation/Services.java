package io.homelabhub.rotation;

import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.operation.DatabaseClient;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.rotation.RotationException.Kind;
import io.homelabhub.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The services that see a secret, as they are deployed, and what those that keep it themselves have to be told. */
final class Services {
    private static final String POSTGRES = "POSTGRES_PASSWORD";
    private static final Set<String> OTHER_DATABASES = Set.of(
            "MYSQL_ROOT_PASSWORD",
            "MYSQL_PASSWORD",
            "MARIADB_ROOT_PASSWORD",
            "MARIADB_PASSWORD",
            "MONGO_INITDB_ROOT_PASSWORD");

    private final ProjectDefinition definition;
    private final Rotation rotation;
    private final List<String> deployed = new ArrayList<>();
    private final List<ServiceStep> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param users by their Compose names, with the variables of their containers that hold the secret or name its file
     * @param unfinished whether an earlier rotation ended half-way: then nobody knows what a service without a container has been told
     * @throws RotationException {@code REFUSED} if what keeps the secret itself cannot be told, as it does not run or nobody knows how
     */
    Services(
            ProjectDefinition definition,
            Session session,
            Rotation rotation,
            Map<String, Set<String>> users,
            boolean unfinished) {
        this.definition = definition;
        this.rotation = rotation;
        if (users.isEmpty()) {
            notes.add("no service of this project sees it");
            return;
        }
        ProjectContainers ours = ProjectContainers.of(
                definition.project(),
                session.await().engine().observe(new ObserveRequest(definition.project(), Set.of(), true)));
        ProjectView view = ProjectView.of(definition);
        List<String> names = new ArrayList<>();
        users.forEach((service, variables) -> {
            if (ours.of(service).isEmpty()) {
                requireNoKeeper(service, variables, unfinished);
                notes.add(service + " is not deployed, and gets the value when it is");
            } else {
                names.add(view.catalogName(service));
                look(service, variables, ours.of(service));
            }
        });
        deployed.addAll(definition.ordered(names));
    }

    /** By their catalog names, each after what it needs. */
    List<String> deployed() {
        return deployed;
    }

    List<ServiceStep> steps() {
        return steps;
    }

    List<String> notes() {
        return notes;
    }

    /** What is set up with a secret keeps it in a volume, whether it has a container or not. */
    private void requireNoKeeper(String service, Set<String> variables, boolean unfinished) {
        boolean keeps = variables.stream()
                .map(variable -> variable.replaceFirst("_FILE$", ""))
                .anyMatch(variable -> variable.equals(POSTGRES) || OTHER_DATABASES.contains(variable));
        if (keeps || unfinished || catalogCommand(service).isPresent()) {
            throw new RotationException(
                    Kind.REFUSED,
                    service + " is not deployed, and what it keeps in a volume has to be told the value",
                    "Type `homelab deploy " + service + "` first, and then this again.");
        }
    }

    private void look(String service, Set<String> variables, List<ObservedContainer> containers) {
        Optional<String> command = catalogCommand(service);
        ObservedContainer container = containers.get(0);
        Optional<ServiceStep> step = command.isPresent()
                ? Optional.of(new CatalogStep(service, command.get()))
                : known(service, variables, container);
        step.ifPresent(found -> {
            if (container.state() != ContainerState.RUNNING) {
                throw new RotationException(
                        Kind.REFUSED,
                        service + " does not run, and has to be told the new value",
                        "Type `homelab deploy " + service + "` first, and then this again.");
            }
            steps.add(found);
        });
    }

    private Optional<String> catalogCommand(String service) {
        return definition.catalog().services().values().stream()
                .filter(entry -> definition.composeName(entry.name()).equals(service))
                .map(ServiceDefinition::rotate)
                .flatMap(commands -> Optional.ofNullable(commands.get(rotation.key())).stream())
                .findFirst();
    }

    private Optional<ServiceStep> known(String service, Set<String> variables, ObservedContainer container) {
        Optional<DatabaseClient> client = DatabaseClient.of(container);
        if (client.equals(Optional.of(DatabaseClient.PSQL))
                && (isIn(POSTGRES, variables, container) || variables.contains("POSTGRES_PASSWORD_FILE"))) {
            return Optional.of(new PostgresStep(service));
        } else if (client.equals(Optional.of(DatabaseClient.PSQL)) && variables.contains(POSTGRES)) {
            throw new RotationException(
                    Kind.REFUSED,
                    POSTGRES + " of " + service + " is made of the secret and more, and how it keeps that is not known",
                    "Say so in the catalog, under `rotate` of the service.");
        } else if (client.equals(Optional.of(DatabaseClient.REDIS)) && asksForIt(container)) {
            return Optional.of(new RedisStep(service));
        }
        variables.stream()
                .filter(variable -> OTHER_DATABASES.contains(variable.replaceFirst("_FILE$", "")))
                .findFirst()
                .ifPresent(variable -> {
                    throw new RotationException(
                            Kind.REFUSED,
                            service + " reads " + variable
                                    + " only when it is set up, and how to change it later is not known",
                            "Say so in the catalog, under `rotate` of the service.");
                });
        return Optional.empty();
    }

    /** Whether the variable holds the secret and nothing else. */
    private boolean isIn(String variable, Set<String> variables, ObservedContainer container) {
        return variables.contains(variable)
                && strings(container, "Env")
                        .anyMatch(one -> one.equals(
                                        variable + "=" + rotation.change().from())
                                || one.equals(variable + "=" + rotation.change().to()));
    }

    /** Whether a server is run that was given the secret as the password to ask for. */
    private boolean asksForIt(ObservedContainer container) {
        List<String> words = Stream.of("Entrypoint", "Cmd")
                .flatMap(key -> strings(container, key))
                .toList();
        boolean server = words.stream().anyMatch(word -> word.contains("-server"));
        return server
                && Stream.concat(words.stream(), strings(container, "Env"))
                        .anyMatch(text -> text.contains(rotation.change().from())
                                || text.contains(rotation.change().to()));
    }

    private static Stream<String> strings(ObservedContainer container, String key) {
        return container.inspection().orElse(ApiObject.EMPTY).object("Config").strings(key).stream();
    }
}
