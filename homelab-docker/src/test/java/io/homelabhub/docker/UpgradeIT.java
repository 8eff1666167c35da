package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.backup.BackupListener;
import io.homelabhub.backup.UpgradeRequest;
import io.homelabhub.backup.UpgradeResult;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real servers of PostgreSQL that get another major version, with all that a dump alone does not bring. */
@Tag("long")
@Timeout(600)
class UpgradeIT {
    @RegisterExtension
    final LiveProject project = new LiveProject();

    @BeforeEach
    void deploy() {
        files("postgres:15-alpine", "/var/lib/postgresql/data");
        project.runtime().plan("all").apply();
        sql(
                "CREATE TABLE account AS SELECT i AS id, 100 AS money FROM generate_series(1, 100) i; CREATE EXTENSION pgcrypto;"
                        + "CREATE ROLE reader LOGIN PASSWORD 'other'; GRANT SELECT ON account TO reader; SELECT lo_from_bytea(0, 'large');"
                        + "COMMENT ON DATABASE app IS 'ours'; ALTER DATABASE app SET work_mem = '7MB'");
        sql("ALTER SYSTEM SET statement_timeout = '7min'");
    }

    private void files(String image, String place) {
        project.compose("""
                services:
                  db:
                    image: %s # the version
                    environment: {POSTGRES_USER: app, POSTGRES_PASSWORD: secret, POSTGRES_DB: app}
                    volumes: ["pg:%s"]
                    healthcheck: {test: ["CMD", "pg_isready", "-q", "-h", "127.0.0.1", "-U", "app"], interval: 2s, retries: 90}
                  web:
                    image: %s
                    init: true
                    command: ["sleep", "600"]
                    stop_grace_period: 1s
                    depends_on: {db: {condition: service_healthy}}
                volumes: {pg: }
                """.formatted(image, place, RealEngine.IMAGE));
    }

    private String sql(String text) {
        return project.output("db", "psql", "-U", "app", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", text);
    }

    private UpgradeResult upgrade(String to) {
        return project.runtime()
                .backups()
                .plan(UpgradeRequest.of("db").withTo(to))
                .run(BackupListener.NONE, new Cancellation());
    }

    private String password() {
        return sql("SELECT string_agg(rolpassword, ' ' ORDER BY rolname) FROM pg_authid WHERE rolcanlogin");
    }

    @Test
    void everything_comes_along_from_15_to_17_and_on_to_18() throws IOException {
        String passwords = password();

        UpgradeResult result = upgrade("17-alpine");

        assertThat(sql("SHOW server_version")).startsWith("17");
        isAsItWas(passwords);
        assertThat(Files.readString(project.directory().resolve("compose.yaml")))
                .contains("postgres:17-alpine # the version");
        assertThat(project.plan().isEmpty()).isTrue();
        assertThat(project.container("web").state()).isEqualTo(ContainerState.RUNNING);
        assertThat(result.kept()).contains("_pg_before_");

        BackupException elsewhere = catchThrowableOfType(BackupException.class, () -> upgrade("18-alpine"));
        assertThat(elsewhere)
                .hasMessageContaining("/var/lib/postgresql/18/docker")
                .hasMessageContaining("Nothing was touched");

        files("postgres:17-alpine", "/var/lib/postgresql");
        upgrade("18-alpine");
        assertThat(sql("SHOW server_version")).startsWith("18");
        isAsItWas(passwords);
        assertThat(project.runtime().backups().forget(Duration.ZERO)).hasSize(2);
    }

    private void isAsItWas(String passwords) {
        assertThat(sql("SELECT sum(money) || ' ' || count(*) FROM account")).isEqualTo("10000 100");
        assertThat(sql("SHOW work_mem")).isEqualTo("7MB");
        assertThat(sql("SHOW statement_timeout")).isEqualTo("7min");
        assertThat(sql("SELECT convert_from(lo_get(oid), 'UTF8') FROM pg_largeobject_metadata"))
                .isEqualTo("large");
        assertThat(sql("SELECT count(*) FROM pg_extension WHERE extname = 'pgcrypto'"))
                .isEqualTo("1");
        assertThat(sql("SELECT has_table_privilege('reader', 'account', 'SELECT')"))
                .isEqualTo("t");
        assertThat(sql("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'app'"))
                .isEqualTo("ours");
        assertThat(password()).isEqualTo(passwords);
    }

    @Test
    void one_that_fails_when_the_new_server_is_to_come_up_leaves_everything_as_before() throws IOException {
        String before = Files.readString(project.directory().resolve("compose.yaml"))
                .replace("interval: 2s, retries: 90", "interval: 2s, retries: 3")
                .replace(
                        "\"pg_isready\", \"-q\"",
                        "\"sh\", \"-c\", \"! postgres --version | grep -q ' 17[.]'\", \"-q\"");
        project.write("compose.yaml", before);
        project.runtime().plan("all").apply();

        BackupException failure = catchThrowableOfType(BackupException.class, () -> upgrade("17-alpine"));

        assertThat(failure).hasMessageContaining("Everything is as before");
        assertThat(sql("SHOW server_version")).startsWith("15");
        assertThat(sql("SELECT sum(money) || ' ' || count(*) FROM account")).isEqualTo("10000 100");
        assertThat(Files.readString(project.directory().resolve("compose.yaml")))
                .isEqualTo(before);
        assertThat(project.container("web").state()).isEqualTo(ContainerState.RUNNING);
        assertThat(project.observe().volumes().stream()
                        .filter(volume -> volume.name().startsWith(project.lab().project() + "_pg_before_"))
                        .toList())
                .isEqualTo(List.of());
    }

    @Test
    void whoever_writes_beside_it_is_named_and_nothing_is_touched() throws Exception {
        String database = project.container("db").id();
        Thread other = new Thread(() -> sql("SELECT pg_sleep(60)"), "other");
        other.start();
        while (!sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%'")
                .equals("2")) {
            Thread.onSpinWait();
        }

        BackupException failure = catchThrowableOfType(BackupException.class, () -> upgrade("17-alpine"));

        assertThat(failure).hasMessageContaining("others are connected to db").hasMessageContaining("app of psql");
        assertThat(project.container("db").id()).isEqualTo(database);
        assertThat(sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'"))
                .isEqualTo("t");
        other.join();
    }
}
