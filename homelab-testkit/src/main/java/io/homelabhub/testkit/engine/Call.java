package io.homelabhub.testkit.engine;

import io.homelabhub.plan.Action;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One call of the engine.
 *
 * @param verb what was asked
 * @param names everything its target is known by: name, id, Compose service, image reference, project
 * @param action for the verbs that are actions
 */
public record Call(Verb verb, Set<String> names, Optional<Action> action) {
    public Call {
        names = Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /** {@code START_CONTAINER [homelab-postgres, postgres]}; ids are left out. */
    @Override
    public String toString() {
        return verb + " "
                + names.stream().filter(name -> !name.matches("[0-9a-f]{64}")).toList();
    }
}
