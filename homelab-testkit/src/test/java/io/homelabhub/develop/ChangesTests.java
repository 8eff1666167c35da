package io.homelabhub.develop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChangesTests {
    private static NavigableSet<Path> paths(String... names) {
        NavigableSet<Path> paths = new TreeSet<>();
        for (String name : names) {
            paths.add(Path.of(name));
        }
        return paths;
    }

    @Test
    void changes_after_others_are_both_as_one() {
        Changes older = new Changes(paths("a", "b"), paths("old"));

        assertThat(older.then(new Changes(paths("c"), paths("b"))))
                .isEqualTo(new Changes(paths("a", "c"), paths("b", "old")));
        assertThat(older.then(new Changes(paths("old"), paths())))
                .isEqualTo(new Changes(paths("a", "b", "old"), paths("old")));
        assertThat(Changes.NONE.then(older)).isEqualTo(older);
    }
}
