package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.engine.Verb;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often a runtime opens an engine, and when it closes it. */
class KeptEngineTests extends Embedded {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private int failuresToOpen;

    private Engine counted(Engine real) {
        if (failuresToOpen-- > 0) {
            throw new EngineException(EngineException.Kind.UNREACHABLE, "nobody there yet");
        }
        opened.incrementAndGet();
        return new DelegatingEngine(real) {
            @Override
            public void close() {
                closed.incrementAndGet();
                super.close();
            }
        };
    }

    private HomelabRuntime lab(boolean keeps) {
        return builder.engine(through(this::counted)).keepEngineOpen(keeps).build();
    }

    private long greetings() {
        return engine.calls().stream()
                .filter(record -> record.call().verb() == Verb.PING)
                .count();
    }

    @Test
    void each_call_opens_and_closes_one_of_its_own() {
        try (HomelabRuntime lab = lab(false)) {
            lab.status();
            lab.health();

            assertThat(opened).hasValue(2);
            assertThat(closed).hasValue(2);
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void one_that_is_kept_serves_two_deploys_and_is_closed_with_the_runtime() {
        HomelabRuntime lab = lab(true);

        assertThat(lab.plan("db").apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(lab.plan("web").apply().ending()).isEqualTo(Ending.APPLIED);

        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(0);
        lab.close();
        lab.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void one_that_is_kept_is_greeted_by_each_call() {
        try (HomelabRuntime lab = lab(true)) {
            lab.status();
            lab.status();

            assertThat(greetings()).isEqualTo(2);
        }
    }

    @Test
    void one_that_could_not_be_opened_is_tried_again_by_the_next_call() {
        failuresToOpen = 1;
        try (HomelabRuntime lab = lab(true)) {
            assertThatThrownBy(lab::status).isInstanceOf(EngineException.class);

            assertThat(lab.status().services()).isNotEmpty();
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void after_its_end_a_runtime_that_kept_one_refuses_calls() {
        HomelabRuntime lab = lab(true);
        lab.status();
        lab.close();

        assertThatIllegalStateException().isThrownBy(lab::status).withMessageContaining("was closed");
        assertThat(opened).hasValue(1);
    }
}
