package io.homelabhub.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwappedNamesTests {
    @Test
    void what_a_database_was_called_before_is_known_from_what_the_new_one_is_called() {
        String stamp = "20261130_041523";
        for (String name : new String[] {"lab", "lab_restored_x", "a".repeat(63), "ü".repeat(31)}) {
            String beside = DatabaseSwap.aside(name, "restored", stamp);

            assertThat(DatabaseSwap.before(name, beside)).isEqualTo(DatabaseSwap.aside(name, "before", stamp));
        }
    }
}
