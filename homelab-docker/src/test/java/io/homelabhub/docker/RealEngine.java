package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.time.Timing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real engine for one test, with a project of its own; what the test registers is removed after it.
 *
 * <p>{@code HOMELAB_IT_DOCKER_HOST} chooses the engine (the usual one without). Without an engine the test is skipped, or
 * fails if {@code HOMELAB_IT_ENGINE} is {@code required}. {@code HOMELAB_IT_REGISTRY} is the
 * {@code host:port} of a registry to ask for what is not there, or {@code none} if nothing can be pulled; without, Docker Hub
 * is used if the engine can ask it.
 */
final class RealEngine implements BeforeEachCallback, AfterEachCallback {
    /** Small, with a shell; pulled if it is not there. */
    static final String IMAGE =
            Optional.ofNullable(System.getenv("HOMELAB_IT_IMAGE")).orElse("busybox:1");

    private final Deque<Action> cleanups = new ArrayDeque<>();
    private final Optional<String> host;
    private final Engine engine;
    private String project = "";

    RealEngine() {
        this(host());
    }

    /** @param host where the engine listens; empty for the usual places */
    RealEngine(Optional<String> host) {
        this.host = host;
        this.engine = open(host);
    }

    static Optional<String> host() {
        return Optional.ofNullable(System.getenv("HOMELAB_IT_DOCKER_HOST"));
    }

    static boolean hasRegistry() {
        return registry().map(name -> !name.equals("none")).orElseGet(() -> DockerHub.ANSWERS);
    }

    /**
     * Asked once: where no name server answers, that takes the engine seconds. A mirror may have the image and know nothing of
     * what Docker Hub does not have, so that one is asked about both.
     */
    private static final class DockerHub {
        static final boolean ANSWERS = answers();

        private static boolean answers() {
            try (Engine engine = open()) {
                return has(engine) && saysThatItHasNot(engine);
            } catch (EngineException none) {
                return false;
            }
        }

        private static boolean has(Engine engine) {
            return engine.askRegistries(Set.of(IMAGE)).values().stream()
                    .anyMatch(answer -> answer.digest().isPresent());
        }

        private static boolean saysThatItHasNot(Engine engine) {
            try {
                engine.perform(
                        new Action.PullImage("homelab-contract-absent:1", Optional.empty()), ActionProgress.NONE);
                return false;
            } catch (EngineException refusal) {
                return refusal.kind() == Kind.NOT_FOUND || refusal.kind() == Kind.UNAUTHORIZED;
            }
        }
    }

    static Optional<String> registry() {
        return Optional.ofNullable(System.getenv("HOMELAB_IT_REGISTRY")).filter(host -> !host.isBlank());
    }

    static Engine open() {
        return open(host());
    }

    private static Engine open(Optional<String> host) {
        return new DockerEngineProvider().open(new EngineSettings(host, System.getenv(), 4, Timing.system()));
    }

    /** Whether tests must fail rather than be skipped for want of an engine. */
    static boolean isRequired() {
        return "required".equals(System.getenv("HOMELAB_IT_ENGINE"));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        project = "hlit" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
        try {
            engine.ping();
        } catch (EngineException none) {
            if (isRequired()) {
                throw none;
            }
            Assumptions.abort("needs a container engine: " + none.getMessage());
        }
        if (engine.observe(new ObserveRequest(project, Set.of(IMAGE), false))
                .images()
                .isEmpty()) {
            fetchImage();
        }
    }

    private void fetchImage() {
        try {
            perform(new Action.PullImage(IMAGE, Optional.empty()));
        } catch (EngineException unreachable) {
            if (isRequired()) {
                throw unreachable;
            }
            Assumptions.abort(
                    "needs " + IMAGE + ", which this engine neither has nor can pull: " + unreachable.getMessage());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        while (!cleanups.isEmpty()) {
            engine.perform(cleanups.pop(), ActionProgress.NONE);
        }
        engine.close();
    }

    Engine engine() {
        return engine;
    }

    /** Sends requests that no action stands for. */
    void request(Consumer<DockerApi> request) {
        Timing timing = Timing.system();
        Deadlines deadlines = new Deadlines(timing);
        EngineSettings settings = new EngineSettings(host, System.getenv(), 1, timing);
        try (Connector connector = new Connector(settings, new DockerConfig(System.getenv()), deadlines)) {
            request.accept(new DockerApi(connector, deadlines));
        }
    }

    /** Where the engine of this test listens; empty for the usual places. */
    Optional<String> endpoint() {
        return host;
    }

    String project() {
        return project;
    }

    /** A name of this test's own. */
    String name(String name) {
        return project + "-" + name;
    }

    Effect perform(Action action) {
        return engine.perform(action, ActionProgress.NONE);
    }

    /** Carried out after the test, the last one first. */
    void afterwards(Action action) {
        cleanups.push(action);
    }

    /** A container of this test's project that runs {@code command}, without network. */
    ContainerSpec spec(String name, String... command) {
        return new ContainerSpec(
                name(name),
                IMAGE,
                Optional.empty(),
                Map.of(ComposeLabels.PROJECT, project, ComposeLabels.SERVICE, name),
                ApiObject.of(Map.of("Cmd", List.of(command), "StopTimeout", 1)),
                ApiObject.of(Map.of("NetworkMode", "none")),
                List.of(),
                List.of());
    }

    /** Creates it, and removes it after the test. */
    String create(ContainerSpec spec) {
        afterwards(new Action.RemoveContainer(spec.name(), true));
        assertThat(perform(new Action.CreateContainer(spec))).isEqualTo(Effect.DONE);
        return spec.name();
    }

    String run(ContainerSpec spec) {
        create(spec);
        assertThat(perform(new Action.StartContainer(spec.name()))).isEqualTo(Effect.DONE);
        return spec.name();
    }

    /** Removes an image, past the SPI: plans never do. */
    void removeImage(String reference) {
        for (String id : cleanupsOfContainers()) {
            perform(new Action.RemoveContainer(id, true));
        }
        request(api -> api.exchange(ApiCall.delete("removing image " + reference, "/images/" + reference)
                        .query("force", "1"))
                .orThrow());
    }

    private List<String> cleanupsOfContainers() {
        return cleanups.stream()
                .filter(Action.RemoveContainer.class::isInstance)
                .map(action -> ((Action.RemoveContainer) action).container())
                .toList();
    }
}
