package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.ContentPolicy.Reaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentChangeTests {
    private static final ContentPolicy RESTART = new ContentPolicy(Reaction.RESTART, Optional.empty());
    private static final ContentPolicy SIGNAL = new ContentPolicy(Reaction.SIGNAL, Optional.of("SIGHUP"));
    private static final ContentPolicy IGNORE = new ContentPolicy(Reaction.IGNORE, Optional.empty());

    private static Optional<String> told(ContentPolicy policy, String before, String now) {
        return ContentChange.of(policy, Set.of(before), now)
                .map(change -> change.reaction() + " " + change.cause().subject() + " "
                        + change.cause().differences());
    }

    @Test
    void a_changed_file_calls_for_what_the_service_asks() {
        assertThat(told(ContentPolicy.DEFAULT, "/a=1;/b=2", "/a=9;/b=2")).contains("RECREATE  [content of /a: 1 -> 9]");
        assertThat(told(RESTART, "/a=1", "/a=9")).contains("RESTART  [content of /a: 1 -> 9]");
        assertThat(told(SIGNAL, "/a=1@7", "/a=9@7")).contains("SIGNAL  [content of /a: 1 -> 9]");
        assertThat(told(IGNORE, "/a=1", "/a=9")).isEmpty();
    }

    @Test
    void a_file_that_came_or_went_is_for_the_configuration_to_tell() {
        assertThat(told(RESTART, "/a=1", "/b=2")).isEmpty();
    }

    @Test
    void what_is_put_into_a_container_takes_a_new_one() {
        assertThat(told(RESTART, "/a=1;configs.x=2", "/a=9;configs.x=3"))
                .contains("RECREATE (what is no file is put into a container when it is made)"
                        + " [content of /a: 1 -> 9, content of configs.x: 2 -> 3]");
    }

    @Test
    void a_new_file_under_the_old_name_takes_a_restart_for_a_signal() {
        assertThat(told(SIGNAL, "/a=1@7", "/a=9@8"))
                .contains("RESTART (a new file has its name, which is seen after a restart only)"
                        + " [content of /a: 1 -> 9]");
        assertThat(told(SIGNAL, "/a=1@7", "/a=1@8")).as("the same content").isEmpty();
    }

    @Test
    void of_two_things_that_may_have_been_seen_last_the_one_that_differs_counts() {
        assertThat(ContentChange.of(RESTART, Set.of("/a=1", "/a=2"), "/a=2")).isPresent();
        assertThat(ContentChange.of(RESTART, Set.of("/a=2"), "/a=2")).isEmpty();
        assertThat(ContentChange.of(RESTART, Set.of(), "/a=2"))
                .as("nothing is known")
                .isEmpty();
    }

    @Test
    void files_are_compared_in_their_order() {
        assertThat(ContentDigests.changed("/b=1;/a=1", "/a=2;/b=2"))
                .extracting(ContentDigests.Changed::path)
                .isEqualTo(List.of("/a", "/b"));
    }
}
