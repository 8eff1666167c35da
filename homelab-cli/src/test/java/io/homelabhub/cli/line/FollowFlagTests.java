package io.homelabhub.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowFlagTests {
    @ParameterizedTest
    @CsvSource({
        "logs -f web,logs --follow web",
        "logs web -f,logs web --follow",
        "logs -fn 10,logs --follow -n 10",
        "-f compose.yml logs -f web,-f compose.yml logs --follow web",
        "-f logs logs -f,-f logs logs --follow",
        "-f logs status -f more.yml,-f logs status -f more.yml",
        "status -f compose.yml,status -f compose.yml",
        "logs -- -f,logs -- -f",
    })
    void is_short_for_follow_behind_the_command_alone(String typed, String meant) {
        String[] written = FollowFlag.writtenOut("logs", FollowFlagTests::isWhole, typed.split(" "));

        assertThat(String.join(" ", written)).isEqualTo(meant);
    }

    /** As for a program that knows {@code -f FILE} alone. */
    private static boolean isWhole(List<String> words) {
        return words.size() % 2 == 0 && words.get(0).equals("-f");
    }
}
