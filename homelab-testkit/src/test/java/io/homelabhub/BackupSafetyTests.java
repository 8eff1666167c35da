package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.backup.BackupListener;
import io.homelabhub.backup.BackupRequest;
import io.homelabhub.backup.RestoreRequest;
import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.backup.store.Manifest;
import io.homelabhub.backup.store.Omission;
import io.homelabhub.backup.store.Part;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.run.Cancellation;
import io.homelabhub.session.LockedException;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a backup or a restore that does not go as planned leaves of a project, and what it does not touch. */
class BackupSafetyTests extends Embedded {
    private static final String COPY = "lab_data_before_20261130-041523";

    private HomelabRuntime lab;

    @BeforeEach
    void deploy() throws IOException {
        lab = ComposeFolder.with("""
                name: lab
                services:
                  db:
                    image: db:1
                    command: [serve]
                    volumes: ["data:/data"]
                    x-homelab: {backup: {before: freeze, after: thaw}}
                  web:
                    image: web:1
                    command: [serve]
                    volumes: ["data:/data"]
                volumes: {data: }
                """, folder, engine, clock).build();
        for (String hook : List.of("freeze", "thaw")) {
            engine.image("db:1").answers(List.of("sh", "-c", hook), Verdict.PASSED, "");
        }
        engine.command(List.of()).exitsAfter(Duration.ZERO, 0); // shells that empty volumes
        lab.plan("all").apply();
    }

    private StoredBackup take() {
        clock.advance(Duration.ofSeconds(2)); // a name is one of a second
        return lab.backups().plan(BackupRequest.of(List.of())).take().backup();
    }

    private void volume(String name, Map<String, String> labels) {
        engine.set(new Action.CreateVolume(new VolumeSpec(name, labels, ApiObject.EMPTY)));
    }

    private List<String> volumes() {
        return engine.volumes().stream().map(volume -> volume.name()).toList();
    }

    private long notes() {
        return engine.containers().stream()
                .filter(container -> container.label(HomelabLabels.BACKUP_OF).isPresent())
                .count();
    }

    private ContainerState state(String service) {
        return engine.container("lab-" + service + "-1").state();
    }

    @Test
    void one_that_does_not_go_on_keeps_no_other_from_it_and_the_next_run_lets_it() {
        engine.on(Calls.of(Verb.UNPAUSE_CONTAINER, "lab-db-1")).fails(EngineException.Kind.REJECTED, Times.times(1));

        Manifest first = take().manifest();

        assertThat(first.parts()).extracting(Part::subject).containsExactly("lab_data");
        assertThat(first.missing()).extracting(Omission::subject).anyMatch(subject -> subject.startsWith("going on"));
        assertThat(state("db")).isEqualTo(ContainerState.PAUSED);
        assertThat(state("web")).isEqualTo(ContainerState.RUNNING);
        assertThat(notes()).isEqualTo(1);

        assertThat(take().manifest().missing()).isEmpty();
        assertThat(state("db")).isEqualTo(ContainerState.RUNNING);
        assertThat(notes()).isZero();
    }

    @Test
    void a_hook_that_fails_afterwards_is_named_and_deletes_nothing() {
        engine.image("db:1").answers(List.of("sh", "-c", "thaw"), Verdict.FAILED, "too cold");

        Manifest manifest = take().manifest();

        assertThat(manifest.parts()).hasSize(1);
        assertThat(manifest.missing()).singleElement().asString().startsWith("`after` of db");
    }

    private void restoreWasKilled() {
        engine.given("homelab-backup-note")
                .image("db:1")
                .label(HomelabLabels.BACKUP_OF, "lab")
                .label(HomelabLabels.REPLACING, "lab_data=" + COPY)
                .created();
    }

    @Test
    void a_volume_whose_copy_is_gone_is_not_emptied() {
        restoreWasKilled();
        int before = engine.actions().size();

        BackupException failure = catchThrowableOfType(BackupException.class, this::take);

        assertThat(failure.kind()).isEqualTo(Kind.LEFT_HALF_WAY);
        assertThat(failure).hasMessageContaining(COPY).hasMessageContaining("Nothing was touched");
        assertThat(engine.actions()).hasSize(before);
        assertThat(volumes()).doesNotContain(COPY);
        assertThat(state("web")).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void a_volume_is_put_back_while_nobody_uses_it_and_the_copy_stays() {
        restoreWasKilled();
        volume(COPY, Map.of(HomelabLabels.BACKUP_OF, "lab", HomelabLabels.BEFORE, "lab_data"));
        engine.on(Calls.of(Verb.EXTRACT)).isPrecededBy(Times.nth(1), call -> {
            assertThat(state("db").isUp()).isFalse();
            assertThat(state("web").isUp()).isFalse();
        });
        engine.on(Calls.of(Verb.EXTRACT)).fails(EngineException.Kind.REJECTED, Times.nth(1));

        assertThat(catchThrowableOfType(BackupException.class, this::take).kind())
                .isEqualTo(Kind.LEFT_HALF_WAY);
        assertThat(volumes()).contains(COPY);
        assertThat(engine.faultsThatDidNotHappen()).isEmpty();

        take();
        assertThat(volumes()).contains(COPY);
        assertThat(notes()).isZero();
        assertThat(state("db")).isEqualTo(ContainerState.RUNNING);
        assertThat(state("web")).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void what_a_trial_has_left_goes() {
        volume("homelab-scratch-lab-1", Map.of(HomelabLabels.BACKUP_OF, "lab"));
        volume("homelab-scratch-other-1", Map.of(HomelabLabels.BACKUP_OF, "other"));

        take();

        assertThat(volumes()).contains("homelab-scratch-other-1").doesNotContain("homelab-scratch-lab-1");
    }

    @Test
    void a_trial_that_is_under_way_is_not_taken_for_a_leaving() {
        StoredBackup backup = take();
        List<Throwable> meanwhile = new ArrayList<>();

        StoredBackup tried = lab.backups()
                .verify(
                        backup,
                        AgeKeys.of(),
                        Duration.ZERO,
                        event -> meanwhile.add(catchThrowableOfType(Throwable.class, this::take)),
                        new Cancellation());

        assertThat(tried.verification().orElseThrow().problems()).isEmpty();
        assertThat(meanwhile).isNotEmpty().allMatch(LockedException.class::isInstance);
        assertThat(volumes()).containsExactly("lab_data");
    }

    private BackupException refused(Manifest manifest) {
        StoredBackup backup = new StoredBackup(folder, manifest, Optional.empty());
        int before = engine.actions().size();
        BackupException failure = catchThrowableOfType(
                BackupException.class, () -> lab.backups().plan(RestoreRequest.of(backup, AgeKeys.of())));
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(engine.actions()).hasSize(before);
        return failure;
    }

    private static Manifest of(Manifest manifest, String project, String volume) {
        Part part = manifest.parts().get(0);
        return new Manifest(
                manifest.id(),
                project,
                List.of(),
                manifest.created(),
                manifest.took(),
                "",
                "",
                List.of(new Part(
                        part.file(), part.kind(), "db", volume, part.size(), part.sha256(), Map.of(), Map.of(), "")),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void a_restore_touches_no_other_project_and_nothing_that_somebody_else_uses() {
        Manifest manifest = take().manifest();
        volume("other_data", Map.of());

        assertThat(refused(of(manifest, "other", "lab_data"))).hasMessageContaining("is of project other");
        assertThat(refused(of(manifest, "lab", "other_data"))).hasMessageContaining("none of its services uses it");

        engine.given("stranger").image("db:1").mount("lab_data", "/data").running();
        assertThat(refused(of(manifest, "lab", "lab_data"))).hasMessageContaining("used by stranger");
    }

    @Test
    void a_restore_that_fails_after_the_start_puts_volumes_back_while_nobody_uses_them() {
        StoredBackup backup = take();
        engine.on(Calls.start("lab-web-1")).fails(EngineException.Kind.REJECTED, Times.times(1));
        engine.on(Calls.of(Verb.EXTRACT)).isPrecededBy(Times.nth(3), call -> {
            assertThat(state("db").isUp()).isFalse();
            assertThat(state("web").isUp()).isFalse();
        });

        BackupException failure = catchThrowableOfType(BackupException.class, () -> lab.backups()
                .plan(RestoreRequest.of(backup, AgeKeys.of()))
                .run(BackupListener.NONE, new Cancellation()));

        assertThat(failure.kind()).isEqualTo(Kind.FAILED);
        assertThat(failure).hasMessageContaining("Everything is as before");
        assertThat(engine.faultsThatDidNotHappen()).isEmpty();
        assertThat(state("db")).isEqualTo(ContainerState.RUNNING);
        assertThat(state("web")).isEqualTo(ContainerState.RUNNING);
        assertThat(notes()).isZero();
        assertThat(volumes()).containsExactly("lab_data");
    }
}
