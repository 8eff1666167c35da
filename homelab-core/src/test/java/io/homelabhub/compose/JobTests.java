package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobTests {
    private static final String MANUAL = "triggers: {manual: true}";

    @TempDir
    private Path directory;

    private ComposeProject load(String yaml, String... profiles) throws IOException {
        Files.writeString(directory.resolve("compose.yaml"), yaml);
        return new ComposeLoader()
                .load(ComposeRequest.in(directory, Map.of("ZONE", "Europe/Berlin"))
                        .withProfiles(List.of(profiles)));
    }

    private ComposeJob job(String keys) throws IOException {
        return Objects.requireNonNull(
                load("jobs: {j: {image: x, " + keys + "}}").jobs().get("j"));
    }

    private List<String> refusals(String yaml) {
        return catchThrowableOfType(InvalidInputException.class, () -> load(yaml)).problems().stream()
                .map(problem -> problem.toString().replace(directory + "/", ""))
                .toList();
    }

    @Test
    void a_schedule_has_its_defaults() throws IOException {
        ComposeJob job = job("triggers: {schedule: ['0 3 * * *']}");

        Schedule schedule = job.triggers().schedules().get(0);
        assertThat(schedule.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(schedule.concurrency()).isEqualTo(Schedule.Concurrency.FORBID);
        assertThat(schedule.missedFires()).isEqualTo(Schedule.MissedFires.ONE);
        assertThat(job.triggers().manual()).isTrue();
        assertThat(job.options()).isEqualTo(JobOptions.DEFAULT);
    }

    @Test
    void a_schedule_says_more_where_it_is_a_map() throws IOException {
        ComposeJob job = job("triggers: {schedule: [{cron: '0 3 * * *', timezone: $ZONE, concurrency: queue,"
                + " missed_fires: skip}, '5 4 * * 0'], manual: false}");

        Schedule schedule = job.triggers().schedules().get(0);
        assertThat(schedule.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(schedule.concurrency()).isEqualTo(Schedule.Concurrency.QUEUE);
        assertThat(schedule.missedFires()).isEqualTo(Schedule.MissedFires.SKIP);
        assertThat(job.triggers().schedules()).hasSize(2);
        assertThat(job.triggers().manual()).isFalse();
    }

    @Test
    void a_job_says_more_to_homelab() throws IOException {
        ComposeJob job =
                job(MANUAL + ", x-homelab: {timeout: 1h30m, dependencies: require, keep: {succeeded: 1, failed: 0}}");

        assertThat(job.options().timeout()).contains(Duration.ofMinutes(90));
        assertThat(job.options().dependencies()).isEqualTo(JobOptions.Dependencies.REQUIRE);
        assertThat(job.options().keepSucceeded()).isEqualTo(1);
        assertThat(job.options().keepFailed()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "triggers: {schedule: ['60 * * * *']}                     | jobs.j.triggers.schedule[0].cron: the minute",
                "triggers: {schedule: [{cron: '@daily'}]}                 | jobs.j.triggers.schedule[0].cron: \"@daily\" has 1",
                "triggers: {schedule: ['0 0 * * *', '0 0 * * mon']}       | jobs.j.triggers.schedule[1].cron: the day of week",
                "triggers: {schedule: [{cron: '0 0 * * *', timezone: Europe/Berln}]} | there is no time zone",
                "triggers: {schedule: ['0 0 * * *'], manual: true}        | manual: true beside a schedule",
                "triggers: {}                                             | neither manual nor schedule",
                "triggers: {manual: true}, restart: always                | a job has no key \"restart\"",
                "triggers: {manual: true}, deploy: {}                     | a job has no key \"deploy\"",
                "triggers: {manual: true}, container_name: x              | a job has no key \"container_name\"",
                "triggers: {manual: true}, depends_on: [nobody]           | there is no service \"nobody\"",
                "triggers: {manual: true}, networks: [nowhere]            | not among the networks",
                "triggers: {manual: true}, x-homelab: {timeout: soon}     | \"soon\" is no duration",
                "triggers: {manual: true}, x-homelab: {dependencies: no}  | none of start, require and ignore",
                "triggers: {manual: true}, x-homelab: {keep: {failed: -1}} | expected a number from 0",
                "triggers: {manual: true}, x-homelab: {retries: 1}        | there is no such option for a job"
            })
    void what_a_job_cannot_say_is_refused_where_it_stands(String keys, String why) {
        assertThat(refusals("services: {db: {image: x}}\njobs:\n  j: {image: x, " + keys + "}"))
                .anyMatch(problem -> problem.startsWith("compose.yaml:3:") && problem.contains(why));
    }

    @Test
    void a_service_cannot_depend_on_a_job_and_is_told_what_it_can_do() {
        assertThat(refusals("services: {web: {image: x, depends_on: [j]}}\njobs: {j: {image: x, " + MANUAL + "}}"))
                .singleElement()
                .asString()
                .startsWith("compose.yaml:1:28")
                .contains("\"j\" is a job", "pre_start", "service_completed_successfully");
    }

    @Test
    void a_job_cannot_have_the_name_of_a_service_or_need_what_nobody_may_run() {
        assertThat(refusals("services: {j: {image: x}}\njobs: {j: {image: x, " + MANUAL + "}}"))
                .singleElement()
                .asString()
                .contains("has the name of a service");
        assertThat(refusals("jobs: {a: {image: x, depends_on: [b], " + MANUAL + "}, b: {image: x, triggers: {manual:"
                        + " false, schedule: ['0 0 * * *']}}}"))
                .singleElement()
                .asString()
                .contains("has manual: false");
    }

    @Test
    void jobs_that_need_each_other_are_refused() {
        assertThat(refusals("jobs: {a: {image: x, depends_on: [b], " + MANUAL + "}, b: {image: x, depends_on: [a], "
                        + MANUAL + "}}"))
                .singleElement()
                .asString()
                .contains("a -> b -> a");
    }

    @Test
    void a_job_is_enabled_by_its_profiles() throws IOException {
        String yaml = "jobs: {a: {image: x, profiles: [p], " + MANUAL + "}, b: {image: x, " + MANUAL + "}}";

        assertThat(load(yaml).jobs()).containsOnlyKeys("b");
        assertThat(load(yaml, "p").jobs()).containsOnlyKeys("a", "b");
    }

    @Test
    void what_only_a_job_names_belongs_to_the_project() throws IOException {
        ComposeProject project = load("""
                services: {db: {image: x}}
                jobs:
                  j:
                    image: x
                    networks: [n]
                    volumes: ["data:/v"]
                    secrets: [s]
                    triggers: {manual: true}
                networks: {n: {}, other: {}}
                volumes: {data: {}, other: {}}
                secrets: {s: {environment: ZONE}}
                """);

        assertThat(project.networks()).containsOnlyKeys("default", "n");
        assertThat(project.volumes()).containsOnlyKeys("data");
        assertThat(project.secrets()).containsOnlyKeys("s");
    }

    @Test
    void a_job_reads_its_files_of_variables() throws IOException {
        Files.writeString(directory.resolve("job.env"), "A=1\nDB_PASSWORD=hidden-value\n");

        ComposeProject project =
                load("jobs: {j: {image: x, env_file: [job.env], environment: {B: '2'}, " + MANUAL + "}}");

        assertThat(Objects.requireNonNull(project.jobs().get("j"))
                        .workload()
                        .canonical()
                        .get("environment"))
                .isEqualTo(Map.of("A", "1", "B", "2", "DB_PASSWORD", "hidden-value"));
        assertThat(project.secretMask().mask("say hidden-value")).doesNotContain("hidden-value");
    }

    @Test
    void a_later_file_is_laid_over_a_job() throws IOException {
        Files.writeString(
                directory.resolve("compose.override.yaml"),
                "jobs: {j: {environment: {B: '3'}, triggers: {schedule: !override ['0 5 * * *']}}}");

        ComposeJob job = job("environment: {A: '1', B: '2'}, triggers: {schedule: ['0 3 * * *']}");

        assertThat(job.workload().canonical().get("environment")).isEqualTo(Map.of("A", "1", "B", "3"));
        assertThat(job.triggers().schedules()).extracting(Schedule::cron).hasToString("[0 5 * * *]");
    }

    @Test
    void as_a_service_it_needs_services_alone() throws IOException {
        ComposeProject project = load("services: {db: {image: x}}\njobs: {a: {image: x, depends_on: [b, db], " + MANUAL
                + "}, b: {image: x, " + MANUAL + "}}");

        ComposeProject running = project.withServicesOf(Set.of("a"));

        assertThat(running.services()).containsOnlyKeys("a", "db");
        assertThat(Objects.requireNonNull(running.services().get("a")).dependsOn())
                .containsOnlyKeys("db");
    }
}
