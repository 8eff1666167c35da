package io.homelabhub.docker;

import io.homelabhub.Homelab;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.time.Timing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One project that docker compose can make, and we. */
final class TwoMakers implements AutoCloseable {
    private final RealEngine lab;
    private final Path directory;
    private final List<Path> files;
    private final Map<String, String> environment;
    private final PeerCompose compose;
    private final Connector connector;
    private final DockerApi api;

    /** @param files the Compose files, in {@code directory} */
    TwoMakers(RealEngine lab, Path binary, Path directory, List<Path> files, Map<String, String> variables) {
        this.lab = lab;
        this.directory = directory;
        this.files = files;
        this.environment = new TreeMap<>(System.getenv());
        environment.putAll(variables);
        environment.put("DOCKER_HOST", RealEngine.host().orElse("unix:///var/run/docker.sock"));
        this.compose = new PeerCompose(binary, directory, environment, lab.project(), files);
        Deadlines deadlines = new Deadlines(Timing.system());
        this.connector = new Connector(
                new EngineSettings(RealEngine.host(), System.getenv(), 1, Timing.system()),
                new DockerConfig(System.getenv()),
                deadlines);
        this.api = new DockerApi(connector, deadlines);
    }

    /** The real docker compose. */
    PeerCompose compose() {
        return compose;
    }

    /** What the engine says of the project now. */
    Made made() {
        Map<String, ApiObject> containers = new TreeMap<>();
        for (ApiObject row :
                rows(ApiCall.get("listing containers", "/containers/json").query("all", "1"))) {
            ApiObject container = one("/containers/" + row.string("Id").orElseThrow() + "/json");
            containers.put(container.string("Name").orElseThrow().substring(1), container);
        }
        Map<String, ApiObject> networks = new TreeMap<>();
        for (ApiObject row : rows(ApiCall.get("listing networks", "/networks"))) {
            networks.put(
                    row.string("Name").orElseThrow(),
                    one("/networks/" + row.string("Id").orElseThrow()));
        }
        Map<String, ApiObject> volumes = new TreeMap<>();
        for (ApiObject volume :
                ofProject(ApiCall.get("listing volumes", "/volumes")).object().objects("Volumes")) {
            volumes.put(volume.string("Name").orElseThrow(), volume);
        }
        return new Made(containers, networks, volumes);
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

    /** What we would change on what is there, other than starting it: one line a verdict, with its causes. */
    List<String> planned() {
        return plan().changes().stream()
                .filter(change -> change.verdict().changesSomething() && change.verdict() != Verdict.START)
                .map(change -> change + " "
                        + change.causes().stream().map(Cause::differences).toList())
                .toList();
    }

    private Plan plan() {
        return Homelab.builder()
                .composeFiles(files)
                .projectName(lab.project())
                .environment(environment)
                .workingDirectory(directory)
                .engine(new DockerEngineProvider())
                .build()
                .plan("all")
                .plan();
    }

    /** Makes the project ourselves, and starts nothing. */
    void make() {
        plan().steps().stream().map(Step::work).forEach(work -> {
            if (work instanceof Action.CreateContainer create) {
                lab.perform(new Action.CreateContainer(withoutOurLabels(create.container())));
            } else if (work instanceof Action.CreateNetwork || work instanceof Action.CreateVolume) {
                lab.perform((Action) work);
            }
        });
    }

    /** The labels that docker compose's containers do not carry. */
    private static ContainerSpec withoutOurLabels(ContainerSpec spec) {
        Map<String, String> labels = new TreeMap<>(spec.labels());
        labels.keySet().removeIf(key -> key.startsWith("io.homelabhub."));
        return spec.withLabels(labels);
    }

    @Override
    public void close() {
        compose.run("down", "--volumes");
        connector.close();
    }
}
