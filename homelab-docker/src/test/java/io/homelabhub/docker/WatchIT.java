package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.develop.DevelopmentWatch;
import io.homelabhub.develop.WatchAction;
import io.homelabhub.develop.WatchEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files carried into containers of a real engine as they change. */
@Tag("interoperation")
class WatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final LiveProject project = new LiveProject();

    @TempDir
    Path source;

    private final List<WatchEvent> events = new ArrayList<>();
    private HomelabRuntime lab;

    @BeforeEach
    void describe() throws IOException {
        Files.createDirectories(source.resolve("web"));
        Files.createDirectories(source.resolve("conf"));
        Files.createDirectories(source.resolve("image"));
        Files.writeString(source.resolve("web/first"), "there before");
        Files.writeString(source.resolve("image/mark"), "one");
        project.compose("""
                services:
                  web:
                    build:
                      context: %2$s/image
                      dockerfile_inline: |
                        FROM %1$s
                        COPY mark /mark
                        RUN mkdir -p /real && ln -s /real /linked
                    init: true
                    stop_grace_period: 1s
                    x-homelab: {settles-within: 0s}
                    command: ["sleep", "600"]
                    develop:
                      watch:
                        - {path: %2$s/web, action: sync, target: /linked, ignore: ["*.log"], initial_sync: true}
                        - {path: %2$s/conf, action: sync+restart, target: /conf}
                        - {path: %2$s/conf/hook, action: sync+exec, target: /hook, exec: {command: ["sh", "-c", "cp /hook /hooked"]}}
                        - {path: %2$s/image, action: rebuild}
                """.formatted(RealEngine.IMAGE, source));
        lab = project.runtime();
        project.deploy();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(source.resolve(file).getParent());
        Files.writeString(source.resolve(file), text);
    }

    /** Acts upon changes until something of that kind has been told. */
    private <T extends WatchEvent> T until(DevelopmentWatch watch, Class<T> kind) {
        while (events.stream().noneMatch(kind::isInstance)) {
            assertThat(watch.next(PATIENCE))
                    .as("a change within a minute; told so far: %s", events)
                    .isTrue();
            assertThat(events).noneMatch(WatchEvent.Failed.class::isInstance);
        }
        T found = kind.cast(events.stream().filter(kind::isInstance).findFirst().orElseThrow());
        events.clear();
        return found;
    }

    @Test
    void changes_are_copied_removed_run_and_built() throws IOException {
        try (DevelopmentWatch watch = lab.development().watch(List.of("web"), events::add)) {
            watch.initialSync();
            assertThat(project.output("web", "cat", "/real/first")).isEqualTo("there before");
            events.clear();

            write("web/deep/er/file", "new");
            write("web/a.log", "ignored");
            until(watch, WatchEvent.Synced.class);
            assertThat(project.output("web", "cat", "/real/deep/er/file")).isEqualTo("new");
            assertThat(project.output("web", "sh", "-c", "ls /real; [ -L /linked ] && echo linked"))
                    .isEqualTo("deep\nfirst\nlinked");

            Files.delete(source.resolve("web/first"));
            assertThat(until(watch, WatchEvent.Synced.class).removed()).isEqualTo(1);
            assertThat(project.output("web", "ls", "/real")).isEqualTo("deep");

            write("image/mark", "two");
            until(watch, WatchEvent.Rebuilt.class);
            assertThat(project.output("web", "cat", "/mark")).isEqualTo("two");
            assertThat(project.output("web", "ls", "/real"))
                    .as("initial_sync, in the new container")
                    .isEqualTo("deep");
        }
    }

    @Test
    void configuration_is_copied_before_the_restart_and_a_command_runs_after_its_file() throws IOException {
        String before = project.container("web").id();
        try (DevelopmentWatch watch = lab.development().watch(List.of(), events::add)) {
            write("conf/app.conf", "new");
            assertThat(until(watch, WatchEvent.Restarted.class).service()).isEqualTo("web");

            assertThat(project.container("web").id()).isEqualTo(before);
            assertThat(project.output("web", "cat", "/conf/app.conf")).isEqualTo("new");

            write("conf/hook", "hooked");
            assertThat(until(watch, WatchEvent.Executed.class).exitCode()).isZero();
            assertThat(project.output("web", "cat", "/hooked")).isEqualTo("hooked");
        }
    }

    @Test
    void what_cannot_be_carried_is_told_and_the_next_change_tries_again() throws IOException {
        try (DevelopmentWatch watch = lab.development().watch(List.of(), events::add)) {
            project.output("web", "sh", "-c", "mkdir -p /real/taken/by");
            write("web/taken", "a file where a folder is");
            assertThat(watch.next(PATIENCE)).isTrue();
            assertThat(events).singleElement().isInstanceOfSatisfying(WatchEvent.Failed.class, failed -> {
                assertThat(failed.action()).isEqualTo(WatchAction.SYNC);
                assertThat(failed.failure()).hasMessageContaining("taken");
            });
            events.clear();

            write("web/other", "fits");
            assertThat(until(watch, WatchEvent.Synced.class).written()).isEqualTo(1);
        }
    }
}
