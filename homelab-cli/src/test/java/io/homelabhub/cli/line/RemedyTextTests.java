package io.homelabhub.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.failure.Remedy;
import io.homelabhub.failure.Remedy.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemedyTextTests {
    @Test
    void each_remedy_is_told_as_what_to_type() {
        String told = Arrays.stream(Kind.values())
                .map(kind -> kind + ": " + RemedyText.of(List.of(new Remedy(kind, "SUBJECT", "WORDS"))))
                .collect(Collectors.joining("\n"));

        assertThat(told).isEqualTo("""
                ADVICE: WORDS
                SUSPICION: WORDS
                REPEAT: WORDS, then: homelab SUBJECT
                MORE_TIME: Give the run more time with --within, then: homelab SUBJECT
                USE_IMAGE_THERE: To use the image that is there already: homelab SUBJECT --pull missing
                TEST_HEALTH: To run its health test again: homelab health SUBJECT
                KEEP_AND_TEST_HEALTH: To run its health test again: homelab deploy SUBJECT --on-failure keep, then: homelab health SUBJECT
                TAKE_DEPENDANTS: Add --with-dependents to remove what needs it as well.
                ALLOW_DATA_LOSS: Back up WORDS, then add --allow-data-loss SUBJECT.
                TAKE_LENDER: Deploy the service that it belongs to as well (leave out --no-deps), start it, or correct its name.
                SHOW_HISTORY: `homelab history` lists what is remembered.
                WAIT_OR_RELEASE_LOCK: Wait until it has finished (--lock-wait 5m does so), or run `homelab lock release` if that run is gone.""");
    }

    @Test
    void a_suspicion_begins_a_line_of_its_own() {
        List<Remedy> remedies = List.of(
                new Remedy(Kind.REPEAT, "deploy all", "Fix that"),
                Remedy.of(Kind.TAKE_DEPENDANTS, ""),
                new Remedy(Kind.SUSPICION, "", "Perhaps it cannot log in."));

        assertThat(RemedyText.of(remedies))
                .isEqualTo("Fix that, then: homelab deploy all Add --with-dependents to remove what needs it as well.\n"
                        + "Perhaps it cannot log in.");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_a_program_reads_names_no_command_and_no_option(Kind kind) {
        assertThat(new Remedy(kind, "x", "y").toString()).isNotBlank().doesNotContain("homelab", "--", "`");
    }
}
