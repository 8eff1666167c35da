package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.FileContent;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Making, naming, changing and removing containers. */
interface ContainerClauses extends Clauses {
    @Test
    default void required_c01_a_new_container_is_created_and_not_started() {
        String name = bench().create(bench().spec("web", Program.RUNS_ON));

        assertThat(bench().status(name)).satisfies(status -> {
            assertThat(status.name()).isEqualTo(name);
            assertThat(status.state()).isEqualTo(ContainerState.CREATED);
            assertThat(status.exitCode()).isZero();
            assertThat(status.restarts()).isZero();
        });
        assertThat(bench().observed(name).labels())
                .containsAllEntriesOf(bench().spec("web", Program.RUNS_ON).labels());
    }

    @Test
    default void required_c02_a_taken_name_is_a_conflict_and_its_holder_stays() {
        String name = bench().run("web", Program.RUNS_ON);
        String id = bench().status(name).id();

        EngineException refusal = bench().refused(new Action.CreateContainer(bench().spec("web", Program.ENDS_WELL)));

        assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refusal).hasMessageContaining(name);
        assertThat(bench().status(name).id()).isEqualTo(id);
        assertThat(bench().state(name)).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    default void required_c03_removing_an_absent_container_is_already_so() {
        assertThat(bench().remove(bench().name("nobody"))).isEqualTo(Effect.ALREADY_SO);
    }

    @Test
    default void required_c04_an_absent_image_is_not_found_and_leaves_nothing_behind() {
        ContainerSpec web = bench().spec("web", Program.RUNS_ON);
        ContainerSpec imageless = web.withImage("homelab-contract-absent:1");

        assertThat(bench().refused(new Action.CreateContainer(imageless)).kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(bench().engine.status(web.name())).isEmpty();
    }

    @Test
    default void required_c05_no_refusal_tells_an_environment_value() {
        bench().create(bench().spec("web", Program.RUNS_ON));
        ContainerSpec secret =
                bench().spec("web", Program.RUNS_ON).withConfig("Env", List.of("PASSWORD=contract-secret-value"));

        EngineException refusal = bench().refused(new Action.CreateContainer(secret));

        assertThat(refusal).hasMessageNotContaining("contract-secret-value");
        assertThat(refusal.remedy()).doesNotContain("contract-secret-value");
    }

    @Test
    default void required_c06_a_running_container_is_removed_with_its_process() {
        String name = bench().run("web", Program.RUNS_ON);

        assertThat(bench().remove(name)).isEqualTo(Effect.DONE);
        assertThat(bench().engine.status(name)).isEmpty();
        assertThat(bench().observe().container(name)).isEmpty();
    }

    @Test
    default void required_c07_a_renamed_container_keeps_its_id_and_state() {
        String old = bench().run("web", Program.RUNS_ON);
        String id = bench().status(old).id();
        Action rename = new Action.RenameContainer(old, bench().name("web-old"));

        assertThat(bench().perform(rename)).isEqualTo(Effect.DONE);
        assertThat(bench().engine.status(old)).isEmpty();
        assertThat(bench().status(bench().name("web-old")).id()).isEqualTo(id);
        assertThat(bench().state(id)).isEqualTo(ContainerState.RUNNING);
        assertThat(bench().perform(new Action.RenameContainer(id, bench().name("web-old"))))
                .isEqualTo(differs(Difference.RENAMES_TO_THE_SAME_NAME) ? Effect.DONE : Effect.ALREADY_SO);
    }

    @Test
    default void required_c08_renaming_to_a_taken_name_is_a_conflict_and_changes_neither() {
        String one = bench().create(bench().spec("one", Program.RUNS_ON));
        String other = bench().create(bench().spec("other", Program.RUNS_ON));
        String id = bench().status(one).id();

        assertThat(bench().refused(new Action.RenameContainer(one, other)).kind())
                .isEqualTo(Kind.CONFLICT);
        assertThat(bench().status(one).id()).isEqualTo(id);
    }

    @Test
    default void required_c09_a_container_is_addressed_by_id_and_by_name() {
        String name = bench().run("web", Program.RUNS_ON);
        String id = bench().status(name).id();

        assertThat(id).matches("[0-9a-f]{64}");
        assertThat(bench().status(id).name()).isEqualTo(name);
        assertThat(bench().stop(id)).isEqualTo(Effect.DONE);
    }

    @Test
    default void required_c10_the_inspection_holds_what_the_container_was_made_with() {
        ContainerSpec spec = bench().spec("web", Program.RUNS_ON).withConfig("Env", List.of("COLOUR=blue"));
        spec = spec.withConfig("WorkingDir", "/tmp");
        spec = spec.withHostConfig("RestartPolicy", Map.of("Name", "unless-stopped"));
        String name = bench().create(spec);

        ApiObject inspection = bench().inspection(name);

        assertThat(inspection.object("Config").strings("Env")).contains("COLOUR=blue");
        assertThat(inspection.object("Config").string("WorkingDir")).contains("/tmp");
        assertThat(inspection.object("Config").strings("Cmd")).isEqualTo(Program.RUNS_ON.command());
        assertThat(inspection.object("HostConfig").object("RestartPolicy").string("Name"))
                .contains("unless-stopped");
        assertThat(inspection.string("Name")).contains("/" + name);
    }

    @Test
    default void required_c11_an_observation_inspects_the_projects_containers_alone() {
        String name = bench().create(bench().spec("web", Program.RUNS_ON));
        ContainerSpec strange = bench().spec("stranger", Program.RUNS_ON).withLabels(Map.of());
        bench().create(strange);

        assertThat(bench().observed(name).inspection()).isPresent();
        assertThat(bench().observed(strange.name()).inspection()).isEmpty();
    }

    /** Podman 4.3 has no such call in its compatible API. */
    @Test
    default void required_c12_limits_and_restart_policy_change_while_it_runs() {
        needs(Feature.UPDATE);
        String name = bench().run("web", Program.RUNS_ON);
        Action update =
                new Action.UpdateContainer(name, ApiObject.of(Map.of("RestartPolicy", Map.of("Name", "always"))));

        if (differs(Difference.UPDATES_NOTHING)) {
            assertThat(bench().refused(update).kind()).isEqualTo(Kind.NOT_FOUND);
        } else {
            assertThat(bench().perform(update)).isEqualTo(Effect.DONE);
            assertThat(bench().inspection(name)
                            .object("HostConfig")
                            .object("RestartPolicy")
                            .string("Name"))
                    .contains("always");
        }
        assertThat(bench().state(name)).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    default void required_c13_files_are_in_the_container_before_it_starts() {
        needs(Feature.FILES);
        ContainerSpec spec = bench().spec("web", Program.RUNS_ON);
        byte[] content = "hello from a file".getBytes(StandardCharsets.UTF_8);
        ContainerSpec withFile = spec.withFiles(List.of(new FileContent("/run/greeting.txt", 0444, 0, 0, content)));
        String name = bench().run(withFile);

        ProbeResult read = bench().engine.execute(name, List.of("cat", "/run/greeting.txt"), Duration.ofSeconds(5));

        assertThat(read.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(read.output()).isEqualTo("hello from a file");
    }

    @Test
    default void required_c14_the_container_shows_the_id_of_its_image() {
        ObservedContainer web = bench().observed(bench().create(bench().spec("web", Program.RUNS_ON)));

        String image = bench().spec("web", Program.RUNS_ON).image();
        assertThat(web.imageId()).startsWith("sha256:");
        if (differs(Difference.QUALIFIES_IMAGE_NAMES)) {
            assertThat(web.image()).matches("(docker.io/library|localhost)/" + Pattern.quote(image));
        } else {
            assertThat(web.image()).isEqualTo(image);
        }
    }

    @Test
    default void required_c15_labels_that_depend_on_ids_get_their_values() {
        ObservedContainer other = bench().observed(bench().create(bench().spec("other", Program.RUNS_ON)));
        String mark = "\\u0001"; // as JSON writes it
        ContainerSpec spec = bench().spec("web", Program.RUNS_ON)
                .withLabel(ComposeLabels.IMAGE, "")
                .withLabel(ComposeLabels.CONFIG_HASH, "{\"pid\":\"" + mark + other.name() + mark + "\"}");

        ObservedContainer web = bench().observed(bench().create(spec));

        String text = "{\"pid\":\"" + other.id() + "\"}";
        assertThat(web.label(ComposeLabels.IMAGE)).contains(web.imageId());
        assertThat(web.label(ComposeLabels.CONFIG_HASH)).contains(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** However an engine spells it, and whatever it adds: the plan after a deploy is empty. */
    @Test
    default void required_c17_what_was_just_made_differs_in_nothing_from_what_was_asked_for() {
        String network = bench().network("lab");
        NetworkAttachment attachment = new NetworkAttachment(
                network, ApiObject.of(Map.of("Aliases", List.of("www"), "MacAddress", "02-42-AC-11-00-99")));
        ContainerSpec spec = Bench.withNetworks(bench().spec("web", Program.RUNS_ON), List.of(attachment))
                .withConfig("Env", List.of("PLACE=here"))
                .withConfig("ExposedPorts", Map.of("7000", Map.of(), "7001/TCP", Map.of()))
                .withHostConfig("Dns", List.of("FD00::1"))
                .withHostConfig("ExtraHosts", List.of("db:FD00::2"))
                .withHostConfig("Binds", List.of(bench().volume("data") + ":/data"))
                .withHostConfig("RestartPolicy", Map.of("Name", "unless-stopped"));

        bench().create(spec);
        assertThat(bench().differences(spec)).isEmpty();
        bench().start(spec.name());
        assertThat(bench().differences(spec)).isEmpty();
        assertThat(bench().differences(spec.withConfig("Env", List.of("PLACE=there"))))
                .extracting(FieldDifference::path)
                .containsExactly("environment.PLACE");
    }

    /** Docker makes the directory for {@code Binds}; for {@code Mounts} only Podman does. */
    @Test
    default void required_c16_a_mount_of_a_path_that_is_not_there_is_refused_and_leaves_nothing_behind() {
        ApiObject mount =
                ApiObject.of(Map.of("Type", "bind", "Source", "/tmp/" + bench().name("absent"), "Target", "/data"));
        Action create = new Action.CreateContainer(
                bench().spec("web", Program.RUNS_ON).withHostConfig("Mounts", List.of(mount)));

        if (differs(Difference.MAKES_MOUNTED_PATHS)) {
            assertThat(bench().perform(create)).isEqualTo(Effect.DONE);
        } else {
            assertThat(bench().refused(create)).hasMessageContaining(bench().name("absent"));
            assertThat(bench().engine.status(bench().name("web"))).isEmpty();
        }
    }
}
