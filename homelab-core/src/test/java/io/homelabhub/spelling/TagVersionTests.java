package io.homelabhub.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TagVersionTests {
    private static Optional<String> newest(String tag, String... others) {
        return TagVersion.parse(tag).flatMap(version -> version.newest(List.of(others)));
    }

    private static Optional<String> sameLine(String tag, String... others) {
        return TagVersion.parse(tag).flatMap(version -> version.newestOfThisLine(List.of(others)));
    }

    @Test
    void a_newer_tag_has_the_same_shape() {
        String[] tags = {"15.4-alpine", "15.5-alpine", "16.1-alpine", "16.2", "16-alpine", "17.0-bookworm", "latest"};

        assertThat(newest("15.4-alpine", tags)).contains("16.1-alpine");
        assertThat(sameLine("15.4-alpine", tags)).contains("15.5-alpine");
        assertThat(newest("16.1-alpine", tags)).isEmpty();
        assertThat(newest("15-alpine", tags)).contains("16-alpine");
        assertThat(sameLine("15-alpine", tags)).isEmpty();
    }

    @Test
    void numbers_are_compared_as_numbers() {
        assertThat(newest("v1.9.0", "v1.10.0", "v1.2.11", "1.11.0")).contains("v1.10.0");
    }

    @Test
    void a_tag_without_a_version_has_nothing_newer() {
        assertThat(TagVersion.parse("latest")).isEmpty();
        assertThat(TagVersion.parse("alpine3.18")).isEmpty();
        assertThat(TagVersion.parse("")).isEmpty();
    }

    @Test
    void a_date_does_not_follow_a_version_nor_something_unfinished_what_is_finished() {
        assertThat(newest("15", "16", "20240501")).contains("16");
        assertThat(newest("2023.1", "2024.2")).contains("2024.2");
        assertThat(newest("1.0", "2.0-rc1", "2.0-beta")).isEmpty();
    }
}
