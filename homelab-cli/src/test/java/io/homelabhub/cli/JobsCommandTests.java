package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.VolumeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on the command line; by a clock that stands at the first minute of 2026 until something waits. */
@Timeout(60)
class JobsCommandTests {
    private static final String COMPOSE = """
        name: lab
        services: {db: {image: "db:1"}}
        jobs:
          backup:
            image: backup:1
            depends_on: [first]
            triggers: {schedule: [{cron: "0 0 * * *", timezone: Europe/Berlin}, "0 0 * * *"]}
          first: {image: "first:1", triggers: {manual: true}}
        """;

    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void a_backup_at_midnight() {
        lab = new Lab(folder).file(COMPOSE);
        lab.engine().has("backup:1", "first:1");
        lab.engine()
                .set(new Action.CreateVolume(new VolumeSpec(
                        "lab.backup.armed",
                        Map.of(HomelabLabels.PROJECT, "lab", HomelabLabels.JOB_ARMED, "backup"),
                        ApiObject.EMPTY)));
        lab.engine().image("backup:1").logs("saved").exitsAfter(Duration.ofSeconds(2), 3);
        lab.engine().image("first:1").logs("prepared").exitsAfter(Duration.ofSeconds(1), 0);
    }

    private List<String> containers() {
        return lab.engine().containers().stream().map(ObservedContainer::name).toList();
    }

    @Test
    void a_list_says_when_each_is_due() {
        Outcome outcome = lab.type("jobs list --next 2");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("0 0 * * * Europe/Berlin; 0 0 * * * UTC", "first   by hand", "never")
                .contains("backup is due", "2026-01-02 00:00 Europe/Berlin", "2026-01-02 00:00 UTC");
        assertThat(lab.type("jobs list -q").out()).isEqualTo("backup\nfirst\n");
    }

    @Test
    void a_list_for_programs_has_instants() {
        assertThat(lab.type("jobs list --format json").out())
                .contains("\"2026-01-01T23:00:00Z\"", "\"timezone\" : \"Europe/Berlin\"");
    }

    @Test
    void by_hand_a_job_runs_after_those_that_it_needs_and_passes_on_its_code() {
        Outcome outcome = lab.type("run -q backup");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).isEqualTo("prepared\nsaved\n");
        assertThat(outcome.err()).contains("job first runs first");
        assertThat(containers()).singleElement().asString().startsWith("lab-backup-run-");
    }

    @Test
    void a_timer_runs_it_once_and_tells_what_it_did() {
        Outcome first = lab.type("jobs fire backup");
        Outcome second = lab.type("jobs fire backup");

        assertThat(first.code()).isEqualTo(3);
        assertThat(first.err()).contains("backup started", "failed, exit code 3");
        assertThat(second.code()).isZero();
        assertThat(second.err()).as("a timer that mails what is said").isEmpty();
        assertThat(containers()).containsExactly("lab-backup-20260101T0000Z");
    }

    @Test
    void runs_and_their_logs_are_on_record() {
        assertThat(lab.type("jobs runs backup").out()).isEqualTo("No run of backup is on record.\n");
        assertThat(lab.type("jobs logs backup").code()).isEqualTo(9);
        assertThat(lab.type("jobs fire backup").code()).isEqualTo(3);

        assertThat(lab.type("jobs runs backup").out())
                .contains("lab-backup-20260101T0000Z", "schedule", "2.0s", "failed, exit code 3");
        assertThat(lab.type("jobs logs backup")).isEqualTo(new Outcome(0, "saved\n", ""));
        assertThat(lab.type("jobs wait backup").code()).isEqualTo(3);
        assertThat(lab.type("jobs show backup").out())
                .contains("Job backup", "while it runs: forbid; missed times: one", "lab-backup-20260101T0000Z");
        assertThat(lab.type("jobs prune backup").err()).contains("No run of backup is more than it keeps.");
    }

    @Test
    void a_deploy_says_what_it_arms_and_a_plan_what_has_changed() {
        assertThat(lab.type("deploy all").code()).isZero();
        lab.file(COMPOSE.replace("{cron: \"0 0 * * *\"", "{cron: \"0 7 * * *\""));

        Outcome outcome = lab.type("plan all");

        assertThat(outcome.out()).contains("job backup", "triggers.schedule", "0 7 * * * Europe/Berlin");
    }

    @Test
    void timers_of_systemd_are_shown_then_written_and_taken_away() throws IOException {
        Path units = folder.resolve("units");
        String install = "jobs install --systemd --directory units --program ./homelab";
        assertThat(lab.type(install).err()).contains("OnCalendar=*-*-* 0:0:00 Europe/Berlin", "add --yes");
        assertThat(units).doesNotExist();

        assertThat(lab.type(install + " --yes").code()).isZero();

        assertThat(units.resolve("homelab-lab-backup.timer"))
                .content()
                .contains("OnCalendar=*-*-* 0:0:00 UTC", "Persistent=true", "WantedBy=timers.target");
        assertThat(units.resolve("homelab-lab-backup.service"))
                .content()
                .contains("ExecStart=" + folder.resolve("homelab"), " jobs fire backup", "WorkingDirectory=" + folder);
        assertThat(lab.type(install).err()).contains("All is as it should be");
        assertThat(lab.type("jobs uninstall --systemd --directory units --yes").code())
                .isZero();
        assertThat(units).isEmptyDirectory();
    }

    @Test
    void a_deploy_tells_of_a_job_that_it_leaves_out() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        Files.writeString(folder.resolve("orchestration/services.yaml"), "services: {db: {}}\n");
        Files.writeString(folder.resolve("orchestration/compose.all.yml"), """
            services: {db: {image: 'db:1'}}
            jobs:
              tidy: {image: 'db:1', triggers: {schedule: ["0 3 * * *"], manual: true}}
            """);

        Outcome plan = lab.type("plan all");

        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains(
                        "the job tidy is left out: orchestration/compose.all.yml:3:",
                        "remove it: a job can be run by hand anyway");
    }

    @Test
    void timers_are_called_with_what_says_where_files_and_engine_are() throws IOException {
        assertThat(lab.type("--strict --host nas jobs install --systemd --directory units --program ./homelab --yes")
                        .code())
                .isZero();

        assertThat(folder.resolve("units/homelab-lab-backup.service"))
                .content()
                .contains(" --host nas --strict jobs fire backup");
    }

    @Test
    void a_crontab_has_a_line_for_each_schedule_and_no_other_file_is_touched() throws IOException {
        Path others = folder.resolve("homelab-lab-mine");
        Files.writeString(others, "mine");
        String cron = " --cron --directory . --yes";

        assertThat(lab.type("jobs install --user ann --program /opt/homelab" + cron)
                        .code())
                .isZero();
        assertThat(folder.resolve("homelab-lab"))
                .content()
                .contains(" ann cd " + folder + " && /opt/homelab jobs fire backup");
        assertThat(lab.type("jobs uninstall" + cron).code()).isZero();

        assertThat(folder.resolve("homelab-lab")).doesNotExist();
        assertThat(others).exists();
        assertThat(lab.type("jobs install").code()).isEqualTo(2);
    }

    @Test
    void a_failure_is_told_to_the_command_of_the_catalog() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        Files.writeString(folder.resolve("orchestration/services.yaml"), """
            groups: {nightly: {services: [db]}}
            services: {db: {description: Data}}
            jobs:
              backup:
                description: Dumps the data
                group: nightly
                owner: ann
                on_failure: echo "$HOMELAB_PROJECT $HOMELAB_JOB $HOMELAB_STATE $HOMELAB_EXIT_CODE" > told
            """);
        Files.writeString(folder.resolve("orchestration/compose.all.yml"), COMPOSE);

        Outcome outcome = lab.type("jobs fire backup");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(3);
        assertThat(folder.resolve("told")).content().isEqualTo("lab backup failed 3\n");
        assertThat(lab.type("services list").out())
                .contains("Jobs (", "backup", "Dumps the data; group nightly; ask ann");
        assertThat(lab.type("health").err() + lab.type("health").out()).contains("job backup: failed (3)");
        assertThat(lab.type("status").out()).contains("Jobs: 2, 1 armed.", "backup failed (3)");
    }

    @Test
    void a_job_of_the_catalog_that_no_file_has_is_refused_where_it_stands() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        Files.writeString(folder.resolve("orchestration/services.yaml"), "services: {db: {}}\njobs: {bakup: {}}\n");
        Files.writeString(folder.resolve("orchestration/compose.all.yml"), COMPOSE);

        Outcome outcome = lab.type("jobs list");

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("services.yaml:2:", "no Compose file has a job \"bakup\"", "backup");
    }

    @Test
    void a_paused_job_is_not_fired() {
        assertThat(lab.type("jobs pause backup").code()).isZero();
        Outcome outcome = lab.type("jobs fire backup");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("the job is paused");
        assertThat(lab.type("jobs list").out()).contains("paused");
        assertThat(lab.type("jobs resume backup").code()).isZero();
        assertThat(lab.type("jobs fire backup").code()).isEqualTo(3);
    }

    @Test
    void a_name_that_is_no_jobs_is_told_what_is_meant() {
        Outcome outcome = lab.type("jobs runs bakup");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("no job `bakup`. Did you mean `backup`?");
    }

    @Test
    void what_is_for_services_says_what_to_type_for_a_job() {
        for (String command : List.of("deploy", "start", "stop", "undeploy", "restart")) {
            Outcome outcome = lab.type(command + " backup");
            assertThat(outcome.code()).as(command).isEqualTo(2);
            assertThat(outcome.err()).as(command).contains("`backup` is a job", "homelab run backup");
        }
    }

    private static final String BACKED_UP = COMPOSE.replace(
            "services:",
            "x-homelab: {backup: {schedule: {cron: \"0 3 * * *\", timezone: Europe/Berlin}, keep: {daily: 7}}}\nservices:");

    @Test
    void a_scheduled_backup_tells_when_it_is_due_and_what_other_programs_need() {
        lab.file(BACKED_UP);

        assertThat(lab.type("backup schedule").out())
                .contains(
                        "Due by 0 3 * * * Europe/Berlin, next at 2026-01-01T03:00+01:00",
                        "There is no complete backup of everything yet.",
                        "What stays: daily 7.");
        assertThat(lab.type("backup schedule --format json").out())
                .contains("\"2026-01-01T02:00:00Z\"", "\"daily\" : 7");
        assertThat(lab.type("backup schedule --cron --program /opt/homelab").out())
                .contains("# homelab-lab\n", " && /opt/homelab backup --due\n");
        assertThat(lab.type("backup schedule --systemd --program /opt/homelab").out())
                .contains(
                        "# homelab-lab:backup.timer\n",
                        "OnCalendar=*-*-* 3:0:00 Europe/Berlin\n",
                        "ExecStart=/opt/homelab backup --due\n");
    }

    @Test
    void timers_are_installed_for_backups_as_for_jobs() throws IOException {
        lab.file(BACKED_UP);
        Path units = folder.resolve("units");

        Outcome install = lab.type("jobs install --systemd --program /opt/homelab -y --directory " + units);

        assertThat(install.code()).as(install.err()).isZero();
        assertThat(install.err())
                .as("systemctl enable takes no patterns")
                .contains("enable --now homelab-lab-backup.timer homelab-lab:backup.timer`");
        assertThat(units.resolve("homelab-lab:backup.service")).content().contains("/opt/homelab backup --due");
        assertThat(units.resolve("homelab-lab-backup.service")).content().contains("/opt/homelab jobs fire backup");
        assertThat(lab.type("jobs uninstall --systemd -y --directory " + units).code())
                .isZero();
        assertThat(units).isEmptyDirectory();
    }

    @Test
    void a_timer_takes_a_backup_that_is_due_and_no_other() {
        lab.file(BACKED_UP.replace("image: \"db:1\"", "image: \"db:1\", volumes: [\"data:/d\"]")
                + "volumes: {data: {}}\n");
        lab.engine().has("db:1");
        assertThat(lab.type("deploy db").code()).isZero();

        Outcome first = lab.type("backup --due");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("Backed up in ");
        assertThat(lab.type("backup --due").err()).contains("No backup is due");
        assertThat(lab.type("backup --due db").code()).isEqualTo(2);
        assertThat(lab.type("backups prune --plan").out()).contains("keep    lab-backup-", "daily 2026-01-01");
    }

    @Test
    void files_without_a_schedule_for_backups_are_5_with_what_to_write() {
        Outcome outcome = lab.type("backup schedule");

        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.err()).contains("no schedule for backups", "x-homelab: {backup: {schedule:");
    }
}
