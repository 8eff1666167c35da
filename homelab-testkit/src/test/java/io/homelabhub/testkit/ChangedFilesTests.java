package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static io.homelabhub.testkit.engine.Calls.start;
import static io.homelabhub.testkit.engine.Times.times;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.Recreate;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deploy makes of files that have changed behind a container that need not be made anew for it. */
@HomelabTest
class ChangedFilesTests {
    @TempDir
    Path folder;

    private HomelabRuntime lab = Homelab.builder().build();

    @BeforeEach
    void files(FakeEngine engine, VirtualClock clock) throws IOException {
        write("app.conf", "answer = 41");
        lab = ComposeFolder.in(folder, engine, clock).build();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private void deployed(String reaction) throws IOException {
        compose(reaction, "");
        assertThat(lab.plan("app")).applies();
    }

    private void compose(String reaction, String more) throws IOException {
        write("compose.yaml", """
                name: lab
                services:
                  app:
                    image: app:1
                    container_name: app
                    x-homelab: {on-content-change: "%s"}
                    volumes: ["./app.conf:/etc/app.conf"]
                    %s
                """.formatted(reaction, more));
    }

    private Plan plan() {
        return lab.plan("app").plan();
    }

    private static long recordsOf(FakeEngine engine) {
        return engine.volumes().stream()
                .map(ObservedVolume::name)
                .filter(name -> name.startsWith("homelab-content-"))
                .count();
    }

    private static List<String> startsAndSignals(FakeEngine engine) {
        return engine.actions().stream()
                .filter(action -> action instanceof Action.StartContainer || action instanceof Action.SignalContainer)
                .map(action -> action.getClass().getSimpleName())
                .toList();
    }

    @Test
    void a_container_is_restarted_in_place_and_then_nothing_is_left_to_do(FakeEngine engine) throws IOException {
        deployed("restart");
        String before = engine.container("app").id();
        write("app.conf", "answer = 42");

        assertThat(plan()).restarts("app").because(Cause.Kind.CONTENT_CHANGED);
        assertThat(lab.plan("app")).applies();
        assertThat(engine.container("app").id()).isEqualTo(before);
        assertThat(startsAndSignals(engine)).containsExactly("StartContainer", "StartContainer");
        assertThat(plan()).isEmpty();
    }

    @Test
    void going_back_to_what_the_file_held_at_first_is_a_change_too(FakeEngine engine) throws IOException {
        deployed("restart");
        write("app.conf", "answer = 42");
        assertThat(lab.plan("app")).applies();
        write("app.conf", "answer = 41");

        assertThat(plan()).restarts("app");
        assertThat(lab.plan("app")).applies();
        assertThat(plan()).isEmpty();
        assertThat(recordsOf(engine)).isEqualTo(1);
    }

    @Test
    void a_signal_is_sent_once(FakeEngine engine) throws IOException {
        deployed("signal:SIGHUP");
        write("app.conf", "answer = 42");

        assertThat(plan().changes()).anyMatch(change -> change.verdict() == Verdict.SIGNAL);
        assertThat(lab.plan("app")).applies();
        assertThat(engine.signals("app")).containsExactly("HUP");
        assertThat(plan()).isEmpty();
    }

    @Test
    void a_file_that_was_replaced_takes_a_restart_though_a_signal_is_asked_for(FakeEngine engine) throws IOException {
        deployed("signal:SIGHUP");
        write("new.conf", "answer = 42");
        Files.move(folder.resolve("new.conf"), folder.resolve("app.conf"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(plan()).restarts("app");
        assertThat(lab.plan("app")).applies();
        assertThat(engine.signals("app")).doesNotContain("HUP");
        assertThat(plan()).isEmpty();
    }

    @Test
    void a_signal_that_ends_the_container_is_a_failure(FakeEngine engine) throws IOException {
        deployed("signal:SIGTERM");
        write("app.conf", "answer = 42");

        assertThat(lab.plan("app")).applyFails().failedOnly("app");
        assertThat(recordsOf(engine)).isZero();
    }

    @Test
    void what_is_ignored_changes_nothing() throws IOException {
        deployed("ignore");
        write("app.conf", "answer = 42");

        assertThat(plan()).isEmpty();
    }

    @Test
    void a_changed_variable_makes_the_container_anew_and_says_why() throws IOException {
        deployed("restart");
        compose("restart", "environment: {LEVEL: debug}");

        assertThat(plan().changes().stream()
                        .flatMap(change -> change.causes().stream())
                        .filter(cause -> cause.kind() == Cause.Kind.CONFIGURATION_CHANGED))
                .singleElement()
                .hasToString("CONFIGURATION_CHANGED((variables are set when a container is made))");
    }

    @Test
    void a_limit_that_changes_as_well_is_set_before_the_restart(FakeEngine engine) throws IOException {
        deployed("restart");
        compose("restart", "mem_limit: 256m");
        write("app.conf", "answer = 42");

        assertThat(plan().toString()).contains("UpdateContainer service:app", "StartContainer service:app");
        assertThat(lab.plan("app")).applies();
        assertThat(plan()).isEmpty();
    }

    @Test
    void a_stopped_container_is_started_once(FakeEngine engine) throws IOException {
        deployed("restart");
        engine.set(new Action.StopContainer("app", java.util.Optional.empty()));
        write("app.conf", "answer = 42");

        assertThat(plan()).starts("app");
        assertThat(lab.plan("app")).applies();
        assertThat(plan()).isEmpty();
    }

    @Test
    void a_restart_that_fails_is_due_again(FakeEngine engine) throws IOException {
        deployed("restart");
        write("app.conf", "answer = 42");
        engine.on(start("app")).fails(Kind.CONFLICT, times(1));

        assertThat(lab.plan("app")).applyFails();
        assertThat(plan()).doesNotConcern("volume:data");
        assertThat(lab.plan("app")).applies();
        assertThat(plan()).isEmpty();
    }

    @Test
    void what_was_written_down_goes_with_the_container(FakeEngine engine) throws IOException {
        deployed("restart");
        write("app.conf", "answer = 42");
        assertThat(lab.plan("app")).applies();
        assertThat(recordsOf(engine)).isEqualTo(1);

        assertThat(lab.plan(DeployRequest.of(List.of("app")).withRecreate(Recreate.ALWAYS)))
                .applies();
        assertThat(recordsOf(engine)).as("after a new container").isZero();

        write("app.conf", "answer = 43");
        assertThat(lab.plan("app")).applies();
        assertThat(lab.planRemoval(RemovalRequest.of(List.of("app")))).applies();
        assertThat(recordsOf(engine)).as("after an undeploy").isZero();
    }

    @Test
    void what_was_written_down_of_a_container_that_somebody_removed_goes_with_the_next(FakeEngine engine)
            throws IOException {
        deployed("restart");
        write("app.conf", "answer = 42");
        assertThat(lab.plan("app")).applies();
        engine.troubles().isRemoved("app");

        assertThat(lab.plan("app")).applies();
        assertThat(recordsOf(engine)).isZero();
        assertThat(engine.clock().elapsed()).isGreaterThan(Duration.ZERO);
    }

    @Test
    void a_database_that_read_its_password_file_once_keeps_the_old_password_which_is_said() throws IOException {
        write("password.txt", "first");
        write("other.txt", "first");
        write("compose.yaml", """
                name: lab
                services:
                  db:
                    image: postgres:16
                    environment: {POSTGRES_PASSWORD_FILE: /run/secrets/password, OTHER_FILE: /run/secrets/other}
                    secrets: [password, other]
                    volumes: ["data:/var/lib/postgresql/data"]
                volumes: {data: {}}
                secrets:
                  password: {file: password.txt}
                  other: {file: other.txt}
                """);
        assertThat(lab.plan("db")).applies();

        write("other.txt", "second");
        assertThat(lab.plan("db").plan().notices()).isEmpty();
        write("password.txt", "second");
        assertThat(lab.plan("db").plan().notices())
                .containsExactly("db: the database in volume lab_data was set up with the old POSTGRES_PASSWORD_FILE"
                        + " and does not read it again; change it inside the database as well");
    }

    @Test
    void so_does_one_whose_password_comes_from_a_secret_of_the_environment(FakeEngine engine, VirtualClock clock)
            throws IOException {
        write("compose.yaml", """
                name: lab
                services:
                  db:
                    image: postgres:16
                    environment: {POSTGRES_PASSWORD_FILE: /run/secrets/password}
                    secrets: [password]
                    volumes: ["data:/var/lib/postgresql/data"]
                volumes: {data: {}}
                secrets: {password: {environment: PASSWORD}}
                """);
        assertThat(withPassword(engine, clock, "first").plan("db")).applies();

        assertThat(withPassword(engine, clock, "second").plan("db").plan().notices())
                .singleElement()
                .asString()
                .contains("set up with the old POSTGRES_PASSWORD_FILE")
                .doesNotContain("second");
    }

    private HomelabRuntime withPassword(FakeEngine engine, VirtualClock clock, String password) {
        return ComposeFolder.in(folder, engine, clock)
                .environment(Map.of("PASSWORD", password))
                .build();
    }
}
