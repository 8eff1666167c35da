package io.homelabhub.cli.command.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.output.OutputFormat;
import io.homelabhub.cli.output.Page;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verdict;
import io.homelabhub.report.PlanTotals;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.resource.ResourceId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlanResultTests {
    private static final EngineInfo DOCKER = new EngineInfo("unix:///run/docker.sock", "Docker", "28.5.2", "1.51");

    private static final Cause NEW = Cause.of(Cause.Kind.NOT_FOUND);
    private static final Cause KEPT = Cause.of(Cause.Kind.UP_TO_DATE);

    @Test
    void gives_each_change_a_line_with_its_sign_and_its_causes_below() {
        Plan plan = plan(
                Change.of(ResourceId.network("homelab"), Verdict.CREATE, NEW),
                Change.of(ResourceId.service("postgres"), Verdict.KEEP, KEPT),
                Change.of(ResourceId.service("redis"), Verdict.START, Cause.of(Cause.Kind.STOPPED)),
                new Change(
                        ResourceId.service("discord-bot"),
                        Verdict.RECREATE,
                        List.of(
                                new Cause(
                                        Cause.Kind.IMAGE_CHANGED,
                                        "",
                                        List.of(new FieldDifference("image", "bot:1", "bot:2"))),
                                Cause.of(Cause.Kind.DEPENDENCY_RECREATED, "postgres")),
                        Downtime.RESTART,
                        false,
                        List.of("only one at a time can have address 10.79.1.53, port 53/udp")),
                Change.of(ResourceId.container("old"), Verdict.REMOVE, Cause.of(Cause.Kind.ORPHANED)));

        assertThat(text(plan)).isEqualTo("""
                homelab: deploy bots on Docker 28.5.2 (API 1.51) at unix:///run/docker.sock

                   + network homelab  create
                   ~ redis            start, stopped
                 -/+ discord-bot      recreate (does not answer meanwhile)
                       image changed
                         image: bot:1 -> bot:2
                       follows postgres
                       the old one stops first: only one at a time can have address 10.79.1.53, port 53/udp
                   - container old    remove, orphan

                Plan: 1 to create, 1 to start, 1 to recreate, 1 to remove, 1 unchanged.
                """);
    }

    @Test
    void says_whether_an_image_is_pulled_or_built() {
        ResourceId pulled = ResourceId.image("registry.lab/bot:2");
        ResourceId built = ResourceId.image("registry.lab/own:1");
        ImageBuild build = ImageBuild.of("registry.lab/own:1", Path.of("own"));
        Plan plan = new Plan(
                "homelab",
                "deploy bots",
                List.of(
                        Change.of(pulled, Verdict.CREATE, NEW),
                        Change.of(
                                built,
                                Verdict.CREATE,
                                Cause.of(Cause.Kind.CANNOT_PULL, "its registry does not have it"))),
                List.of(
                        new Step(
                                1,
                                new Action.PullImage("registry.lab/bot:2", Optional.empty()),
                                pulled,
                                Set.of(),
                                Set.of(),
                                List.of()),
                        new Step(2, new Action.BuildImage(build), built, Set.of(), Set.of(), List.of())),
                List.of());

        assertThat(text(plan)).contains("""
                   + image registry.lab/bot:2  pull
                   + image registry.lab/own:1  build, cannot be pulled: its registry does not have it
                """);
    }

    @Test
    void says_that_there_is_nothing_to_do() {
        Plan plan = new Plan(
                "homelab",
                "deploy core",
                List.of(
                        Change.of(ResourceId.service("postgres"), Verdict.KEEP, KEPT),
                        Change.of(ResourceId.service("redis"), Verdict.KEEP, KEPT)),
                List.of(),
                List.of("plex is disabled and left out."));

        assertThat(text(plan)).endsWith("""

                Nothing to do: 2 services are as they should be.
                Note: plex is disabled and left out.
                """);
    }

    @Test
    void says_loudly_what_loses_data() {
        Plan plan = plan(new Change(
                ResourceId.volume("homelab_pg"),
                Verdict.REMOVE,
                List.of(Cause.of(Cause.Kind.ASKED_FOR)),
                Downtime.NONE,
                true));

        assertThat(text(plan)).contains("   - volume homelab_pg  remove, asked for (its data is lost)\n");
    }

    @Test
    void says_that_no_engine_was_asked() {
        StringWriter out = new StringWriter();
        new PlanResult(plan(), Optional.empty())
                .print(new Page(new PrintWriter(out), false, 80, UnaryOperator.identity()));

        assertThat(out.toString()).startsWith("homelab: deploy bots on no engine, as if nothing were there\n");
    }

    @Test
    void a_service_of_several_containers_counts_each() {
        ResourceId worker = ResourceId.service("worker");
        List<Step> steps = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            Action create = new Action.CreateContainer(new ContainerSpec(
                    "worker-" + id,
                    "worker:1",
                    Optional.empty(),
                    Map.of(),
                    ApiObject.EMPTY,
                    ApiObject.EMPTY,
                    List.of(),
                    List.of()));
            steps.add(new Step(id, create, worker, Set.of(), Set.of(), List.of()));
        }
        Plan plan =
                new Plan("homelab", "deploy worker", List.of(Change.of(worker, Verdict.CREATE, NEW)), steps, List.of());

        assertThat(text(plan)).contains(" + worker  create 3 containers\n");
        assertThat(new PlanTotals(plan).sentence()).isEqualTo("Plan: 3 to create.");
        assertThat(new PlanTotals(plan).done(Set.of())).isEqualTo("3 created");
        assertThat(new PlanTotals(plan).done(Set.of(worker))).isEqualTo("1 unchanged");
    }

    @Test
    void tells_programs_the_same_with_a_schema_version() {
        Plan plan = plan(Change.of(ResourceId.service("redis"), Verdict.CREATE, NEW));

        String text = OutputFormat.YAML.text(new PlanResult(plan, Optional.of(DOCKER)).document());

        assertThat(text).isEqualTo("""
                schemaVersion: 1
                project: homelab
                operation: deploy bots
                engine:
                  endpoint: unix:///run/docker.sock
                  product: Docker
                  version: 28.5.2
                  apiVersion: "1.51"
                empty: false
                refused: false
                losesData: false
                summary:
                  create: 1
                changes:
                - kind: service
                  name: redis
                  verdict: create
                  causes:
                  - kind: not-found
                    subject: ""
                    differences: []
                  downtime: none
                  losesData: false
                  stopsFirst: []
                steps:
                - id: 1
                  work: start-container
                  kind: service
                  name: redis
                  after: []
                  afterEnd: []
                notices: []
                """);
    }

    private static Plan plan(Change... changes) {
        Step step = new Step(
                1, new Action.StartContainer("redis"), ResourceId.service("redis"), Set.of(), Set.of(), List.of());
        return new Plan("homelab", "deploy bots", List.of(changes), List.of(step), List.of());
    }

    private static String text(Plan plan) {
        StringWriter out = new StringWriter();
        new PlanResult(plan, Optional.of(DOCKER))
                .print(new Page(new PrintWriter(out), false, 80, UnaryOperator.identity()));
        return out.toString();
    }
}
