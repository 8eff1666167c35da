package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the launcher script makes the archive of classes that makes a start quick. */
class LauncherArchiveTests extends LauncherCheckout {
    @Test
    void makes_the_archive_anew_after_a_move_and_builds_nothing() throws Exception {
        run(home.resolve("homelab"), "plan");
        Path moved = Files.move(home, folder.resolve("elsewhere"));

        assertThat(run(moved.resolve("homelab"), "plan").out()).isEqualTo("<plan>");
        assertThat(builds()).isEqualTo(1);
        assertThat(moved.resolve("homelab-cli/target/launch/homelab.jsa")).exists();
    }

    @Test
    void makes_the_archive_anew_after_an_upgrade_of_java_in_place_and_builds_nothing() throws Exception {
        Path release = folder.resolve("jdk/release");
        Files.writeString(release, "JAVA_VERSION=\"17.0.15\"\nMODULES=\"java.base\"\n");
        run(home.resolve("homelab"), "plan");
        run(home.resolve("homelab"), "plan");
        assertThat(archives()).isEqualTo(1);

        Files.writeString(release, "JAVA_VERSION=\"17.0.16\"\nMODULES=\"java.base\"\n");
        run(home.resolve("homelab"), "plan");
        assertThat(archives()).isEqualTo(2);

        Files.writeString(
                release, "JAVA_RUNTIME_VERSION=\"17.0.16+8-2\"\nJAVA_VERSION=\"17.0.16\"\nMODULES=\"java.base\"\n");
        run(home.resolve("homelab"), "plan");
        assertThat(archives()).isEqualTo(3);
        assertThat(run(home.resolve("homelab"), "plan").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void makes_the_archive_anew_when_the_jar_or_javas_own_classes_have_another_time() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("jdk/lib")).resolve("modules");
        Files.writeString(classes, "of the JDK");
        age(folder.resolve("jdk"), Duration.ofDays(9));
        run(home.resolve("homelab"), "plan");
        run(home.resolve("homelab"), "plan");
        assertThat(archives()).isEqualTo(1);

        for (Path file : List.of(home.resolve("homelab-cli/target/launch/homelab.jar"), classes)) {
            int before = archives();
            age(file, Duration.ofDays(5)); // to a time that is long past, as a package or a copy sets it
            run(home.resolve("homelab"), "plan");
            assertThat(archives()).as(file.toString()).isEqualTo(before + 1);
            run(home.resolve("homelab"), "plan");
            assertThat(archives()).as(file.toString()).isEqualTo(before + 1);
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void takes_up_what_an_earlier_version_of_it_has_made() throws Exception {
        run(home.resolve("homelab"), "plan");
        Path made = home.resolve("homelab-cli/target/launch/made");
        List<String> lines = Files.readAllLines(made);
        FileTime time = Files.getLastModifiedTime(made);
        Files.writeString(made, lines.get(0) + "\n" + lines.get(2) + "\n");
        Files.setLastModifiedTime(made, time);

        assertThat(run(home.resolve("homelab"), "plan").out()).isEqualTo("<plan>");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void lets_the_jvm_say_nothing_of_its_archive() throws Exception {
        assertThat(run(home.resolve("homelab"), "which", "options").out())
                .contains("-Xlog:disable ")
                .doesNotContain("stderr");
    }

    @Test
    void archives_what_any_of_the_runs_needed_as_often_as_one_run_needed_it() throws Exception {
        run(home.resolve("homelab"), "plan");

        List<String> list = Files.readAllLines(folder.resolve("list"));
        assertThat(list)
                .startsWith("of/every/Run", "@lambda-proxy twice", "@lambda-proxy twice", "of/Run1")
                .contains("of/Run2");
        assertThat(list).filteredOn("of/every/Run"::equals).hasSize(1);
        assertThat(list).filteredOn("@lambda-proxy twice"::equals).hasSize(2);
    }

    @Test
    void starts_with_the_archive_if_one_could_be_made() throws Exception {
        assertThat(run(home.resolve("homelab"), "which", "options").out())
                .contains("-XX:SharedArchiveFile=" + home.resolve("homelab-cli/target/launch/homelab.jsa"));
    }

    @Test
    void starts_without_an_archive_if_none_could_be_made() throws Exception {
        Files.createFile(folder.resolve("no-archive"));

        Ran ran = run(home.resolve("homelab"), "which", "options");

        assertThat(ran.out()).contains("io.homelabhub.cli.Main which options").doesNotContain("SharedArchiveFile");
        assertThat(ran.err()).contains("this Java stores no classes", "launch/archive.log");
        assertThat(ran.code()).isZero();
    }
}
