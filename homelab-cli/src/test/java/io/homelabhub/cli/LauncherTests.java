package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the launcher script starts the program, and what it says when it cannot. */
class LauncherTests extends LauncherCheckout {
    @Test
    void becomes_the_program_so_that_signals_reach_it_and_its_exit_code_is_seen() throws Exception {
        run(home.resolve("homelab"), "plan");

        Process process = start(folder, home.resolve("homelab"), "which", "process");

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(String.valueOf(process.pid()));
    }

    @Test
    void works_through_links_and_from_any_folder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("bin/first"), Path.of("second"));
        Files.createSymbolicLink(folder.resolve("bin/second"), home.resolve("homelab"));

        assertThat(run(link, "status").out()).isEqualTo("<status>");
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL, C, =C", "LC_CTYPE, POSIX, ''", "LANG, xx_YY.UTF-8, ''"})
    void java_reads_names_beyond_ascii_where_the_locale_knows_none(String variable, String locale, String before)
            throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/locale"))).isTrue();

        String out = run(Map.of(variable, locale), "which", "locale").out();

        assertThat(out).startsWith("C.UTF-8 ").contains(" -Dhomelab.lc-all=" + before + " ");
    }

    @Test
    void a_locale_with_utf8_is_left_alone() throws Exception {
        assertThat(run(Map.of("LC_ALL", "C.UTF-8"), "which", "locale").out()).doesNotContain("-Dhomelab.lc-all");
    }

    @Test
    void says_which_java_is_too_old() throws Exception {
        java("11");

        Ran ran = run(home.resolve("homelab"), "plan");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("is Java 11; Homelab needs 17 or newer");
        assertThat(builds()).isZero();
    }

    @Test
    void says_what_java_home_lacks() throws Exception {
        Files.delete(folder.resolve("jdk/bin/java"));

        assertThat(run(home.resolve("homelab"), "plan").err())
                .contains("JAVA_HOME is", "Point it at a JDK 17 or newer");
    }
}
