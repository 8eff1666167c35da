package io.homelabhub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds what editors and people are told of the catalog to the tables that the reader works by. After a change of a
 * table, {@code mvn -pl homelab-core test -Dtest=CatalogSchemaTests -Dhomelab.rewrite} writes both files anew.
 */
class CatalogSchemaTests {
    private static final Path SCHEMA = Path.of("src/main/resources/io/homelabhub/catalog/services.schema.json");
    private static final Path REFERENCE = Path.of("../docs/catalog.md");

    @Test
    void the_schema_for_editors_says_what_the_reader_reads() throws Exception {
        assertUpToDate(SCHEMA, SchemaText.write(CatalogFields.TABLE));
    }

    @Test
    void the_reference_page_says_what_the_reader_reads() throws Exception {
        assertUpToDate(REFERENCE, ReferenceText.rewritten(Files.readString(REFERENCE)));
    }

    @Test
    void the_example_of_the_reference_page_is_read_without_a_word() throws Exception {
        String example = ReferenceText.example(Files.readString(REFERENCE));

        assertThat(CatalogReader.strict()
                        .read(Path.of("services.yaml"), example)
                        .problems())
                .isEmpty();
        assertThat(validate(example)).isEmpty();
    }

    @Test
    void the_schema_accepts_the_catalog_that_ships() throws Exception {
        assertThat(validate(Files.readString(Path.of("../orchestration/services.yaml"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services: {a: , b: {interfaces: [80, {port: '81'}], x-mine: 1}}",
                "services: [{name: a, dependencies: b}, {name: b, health_endpoint: null, enabled: true}]",
                "services: {a: {}}\ngroups: {g: [a]}\ndeployment_patterns: [{name: Small box, services: [g]}]",
                "version: 1.0\nservices: {a: {}}\nmetadata: {anything: [goes]}"
            })
    void schema_and_reader_accept_the_same(String catalog) throws Exception {
        assertThat(CatalogReader.strict()
                        .read(Path.of("services.yaml"), catalog)
                        .problems())
                .isEmpty();
        assertThat(validate(catalog)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groups: {}",
                "services: {a: {colour: blue}}",
                "services: {a: {enabled: 'yes'}}",
                "services: {a: {startup_order: -1}}",
                "services: {a: {interfaces: [{protocol: tcp}]}}",
                "services: {a: {interfaces: [{port: 70000}]}}",
                "services: {a: {placement: everywhere}}",
                "services: {a: {dependencies: [[b]]}}",
                "services: {'a b': {}}",
                "services: [{description: nameless}]"
            })
    void schema_and_reader_refuse_the_same(String catalog) throws Exception {
        assertThat(CatalogReader.strict()
                        .read(Path.of("services.yaml"), catalog)
                        .problems())
                .isNotEmpty();
        assertThat(validate(catalog)).isNotEmpty();
    }

    private static Set<ValidationMessage> validate(String catalog) throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(new ObjectMapper().readTree(Files.readString(SCHEMA)));
        return schema.validate(catalog, InputFormat.YAML);
    }

    private static void assertUpToDate(Path file, String expected) throws Exception {
        if (System.getProperty("homelab.rewrite") != null) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file)).isEqualTo(expected);
    }
}
