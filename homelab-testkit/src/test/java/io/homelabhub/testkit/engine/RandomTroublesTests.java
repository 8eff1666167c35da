package io.homelabhub.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.testkit.time.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RandomTroublesTests {
    private static final Duration WHILE_IT_DEPLOYS = Duration.ofSeconds(5);

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_befalls_the_host_a_later_deploy_brings_everything_up(long seed) {
        VirtualClock clock = VirtualClock.seeded(seed);
        FakeEngine engine = new FakeEngine(clock, seed).meeting(new RandomTroubles(seed, 4, WHILE_IT_DEPLOYS));
        HomelabRuntime lab = lab(engine);

        attempt(lab);
        clock.advance(Duration.ofMinutes(2));
        engine.meetingNoMoreFaults();
        lab.lockHolder().ifPresent(lab::releaseLock);
        lab.plan("all").apply();

        assertThat(engine.running()).containsExactlyInAnyOrder("discord-bot", "lab-minio", "lab-postgres");
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void equal_seeds_give_equal_troubles() {
        assertThat(history(3)).isEqualTo(history(3)).isNotEqualTo(history(4));
    }

    private static Object history(long seed) {
        VirtualClock clock = VirtualClock.seeded(1);
        FakeEngine engine = new FakeEngine(clock, 1).meeting(new RandomTroubles(seed, 6, WHILE_IT_DEPLOYS));
        attempt(lab(engine));
        clock.advance(WHILE_IT_DEPLOYS);
        return engine.events();
    }

    private static void attempt(HomelabRuntime lab) {
        try {
            lab.plan("all").apply();
        } catch (HomelabException e) {
            // it may end in any way but a hang or a defect
        }
    }

    private static HomelabRuntime lab(FakeEngine engine) {
        engine.image("postgres:16-alpine").becomesHealthyAfter(Duration.ofSeconds(2));
        return Homelab.builder()
                .engine(engine.provider())
                .timing(engine.clock())
                .catalog(Path.of("src/test/resources/lab/services.yaml"))
                .environment(Map.of("POSTGRES_PASSWORD", "open sesame"))
                .build();
    }
}
