package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.HomelabBuilder;
import io.homelabhub.rotation.RotationException;
import io.homelabhub.rotation.RotationException.Kind;
import io.homelabhub.rotation.RotationListener;
import io.homelabhub.rotation.RotationRequest;
import io.homelabhub.run.Cancellation;
import io.homelabhub.sops.ClearFile;
import io.homelabhub.sops.SopsRules;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.store.SopsFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Passwords of a real PostgreSQL and a real Redis are rotated while clients connect over the network. */
@Tag("long")
@Timeout(600)
class RotateIT {
    private static final String POSTGRES =
            Optional.ofNullable(System.getenv("HOMELAB_IT_POSTGRES")).orElse("postgres:16-alpine");
    private static final String OLD = "canary-of-yesterday";
    private static final String NEW = "canary'of \"today\" \\n";
    private static final String UNLUCKY = "unlucky-canary-of-today";

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private final AgeIdentity identity = AgeIdentity.generate();
    private final List<String> moments = new ArrayList<>();

    @BeforeEach
    void deploy() throws IOException {
        Path file = project.directory().resolve("base.enc.yaml");
        String yaml = "DB_PASSWORD: " + OLD + "\nCACHE_PASSWORD: " + OLD + "\n";
        byte[] sealed = ClearFile.create(
                        file,
                        SopsFormat.YAML,
                        SopsFormat.YAML
                                .read(file, yaml.getBytes(StandardCharsets.UTF_8))
                                .documents(),
                        SopsRules.USUAL,
                        List.of(identity.recipient()))
                .seal(Instant.parse("2026-11-29T12:00:00Z"));
        Files.write(file, sealed);
        project.compose("""
                services:
                  db:
                    image: %1$s
                    environment: {POSTGRES_USER: app, POSTGRES_DB: app, POSTGRES_PASSWORD: "$DB_PASSWORD"}
                    volumes: ["pg:/var/lib/postgresql/data"]
                    healthcheck: {test: ["CMD", "pg_isready", "-q", "-h", "127.0.0.1", "-U", "app"], interval: 2s, retries: 90}
                  cache:
                    image: redis:7-alpine
                    command: ["redis-server", "--requirepass", "$CACHE_PASSWORD"]
                  web:
                    image: %2$s
                    init: true
                    command: ["sleep", "600"]
                    stop_grace_period: 1s
                    depends_on: {db: {condition: service_healthy}}
                    environment: {PASSWORD: "$DB_PASSWORD"}
                    secrets: [db_password]
                    healthcheck: {test: 'case "$$PASSWORD" in unlucky*) exit 1;; esac', interval: 1s, retries: 1}
                  client:
                    image: %1$s
                    init: true
                    entrypoint: ["sleep", "600"]
                    stop_grace_period: 1s
                secrets:
                  db_password: {x-sops: base.enc.yaml#DB_PASSWORD}
                volumes: {pg: }
                """.formatted(POSTGRES, RealEngine.IMAGE));
        builder().build().plan("all").apply();
    }

    private HomelabBuilder builder() {
        return project.builder().secrets(List.of(Path.of("base.enc.yaml"))).keys(() -> AgeKeys.of(identity));
    }

    /** Whether a client elsewhere on the network gets in. */
    private boolean connects(String password) {
        String answer = project.output(
                "client",
                "sh",
                "-c",
                "PGPASSWORD=$1 psql -w -h db -U app -XqAtc 'SELECT 41 + 1' 2>/dev/null || echo refused",
                "sh",
                password);
        return answer.strip().equals("42");
    }

    private void rotate(RotationRequest request, RotationListener listener) {
        builder().build().rotations().plan(request).run(listener, new Cancellation());
    }

    private String secretOf(String service) {
        return project.output(service, "cat", "/run/secrets/db_password");
    }

    @Test
    void a_client_with_the_right_password_connects_before_during_and_after() {
        assertThat(connects(OLD)).isTrue();
        assertThat(connects(NEW)).isFalse();

        rotate(RotationRequest.of("DB_PASSWORD").withValue(NEW), text -> {
            moments.add(text);
            assertThat(connects(NEW)).as(text).isTrue();
            assertThat(connects(OLD)).as(text).isFalse();
        });

        assertThat(moments).hasSize(3).noneMatch(text -> text.contains("canary"));
        assertThat(connects(NEW)).isTrue();
        assertThat(connects(OLD)).isFalse();
        assertThat(secretOf("web")).isEqualTo(NEW);
        assertThat(project.output("web", "sh", "-c", "printf %s \"$PASSWORD\"")).isEqualTo(NEW);
        assertThat(builder().build().plan("all").plan().isEmpty()).isTrue();
        assertThat(project.output("db", "sh", "-c", "cat /proc/1/cmdline | tr '\\0' ' '"))
                .doesNotContain("canary");
    }

    @Test
    void a_failure_in_the_middle_leaves_the_old_password_in_force_everywhere() {
        RotationException failed = catchThrowableOfType(
                RotationException.class,
                () -> rotate(RotationRequest.of("DB_PASSWORD").withValue(UNLUCKY), RotationListener.NONE));

        assertThat(failed.kind()).isEqualTo(Kind.TAKEN_BACK);
        assertThat(failed).hasMessageContaining("web").hasMessageNotContaining("canary");
        assertThat(connects(OLD)).isTrue();
        assertThat(connects(UNLUCKY)).isFalse();
        assertThat(secretOf("web")).isEqualTo(OLD);
        assertThat(project.output("web", "sh", "-c", "printf %s \"$PASSWORD\"")).isEqualTo(OLD);
        assertThat(builder().build().plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void redis_asks_for_the_new_password_before_its_container_is_made_anew() {
        rotate(RotationRequest.of("CACHE_PASSWORD").withValue(UNLUCKY), text -> {
            if (text.contains("CONFIG SET")) {
                moments.add(ping(UNLUCKY) + ping(OLD));
            }
        });

        assertThat(moments).singleElement().asString().startsWith("PONG").contains("WRONGPASS");
        assertThat(ping(UNLUCKY)).isEqualTo("PONG");
    }

    private String ping(String password) {
        return project.output("cache", "redis-cli", "--no-auth-warning", "-a", password, "ping")
                .strip();
    }
}
