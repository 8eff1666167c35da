package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTextTests {
    @ParameterizedTest
    @CsvSource({
        "Up 5 minutes, NONE",
        "Up 5 minutes (healthy), HEALTHY",
        "Up 2 seconds (health: starting), STARTING",
        "Up 2 seconds (starting), STARTING",
        "Up About a minute (unhealthy), UNHEALTHY",
        "Up 5 minutes (Paused), NONE",
        "Exited (1) 3 hours ago, NONE"
    })
    void health_stands_at_the_end(String status, Health health) {
        assertThat(StatusText.health(status)).isEqualTo(health);
    }

    @ParameterizedTest
    @CsvSource({"Exited (137) 3 hours ago, 137", "Exited (0) 1 second ago, 0", "Restarting (1) 5 seconds ago, 1"})
    void an_exit_code_stands_in_brackets(String status, int code) {
        assertThat(StatusText.exitCode(status)).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"Up 5 minutes (healthy)", "Created", "Removal In Progress", "Dead"})
    void what_has_not_ended_has_no_exit_code(String status) {
        assertThat(StatusText.exitCode(status)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "running, RUNNING",
        "restarting, RESTARTING",
        "exited, EXITED",
        "dead, DEAD",
        "removing, REMOVING",
        "paused, PAUSED",
        "created, CREATED",
        "configured, CREATED",
        "stopped, EXITED"
    })
    void states_are_the_engines_words(String word, ContainerState state) {
        assertThat(StatusText.state(word)).isEqualTo(state);
    }

    @Test
    void a_container_without_state_is_only_created() {
        assertThat(StatusText.state("")).isEqualTo(ContainerState.CREATED);
    }
}
