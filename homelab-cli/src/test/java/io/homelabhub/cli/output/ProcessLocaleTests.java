package io.homelabhub.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessLocaleTests {
    @Test
    void containers_get_the_locale_that_was_there_before_the_launcher_set_one() {
        Map<String, String> process = Map.of("LC_ALL", "C.UTF-8", "LANG", "C");

        assertThat(ProcessLocale.environment(process, null)).isEqualTo(process);
        assertThat(ProcessLocale.environment(process, "")).isEqualTo(Map.of("LANG", "C"));
        assertThat(ProcessLocale.environment(process, "=POSIX")).isEqualTo(Map.of("LC_ALL", "POSIX", "LANG", "C"));
        assertThat(ProcessLocale.environment(process, "=")).containsEntry("LC_ALL", "");
    }

    @Test
    void names_that_this_process_cannot_read_are_refused_with_what_to_set() {
        assertThat(ProcessLocale.obstacle(List.of("plan", "/srv/Küche"))).isEmpty();
        assertThat(ProcessLocale.obstacle(List.of("plan", "/srv/K\uFFFD\uFFFDche")))
                .hasValueSatisfying(text -> assertThat(text).contains("`/srv/K??che`", "set LC_ALL=C.UTF-8"));
    }
}
