package io.homelabhub.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackTracesTests {
    @Test
    void a_failure_is_told_with_its_way_its_cause_and_what_was_suppressed() {
        IllegalStateException failure = new IllegalStateException("on top", new IllegalArgumentException("below"));
        failure.addSuppressed(new UnsupportedOperationException("beside"));

        assertThat(StackTraces.text(failure))
                .startsWith("java.lang.IllegalStateException: on top\n\tat " + StackTracesTests.class.getName())
                .containsSubsequence(
                        "Suppressed: java.lang.UnsupportedOperationException: beside\n\tat ",
                        "Caused by: java.lang.IllegalArgumentException: below\n\tat ");
    }

    @Test
    void one_that_is_its_own_cause_by_a_detour_ends() {
        IllegalStateException one = new IllegalStateException("one");
        one.addSuppressed(new IllegalStateException("other", one));

        assertThat(StackTraces.text(one)).endsWith("Caused by: java.lang.IllegalStateException: one\n");
    }
}
