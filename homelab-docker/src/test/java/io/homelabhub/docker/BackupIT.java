package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.backup.BackupEvent;
import io.homelabhub.backup.BackupListener;
import io.homelabhub.backup.BackupRequest;
import io.homelabhub.backup.Backups;
import io.homelabhub.backup.RestoreRequest;
import io.homelabhub.backup.RestoreResult;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action;
import io.homelabhub.run.Cancellation;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Backups, disasters and restores with real servers: a PostgreSQL whose accounts always sum up to the same, a Redis with a log, and files. */
@Tag("long")
@Timeout(600)
class BackupIT {
    private static final String POSTGRES =
            Optional.ofNullable(System.getenv("HOMELAB_IT_POSTGRES")).orElse("postgres:16-alpine");
    private static final String PASSWORD = "canary-of-the-database";
    private static final int ACCOUNTS = 100;
    private static final String SUM = ACCOUNTS * 100 + "";

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private Backups backups;

    @BeforeEach
    void deploy() {
        project.compose("""
                services:
                  db:
                    image: %s
                    environment: {POSTGRES_USER: app, POSTGRES_PASSWORD: %s, POSTGRES_DB: app}
                    volumes: ["pg:/var/lib/postgresql/data"]
                    healthcheck: {test: ["CMD", "pg_isready", "-q", "-h", "127.0.0.1", "-U", "app"], interval: 2s, retries: 90}
                  cache:
                    image: redis:7-alpine
                    command: ["redis-server", "--appendonly", "yes"]
                    volumes: ["cache:/data"]
                  web:
                    image: %s
                    init: true
                    command: ["sh", "-c", "mkdir -p /srv/deep; echo kept > /srv/deep/file; chmod 640 /srv/deep/file; chown 12:34 /srv/deep/file; ln -sf file /srv/deep/link; exec sleep 600"]
                    stop_grace_period: 1s
                    depends_on: {db: {condition: service_healthy}}
                    volumes: ["files:/srv"]
                volumes: {pg: , cache: , files: }
                """.formatted(POSTGRES, PASSWORD, RealEngine.IMAGE));
        project.runtime().plan("all").apply();
        backups = project.runtime().backups();
        sql("CREATE TABLE account(id int PRIMARY KEY, money int NOT NULL);"
                + "INSERT INTO account SELECT i, 100 FROM generate_series(1, " + ACCOUNTS + ") i;"
                + "CREATE ROLE reader LOGIN PASSWORD 'canary-of-a-role'; GRANT SELECT ON account TO reader;"
                + "ALTER DATABASE app SET work_mem = '7MB'");
        project.output("cache", "redis-cli", "set", "key", "value");
    }

    private String sql(String text) {
        return project.output("db", "psql", "-U", "app", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", text);
    }

    private String sum() {
        return sql("SELECT sum(money) || ' ' || count(*) FROM account");
    }

    private StoredBackup take() {
        return backups.plan(BackupRequest.of(List.of())).take().backup();
    }

    private RestoreResult restore(RestoreRequest request) {
        return backups.plan(request).run(BackupListener.NONE, new Cancellation());
    }

    private static RestoreRequest of(StoredBackup backup) {
        return RestoreRequest.of(backup, AgeKeys.of());
    }

    private Thread writer() {
        String transfers =
                "for i in $(seq 400); do echo \"BEGIN; UPDATE account SET money = money - 1 WHERE id = $((i % "
                        + ACCOUNTS + " + 1)); UPDATE account SET money = money + 1 WHERE id = $(((i + 7) % " + ACCOUNTS
                        + " + 1)); COMMIT;\"; done | psql -U app -Xq";
        Thread writer = new Thread(() -> project.output("db", "sh", "-c", transfers), "writer");
        writer.start();
        return writer;
    }

    @Test
    void after_a_disaster_everything_is_there_again_with_all_sums_right() throws Exception {
        Thread writer = writer();
        StoredBackup backup = take();
        writer.join();
        assertThat(backup.manifest().missing()).isEmpty();

        StoredBackup tried =
                backups.verify(backup, AgeKeys.of(), Duration.ZERO, BackupListener.NONE, new Cancellation());
        assertThat(tried.verification().orElseThrow().problems()).isEmpty();

        project.runtime()
                .planRemoval(RemovalRequest.of(List.of("all")).withVolumes(Set.of("pg", "cache", "files")))
                .apply();
        project.runtime().plan("all").apply();
        RestoreResult result = restore(of(backup));

        assertThat(sum()).isEqualTo(SUM + " " + ACCOUNTS);
        assertThat(sql("SHOW work_mem")).isEqualTo("7MB");
        assertThat(sql("SELECT has_table_privilege('reader', 'account', 'SELECT')"))
                .isEqualTo("t");
        assertThat(project.output("cache", "redis-cli", "get", "key")).isEqualTo("value");
        assertThat(project.output("web", "stat", "-c", "%u:%g %a", "/srv/deep/file"))
                .isEqualTo("12:34 640");
        assertThat(project.container("web").state()).isEqualTo(ContainerState.RUNNING);
        assertThat(result.kept()).hasSize(3);

        assertThat(backups.forget(Duration.ZERO)).hasSize(3);
        assertThat(sql("SELECT count(*) FROM pg_database WHERE datname ~ '_(before|restored)_'"))
                .isEqualTo("0");
        isSilent(backup.folder());
    }

    private static void isSilent(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(PASSWORD, "canary-of-a-role");
            }
        }
    }

    @Test
    void a_plain_dump_is_restored_as_a_whole_and_cut_ones_touch_nothing() throws IOException {
        String dump = sqlDump();
        sql("DELETE FROM account WHERE id > 10");
        String before = sum();

        for (int length = 200; length < dump.length() - 20; length += dump.length() / 9) {
            Path cut = project.write("cut.sql", dump.substring(0, length));
            assertThat(catchThrowableOfType(BackupException.class, () -> restore(RestoreRequest.of(cut)))
                            .kind())
                    .isIn(Kind.DAMAGED, Kind.REFUSED);
        }
        assertThat(sum()).isEqualTo(before);

        restore(RestoreRequest.of(project.write("whole.sql", dump)));
        assertThat(sum()).isEqualTo(SUM + " " + ACCOUNTS);
    }

    private String sqlDump() {
        return project.output("db", "pg_dump", "-U", "app", "app") + "\n";
    }

    @Test
    void a_dump_that_the_server_refuses_leaves_everything_as_before() throws IOException {
        String dump = sqlDump().replace("CREATE TABLE public.account", "CREATE TABLE nowhere.account");
        String started = project.container("web").id();

        BackupException failure = catchThrowableOfType(
                BackupException.class, () -> restore(RestoreRequest.of(project.write("broken.sql", dump))));

        assertThat(failure.kind()).isEqualTo(Kind.FAILED);
        assertThat(failure).hasMessageContaining("nowhere").hasMessageContaining("Everything is as before");
        assertThat(sum()).isEqualTo(SUM + " " + ACCOUNTS);
        assertThat(project.container("web").id()).isEqualTo(started);
        assertThat(sql("SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database"))
                .isEqualTo("app,postgres,template0,template1");
    }

    @Test
    void a_bit_that_was_changed_or_a_part_that_was_cut_is_seen_before_anything_is_touched() throws IOException {
        StoredBackup backup = take();
        for (Part part : backup.manifest().parts()) {
            Path file = backup.file(part);
            byte[] content = Files.readAllBytes(file);
            if (content.length > 0 && part.kind() != Part.Kind.POSTGRES_SETTINGS) {
                byte[] flipped = content.clone();
                flipped[content.length / 2] ^= 1;
                Files.write(file, flipped);
                refuses(backup);
                Files.write(file, Arrays.copyOf(content, content.length - 1));
                refuses(backup);
                Files.write(file, content);
            }
        }
        assertThat(sum()).isEqualTo(SUM + " " + ACCOUNTS);
    }

    private void refuses(StoredBackup backup) {
        boolean roles = catchThrowableOfType(BackupException.class, () -> restore(of(backup))) != null;
        assertThat(roles).isTrue();
        assertThat(backups.verify(backup, AgeKeys.of(), Duration.ZERO, BackupListener.NONE, new Cancellation())
                        .verification()
                        .orElseThrow()
                        .isPassed())
                .isFalse();
    }

    @Test
    void whoever_ends_it_early_at_any_step_finds_everything_as_before() {
        StoredBackup backup = take();
        sql("UPDATE account SET money = 0");
        List<String> steps = new ArrayList<>();

        for (int step = 1; step < 12; step++) {
            int end = step;
            Cancellation cancellation = new Cancellation();
            List<BackupEvent> told = new ArrayList<>();
            BackupException ended = catchThrowableOfType(BackupException.class, () -> backups.plan(of(backup))
                    .run(
                            event -> {
                                told.add(event);
                                if (told.size() == end) {
                                    cancellation.cancel();
                                }
                            },
                            cancellation));
            if (ended == null) {
                break;
            }
            steps.add(told.get(told.size() - 1).text());
            assertThat(ended.kind()).as("%s", told).isEqualTo(Kind.CANCELLED);
            assertThat(sum()).as("%s", told).isEqualTo("0 " + ACCOUNTS);
            assertThat(project.container("web").state()).isEqualTo(ContainerState.RUNNING);
            assertThat(project.output("cache", "redis-cli", "get", "key")).isEqualTo("value");
        }
        assertThat(steps).hasSizeGreaterThan(3);
    }

    @Test
    void a_server_that_is_killed_meanwhile_is_named_as_missing_and_no_part_of_it_is_kept() {
        project.byHand(new Action.StopContainer(project.container("db").id(), Optional.empty()));

        StoredBackup backup = take();

        assertThat(backup.manifest().missing()).singleElement().asString().contains("data of db", "does not run");
        assertThat(backup.manifest().parts()).noneMatch(part -> part.service().equals("db"));
    }

    @Test
    void what_is_encrypted_is_restored_with_the_key_and_refused_without() {
        AgeIdentity key = AgeIdentity.generate();
        StoredBackup backup = backups.plan(BackupRequest.of(List.of()).withRecipients(List.of(key.recipient())))
                .take()
                .backup();
        assertThat(backup.manifest().parts()).allMatch(Part::isEncrypted);
        sql("DELETE FROM account");

        assertThat(catchThrowableOfType(RuntimeException.class, () -> restore(of(backup))))
                .hasMessageContaining("no key here opens it");
        restore(RestoreRequest.of(backup, AgeKeys.of(key)));

        assertThat(sum()).isEqualTo(SUM + " " + ACCOUNTS);
    }
}
