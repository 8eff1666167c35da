package io.homelabhub.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetachKeysTests {
    private final DetachKeys.Typing typing = DetachKeys.parse("ctrl-p,ctrl-q").typing();

    private String typed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(typing.add(bytes, bytes.length), StandardCharsets.UTF_8);
    }

    @Test
    void the_keys_are_found_wherever_the_typing_is_cut_and_are_not_passed_on() {
        assertThat(typed("ls\u0010")).isEqualTo("ls");
        assertThat(typing.isComplete()).isFalse();
        assertThat(typed("\u0011rest")).isEmpty();
        assertThat(typing.isComplete()).isTrue();
    }

    @Test
    void the_first_key_alone_comes_through_with_what_follows() {
        assertThat(typed("\u0010")).isEmpty();
        assertThat(typed("\u0010")).isEqualTo("\u0010");
        assertThat(typed("x")).isEqualTo("\u0010x");
        assertThat(typing.isComplete()).isFalse();
    }

    @Test
    void single_characters_can_be_keys() {
        DetachKeys.Typing one = DetachKeys.parse("~").typing();

        assertThat(one.add(new byte[] {'a', '~'}, 2)).containsExactly('a');
        assertThat(one.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ctrl-", "ctrl-1", "escape", "a,,b", "ü"})
    void what_is_no_key_is_refused(String text) {
        assertThatThrownBy(() -> DetachKeys.parse(text)).hasMessageContaining("is no key; give one character");
    }
}
