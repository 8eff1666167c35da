package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.run.ApplyFailedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Passwords that containers print, the one of now and the one before it, occur in nothing that anybody is told. */
@Tag("long")
class SecretCanaryIT {
    private static final String FORMER = "canary-of-yesterday";
    private static final String PRESENT = "canary-of-today";
    private static final String PRINTS = "echo \"login $$DB_PASSWORD at $$DB_URL\"; ";

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private final List<HomelabEvent> heard = new ArrayList<>();

    private void write(String password, String end) {
        project.compose("""
                services:
                  db:
                    image: %s
                    init: true
                    command: ['sh', '-c', '%s%s']
                    stop_grace_period: 1s
                    healthcheck: {test: '%s test -e /well', interval: 1s, retries: 3}
                    environment: {DB_PASSWORD: %s, DB_URL: 'pg://bot:%s-url@db/bot'}
                """.formatted(RealEngine.IMAGE, PRINTS, end, PRINTS, password, password));
    }

    private static void isSilent(Object told) {
        assertThat(String.valueOf(told)).doesNotContain(FORMER, PRESENT);
    }

    private void isSilent(ApplyFailedException failed) {
        isSilent(failed.remedy() + failed.result());
        failed.result().failures().forEach(failure -> isSilent(failure.problem() + failure));
        failed.result().failedUndos().forEach(SecretCanaryIT::isSilent);
        failed.result().steps().forEach(SecretCanaryIT::isSilent);
        heard.forEach(SecretCanaryIT::isSilent);
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            isSilent(cause);
            List.of(cause.getSuppressed()).forEach(SecretCanaryIT::isSilent);
        }
    }

    @Test
    void neither_password_shows_in_a_deploy_that_fails_nor_in_how_things_stand_then() {
        write(FORMER, "touch /well; sleep 600");
        project.deploy();
        project.output("db", "rm", "/well");
        write(PRESENT, "exit 7");

        isSilent(project.plan().changes());
        ApplyFailedException failed = catchThrowableOfType(
                ApplyFailedException.class,
                () -> project.builder().listener(heard::add).build().plan("all").apply());

        assertThat(failed.result().failures().get(0).container().logLines())
                .singleElement()
                .asString()
                .startsWith("login (secret) at ");
        isSilent(failed);
        isSilent(project.runtime().health());
        isSilent(project.runtime().status());
        project.runtime().planRemoval(RemovalRequest.of(List.of("db"))).apply();
    }
}
