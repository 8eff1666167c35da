package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.look.EventQuery;
import io.homelabhub.look.ServiceEvent;
import io.homelabhub.look.ServiceEvents;
import io.homelabhub.look.ServiceStats;
import io.homelabhub.look.ServiceUsage;
import io.homelabhub.plan.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What services use and what happens to them, as an embedding program asks. */
class ServiceUsageTests extends Embedded {
    private HomelabRuntime deployed() {
        HomelabRuntime lab = builder.build();
        lab.plan("web").apply();
        return lab;
    }

    private static List<String> measured(List<ServiceUsage> round) {
        return round.stream()
                .filter(usage -> usage.stats().isPresent())
                .map(ServiceUsage::container)
                .toList();
    }

    @Test
    void all_containers_are_measured_at_once() {
        HomelabRuntime lab = deployed();
        engine.behaviourOf("lab-web-1").uses(250, 1_000);

        try (ServiceStats stats = lab.services().stats()) {
            Duration begin = clock.elapsed();
            List<ServiceUsage> round = stats.next();

            assertThat(measured(round)).containsExactly("lab-db-1", "lab-web-1");
            assertThat(round.get(1).stats()).hasValueSatisfying(web -> {
                assertThat(web.cpuPercent()).isEqualTo(250);
                assertThat(web.memory()).isEqualTo(1_000);
            });
            assertThat(clock.elapsed().minus(begin)).isLessThan(Duration.ofMillis(1_500));
        }
    }

    @Test
    void a_container_that_goes_away_in_the_middle_holds_nobody_up() {
        HomelabRuntime lab = deployed();

        try (ServiceStats stats = lab.services().stats()) {
            assertThat(measured(stats.next())).hasSize(2);

            engine.set(new Action.RemoveContainer("lab-web-1", true));
            stats.next();
            assertThat(stats.next()).extracting(ServiceUsage::container).containsExactly("lab-db-1");
        }
    }

    @Test
    void one_that_ends_is_left_without_figures_and_measured_again_when_it_is_back() {
        HomelabRuntime lab = deployed();

        try (ServiceStats stats = lab.services().stats("web")) {
            stats.next();
            engine.troubles().dies("lab-web-1", 1);
            stats.next();
            assertThat(stats.next()).extracting(ServiceUsage::stats).containsExactly(Optional.empty());

            engine.set(new Action.StartContainer("lab-web-1"));
            stats.next();
            stats.next();
            assertThat(measured(stats.next())).containsExactly("lab-web-1");
        }
    }

    @Test
    void events_of_before_come_first_and_what_happens_on_follows() {
        Instant begin = clock.now();
        HomelabRuntime lab = deployed();

        EventQuery query = new EventQuery(List.of("web"), Optional.of(begin), Optional.empty());
        try (ServiceEvents events = lab.services().events(query)) {
            assertThat(events.next().orElseThrow().action()).isEqualTo("create");
            assertThat(events.next().orElseThrow().action()).isEqualTo("start");
            engine.troubles().dies("lab-web-1", 7);
            ServiceEvent death = events.next().orElseThrow();

            assertThat(death.action()).isEqualTo("die");
            assertThat(death.exitCode()).contains(7);
            assertThat(death.service()).isEqualTo("web");
            assertThat(death.attributes()).containsKey("image").doesNotContainKey("com.docker.compose.project");
        }
    }

    @Test
    void events_end_at_the_time_that_was_asked_for() {
        HomelabRuntime lab = deployed();
        Instant end = clock.now().plusSeconds(30);

        List<String> told = new ArrayList<>();
        EventQuery query = new EventQuery(List.of(), Optional.empty(), Optional.of(end));
        try (ServiceEvents events = lab.services().events(query)) {
            engine.troubles().dies("lab-db-1", 0);
            for (Optional<ServiceEvent> event = events.next(); event.isPresent(); event = events.next()) {
                told.add(event.get().service() + " " + event.get().action());
            }
        }
        assertThat(told).contains("db die");
        assertThat(clock.now()).isAfterOrEqualTo(end).isBefore(end.plusSeconds(2));
    }

    @Test
    void a_name_that_means_nothing_is_refused() {
        HomelabRuntime lab = deployed();

        assertThatThrownBy(() -> lab.services().stats("wep")).isInstanceOf(UnknownServiceException.class);
        assertThatThrownBy(() -> lab.services().events(EventQuery.of(List.of("wep"))))
                .isInstanceOf(UnknownServiceException.class);
        assertThatThrownBy(() -> lab.services().ports("wep")).isInstanceOf(UnknownServiceException.class);
    }
}
