package io.homelabhub.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTests {
    private static String plain(String text) {
        return ForeignText.clean(text, false);
    }

    @Test
    void text_without_control_characters_is_the_same() {
        String text = "Grüße\t世界 100%";

        assertThat(plain(text)).isSameAs(text);
    }

    @Test
    void colors_are_kept_and_ended_where_they_are_wanted() {
        assertThat(ForeignText.clean("\u001b[1;31mred", true)).isEqualTo("\u001b[1;31mred\u001b[0m");
        assertThat(ForeignText.clean("\u001b[38:5:1mred", true)).isEqualTo("\u001b[38:5:1mred\u001b[0m");
        assertThat(plain("\u001b[1;31mred\u001b[0m")).isEqualTo("red");
    }

    @Test
    void whatever_else_a_terminal_would_obey_is_gone() {
        String orders =
                "a\u001b[2Jb\u001b[10;10Hc\u001b[?25ld\u001b]0;title\u0007e\u001b]8;;http://x\u001b\\f\u001bPq\u001b\\g\u001b(Bh\u001bci\u001b7j";

        assertThat(ForeignText.clean(orders, true)).isEqualTo("abcdefghij");
    }

    @Test
    void so_are_the_orders_of_eight_bits() {
        assertThat(plain("a\u009b2Jb\u009d0;title\u009cc\u0085d\u0090q\u009ce")).isEqualTo("abcde");
        assertThat(ForeignText.clean("\u009b31mred", true)).isEqualTo("\u001b[31mred\u001b[0m");
    }

    @Test
    void an_order_that_the_line_cuts_off_takes_nothing_else_with_it() {
        assertThat(plain("a\u001b")).isEqualTo("a");
        assertThat(plain("a\u001b[")).isEqualTo("a");
        assertThat(plain("a\u001b[12;")).isEqualTo("a");
        assertThat(plain("a\u001b]0;title")).isEqualTo("a");
        assertThat(plain("a\u001b[1\u001b[2Jb")).isEqualTo("ab");
    }

    @Test
    void a_line_that_overwrites_itself_is_told_in_its_parts() {
        assertThat(plain("10%\r20%\r30%")).isEqualTo("10% 20% 30%");
        assertThat(plain("a\u0008b\u0007c\u0000d\u007fe")).isEqualTo("abcde");
    }
}
