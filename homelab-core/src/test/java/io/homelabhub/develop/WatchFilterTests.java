package io.homelabhub.develop;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.resource.IgnoreFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which changes of files count. */
class WatchFilterTests {
    private static final Path CONTEXT = Path.of("/project");
    private static final Path ROOT = Path.of("/project/src");

    private static WatchFilter filter(List<String> context, List<String> ignores, List<String> includes) {
        return new WatchFilter(ROOT, CONTEXT, IgnoreFile.of(context), ignores, includes);
    }

    private static final WatchFilter PLAIN = filter(List.of(), List.of(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git",
                ".git/index",
                "a~",
                ".a.swp",
                "x/.a.swx",
                "4913",
                ".#a",
                "#a#",
                "a___jb_tmp___",
                ".DS_Store"
            })
    void what_git_and_editors_put_there_does_not(String path) {
        assertThat(PLAIN.takes(ROOT.resolve(path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", ".gitignore", "x/a.swap", "git", "a#b"})
    void everything_else_does(String path) {
        assertThat(PLAIN.takes(ROOT.resolve(path))).isTrue();
    }

    @Test
    void nothing_outside_does() {
        assertThat(PLAIN.takes(CONTEXT.resolve("other"))).isFalse();
    }

    @Test
    void the_rule_s_patterns_start_from_its_path_and_those_of_the_build_from_its_context() {
        WatchFilter filter = filter(List.of("src/dist", "tmp"), List.of("*.log", "cache/"), List.of());

        assertThat(filter.takes(ROOT.resolve("dist/a"))).isFalse();
        assertThat(filter.takes(ROOT.resolve("a.log"))).isFalse();
        assertThat(filter.takes(ROOT.resolve("cache/a"))).isFalse();
        assertThat(filter.takes(ROOT.resolve("tmp"))).isTrue();
        assertThat(filter.takes(ROOT.resolve("x/a.log"))).isTrue();
    }

    @Test
    void a_rule_that_includes_something_takes_nothing_else() {
        WatchFilter filter = filter(List.of(), List.of("*.min.js"), List.of("*.js"));

        assertThat(filter.takes(ROOT.resolve("a.js"))).isTrue();
        assertThat(filter.takes(ROOT.resolve("a.min.js"))).isFalse();
        assertThat(filter.takes(ROOT.resolve("a.css"))).isFalse();
    }

    @Test
    void a_folder_is_closed_if_nothing_in_it_can_count() {
        assertThat(filter(List.of(), List.of("out"), List.of()).closes(ROOT.resolve("out")))
                .isTrue();
        assertThat(filter(List.of(), List.of("out", "!out/a"), List.of()).closes(ROOT.resolve("out")))
                .isFalse();
        assertThat(filter(List.of(), List.of(), List.of("*.js")).closes(ROOT.resolve("deep")))
                .isFalse();
        assertThat(PLAIN.closes(ROOT.resolve(".git"))).isTrue();
    }
}
