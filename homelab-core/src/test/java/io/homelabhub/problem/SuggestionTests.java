package io.homelabhub.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTests {
    private static final List<String> NAMES = List.of("postgres", "redis", "discord-bot", "image");

    @Test
    void a_misspelt_name_finds_the_one_meant() {
        assertThat(Suggestion.nearest("postgers", NAMES)).contains("postgres");
        assertThat(Suggestion.nearest("discordbot", NAMES)).contains("discord-bot");
        assertThat(Suggestion.nearest("IMAGE", NAMES)).contains("image");
    }

    @Test
    void a_name_unlike_all_others_finds_nothing() {
        assertThat(Suggestion.nearest("grafana", NAMES)).isEmpty();
        assertThat(Suggestion.didYouMean("grafana", NAMES)).isEmpty();
    }

    @Test
    void of_two_names_equally_near_the_alphabetically_first_is_taken() {
        assertThat(Suggestion.nearest("bat", List.of("rat", "cat"))).contains("cat");
    }
}
