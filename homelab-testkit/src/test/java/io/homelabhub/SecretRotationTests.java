package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.generation.GenerationTarget;
import io.homelabhub.plan.Action;
import io.homelabhub.rotation.PreparedRotation;
import io.homelabhub.rotation.RotationException;
import io.homelabhub.rotation.RotationException.Kind;
import io.homelabhub.rotation.RotationListener;
import io.homelabhub.rotation.RotationRequest;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.session.LockedException;
import io.homelabhub.testkit.Sealed;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.FakeStreams;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that is rotated has its new value everywhere, or its old one everywhere. The database is a program that keeps its password. */
class SecretRotationTests extends Embedded {
    private static final String OLD = "canary-of-yesterday";
    private static final String NEW = "canary-of-today's";
    private static final Pattern ALTER = Pattern.compile("ALTER ROLE CURRENT_USER PASSWORD '(.*)';\n", Pattern.DOTALL);

    private final Sealed sealed = new Sealed();
    private final List<String> told = new ArrayList<>();
    private String inForce = OLD;
    private boolean isBroken;

    @BeforeEach
    void deploy() throws IOException {
        sealed.write(folder.resolve("config/secrets/base.enc.yaml"), "db_password: " + OLD + "\nOTHER: kept\n");
        file("config/environments/prod.yaml", "");
        file("config/templates/shared.env.j2", "PASSWORD={{ secrets.db_password }}\nOTHER={{ secrets.OTHER }}\n");
        file("orchestration/services.yaml", "services: {db: {}, web: {dependencies: [db]}, idle: {}}\n");
        file("orchestration/compose.lab.yml", """
                name: lab
                services:
                  db:
                    image: postgres:16
                    command: [serve]
                    environment: {POSTGRES_PASSWORD: $PASSWORD}
                  web:
                    image: web:1
                    command: [serve]
                    environment: {URL: "postgres://app:${PASSWORD}@db"}
                  idle:
                    image: web:1
                    command: [serve]
                    environment: {OTHER: $OTHER}
                """);
        engine.has("postgres:16", "web:1");
        engine.image("postgres:16").runsWhatBegins(List.of("sh", "-c"), this::shell);
        builder = Homelab.builder()
                .engine(engine.provider())
                .timing(clock)
                .workingDirectory(folder)
                .environment(Map.of("DEPLOYMENT_PATH", "deployment/prod/example_net"))
                .keys(sealed::keys);
        lab().configuration().plan(new GenerationTarget("prod", "example.net")).write(false);
        lab().plan("all").apply();
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private HomelabRuntime lab() {
        return builder.build();
    }

    /** psql: reads the password, then what is to be done. */
    private int shell(FakeStreams streams) throws InterruptedException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        Optional<byte[]> piece = streams.read();
        while (piece.isPresent()) {
            read.writeBytes(piece.get());
            piece = streams.read();
        }
        String input = read.toString(StandardCharsets.UTF_8);
        String password = input.substring(0, input.indexOf('\n'));
        Matcher alter = ALTER.matcher(input);
        if (alter.find() && isBroken) {
            streams.printError("ERROR: out of luck with " + password + "\n");
            return 3;
        } else if (alter.find(0)) {
            inForce = alter.group(1).replace("''", "'");
            return 0;
        }
        streams.printError(password.equals(inForce) ? "" : "password authentication failed for " + password);
        return password.equals(inForce) ? 0 : 2;
    }

    private PreparedRotation planned() {
        return lab().rotations().plan(RotationRequest.of("db_password").withValue(NEW));
    }

    private void rotate() {
        planned().run(told::add, new Cancellation());
    }

    private RotationException refusal() {
        return catchThrowableOfType(RotationException.class, this::rotate);
    }

    private String environmentOf(String container) {
        return engine.container(container)
                .inspection()
                .orElseThrow()
                .object("Config")
                .strings("Env")
                .toString();
    }

    private void everybodyHas(String value) throws IOException {
        assertThat(inForce).isEqualTo(value);
        assertThat(environmentOf("lab-db-1")).contains("POSTGRES_PASSWORD=" + value);
        assertThat(environmentOf("lab-web-1")).contains(value);
        assertThat(Files.readString(folder.resolve("deployment/prod/example_net/.env")))
                .contains(value);
        assertThat(lab().plan("all").plan().isEmpty()).isTrue();
        try (Stream<Path> left = Files.list(folder.resolve("config/secrets"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void everybody_who_sees_it_has_the_new_value_and_nobody_else_is_touched() throws IOException {
        int before = engine.actions().size();

        rotate();

        everybodyHas(NEW);
        assertThat(engine.actions().subList(before, engine.actions().size()))
                .filteredOn(Action.CreateContainer.class::isInstance)
                .extracting(
                        action -> ((Action.CreateContainer) action).container().image())
                .containsExactlyInAnyOrder("postgres:16", "web:1");
        assertThat(told).hasSize(4).noneMatch(text -> text.contains("canary"));
    }

    @Test
    void the_plan_names_places_services_and_steps_and_no_value() {
        PreparedRotation prepared = planned();

        assertThat(prepared.plan().place()).hasToString("config/secrets/base.enc.yaml:1:14");
        assertThat(prepared.plan().inside()).containsExactly("db: ALTER ROLE, for the role that it was set up with");
        assertThat(prepared.plan().redeployed()).containsExactly("db", "web");
        assertThat(prepared.plan().toString()).contains(".env").doesNotContain("canary");
    }

    @Test
    void a_user_that_does_not_come_up_with_it_puts_the_old_value_back_everywhere() throws IOException {
        engine.on(Calls.of(Verb.START_CONTAINER)).fails(EngineException.Kind.REJECTED, Times.nth(2));

        RotationException failed = refusal();

        assertThat(failed.kind()).isEqualTo(Kind.TAKEN_BACK);
        assertThat(failed)
                .hasMessageContaining("the old value is in force everywhere")
                .hasMessageNotContaining("canary");
        everybodyHas(OLD);
    }

    @Test
    void a_listener_that_fails_every_time_leaves_the_old_value_in_force_everywhere() throws IOException {
        RotationListener deaf = text -> {
            throw new IllegalStateException("deaf");
        };

        RotationException failure =
                catchThrowableOfType(RotationException.class, () -> planned().run(deaf, new Cancellation()));

        assertThat(failure.kind()).isEqualTo(Kind.TAKEN_BACK);
        everybodyHas(OLD);
    }

    @Test
    void a_database_that_refuses_it_keeps_the_old_value_in_force() throws IOException {
        PreparedRotation prepared = planned();
        isBroken = true;

        RotationException failed = catchThrowableOfType(
                RotationException.class, () -> prepared.run(RotationListener.NONE, new Cancellation()));

        assertThat(failed.kind()).isEqualTo(Kind.LEFT_HALF_WAY);
        assertThat(failed).hasMessageNotContaining("canary");
        isBroken = false;
        rotate();
        everybodyHas(OLD);
        assertThat(told).last().asString().contains("was taken back");
    }

    /** Who dies when something was done takes nothing back himself. */
    @ParameterizedTest
    @ValueSource(strings = {"ALTER ROLE", "encrypted", "generated", "deployed"})
    void what_a_killed_rotation_has_begun_is_taken_back_by_the_next(String last) throws IOException {
        PreparedRotation prepared = planned();
        RotationListener killed = text -> {
            if (text.contains(last)) {
                throw new AssertionError("killed");
            }
        };
        assertThatThrownBy(() -> prepared.run(killed, new Cancellation())).hasMessage("killed");

        assertThat(planned().plan().unfinished()).isTrue();
        rotate();

        everybodyHas(OLD);
        assertThat(told).last().asString().contains("was taken back");
    }

    @Test
    void a_password_that_the_database_does_not_go_by_refuses_before_anything_is_changed() throws IOException {
        inForce = "set by hand";

        RotationException refused = refusal();

        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused)
                .hasMessageContaining("connecting to db with the password")
                .hasMessageNotContaining("canary");
        inForce = OLD;
        everybodyHas(OLD);
    }

    @Test
    void what_is_pending_refuses_and_says_what_to_type() throws IOException {
        file("config/templates/shared.env.j2", "PASSWORD={{ secrets.db_password }}\nOTHER=more\n");
        RotationException refused = refusal();

        assertThat(refused).hasMessageContaining("other files than those in");
        assertThat(refused.remedy()).contains("homelab config generate prod example.net");
    }

    @Test
    void an_unknown_key_is_told_with_the_files_that_were_looked_through() {
        RotationException unknown = catchThrowableOfType(
                RotationException.class, () -> lab().rotations().plan(RotationRequest.of("nothing")));

        assertThat(unknown.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(unknown).hasMessageContaining("config/secrets/base.enc.yaml");
    }

    @Test
    void a_made_value_has_the_length_and_the_characters_that_were_asked_for() {
        lab().rotations()
                .plan(RotationRequest.of("db_password").withMade(24, RotationRequest.Alphabet.HEX))
                .run(RotationListener.NONE, new Cancellation());

        assertThat(inForce).matches("[0-9a-f]{24}");
    }

    @Test
    void while_somebody_else_deploys_nothing_is_rotated() {
        PreparedRotation prepared = planned();
        engine.acquireLock("lab", new LockHolder("x", "ann@home", 1, "deploy all", clock.now()));

        LockedException locked = catchThrowableOfType(
                LockedException.class, () -> prepared.run(RotationListener.NONE, new Cancellation()));

        assertThat(locked).hasMessageContaining("ann@home");
        assertThat(inForce).isEqualTo(OLD);
    }

    @Test
    void a_database_without_a_container_is_not_rotated_past_its_volume() {
        RemovalRequest all = RemovalRequest.of(List.of("all"));
        ApplyResult unused = lab().planRemoval(all).apply();

        assertThat(refusal().kind()).isEqualTo(Kind.REFUSED);
        assertThat(refusal()).hasMessageContaining("db is not deployed");
        assertThat(inForce).isEqualTo(OLD);
    }

    @Test
    void what_is_taken_back_is_still_unfinished_when_its_turn_comes() throws IOException {
        isBroken = true;
        assertThat(refusal().kind()).isEqualTo(Kind.LEFT_HALF_WAY);
        isBroken = false;
        PreparedRotation late = planned();
        rotate();

        RotationException refused = catchThrowableOfType(
                RotationException.class, () -> late.run(RotationListener.NONE, new Cancellation()));

        assertThat(refused).hasMessageContaining("has come to its end meanwhile");
        assertThat(inForce).isEqualTo(OLD);
    }
}
