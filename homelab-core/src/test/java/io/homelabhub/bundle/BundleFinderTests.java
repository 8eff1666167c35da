package io.homelabhub.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.catalog.CatalogReader;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFinderTests {
    @TempDir
    private Path directory;

    @Test
    void compose_files_beside_the_catalog_belong_to_it_but_not_the_aggregate_of_them() throws Exception {
        file("compose.web.yml", "services: {site: {image: x}}");
        file("compose.base.yaml", "services: {db: {image: x}}");
        file("compose.all.yml", "include: [compose.base.yaml, {path: [compose.web.yml]}]");
        file("docker-compose.yml", "services: {}");
        file("compose.notes.txt", "");

        assertThat(found("services: {db: , site: }")).containsExactly("compose.base.yaml", "compose.web.yml");
    }

    @Test
    void a_file_that_another_includes_is_not_loaded_by_itself() throws Exception {
        file("compose.base.yml", "services: {db: {image: x}}");
        file("compose.web.yml", "include: compose.base.yml\nservices: {site: {image: x}}");

        assertThat(found("services: {db: , site: }")).containsExactly("compose.web.yml");
    }

    @Test
    void if_every_service_names_its_bundle_no_other_file_is_loaded() throws Exception {
        file("compose.base.yml", "services: {db: {image: x}}");
        file("compose.web.yml", "services: {site: {image: x}}");

        assertThat(found("services: {db: {bundle: compose.base.yml}}")).containsExactly("compose.base.yml");
        assertThat(found("services: {db: {bundle: compose.base.yml}, site: }"))
                .containsExactly("compose.base.yml", "compose.web.yml");
    }

    @Test
    void an_aggregate_that_a_service_names_is_loaded_instead_of_its_parts() throws Exception {
        file("compose.base.yml", "services: {db: {image: x}}");
        file("compose.all.yml", "include: [compose.base.yml]");

        assertThat(found("services: {db: {bundle: compose.all.yml}, site: }")).containsExactly("compose.all.yml");
    }

    @Test
    void overrides_come_last() throws Exception {
        file("compose.override.yml", "services: {db: {image: y}}");
        file("compose.web.yml", "services: {db: {image: x}}");

        assertThat(found("services: {db: }")).containsExactly("compose.web.yml", "compose.override.yml");
    }

    @Test
    void a_bundle_that_is_not_there_is_a_problem_where_it_is_named() throws Exception {
        file("compose.base.yml", "services: {db: {image: x}}");
        ServiceCatalog catalog = catalog("services:\n  db: {bundle: compose.bas.yml}");

        assertThat(BundleFinder.find(catalog).problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "%s:2:16: error: services.db.bundle: there is no file %s; did you mean \"compose.base.yml\"?"
                                .formatted(catalog.file(), directory.resolve("compose.bas.yml")));
    }

    @Test
    void a_broken_file_is_left_to_the_loader() throws Exception {
        file("compose.base.yml", "services: [");

        assertThat(found("services: {db: }")).containsExactly("compose.base.yml");
    }

    @Test
    void the_bundles_that_ship_are_found_without_the_aggregate() {
        ServiceCatalog catalog = CatalogReader.strict()
                .read(Path.of("../orchestration/services.yaml"))
                .requireValid();

        assertThat(BundleFinder.find(catalog).files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "compose.automation.yml",
                        "compose.base.yml",
                        "compose.dashboard.yml",
                        "compose.discord.yml",
                        "compose.stream.yml",
                        "compose.web.yml");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private ServiceCatalog catalog(String text) {
        return CatalogReader.lenient()
                .read(directory.resolve("services.yaml"), text)
                .requireValid();
    }

    private List<String> found(String catalog) {
        BundleFiles found = BundleFinder.find(catalog(catalog));
        assertThat(found.problems()).isEmpty();
        return found.files().stream()
                .map(file -> directory.relativize(file).toString())
                .toList();
    }
}
