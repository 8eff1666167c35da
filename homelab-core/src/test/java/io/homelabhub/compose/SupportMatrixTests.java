package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document in the repository; {@code -Dhomelab.docs.write=true} writes it anew. */
class SupportMatrixTests {
    private static final Path DOCUMENT = Path.of("..", "docs", "compose-support.md");

    @Test
    void the_document_is_that_of_the_table_of_keys() throws IOException {
        if (Boolean.getBoolean("homelab.docs.write")) {
            Files.writeString(DOCUMENT, SupportMatrix.markdown());
        }
        assertThat(Files.readString(DOCUMENT))
                .as("run the tests with -Dhomelab.docs.write=true to write docs/compose-support.md anew")
                .isEqualTo(SupportMatrix.markdown());
    }

    @Test
    void every_key_of_a_service_has_a_row() {
        assertThat(SupportMatrix.markdown())
                .contains("| `image` | applied |")
                .contains("| `deploy.resources.limits.cpus` | applied |")
                .contains("| `healthcheck.start_interval` | applied |")
                .contains("| `ports[].published` | applied |")
                .contains("| `deploy.update_config.order` | applied |")
                .contains("| `deploy.rollback_config.order` | no effect | only Swarm uses it |")
                .contains("| `use_api_socket` | not supported |");
    }
}
