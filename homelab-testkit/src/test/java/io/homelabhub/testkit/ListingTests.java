package io.homelabhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guides show is part of programs and tests that are compiled and run. */
class ListingTests {
    private static final Path ROOT = Path.of("..");
    private static final Path GUIDE = ROOT.resolve("docs/testkit.md");

    @Test
    void every_listing_of_the_guide_is_part_of_a_file_that_the_build_compiles() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(Listing.in(guide)).hasSizeGreaterThan(8);
        assertThat(faults(guide)).isEmpty();
    }

    @Test
    void every_listing_of_the_page_on_embedding_is_part_of_a_file_that_the_build_compiles() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/embedding.md"));

        assertThat(Listing.in(page)).hasSizeGreaterThan(2);
        assertThat(faults(page)).isEmpty();
    }

    @Test
    void a_listing_that_differs_in_one_word_is_found() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(guide).contains(".neverHealthy()");
        assertThat(faults(guide.replace(".neverHealthy()", ".alwaysHealthy()")))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault).contains("not a part of"));
    }

    @Test
    void a_listing_that_names_no_file_is_found() throws IOException {
        assertThat(faults("""
                Text
                ```java
                class A {}
                ```
                """)).containsExactly("line 2: the listing names no file that it is taken from");
    }

    @Test
    void a_listing_from_a_file_that_nobody_compiles_is_found() throws IOException {
        assertThat(faults("""
                <!-- docs/testkit.md -->
                ```java
                # Testing a homelab
                ```
                """)).containsExactly("line 2: docs/testkit.md is no file that the build compiles");
        assertThat(faults("""
                <!-- docs/examples/none.xml -->
                ```xml
                <none/>
                ```
                """)).containsExactly("line 2: docs/examples/none.xml is no file that the build compiles");
    }

    private static List<String> faults(String document) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Listing listing : Listing.in(document)) {
            listing.fault(ROOT).ifPresent(faults::add);
        }
        return faults;
    }
}
