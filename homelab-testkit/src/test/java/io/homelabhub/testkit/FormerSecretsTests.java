package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.HomelabBuilder;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.operation.LogEntry;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceLog;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.status.ProjectHealth.HealthCheck;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A container prints what it was made with, and another secret stands in the files by now. */
@HomelabTest
class FormerSecretsTests {
    private static final String FORMER = "tr0ubador-of-old";
    private static final String IN_URL = "staple-battery";
    private static final String PRESENT = "correct-horse-9";

    @TempDir
    Path folder;

    private final List<HomelabEvent> heard = new ArrayList<>();

    private HomelabBuilder lab(String password, String image, FakeEngine engine, VirtualClock clock)
            throws IOException {
        return ComposeFolder.with(
                        """
                        name: lab
                        services:
                          bot:
                            image: '%s'
                            container_name: bot
                            command: [serve, --login, '${DB_PASSWORD}']
                            environment: {DB_PASSWORD: '${DB_PASSWORD}', DB_URL: 'pg://bot:%s@db/bot'}
                            healthcheck: {test: [CMD, test], interval: 1s, retries: 2}
                          web: {image: '%s'}
                        """.formatted(image, password.equals(FORMER) ? IN_URL : "x", image), folder, engine, clock)
                .environment(Map.of("DB_PASSWORD", password))
                .listener(heard::add);
    }

    @BeforeEach
    void deployed(FakeEngine engine, VirtualClock clock) throws IOException {
        engine.has("app:1", "app:2");
        assertThat(lab(FORMER, "app:1", engine, clock).build().plan("all")).applies();
        String line = "cannot log in with " + FORMER + ", nor with " + IN_URL;
        engine.image("app:1").logs(line).healthSays(line);
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7).logs("no " + PRESENT, line);
    }

    private static void isSilent(String text) {
        assertThat(text).doesNotContain(FORMER, IN_URL, PRESENT);
    }

    private void isSilent(ApplyFailedException failed) {
        ApplyResult result = failed.result();
        isSilent(failed + failed.remedy() + result);
        result.failures().forEach(failure -> isSilent(failure.problem() + failure));
        result.failedUndos().forEach(undo -> isSilent(String.valueOf(undo)));
        result.steps().forEach(step -> isSilent(String.valueOf(step)));
        heard.forEach(event -> isSilent(String.valueOf(event)));
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            isSilent(String.valueOf(cause));
            List.of(cause.getSuppressed()).forEach(other -> isSilent(String.valueOf(other)));
        }
    }

    @Test
    void neither_shows_in_a_deploy_that_fails_and_is_not_well_taken_back(FakeEngine engine, VirtualClock clock)
            throws IOException {
        engine.image("app:1").neverHealthy();

        ApplyFailedException failed = catchThrowableOfType(
                ApplyFailedException.class,
                () -> lab(PRESENT, "app:2", engine, clock).build().plan("all").apply());

        assertThat(failed.result().failedUndos()).isNotEmpty();
        assertThat(failed.result().failures())
                .anySatisfy(failure -> assertThat(failure.container().logLines())
                        .containsExactly("no (secret)", "cannot log in with (secret), nor with (secret)"));
        isSilent(failed);
    }

    @Test
    void neither_shows_in_the_plan(FakeEngine engine, VirtualClock clock) throws IOException {
        List<FieldDifference> shown = lab(PRESENT, "app:2", engine, clock).build().plan("all").plan().changes().stream()
                .flatMap(change -> change.causes().stream())
                .flatMap(cause -> cause.differences().stream())
                .toList();

        assertThat(shown).extracting(FieldDifference::path).contains("command");
        isSilent(shown.toString());
    }

    @Test
    void what_an_engine_repeats_of_a_container_is_hidden(FakeEngine engine, VirtualClock clock) throws IOException {
        engine.on(Calls.of(Verb.START_CONTAINER)).isPrecededBy(Times.always(), call -> {
            throw new EngineException(Kind.REJECTED, "exec: " + FORMER + " is no program");
        });

        ApplyFailedException failed = catchThrowableOfType(
                ApplyFailedException.class,
                () -> lab(PRESENT, "app:2", engine, clock).build().plan("all").apply());

        assertThat(failed.result().failures().get(0).problem()).isEqualTo("exec: (secret) is no program");
        isSilent(failed);
    }

    @Test
    void the_former_one_does_not_show_in_health(FakeEngine engine, VirtualClock clock) throws IOException {
        engine.image("app:1").answers(List.of("test"), Verdict.FAILED, "no " + FORMER + " nor " + IN_URL);

        List<HealthCheck> checks = lab(PRESENT, "app:1", engine, clock).build().health().services().stream()
                .flatMap(service -> service.checks().stream())
                .toList();

        assertThat(checks).extracting(HealthCheck::detail).contains("no (secret) nor (secret)");
        isSilent(checks.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: [serve, --login, '${DB_PASSWORD}']",
                "command: serve --login ${DB_PASSWORD}",
                "command: [sh, -c, 'serve --requirepass ${DB_PASSWORD}']",
                "entrypoint: [serve, 'user:${DB_PASSWORD}@db']",
                "healthcheck: {test: [CMD, ask, '${DB_PASSWORD}']}",
                "healthcheck: {test: 'ask -a ${DB_PASSWORD} ping'}",
                "environment: {LOGIN: '${DB_PASSWORD}'}",
                "environment: ['LOGIN=me/${DB_PASSWORD}']",
                "labels: {login: '${DB_PASSWORD}'}",
                "labels: ['login=${DB_PASSWORD:-none}']"
            })
    void one_that_stands_in_no_variable_of_the_container_does_not_show_in_its_log_either(
            String setting, FakeEngine engine, VirtualClock clock) throws IOException {
        String file = "name: alone\nservices:\n  web:\n    image: 'web:1'\n    " + setting + "\n";
        engine.has("web:1");
        engine.image("web:1").logs("no " + FORMER + " here");
        HomelabBuilder builder =
                ComposeFolder.with(file, folder, engine, clock).environment(Map.of("DB_PASSWORD", FORMER));
        builder.build().plan("all").apply();

        for (Map<String, String> now : List.of(Map.<String, String>of(), Map.of("DB_PASSWORD", PRESENT))) {
            try (ServiceLog log =
                    builder.environment(now).build().services().logs(LogQuery.of(List.of()), notice -> {})) {
                assertThat(log.next().map(LogEntry::text)).contains("no (secret) here");
            }
        }
    }

    @Test
    void what_follows_an_option_that_speaks_of_a_secret_is_hidden_also_where_the_files_are_gone(
            FakeEngine engine, VirtualClock clock) throws IOException {
        String file = """
                name: alone
                services:
                  web:
                    image: 'web:1'
                    command: [sh, -c, 'serve --db-password="%s" --keys 5 --token-file /run/token']
                """.formatted(FORMER);
        engine.has("web:1");
        engine.image("web:1").logs("no " + FORMER + " in 5 of /run/token");
        HomelabBuilder builder = ComposeFolder.with(file, folder, engine, clock).projectName("alone");
        builder.build().plan("all").apply();
        Files.writeString(folder.resolve("compose.yaml"), "name: alone\nservices: [");

        try (ServiceLog log = builder.build().services().logs(LogQuery.of(List.of()), notice -> {})) {
            assertThat(log.next().map(LogEntry::text)).contains("no (secret) in 5 of /run/token");
        }
    }

    @Test
    void neither_shows_in_an_undeploy_that_fails(FakeEngine engine, VirtualClock clock) throws IOException {
        engine.on(Calls.of(Verb.STOP_CONTAINER)).fails(Kind.CONFLICT, Times.always());

        isSilent(catchThrowableOfType(ApplyFailedException.class, () -> lab(PRESENT, "app:1", engine, clock)
                .build()
                .planRemoval(RemovalRequest.of(List.of("bot")))
                .apply()));
    }
}
