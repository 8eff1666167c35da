package io.homelabhub.sops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IniLayoutTests {
    private static final Path FILE = Path.of("x.ini");

    private static String written(SopsContent content) {
        return new String(SopsFormat.INI.write(FILE, content), StandardCharsets.UTF_8);
    }

    @Test
    void a_file_is_laid_out_as_sops_lays_it_out() {
        String text = """
                ; top
                root = 1

                [a]
                ; about x
                x             = one two
                y_unencrypted = plain

                [b]
                empty =\s
                """;

        assertThat(written(SopsFormat.INI.read(FILE, text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a # b", "a;b", "`a`", "\"a\"", "two\nlines", " led", "ends\\"})
    void a_value_that_readers_would_take_otherwise_is_refused_and_not_shown(String value) {
        SourceLocation place = SourceLocation.of(FILE);
        SopsMember member = new SopsMember("k", SopsValue.string(value, place), place);
        SopsMap section = new SopsMap(List.of(member));
        SopsContent content =
                new SopsContent(List.of(new SopsMap(List.of(new SopsMember("s", section, place)))), Optional.empty());

        assertThatThrownBy(() -> written(content))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("k: an INI file cannot hold this value")
                .hasMessageNotContaining(value);
    }
}
