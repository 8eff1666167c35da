package io.homelabhub.notification;

import static io.homelabhub.report.ServiceState.ABSENT;
import static io.homelabhub.report.ServiceState.EXITED;
import static io.homelabhub.report.ServiceState.HEALTHY;
import static io.homelabhub.report.ServiceState.LOOPING;
import static io.homelabhub.report.ServiceState.RUNNING;
import static io.homelabhub.report.ServiceState.STARTING;
import static io.homelabhub.report.ServiceState.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.report.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceVigilTests {
    private final ServiceVigil vigil = new ServiceVigil();

    private List<String> at(int seconds, ServiceState state) {
        return vigil
                .services(Map.of("web", state), Duration.ofSeconds(seconds), Instant.EPOCH.plusSeconds(seconds))
                .stream()
                .map(notice -> notice.kind().code() + ": " + notice.title())
                .toList();
    }

    @Test
    void trouble_that_lasts_is_told_once_and_so_is_its_end() {
        assertThat(at(0, HEALTHY)).isEmpty();
        assertThat(at(10, UNHEALTHY)).isEmpty();
        assertThat(at(39, UNHEALTHY)).isEmpty();
        assertThat(at(40, UNHEALTHY)).containsExactly("failure: web is unhealthy");
        assertThat(at(100, UNHEALTHY)).isEmpty();
        assertThat(at(110, HEALTHY)).isEmpty();
        assertThat(at(130, HEALTHY)).containsExactly("recovery: web is well again");
        assertThat(at(200, HEALTHY)).isEmpty();
    }

    @Test
    void what_a_deploy_takes_down_for_a_moment_is_not_told() {
        assertThat(at(0, EXITED)).isEmpty();
        assertThat(at(5, ABSENT)).isEmpty();
        assertThat(at(10, STARTING)).isEmpty();
        assertThat(at(40, HEALTHY)).isEmpty();
        assertThat(at(50, EXITED)).isEmpty();
        assertThat(at(60, HEALTHY)).isEmpty();
    }

    @Test
    void a_crash_loop_that_looks_well_between_two_crashes_is_told_once() {
        assertThat(at(0, LOOPING)).isEmpty();
        assertThat(at(10, RUNNING)).isEmpty();
        assertThat(at(20, LOOPING)).isEmpty();
        assertThat(at(30, RUNNING)).isEmpty();
        assertThat(at(35, LOOPING)).containsExactly("failure: web ends again and again");
        assertThat(at(40, RUNNING)).isEmpty();
        assertThat(at(60, LOOPING)).isEmpty();
    }

    @Test
    void a_service_that_was_removed_has_not_recovered() {
        assertThat(at(0, EXITED)).isEmpty();
        assertThat(at(30, EXITED)).containsExactly("failure: web has ended or was stopped");
        assertThat(at(60, ABSENT)).isEmpty();
        assertThat(at(90, HEALTHY)).isEmpty();
    }

    @Test
    void a_service_that_has_left_the_files_is_forgotten() {
        assertThat(at(0, EXITED)).isEmpty();
        assertThat(vigil.services(Map.of(), Duration.ofSeconds(10), Instant.EPOCH))
                .isEmpty();
        assertThat(at(40, EXITED)).isEmpty();
    }

    @Test
    void an_engine_that_is_away_is_told_of_while_its_services_are_not_forgotten() {
        assertThat(at(0, EXITED)).isEmpty();
        assertThat(vigil.engine(false, Duration.ofSeconds(1), Instant.EPOCH)).isEmpty();
        assertThat(vigil.engine(false, Duration.ofSeconds(31), Instant.EPOCH))
                .hasValueSatisfying(notice -> assertThat(notice.title()).isEqualTo("the engine does not answer"));
        assertThat(vigil.engine(true, Duration.ofSeconds(61), Instant.EPOCH))
                .hasValueSatisfying(notice -> assertThat(notice.title()).isEqualTo("the engine is well again"));
        assertThat(at(62, EXITED)).containsExactly("failure: web has ended or was stopped");
    }
}
