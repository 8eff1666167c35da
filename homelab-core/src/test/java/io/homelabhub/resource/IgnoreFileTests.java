package io.homelabhub.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreFileTests {
    @ParameterizedTest
    @CsvSource({
        "node_modules, node_modules, true",
        "node_modules, node_modules/a/b.js, true",
        "node_modules, sub/node_modules, false",
        "**/node_modules, node_modules, true",
        "**/node_modules, sub/deep/node_modules/x, true",
        "*.md, README.md, true",
        "*.md, docs/README.md, false",
        "**/*.md, docs/README.md, true",
        "docs/**, docs/a/b, true",
        "/absolute, absolute, true",
        "./here/, here/x, true",
        "a/../b, b, true",
        "file?.txt, file1.txt, true",
        "file?.txt, file12.txt, false",
        "file[0-3].txt, file2.txt, true",
        "file[0-3].txt, file7.txt, false",
        "a+b(c).txt, a+b(c).txt, true",
        "a+b(c).txt, aab(c).txt, false",
        "dot.txt, dotxtxt, false"
    })
    void a_pattern_matches_as_docker_has_it(String pattern, String path, boolean ignored) {
        assertThat(IgnoreFile.of(List.of(pattern)).ignores(path)).isEqualTo(ignored);
    }

    @Test
    void the_last_line_that_matches_decides() {
        IgnoreFile file = IgnoreFile.of(List.of("*", "!src", "src/*.tmp"));
        assertThat(file.ignores("README.md")).isTrue();
        assertThat(file.ignores("src/Main.java")).isFalse();
        assertThat(file.ignores("src/x.tmp")).isTrue();
        assertThat(file.takesBackSome()).isTrue();
    }

    @Test
    void comments_and_empty_lines_say_nothing() {
        IgnoreFile file = IgnoreFile.of(List.of("# all", "", "   ", "/"));
        assertThat(file.ignores("# all")).isFalse();
        assertThat(file.ignores("x")).isFalse();
    }
}
