package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.resource.FileContent;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets that lie encrypted and are put into containers: {@code x-sops}. */
class EncryptedSecretsTests extends Embedded {
    private static final String FORMER = "canary-of-yesterday";
    private static final String PRESENT = "canary-of-today";

    private final Sealed sealed = new Sealed();

    @BeforeEach
    void files() throws IOException {
        password(FORMER);
        secret("config/base.enc.yaml#db.password");
    }

    private void password(String value) {
        sealed.write(folder.resolve("config/base.enc.yaml"), "port: 5432\ndb:\n  password: " + value + "\n");
    }

    private void secret(String reference) throws IOException {
        builder = ComposeFolder.with("""
                        name: lab
                        services:
                          db:
                            image: db:1
                            secrets: [{source: pw, uid: "70", mode: 0400}]
                        secrets:
                          pw:
                            x-sops: %s
                        """.formatted(reference), folder, engine, clock)
                .keys(sealed::keys);
    }

    private Plan plan() {
        return builder.build().plan("db").plan();
    }

    private List<String> problems() {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, this::plan);
        return refused.problems().stream().map(Object::toString).toList();
    }

    private Optional<FileContent> file() {
        return engine.actions().stream()
                .filter(Action.CreateContainer.class::isInstance)
                .flatMap(action -> ((Action.CreateContainer) action).container().files().stream())
                .reduce((first, last) -> last);
    }

    @Test
    void the_value_is_put_into_the_container_for_its_owner() {
        builder.build().plan("db").apply();

        FileContent file = file().orElseThrow();
        assertThat(file.path()).isEqualTo("/run/secrets/pw");
        assertThat(new String(file.content(), StandardCharsets.UTF_8)).isEqualTo(FORMER);
        assertThat(file.mode()).isEqualTo(0400);
        assertThat(file.uid()).isEqualTo(70);
        assertThat(plan().isEmpty()).isTrue();
    }

    @Test
    void a_changed_value_makes_the_container_anew_and_nobody_is_told_it() {
        builder.build().plan("db").apply();
        password(PRESENT);

        Plan plan = plan();

        assertThat(plan.changes())
                .filteredOn(change -> change.verdict() == Verdict.RECREATE)
                .flatExtracting(Change::causes)
                .flatExtracting(Cause::differences)
                .extracting(FieldDifference::path)
                .containsExactly("content of secrets.pw");
        assertThat(plan.toString() + plan.changes() + plan.steps()).doesNotContain(FORMER, PRESENT);
    }

    @Test
    void a_value_elsewhere_in_the_file_changes_nothing() {
        builder.build().plan("db").apply();
        sealed.write(folder.resolve("config/base.enc.yaml"), "port: 5433\ndb:\n  password: " + FORMER + "\n");

        assertThat(plan().isEmpty()).isTrue();
    }

    @Test
    void no_file_of_this_machine_holds_it() throws IOException {
        builder.build().plan("db").apply();

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(file -> contains(file, FORMER));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_key_that_is_not_there_is_told_where_it_is_asked_for() throws IOException {
        secret("config/base.enc.yaml#prot");

        assertThat(problems())
                .containsExactly(
                        "compose.yaml:8:13: error: secrets.pw.x-sops: config/base.enc.yaml: the file has no key"
                                + " prot; did you mean \"port\"?");
    }

    @Test
    void a_file_that_is_not_there_a_map_and_a_reference_without_a_key_are_told_where_they_stand() throws IOException {
        secret("config/bse.enc.yaml#port");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("compose.yaml:8:13: error: secrets.pw.x-sops: config/bse.enc.yaml: ");

        secret("config/base.enc.yaml#db");
        assertThat(problems()).singleElement().asString().contains("there is no single value at db");

        secret("config/base.enc.yaml");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("compose.yaml:8:13: error: secrets.pw.x-sops: found \"config/base.enc.yaml\"");
    }

    @Test
    void without_a_private_key_a_deploy_is_refused_and_a_look_is_not() {
        builder.build().plan("db").apply();
        builder.keys(AgeKeys::of);

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(
                        "compose.yaml:8:13: error: secrets.pw.x-sops: config/base.enc.yaml: no private key here opens");
        assertThat(builder.build().status().services()).hasSize(1);
    }

    @Test
    void docker_composes_own_source_may_stand_beside_it_and_a_file_may_not() throws IOException {
        secret("config/base.enc.yaml#db.password\n    environment: PW");
        builder.environment(Map.of("PW", "something else")).build().plan("db").apply();
        assertThat(new String(file().orElseThrow().content(), StandardCharsets.UTF_8))
                .isEqualTo(FORMER);

        secret("config/base.enc.yaml#db.password\n    file: ./pw");
        assertThat(problems()).singleElement().asString().contains("x-sops and file exclude each other");
    }
}
