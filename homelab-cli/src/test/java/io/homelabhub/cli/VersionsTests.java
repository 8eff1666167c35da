package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The versions that {@code homelab-bom} gives to others. It has no parent, so nothing but this keeps it in step. */
class VersionsTests {
    private static final Path HOME = Path.of("..");

    private static String read(String pom) throws IOException {
        return Files.readString(HOME.resolve(pom)).replaceFirst("(?s)<build>.*</build>", "");
    }

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = Pattern.compile(pattern).matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void the_bom_has_the_version_of_the_rest() throws IOException {
        String version = all("<version>([^<]+)</version>", read("pom.xml")).get(0);

        assertThat(all("<version>([^<]+)</version>", read("homelab-bom/pom.xml")))
                .startsWith(version)
                .filteredOn(one -> !one.equals("${project.version}"))
                .containsExactly(version);
    }

    @Test
    void the_bom_has_every_library() throws IOException {
        List<String> modules = all("<module>([^<]+)</module>", read("pom.xml"));

        assertThat(all("<artifactId>([^<]+)</artifactId>", read("homelab-bom/pom.xml")))
                .isSubsetOf(modules)
                .containsAll(modules.stream()
                        .filter(module -> !module.equals("homelab-cli"))
                        .toList());
    }

    /** What it imports, others would get: among it versions of what we only test with. */
    @Test
    void the_bom_brings_nothing_else_along() throws IOException {
        assertThat(read("homelab-bom/pom.xml")).doesNotContain("<parent>", "<scope>import</scope>");
        assertThat(all("<groupId>([^<]+)</groupId>", read("homelab-bom/pom.xml")))
                .containsOnly("io.homelabhub");
    }
}
