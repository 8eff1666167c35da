package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.PathStatus;
import io.homelabhub.operation.ServiceContainer;
import io.homelabhub.operation.ServiceFiles;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files of services' containers on a real engine, in and out as streams. */
@Tag("interoperation")
class CopyIT {
    private static final long LARGE = 64L << 20;

    @RegisterExtension
    final LiveProject project = new LiveProject();

    @BeforeEach
    void deploy() {
        project.compose("""
                services:
                  box:
                    image: %s
                    init: true
                    stop_grace_period: 1s
                    x-homelab: {settles-within: 0s}
                    command: ["sleep", "600"]
                """.formatted(RealEngine.IMAGE));
        project.deploy();
    }

    private ServiceFiles files() {
        return project.runtime().services().files(ServiceContainer.of("box"));
    }

    private static byte[] archive(String name) {
        byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
        return TarArchive.of(List.of(new FileContent(name, 0640, 1234, 5678, content)));
    }

    private String owner(String path) {
        return project.output("box", "stat", "-c", "%u:%g %a", path);
    }

    @Test
    void owners_and_modes_are_those_of_the_archive() {
        try (ServiceFiles files = files()) {
            files.copyTo("/tmp", new ByteArrayInputStream(archive("kept")), false);
        }

        assertThat(owner("/tmp/kept")).isEqualTo("1234:5678 640");
    }

    @Test
    void a_large_file_comes_out_as_it_is_read() throws IOException {
        project.output("box", "sh", "-c", "head -c " + LARGE + " /dev/zero > /tmp/large");

        try (ServiceFiles files = files();
                InputStream archive = files.copyFrom("/tmp/large");
                TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            assertThat(tar.getNextEntry().getName()).isEqualTo("large");
            assertThat(tar.skip(LARGE)).isEqualTo(LARGE);
            assertThat(tar.read()).isNegative();
        }
    }

    @Test
    void what_does_not_run_has_files_too() {
        project.byHand(new Action.StopContainer(project.container("box").id(), Optional.empty()));

        try (ServiceFiles files = files()) {
            files.copyTo("/tmp", new ByteArrayInputStream(archive("late")), false);
            assertThat(files.status("/tmp/late").map(PathStatus::size)).contains(5L);
            assertThat(files.status("/tmp/never")).isEmpty();
        }
    }
}
