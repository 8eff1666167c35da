package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.SavedPlan;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goes through everything that a program gets from Homelab, and tries to change each collection that it meets. */
class OwnedCollectionsTests {
    private static final String COMPOSE = """
            name: lab
            services:
              db:
                image: db:1
                volumes: ["data:/data"]
                healthcheck: {test: ["CMD", "ready"], interval: 1s}
              web:
                image: web:1
                ports: ["8080:80"]
                profiles: [pages]
                environment: {A: "1"}
                depends_on: {db: {condition: service_healthy}}
            volumes: {data: {}}
            """;

    /** Some values are made anew each time that they are asked for, and lead to others of their kind without end. */
    private static final int DEEPEST = 10;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> collections = new TreeSet<>();
    private final Set<String> changed = new TreeSet<>();
    private int depth;

    @TempDir
    private Path folder;

    private HomelabBuilder builder = Homelab.builder();

    @BeforeEach
    void prepare() throws IOException {
        engine.has("db:1", "web:1");
        builder = ComposeFolder.with(COMPOSE, folder, engine, clock);
    }

    @Test
    void no_collection_that_a_program_is_given_can_be_changed() {
        List<Object> events = new ArrayList<>();
        HomelabRuntime lab = builder.listener(events::add).build();
        follow("definition", lab.definition());
        follow("catalog", lab.catalog());
        PreparedPlan prepared = lab.plan("all", "web");
        follow("prepared", prepared);
        follow("saved", SavedPlan.of(DeployRequest.of(List.of("all")), prepared.plan()));
        follow("result", prepared.apply());
        follow("status", lab.status());
        follow("health", lab.health());
        follow("events", List.copyOf(events));

        assertThat(collections).hasSizeGreaterThan(40);
        assertThat(changed).isEmpty();
    }

    @Test
    void nor_one_that_comes_with_a_failure() throws IOException {
        engine.image("db:1").neverHealthy().healthSays("not yet");
        try {
            builder.build().plan("all").apply();
        } catch (ApplyFailedException failed) {
            follow("failed", failed);
        }
        assertThat(collections).isNotEmpty();

        Files.writeString(folder.resolve("compose.yaml"), "services: {web: {imaeg: x, ports: [a]}}");
        follow("problems", builder.build().problems());
        assertThat(changed).isEmpty();
    }

    /** Whatever can be reached from {@code value} by public methods without parameters. */
    private void follow(String path, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(content -> follow(path, content));
        } else if (value instanceof Collection<?> items) {
            tryToChange(path, () -> items.add(null));
            List.copyOf(items).forEach(item -> follow(path + "[]", item));
        } else if (value instanceof Map<?, ?> map) {
            tryToChange(path, () -> map.put(null, null));
            map.values().stream().filter(Objects::nonNull).forEach(item -> follow(path + "{}", item));
        } else if (isOurs(value) && depth < DEEPEST && seen.add(value)) {
            depth++;
            readers(value.getClass()).forEach(method -> follow(method, value));
            depth--;
        }
    }

    private static boolean isOurs(Object value) {
        return value.getClass().getName().startsWith("io.homelabhub.");
    }

    private void follow(Method method, Object value) {
        try {
            Object next = method.invoke(value);
            if (next != null) {
                follow(value.getClass().getSimpleName() + "." + method.getName(), next);
            }
        } catch (InvocationTargetException | IllegalAccessException notToBeRead) {
            // a value that is not there, say
        }
    }

    private static List<Method> readers(Class<?> type) {
        return List.of(type.getMethods()).stream()
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> Modifier.isPublic(method.getDeclaringClass().getModifiers()))
                .filter(method -> method.getDeclaringClass().getName().startsWith("io.homelabhub."))
                .filter(method -> !method.getName().equals("apply") && method.getReturnType() != void.class)
                .toList();
    }

    private void tryToChange(String path, Runnable change) {
        collections.add(path);
        try {
            change.run();
            changed.add(path);
        } catch (UnsupportedOperationException asItShould) {
            // be
        } catch (NullPointerException | ClassCastException picky) {
            changed.add(path + " (would take another value)");
        }
    }
}
