package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the launcher script builds the program. */
class LauncherBuildTests extends LauncherCheckout {
    @Test
    void builds_on_first_use_and_passes_every_argument_on() throws Exception {
        Ran ran = run(home.resolve("homelab"), "plan", "two words", "--format=json");

        assertThat(ran.out()).isEqualTo("<plan><two words><--format=json>");
        assertThat(ran.err()).startsWith("homelab: building the program").contains("done in ");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void does_not_build_twice() throws Exception {
        run(home.resolve("homelab"), "plan");

        assertThat(run(home.resolve("homelab"), "plan").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void builds_again_when_a_source_is_newer() throws Exception {
        run(home.resolve("homelab"), "plan");
        Files.writeString(home.resolve("homelab-core/src/main/java/New.java"), "class New {}");
        Files.setLastModifiedTime(
                home.resolve("homelab-core/src/main/java/New.java"),
                FileTime.from(FileTime.fromMillis(System.currentTimeMillis())
                        .toInstant()
                        .plusSeconds(60)));

        run(home.resolve("homelab"), "plan");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void builds_once_when_started_twice_at_once() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(folder, home.resolve("homelab"), "plan"));
        }
        for (Process process : processes) {
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("<plan>");
            assertThat(process.waitFor()).isZero();
        }

        assertThat(builds()).isEqualTo(1);
        assertThat(home.resolve("homelab-cli/target/launch/lock")).doesNotExist();
    }

    @Test
    void takes_over_the_lock_of_a_build_that_was_killed() throws Exception {
        Path lock = Files.createDirectories(home.resolve("homelab-cli/target/launch/lock"));
        Files.writeString(lock.resolve("pid"), "999999999");

        assertThat(run(home.resolve("homelab"), "plan").out()).isEqualTo("<plan>");
    }

    @Test
    void says_that_maven_is_missing() throws Exception {
        Files.delete(folder.resolve("bin/mvn"));

        assertThat(run(home.resolve("homelab"), "plan").err()).contains("no Maven found");
    }

    @Test
    void shows_why_a_build_failed_and_tries_again_next_time() throws Exception {
        Files.createFile(folder.resolve("fail"));
        Ran failed = run(home.resolve("homelab"), "plan");
        Files.delete(folder.resolve("fail"));

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("[ERROR] no such symbol", "launch/build.log");
        assertThat(run(home.resolve("homelab"), "plan").out()).isEqualTo("<plan>");
    }
}
