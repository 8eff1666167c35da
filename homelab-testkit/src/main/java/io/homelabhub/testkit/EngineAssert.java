package io.homelabhub.testkit;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.testkit.engine.FakeEngine;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Assertions on what is on the engine in memory. */
public final class EngineAssert extends AbstractAssert<EngineAssert, FakeEngine> {
    EngineAssert(@Nullable FakeEngine actual) {
        super(actual, EngineAssert.class);
    }

    /** Exactly these containers run, by name and in any order. */
    public EngineAssert runs(String... containers) {
        isNotNull();
        Assertions.assertThat(actual.running()).as("containers that run").containsExactlyInAnyOrder(containers);
        return this;
    }

    /** No container runs. */
    public EngineAssert runsNothing() {
        return runs();
    }

    /** Exactly these containers are there, running or not. */
    public EngineAssert hasContainers(String... containers) {
        isNotNull();
        List<String> names =
                actual.containers().stream().map(ObservedContainer::name).toList();
        Assertions.assertThat(names).as("containers that are there").containsExactlyInAnyOrder(containers);
        return this;
    }

    /** Nothing was changed on it: no action has succeeded. */
    public EngineAssert isUntouched() {
        isNotNull();
        Assertions.assertThat(actual.actions())
                .as("actions that were carried out")
                .isEmpty();
        return this;
    }
}
