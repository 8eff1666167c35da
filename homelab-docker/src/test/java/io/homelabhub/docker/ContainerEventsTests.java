package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerEvent.Kind;
import io.homelabhub.resource.ApiObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerEventsTests {
    private static ApiObject event(String action, Map<String, String> attributes) {
        return ApiObject.of(Map.of(
                "Action",
                action,
                "timeNano",
                1_500_000_000L,
                "Actor",
                ApiObject.of(Map.of("ID", "1", "Attributes", ApiObject.of(attributes)))));
    }

    @ParameterizedTest
    @CsvSource({
        "create, CREATE",
        "start, START",
        "stop, STOP",
        "oom, OOM",
        "rename, RENAME",
        "destroy, DESTROY",
        "remove, DESTROY",
        "health_status: healthy, HEALTHY",
        "health_status: unhealthy, UNHEALTHY"
    })
    void what_people_wait_for_is_told(String action, Kind kind) {
        assertThat(ContainerEvents.read(event(action, Map.of("name", "web"))))
                .contains(new ContainerEvent(kind, "1", "web", Optional.empty(), Instant.ofEpochMilli(1500)));
    }

    @Test
    void an_end_has_its_exit_code_in_dockers_and_in_podmans_word() {
        assertThat(ContainerEvents.read(event("die", Map.of("exitCode", "137"))))
                .map(ContainerEvent::exitCode)
                .contains(Optional.of(137));
        assertThat(ContainerEvents.read(event("died", Map.of("containerExitCode", "1"))))
                .map(ContainerEvent::exitCode)
                .contains(Optional.of(1));
        assertThat(ContainerEvents.read(event("die", Map.of("exitCode", "?"))))
                .map(ContainerEvent::exitCode)
                .contains(Optional.empty());
    }

    @Test
    void what_nobody_waits_for_is_not_told() {
        assertThat(ContainerEvents.read(event("exec_create: true", Map.of()))).isEmpty();
        assertThat(ContainerEvents.read(event("kill", Map.of()))).isEmpty();
        assertThat(ContainerEvents.read(ApiObject.EMPTY)).isEmpty();
    }
}
