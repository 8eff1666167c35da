package io.homelabhub.catalog;

import static io.homelabhub.catalog.CatalogText.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a catalog that is not in order. */
class CatalogProblemTests {
    @Test
    void a_member_that_its_group_does_not_list_is_told() {
        assertThat(problems("groups: {web: {services: [a]}}\nservices: {a: , b: {group: web}}"))
                .containsExactly("services.yaml:2:28: warning: services.b.group: the service belongs to web, but"
                        + " groups.web.services does not list it; list it there [unlisted-member]");
    }

    @Test
    void ten_mistakes_are_ten_problems_each_with_its_line() {
        assertThat(problems("""
                                groups:
                                  core:
                                    services: [postgres, redsi]
                                services:
                                  postgres:
                                    container_name: db
                                    startup_order: first
                                  redis:
                                    container_name: db
                                    dependancies: [postgres]
                                  web:
                                    colour: blue
                                    dependencies: [postgers]
                                    interfaces:
                                      - port: 99999
                                    placement: local_onyl
                                  bot:
                                    dependencies: [worker]
                                  worker:
                                    dependencies: [bot]
                                    required_for: [web]
                                """))
                .containsExactly(
                        "services.yaml:3:26: error: groups.core.services[1]: no service is called \"redsi\"; did you"
                                + " mean \"redis\"?",
                        "services.yaml:7:20: error: services.postgres.startup_order: expected a whole number, 0 or"
                                + " more, found a string",
                        "services.yaml:9:21: error: services.redis.container_name: the container of postgres is called"
                                + " \"db\" too, at services.yaml:5:3",
                        "services.yaml:10:5: error: services.redis: a service has no key \"dependancies\"; did you mean"
                                + " \"dependencies\"?",
                        "services.yaml:13:20: error: services.web.dependencies[0]: no service is called \"postgers\";"
                                + " did you mean \"postgres\"?",
                        "services.yaml:15:15: error: services.web.interfaces[0].port: expected a whole number from 1 to"
                                + " 65535, found 99999",
                        "services.yaml:16:16: error: services.web.placement: expected one of local_only,"
                                + " local_or_remote, found \"local_onyl\"; did you mean \"local_only\"?",
                        "services.yaml:18:20: error: services.bot.dependencies[0]: services depend on each other in a"
                                + " cycle: bot -> worker -> bot; remove one of these dependencies",
                        "services.yaml:12:5: warning: services.web: a service has no key \"colour\", so Homelab ignores"
                                + " it; remove it, begin its name with x-, or acknowledge foreign-key:colour [foreign-key:colour]",
                        "services.yaml:21:20: warning: services.worker.required_for[0]: web does not depend on worker;"
                                + " add worker to services.web.dependencies, or remove it here [required-for]");
    }

    @Test
    void an_unknown_key_is_an_error_when_reading_is_strict() {
        String text = "services: {db: {colour: blue}}";

        assertThat(CatalogReader.lenient().read(Path.of("services.yaml"), text).catalog())
                .isPresent();
        CatalogReading strict = CatalogReader.strict().read(Path.of("services.yaml"), text);
        assertThat(strict.catalog()).isEmpty();
        assertThat(strict.problems()).singleElement().matches(Problem::isError);
        assertThatThrownBy(strict::requireValid)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("services.yaml:1:17: error: services.db: a service has no key \"colour\"");
    }

    @Test
    void a_key_that_stands_twice_is_a_problem_and_so_is_a_name_in_a_list() {
        assertThat(problems("services:\n  db: {}\n  db: {}\n"))
                .singleElement()
                .asString()
                .startsWith("services.yaml:3:3: error");
        assertThat(problems("services:\n  - name: db\n  - name: db\n  - description: nameless\n"))
                .containsExactly(
                        "services.yaml:3:5: error: services[1]: a service is called \"db\" already",
                        "services.yaml:4:5: error: services[2]: a service in a list needs the key \"name\"");
    }

    @Test
    void wrong_shapes_are_told_in_words() {
        assertThat(problems("[a, b]"))
                .containsExactly("services.yaml:1:1: error: expected a map that describes a catalog, found a list");
        assertThat(problems("services: 5"))
                .containsExactly(
                        "services.yaml:1:11: error: services: expected a map from names to maps that each describe a"
                                + " service, or a list of them with the key \"name\", found a whole number");
        assertThat(problems("services: {db: [1]}"))
                .containsExactly(
                        "services.yaml:1:12: error: services.db: expected a map that describes a service, found a list");
        assertThat(problems("services: {a: {note: [x], enabled: \"yes\"}}"))
                .containsExactly(
                        "services.yaml:1:16: error: services.a.note: expected a text, found a list",
                        "services.yaml:1:36: error: services.a.enabled: expected true or false, found a string");
        assertThat(problems("services: {\"a b\": {}}"))
                .containsExactly(
                        "services.yaml:1:12: error: services.a b: the name of a service must be a name of letters,"
                                + " digits, dots, dashes and underscores");
        assertThat(problems("services: {a: {interfaces: [{protocol: tcp}], dependencies: [{}, null]}}"))
                .containsExactly(
                        "services.yaml:1:29: error: services.a.interfaces[0]: an interface needs the key \"port\": a whole"
                                + " number from 1 to 65535",
                        "services.yaml:1:62: error: services.a.dependencies[0]: expected a name of letters, digits, dots,"
                                + " dashes and underscores, found a map",
                        "services.yaml:1:66: error: services.a.dependencies[1]: expected a name of letters, digits, dots,"
                                + " dashes and underscores, found nothing");
    }

    @Test
    void a_long_value_is_cut_in_a_message() {
        assertThat(problems("services: {a: {placement: %s}}".formatted("x".repeat(5000))))
                .singleElement()
                .asString()
                .contains("x".repeat(40) + "…\"")
                .hasSizeLessThan(200);
    }

    @Test
    void a_file_without_content_or_without_services_is_told() {
        assertThat(problems(""))
                .containsExactly("services.yaml: error: the file is empty; a catalog needs the key \"services\"");
        assertThat(problems("groups: {}"))
                .singleElement()
                .asString()
                .startsWith("services.yaml:1:1: error: a catalog needs the key \"services\"");
        assertThat(problems("services: {}\n---\nservices: {}"))
                .containsExactly("services.yaml:3:1: error: there is a second document; a catalog has one");
    }

    @Test
    void a_file_that_is_not_there_is_a_problem(@TempDir Path directory) {
        Path file = directory.resolve("services.yaml");

        assertThat(CatalogReader.lenient().read(file).problems())
                .extracting(Problem::toString)
                .containsExactly(file + ": error: no such file");
    }

    @Test
    void broken_yaml_is_a_problem_with_its_place() {
        assertThat(problems("services:\n  db: [")).singleElement().asString().startsWith("services.yaml:2:");
    }
}
