package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiVersionTests {
    @Test
    void a_version_reads_and_prints_alike() {
        assertThat(ApiVersion.parse("1.41")).contains(new ApiVersion(1, 41));
        assertThat(new ApiVersion(1, 41)).hasToString("1.41");
        assertThat(ApiVersion.parse("latest")).isEmpty();
        assertThat(ApiVersion.parse("1")).isEmpty();
    }

    @Test
    void nine_comes_before_ten() {
        assertThat(new ApiVersion(1, 9)).isLessThan(new ApiVersion(1, 10));
    }

    @Test
    void the_older_of_both_sides_is_spoken() {
        assertThat(ApiVersion.spokenWith(new ApiVersion(1, 41))).hasToString("1.41");
        assertThat(ApiVersion.spokenWith(new ApiVersion(1, 99))).isEqualTo(ApiVersion.HIGHEST);
    }

    @Test
    void all_networks_are_given_at_create_from_1_44_on() {
        assertThat(new ApiVersion(1, 43).takesAllNetworksAtCreate()).isFalse();
        assertThat(new ApiVersion(1, 44).takesAllNetworksAtCreate()).isTrue();
    }
}
