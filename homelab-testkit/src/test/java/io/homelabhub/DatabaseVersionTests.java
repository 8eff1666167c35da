package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.plan.Action;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.testkit.ComposeFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a plan refuses as data could not be read, or is half of what it should be. */
class DatabaseVersionTests extends Embedded {
    @BeforeEach
    void deploy() throws IOException {
        engine.has("postgres:15-alpine", "postgres:15.9", "postgres:17-alpine", "postgres:latest");
        lab("postgres:15-alpine").plan("all").apply();
    }

    private HomelabRuntime lab(String image) throws IOException {
        return lab(image, "data:/var/lib/postgresql/data");
    }

    private HomelabRuntime lab(String image, String volume) throws IOException {
        return ComposeFolder.with("""
                name: lab
                services:
                  db:
                    image: %s
                    volumes: ["%s"]
                volumes: {data: }
                """.formatted(image, volume), folder, engine, clock)
                .build();
    }

    private List<Change> refused(HomelabRuntime lab) {
        Plan plan = lab.plan("all").plan();
        return plan.changes().stream()
                .filter(change -> change.verdict() == Verdict.REFUSE)
                .toList();
    }

    @Test
    void a_postgres_of_another_major_version_is_refused_with_what_to_type() throws IOException {
        assertThat(refused(lab("postgres:17-alpine"))).singleElement().satisfies(change -> {
            assertThat(change.resource().name()).isEqualTo("db");
            assertThat(change.causes())
                    .singleElement()
                    .asString()
                    .contains("volume lab_data was written by PostgreSQL 15", "17", "`homelab upgrade db`");
        });
    }

    @Test
    void one_that_goes_back_is_not_sent_to_an_upgrade() throws IOException {
        engine.has("postgres:14");

        assertThat(refused(lab("postgres:14")).get(0).causes())
                .singleElement()
                .asString()
                .contains("go back to the image of 15")
                .doesNotContain("upgrade");
    }

    @Test
    void one_of_the_same_major_version_or_without_data_of_its_own_or_without_a_version_is_none() throws IOException {
        assertThat(refused(lab("postgres:15.9"))).isEmpty();
        assertThat(refused(lab("postgres:latest"))).isEmpty();
        assertThat(refused(lab("postgres:17-alpine", "data:/backups"))).isEmpty();
    }

    @Test
    void data_that_an_upgrade_has_put_there_is_not_refused() throws IOException {
        engine.given("homelab-backup-note")
                .image("db:1")
                .label(HomelabLabels.BACKUP_OF, "lab")
                .label(HomelabLabels.UPGRADED, "db=17")
                .created();

        assertThat(refused(lab("postgres:17-alpine"))).isEmpty();
    }

    @Test
    void nothing_is_started_on_what_a_restore_has_replaced_by_half() throws IOException {
        engine.set(new Action.CreateVolume(
                new VolumeSpec("lab_data_before", Map.of(HomelabLabels.BACKUP_OF, "lab"), ApiObject.EMPTY)));
        engine.given("homelab-backup-note")
                .image("db:1")
                .label(HomelabLabels.BACKUP_OF, "lab")
                .label(HomelabLabels.REPLACING, "lab_data=lab_data_before")
                .created();

        assertThat(refused(lab("postgres:15-alpine")).get(0).causes())
                .singleElement()
                .asString()
                .contains("HALF_RESTORED", "volume lab_data", "`homelab restore` settles it");
    }
}
