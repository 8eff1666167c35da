package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.fleet.Fleet;
import io.homelabhub.fleet.FleetPlan;
import io.homelabhub.fleet.FleetResult;
import io.homelabhub.fleet.FleetStats;
import io.homelabhub.observed.Health;
import io.homelabhub.operation.LogQuery;
import io.homelabhub.operation.ServiceLog;
import io.homelabhub.plan.Verb;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two engines as two hosts: a dashboard on the one of these tests, its database on the one that {@code HOMELAB_IT_SECOND_HOST} names. */
@Tag("long")
class FleetIT {
    private static final int LONGEST = 120;

    private static final Optional<String> SECOND = Optional.ofNullable(System.getenv("HOMELAB_IT_SECOND_HOST"));

    @RegisterExtension
    final RealEngine here = new RealEngine(RealEngine.host());

    @RegisterExtension
    final RealEngine there = new RealEngine(SECOND.or(RealEngine::host));

    @TempDir
    Path folder = Path.of("set by JUnit");

    private int port;

    private static String endpoint(Optional<String> host) {
        return host.orElse("unix:///var/run/docker.sock");
    }

    @BeforeEach
    void files() throws IOException {
        Assumptions.assumeTrue(
                SECOND.isPresent() && !endpoint(SECOND).equals(endpoint(here.endpoint())),
                "needs HOMELAB_IT_SECOND_HOST, another engine");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectories(folder.resolve("orchestration"));
        write("hosts.yaml", """
                hosts:
                  server-a: {endpoint: '%s', address: 127.0.0.1}
                  server-b: {endpoint: '%s', address: 127.0.0.1}
                """.formatted(endpoint(here.endpoint()), endpoint(SECOND)));
        write("services.yaml", "services: {dashboard: {host: server-a}, db: {host: server-b}}\n");
        compose("one", "sleep 1; echo stored; touch /tmp/ready; exec sleep 600");
    }

    @AfterEach
    void remove() {
        if (SECOND.isPresent()) {
            for (String host : List.of("server-a", "server-b")) {
                builder(folder)
                        .host(host)
                        .build()
                        .planRemoval(RemovalRequest.of(List.of("all")).withVolumes(Set.of("all")))
                        .apply();
            }
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("orchestration").resolve(name), text);
    }

    private void compose(String version, String db) throws IOException {
        write("compose.base.yml", """
                name: %1$s
                services:
                  dashboard:
                    image: '%2$s'
                    command: [sh, -c, 'echo shown; exec sleep 600']
                    environment: {VERSION: %3$s}
                    stop_grace_period: 0s
                    depends_on: {db: {condition: service_healthy}}
                  db:
                    image: '%2$s'
                    command: [sh, -c, '%4$s']
                    environment: {VERSION: %3$s}
                    stop_grace_period: 0s
                    ports: ['127.0.0.1:%5$d:%5$d']
                    volumes: ['data:/data']
                    healthcheck: {test: [CMD, test, -f, /tmp/ready], interval: 1s, retries: 3}
                volumes: {data: {}}
                """.formatted(here.project(), RealEngine.IMAGE, version, db, port));
    }

    private static HomelabBuilder builder(Path folder) {
        return Homelab.builder().workingDirectory(folder).environment(Map.of());
    }

    private FleetResult deploy() {
        return deploy(folder, ProgressListener.NONE);
    }

    private static FleetResult deploy(Path folder, ProgressListener listener) {
        return builder(folder)
                .listener(listener)
                .build()
                .fleet()
                .plan(DeployRequest.of(List.of("all")))
                .run(new Cancellation());
    }

    private ContainerStatus dashboard() {
        return here.engine().status(here.project() + "-dashboard-1").orElseThrow();
    }

    private ContainerStatus db() {
        return there.engine().status(here.project() + "-db-1").orElseThrow();
    }

    @Test
    void a_dashboard_starts_here_once_its_database_elsewhere_is_healthy() {
        FleetResult first = deploy();

        assertThat(first.ending()).as(first.failures().toString()).isEqualTo(Ending.APPLIED);
        assertThat(db().health()).isIn(Health.HEALTHY, Health.STARTING);
        assertThat(dashboard().startedAt()).isAfter(db().startedAt().plusMillis(900));
        assertThat(here.engine().status(here.project() + "-db-1")).isEmpty();
        assertThat(deploy().ending()).isEqualTo(Ending.NOTHING_TO_DO);
    }

    @Test
    void lines_and_figures_of_both_come_in_one() {
        deploy();
        Fleet fleet = builder(folder).build().fleet();
        List<String> notices = new ArrayList<>();

        try (ServiceLog log = fleet.logs(LogQuery.of(List.of("all")), notices::add)) {
            List<String> lines = Stream.generate(log::next)
                    .takeWhile(Optional::isPresent)
                    .flatMap(Optional::stream)
                    .map(entry -> entry.origin() + ": " + entry.text())
                    .toList();
            assertThat(lines)
                    .containsExactly(
                            "server-b " + here.project() + "-db-1: stored",
                            "server-a " + here.project() + "-dashboard-1: shown");
        }
        try (FleetStats stats = fleet.stats(List.of())) {
            assertThat(stats.next()).containsOnlyKeys("server-a", "server-b").allSatisfy((host, rows) -> assertThat(
                            rows)
                    .singleElement()
                    .satisfies(row -> assertThat(row.stats()).isPresent()));
            assertThat(stats.silent()).isEmpty();
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void a_failure_there_takes_back_what_was_done_here() throws IOException {
        deploy();
        String before = dashboard().id();
        String database = db().id();
        compose("two", "exit 3");

        FleetResult second = deploy();

        assertThat(second.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(second.failures()).containsOnlyKeys("server-b");
        assertThat(dashboard().id()).isEqualTo(before);
        assertThat(db().id()).isEqualTo(database);
        assertThat(List.of(dashboard().state(), db().state())).allMatch(state -> state.isUp());
    }

    @Test
    void a_database_there_goes_once_the_dashboard_here_is_down_and_its_data_only_if_asked() {
        deploy();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        HomelabRuntime lab = builder(folder)
                .listener(event -> {
                    if (event instanceof HomelabEvent.StepFinished finished
                            && finished.step().work().does(Verb.STOP)) {
                        order.add(finished.step().resource().name());
                    }
                })
                .build();

        FleetPlan refused = lab.fleet().plan(RemovalRequest.of(List.of("db")));
        assertThat(refused.isRefused()).isTrue();
        FleetResult result = lab.fleet().plan(RemovalRequest.of(List.of("all"))).run(new Cancellation());

        assertThat(result.ending()).as(result.failures().toString()).isEqualTo(Ending.APPLIED);
        assertThat(order).containsExactly("dashboard", "db");
        assertThat(here.engine().status(here.project() + "-dashboard-1")).isEmpty();
        assertThat(there.engine().status(here.project() + "-db-1")).isEmpty();
        assertThat(there.engine()
                        .observe(ObserveRequest.listing(here.project()))
                        .volume(data()))
                .isPresent();
        assertThat(lab.fleet()
                        .plan(RemovalRequest.of(List.of("all")).withVolumes(Set.of("data")))
                        .run(new Cancellation())
                        .ending())
                .isEqualTo(Ending.APPLIED);
        assertThat(there.engine()
                        .observe(ObserveRequest.listing(here.project()))
                        .volume(data()))
                .isEmpty();
        assertThat(lab.fleet().plan(RemovalRequest.of(List.of("all"))).isEmpty())
                .isTrue();
    }

    private String data() {
        return here.project() + "_data";
    }

    @Test
    void an_undeploy_that_is_killed_is_finished_by_the_next() throws Exception {
        for (int events : List.of(2, 4, 7)) {
            deploy();
            kill(events, "undeploy");

            FleetResult next = builder(folder)
                    .build()
                    .fleet()
                    .plan(RemovalRequest.of(List.of("all")))
                    .run(new Cancellation());

            assertThat(next.ending().isSuccess())
                    .as("%d: %s", events, next.failures())
                    .isTrue();
            assertThat(here.engine().status(here.project() + "-dashboard-1")).isEmpty();
            assertThat(there.engine().status(here.project() + "-db-1")).isEmpty();
            assertThat(here.engine().lockHolder(here.project())).isEmpty();
            assertThat(there.engine().lockHolder(here.project())).isEmpty();
        }
    }

    @Test
    void a_deploy_that_is_killed_is_finished_by_the_next() throws Exception {
        for (int events : List.of(2, 6, 11)) {
            compose("killed-at-" + events, "touch /tmp/ready; exec sleep 600");
            kill(events, "deploy");

            FleetResult next = deploy();

            assertThat(next.ending().isSuccess())
                    .as("%d: %s", events, next.failures())
                    .isTrue();
            assertThat(deploy().ending()).isEqualTo(Ending.NOTHING_TO_DO);
            assertThat(here.engine().lockHolder(here.project())).isEmpty();
            assertThat(there.engine().lockHolder(here.project())).isEmpty();
        }
    }

    private void kill(int events, String what) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Killed.class.getName(),
                        folder.toString(),
                        String.valueOf(events),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        assertThat(process.waitFor(LONGEST, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(CrashingDeploy.KILLED);
    }

    /** Deploys or undeploys, in a JVM of its own, and ends it in the middle as {@code kill -9} does. */
    static final class Killed {
        private static int left;

        private Killed() {}

        /**
         * Deploys or undeploys, and halts this process.
         *
         * @param arguments the folder; after how many events, or at the end of the run; and which of the two
         */
        public static void main(String[] arguments) {
            left = Integer.parseInt(arguments[1]);
            ProgressListener killer = event -> {
                left--;
                if (left <= 0) {
                    Runtime.getRuntime().halt(CrashingDeploy.KILLED);
                }
            };
            Fleet fleet =
                    builder(Path.of(arguments[0])).listener(killer).build().fleet();
            List<String> all = List.of("all");
            FleetPlan plan = arguments[2].equals("deploy")
                    ? fleet.plan(DeployRequest.of(all))
                    : fleet.plan(RemovalRequest.of(all));
            FleetResult unused = plan.run(new Cancellation());
            Runtime.getRuntime().halt(CrashingDeploy.KILLED);
        }
    }
}
