package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.desired.translate.ComposeModel;
import io.homelabhub.desired.translate.ConfigHashes;
import io.homelabhub.desired.translate.HostFiles;
import io.homelabhub.desired.translate.TranslatedService;
import io.homelabhub.desired.translate.Translator;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.plan.Action;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes one project twice, by docker compose and by us, and compares what the engine says of it, field by field.
 *
 * <p>The file uses every key that an engine acts on. Keys that this engine cannot serve on any machine (real-time CPU,
 * storage_opt, Windows's) are covered by the unit tests alone.
 */
class ComposeEqualityIT {
    private static final String SECRET = "SECRET_OF_TEST";

    @RegisterExtension
    final RealEngine lab = new RealEngine();

    @TempDir
    Path directory;

    private PeerCompose compose;
    private @Nullable Connector connector;
    private DockerApi api;
    private Map<String, String> environment;

    @BeforeEach
    void a_project() throws IOException {
        Path binary = PeerCompose.binary().orElse(null);
        Assumptions.assumeTrue(binary != null, "needs docker compose, which .ci/peers brings");
        Deadlines deadlines = new Deadlines(Timing.system());
        connector = new Connector(
                new EngineSettings(RealEngine.host(), System.getenv(), 1, Timing.system()),
                new DockerConfig(System.getenv()),
                deadlines);
        api = new DockerApi(connector, deadlines);
        environment = Map.of(
                "PREFIX", lab.project(),
                "IMAGE", RealEngine.IMAGE,
                SECRET, "of the test",
                "DOCKER_HOST", RealEngine.host().orElse("unix:///var/run/docker.sock"));
        List<String> options = new ArrayList<>(List.of("--project-name", lab.project(), "--file", copy("compose.yaml")));
        if (api.version().compareTo(new ApiVersion(1, 49)) >= 0) {
            options.addAll(List.of("--file", copy("compose.newer.yaml")));
        }
        Files.createDirectory(directory.resolve("folder"));
        Files.writeString(directory.resolve("single"), "text");
        Files.writeString(directory.resolve("key"), "key");
        Files.writeString(directory.resolve("service.env"), "FROM_FILE=value of the file");
        Files.writeString(directory.resolve("seccomp.json"), "{ \"defaultAction\" : \"SCMP_ACT_ALLOW\" }");
        compose = new PeerCompose(binary, directory, environment, options);
    }

    @AfterEach
    void close() {
        if (connector != null) {
            connector.close();
        }
    }

    private String copy(String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream resource = getClass().getResourceAsStream("/interoperation/" + name)) {
            Files.copy(Objects.requireNonNull(resource), file);
        }
        return file.toString();
    }

    /** What the engine says of a project. */
    private record Seen(
            Map<String, ApiObject> containers, Map<String, ApiObject> networks, Map<String, ApiObject> volumes) {
        Map<String, Map<String, String>> fields() {
            Map<String, String> names = new HashMap<>();
            containers.forEach((name, container) -> names.put(container.string("Id").orElseThrow(), name));
            Inspections inspections = new Inspections(names);
            Map<String, Map<String, String>> fields = new TreeMap<>();
            containers.forEach((name, container) -> fields.put("container " + name, inspections.fields(container)));
            networks.forEach((name, network) -> fields.put("network " + name, inspections.fields(network)));
            volumes.forEach((name, volume) -> fields.put("volume " + name, inspections.fields(volume)));
            return fields;
        }
    }

    @Test
    void what_we_make_of_a_file_equals_what_docker_compose_makes_of_it() {
        String external = lab.name("external");
        lab.perform(new Action.CreateNetwork(new NetworkSpec(external, Map.of(), ApiObject.EMPTY)));
        lab.afterwards(new Action.RemoveNetwork(external));
        ApiObject model = compose.model();
        Seen theirs;
        Seen ours;
        try {
            compose.run("create", "--pull", "never");
            theirs = seen();
            compose.run("down", "--volumes");
            make(model, theirs);
            ours = seen();
        } finally {
            compose.run("down", "--volumes");
        }
        assertThat(ours.fields().keySet()).isEqualTo(theirs.fields().keySet());
        List<String> differences = new ArrayList<>();
        theirs.fields().forEach((name, fields) -> Inspections.differences(
                        fields, ours.fields().getOrDefault(name, Map.of()))
                .forEach(difference -> differences.add(name + " " + difference)));
        assertThat(differences).isEmpty();
    }

    private Seen seen() {
        Map<String, ApiObject> containers = new TreeMap<>();
        for (ApiObject row : rows(ApiCall.get("listing containers", "/containers/json").query("all", "1"))) {
            ApiObject container = one("/containers/" + row.string("Id").orElseThrow() + "/json");
            containers.put(container.string("Name").orElseThrow().substring(1), container);
        }
        Map<String, ApiObject> networks = new TreeMap<>();
        for (ApiObject row : rows(ApiCall.get("listing networks", "/networks"))) {
            networks.put(row.string("Name").orElseThrow(), one("/networks/" + row.string("Id").orElseThrow()));
        }
        Map<String, ApiObject> volumes = new TreeMap<>();
        for (ApiObject volume : ofProject(ApiCall.get("listing volumes", "/volumes")).object().objects("Volumes")) {
            volumes.put(volume.string("Name").orElseThrow(), volume);
        }
        return new Seen(containers, networks, volumes);
    }

    private List<ApiObject> rows(ApiCall list) {
        return ofProject(list).objects();
    }

    private Answer ofProject(ApiCall list) {
        String label = ComposeLabels.PROJECT + "=" + lab.project();
        return api.exchange(list.query("filters", "{\"label\":[\"" + label + "\"]}"));
    }

    private ApiObject one(String path) {
        return api.exchange(ApiCall.get("inspecting", path)).object();
    }

    private void make(ApiObject model, Seen theirs) {
        Translator translator = new Translator(
                new ComposeModel(
                        lab.project(), model, directory, files(theirs), List.of(), environment),
                hashes(theirs),
                HostFiles.REAL,
                path -> SourceLocation.of(directory.resolve("compose.yaml")));
        for (String key : model.object("networks").members().keySet()) {
            DesiredNetwork network = translator.network(key);
            if (!network.external()) {
                lab.perform(new Action.CreateNetwork(network.spec()));
            }
        }
        for (String key : model.object("volumes").members().keySet()) {
            DesiredVolume volume = translator.volume(key);
            lab.perform(new Action.CreateVolume(volume.spec()));
        }
        Set<String> order = new LinkedHashSet<>();
        model.object("services").members().keySet().forEach(name -> inOrder(name, model, order));
        order.stream()
                .map(translator::service)
                .map(TranslatedService::containers)
                .flatMap(List::stream)
                .map(ComposeEqualityIT::withoutOurLabels)
                .forEach(container -> lab.perform(new Action.CreateContainer(container)));
        assertThat(translator.problems()).noneMatch(Problem::isError);
    }

    /** The one label that docker compose's containers do not carry. */
    private static ContainerSpec withoutOurLabels(ContainerSpec spec) {
        Map<String, String> labels = new TreeMap<>(spec.labels());
        labels.keySet().removeIf(key -> key.startsWith("io.homelabhub."));
        return new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.platform(),
                labels,
                spec.config(),
                spec.hostConfig(),
                spec.networks(),
                spec.files());
    }

    private static void inOrder(String service, ApiObject model, Set<String> order) {
        model.object("services")
                .object(service)
                .object("depends_on")
                .members()
                .keySet()
                .forEach(other -> inOrder(other, model, order));
        order.add(service);
    }

    private static List<Path> files(Seen theirs) {
        return theirs.containers().values().stream()
                .map(container -> label(container.object("Config"), ComposeLabels.CONFIG_FILES))
                .findFirst()
                .map(files -> List.of(files.split(",")).stream().map(Path::of).toList())
                .orElseThrow();
    }

    private static String label(ApiObject labelled, String key) {
        return labelled.object("Labels").string(key).orElse("");
    }

    /** Theirs: computing hashes is not tested here. */
    private static ConfigHashes hashes(Seen theirs) {
        return new ConfigHashes() {
            @Override
            public String service(String name) {
                return theirs.containers().values().stream()
                        .map(container -> container.object("Config"))
                        .filter(config -> label(config, ComposeLabels.SERVICE).equals(name))
                        .map(config -> label(config, ComposeLabels.CONFIG_HASH))
                        .findFirst()
                        .orElse("");
            }

            @Override
            public String network(String key) {
                return hash(theirs.networks(), ComposeLabels.NETWORK, key);
            }

            @Override
            public String volume(String key) {
                return hash(theirs.volumes(), ComposeLabels.VOLUME, key);
            }
        };
    }

    private static String hash(Map<String, ApiObject> resources, String label, String key) {
        return resources.values().stream()
                .filter(resource -> label(resource, label).equals(key))
                .map(resource -> label(resource, ComposeLabels.CONFIG_HASH))
                .findFirst()
                .orElse("");
    }
}
