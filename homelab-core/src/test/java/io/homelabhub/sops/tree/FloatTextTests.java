package io.homelabhub.sops.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTests {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1, 1",
        "1.50, 1.5, 1.5",
        "1e21, 1000000000000000000000, 1e+21",
        "1e-7, 0.0000001, 1e-07",
        "-0.0, -0, -0",
        "Infinity, +Inf, +Inf",
        "-Infinity, -Inf, -Inf",
        "NaN, NaN, NaN",
        "4.030184897929827e17, 403018489792982700, 4.030184897929827e+17",
        "2.0E-3, 0.002, 0.002",
        "1e19, 10000000000000000000, 1e+19"
    })
    void numbers_are_written_as_go_writes_them(double number, String plain, String inFile) {
        assertThat(FloatText.plain(number)).isEqualTo(plain);
        assertThat(FloatText.yaml(number)).isEqualTo(inFile);
    }

    @Test
    void twenty_thousand_random_numbers_read_back_and_none_is_longer_than_java_has_it() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(FloatText.parse(FloatText.plain(number))).isEqualTo(number);
                assertThat(digits(FloatText.plain(number))).isLessThanOrEqualTo(digits(Double.toString(number)));
            }
        }
    }

    private static int digits(String text) {
        String digits = text.replaceAll("E.*", "").replaceAll("[-.]", "").replaceAll("^0+", "");
        return digits.replaceAll("0+$", "").length();
    }
}
