package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.compose.ComposeService;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.run.EndpointProber;
import io.homelabhub.session.NoSuchHostException;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomelabBuilderTests {
    private static final String COMPOSE = "services: {web: {image: 'web:${VERSION:-1}'}}";

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);

    @TempDir
    private Path folder;

    private HomelabBuilder builder() throws IOException {
        return ComposeFolder.with(COMPOSE, folder, engine, clock);
    }

    @Test
    void a_runtime_keeps_the_settings_that_it_was_built_with() throws IOException {
        HomelabBuilder builder = builder().projectName("one");
        HomelabRuntime lab = builder.build();

        builder.projectName("two")
                .workingDirectory(folder.resolve("elsewhere"))
                .composeFiles(List.of(folder.resolve("gone.yaml")))
                .environment(Map.of("VERSION", "2"))
                .strict(true);

        assertThat(lab.definition().project()).isEqualTo("one");
        assertThat(lab.definition().compose().services().values())
                .extracting(ComposeService::image)
                .containsExactly("web:1");
    }

    @Test
    void what_was_handed_over_can_change_without_effect() throws IOException {
        List<Path> files = Arrays.asList(folder.resolve("compose.yaml"));
        HomelabRuntime lab = builder().composeFiles(files).build();

        files.set(0, folder.resolve("gone.yaml"));

        assertThat(lab.definition().compose().services()).containsKey("web");
    }

    @SuppressWarnings("NullAway") // what a caller without such a check may do
    static List<Consumer<HomelabBuilder>> nothings() {
        return List.of(
                builder -> builder.catalog(null),
                builder -> builder.composeFiles(null),
                builder -> builder.composeFiles(Arrays.asList((Path) null)),
                builder -> builder.projectDirectory(null),
                builder -> builder.projectName(null),
                builder -> builder.profiles(null),
                builder -> builder.envFiles(null),
                builder -> builder.environment(null),
                builder -> builder.engineEnvironment(null),
                builder -> builder.workingDirectory(null),
                builder -> builder.engine((EngineProvider) null),
                builder -> builder.engine((String) null),
                builder -> builder.host(null),
                builder -> builder.listener((ProgressListener) null),
                builder -> builder.timing((Timing) null),
                builder -> builder.prober((EndpointProber) null),
                builder -> builder.operator(null));
    }

    @ParameterizedTest
    @MethodSource("nothings")
    void null_is_refused_at_once(Consumer<HomelabBuilder> nothing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nothing.accept(Homelab.builder()))
                .withMessageContaining("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gar bage", "", " ", "unix://", "tcp://", "-nas", "host:", ":2375", "unix:///a b"})
    void what_is_neither_a_name_nor_an_address_is_refused_at_once(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Homelab.builder().host(host))
                .withMessageContaining("'" + host + "'")
                .withMessageContaining("unix:///var/run/docker.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas", "10.0.0.2"})
    void a_name_that_nobody_has_given_is_refused_when_the_engine_is_wanted(String host) throws IOException {
        HomelabRuntime lab = builder().engine(spying(settings -> {})).host(host).build();

        assertThatThrownBy(lab::engine)
                .isInstanceOf(NoSuchHostException.class)
                .hasMessageContaining("no host `" + host + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unix:///run/docker.sock", "tcp://10.0.0.2:2376", "10.0.0.2:2375", "[::1]:2375", "tcp://[::1]:1"
            })
    void an_address_is_taken(String host) throws IOException {
        List<Optional<String>> seen = new ArrayList<>();
        builder()
                .engine(spying(settings -> seen.add(settings.host())))
                .host(host)
                .build()
                .engine();

        assertThat(seen).containsExactly(Optional.of(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lab", "my lab", "-lab", "lab.one"})
    void what_is_no_project_name_is_refused_at_once(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Homelab.builder().projectName(name))
                .withMessageContaining("'" + name + "'");
    }

    @Test
    void a_blank_operator_and_no_parallelism_are_refused_at_once() {
        assertThatIllegalArgumentException().isThrownBy(() -> Homelab.builder().operator(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> Homelab.builder().parallelism(0));
    }

    @Test
    void times_in_which_nothing_can_be_done_are_refused_at_once() {
        DeployRequest deploy = DeployRequest.of(List.of("web"));
        RemovalRequest removal = RemovalRequest.of(List.of("web"));
        Duration negative = Duration.ofSeconds(-1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> deploy.withLockWait(negative))
                .withMessage("lockWait is PT-1S; give zero or more");
        assertThatIllegalArgumentException().isThrownBy(() -> removal.withLockWait(negative));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deploy.withWithin(Duration.ZERO))
                .withMessage("within is PT0S; give more than zero");
        assertThatIllegalArgumentException().isThrownBy(() -> removal.withWithin(negative));
    }

    @Test
    void variables_for_the_files_do_not_hide_those_that_the_engine_is_found_by() throws IOException {
        assertThat(engineVariables(builder().environment(Map.of("VERSION", "2"))))
                .containsAllEntriesOf(System.getenv())
                .containsEntry("VERSION", "2");
        assertThat(engineVariables(builder().environment(Map.of("DOCKER_HOST", "tcp://other:1"))))
                .containsEntry("DOCKER_HOST", "tcp://other:1");
        assertThat(engineVariables(builder().engineEnvironment(Map.of("DOCKER_HOST", "tcp://third:1"))))
                .containsExactlyEntriesOf(Map.of("DOCKER_HOST", "tcp://third:1"));
    }

    private Map<String, String> engineVariables(HomelabBuilder builder) {
        Map<String, String> seen = new HashMap<>();
        builder.engine(spying(settings -> seen.putAll(settings.environment())))
                .build()
                .engine();
        return seen;
    }

    private EngineProvider spying(Consumer<EngineSettings> spy) {
        EngineProvider real = engine.provider();
        return new EngineProvider() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public Engine open(EngineSettings settings) {
                spy.accept(settings);
                return real.open(settings);
            }
        };
    }

    @Test
    void the_lock_is_taken_from_the_holder_that_was_shown_and_from_nobody_else() throws IOException {
        HomelabRuntime lab = builder().projectName("lab").build();
        LockHolder gone = new LockHolder("1", "ann@home", 7, "deploy all", clock.now());
        LockHolder next = new LockHolder("2", "bob@office", 8, "deploy web", clock.now());
        engine.acquireLock("lab", gone);
        engine.releaseLock("lab", gone);
        engine.acquireLock("lab", next);

        assertThat(lab.releaseLock(gone)).isFalse();
        assertThat(lab.lockHolder()).contains(next);
        assertThat(lab.releaseLock(next)).isTrue();
        assertThat(lab.lockHolder()).isEmpty();
        assertThat(lab.releaseLock(next)).isFalse();
    }
}
