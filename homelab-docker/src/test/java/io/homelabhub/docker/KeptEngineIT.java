package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.HomelabRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A runtime that keeps a real engine open, and what is left of that when it is closed. */
class KeptEngineIT {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private static long sockets() {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(KeptEngineIT::isSocket).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("homelab"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void two_deploys_and_a_look_leave_no_connection_and_no_thread_behind() {
        project.compose("services: {web: {image: %s, init: true, command: sleep 600}}".formatted(RealEngine.IMAGE));
        long before = sockets();
        try (HomelabRuntime lab = project.builder().keepEngineOpen(true).build()) {
            lab.plan("web").apply();
            lab.plan("web").apply();
            assertThat(lab.status().services()).hasSize(1);
        }

        Eventually.holds(() -> sockets() <= before && threads().findAny().isEmpty());
    }
}
