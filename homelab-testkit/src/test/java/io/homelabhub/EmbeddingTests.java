package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Plan;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import io.homelabhub.testkit.time.VirtualClock;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that runs Homelab inside itself does to it, and must not suffer from it. */
class EmbeddingTests {
    private static final String COMPOSE = """
            name: lab
            services:
              db:
                image: db:1
                healthcheck: {test: ["CMD", "ready"], interval: 1s}
              web:
                image: web:1
                depends_on: {db: {condition: service_healthy}}
            """;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1);

    @TempDir
    private Path folder;

    private HomelabBuilder builder = Homelab.builder();

    @BeforeEach
    void prepare() throws IOException {
        engine.has("db:1", "web:1");
        builder = ComposeFolder.with(COMPOSE, folder, engine, clock);
    }

    @AfterEach
    void no_thread_is_left() {
        clock.advance(Duration.ofSeconds(1)); // for those that have been told to end
        assertThat(clock.tasksUnderWay()).isEmpty();
        assertThat(clock.uncaught()).isEmpty();
    }

    private EngineProvider through(UnaryOperator<Engine> layer) {
        EngineProvider real = engine.provider();
        return new EngineProvider() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public Engine open(EngineSettings settings) {
                return layer.apply(real.open(settings));
            }
        };
    }

    /** Interrupts the thread that does {@code work} after {@code time}, and tells whether the flag was set when it had ended. */
    private boolean isStillInterrupted(Duration time, Runnable work) throws InterruptedException {
        Mailbox<Boolean> flag = clock.mailbox();
        Task task = clock.start("embedder", () -> {
            try {
                work.run();
            } catch (RuntimeException expected) {
                // what it is, others test
            }
            flag.put(Thread.interrupted());
        });
        clock.sleep(time);
        task.interrupt();
        return flag.take();
    }

    @Test
    void an_interrupted_apply_gives_the_lock_back() throws InterruptedException {
        engine.image("db:1").neverHealthy();
        HomelabRuntime lab = builder.build();

        assertThat(isStillInterrupted(
                        Duration.ofMillis(1500), () -> lab.plan("web").apply()))
                .isTrue();
        assertThat(lab.lockHolder()).isEmpty();
        assertThat(engine.running()).isEmpty();
    }

    @Test
    void an_interrupt_while_the_lock_is_given_back_does_not_keep_it() throws InterruptedException {
        engine.on(Calls.of(Verb.RELEASE_LOCK)).fails(Kind.UNREACHABLE, Times.times(20));
        HomelabRuntime lab = builder.build();

        assertThat(isStillInterrupted(
                        Duration.ofSeconds(6), () -> lab.plan("web").apply()))
                .isTrue();
        assertThat(lab.lockHolder()).isEmpty();
    }

    @Test
    void a_lock_that_was_taken_without_an_answer_is_not_left_behind() {
        engine.on(Calls.of(Verb.ACQUIRE_LOCK)).losesTheAnswer(Times.times(1));
        HomelabRuntime lab = builder.build();

        assertThatThrownBy(() -> lab.plan("web").apply()).isInstanceOf(RuntimeException.class);
        assertThat(lab.lockHolder()).isEmpty();
    }

    @Test
    void an_interrupt_while_waiting_for_the_lock_is_a_cancellation_and_not_a_lock_that_was_taken() {
        engine.acquireLock("lab", new LockHolder("1", "bob@elsewhere", 7, "deploy all", clock.now()));
        HomelabRuntime lab = builder.build();
        List<Throwable> failures = new ArrayList<>();

        Task task = clock.start("embedder", () -> {
            try {
                lab.plan(DeployRequest.of(List.of("web")).withLockWait(Duration.ofHours(1)))
                        .apply();
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        });
        clock.advance(Duration.ofSeconds(5));
        task.interrupt();
        clock.advance(Duration.ofSeconds(5));

        assertThat(failures).singleElement().isInstanceOfSatisfying(ApplyFailedException.class, failure -> assertThat(
                        failure.result().ending())
                .isEqualTo(Ending.CANCELLED));
        assertThat(engine.running()).isEmpty();
        assertThat(engine.lockHolder("lab")).map(LockHolder::who).contains("bob@elsewhere");
    }

    @Test
    void an_engine_is_closed_though_the_thread_was_interrupted() throws InterruptedException {
        List<String> closed = new ArrayList<>();
        HomelabRuntime lab = builder.engine(through(real -> new DelegatingEngine(real) {
                    @Override
                    public void close() {
                        closed.add("closed");
                        super.close();
                    }
                }))
                .build();

        isStillInterrupted(Duration.ZERO, () -> {
            Thread.currentThread().interrupt();
            lab.status();
        });

        assertThat(closed).hasSize(1);
    }

    @Test
    void an_error_in_a_question_ends_the_health_report() {
        builder.build().plan("web").apply();
        HomelabRuntime lab = builder.engine(through(real -> new DelegatingEngine(real) {
                    @Override
                    public ProbeResult probe(String container) {
                        throw new NoClassDefFoundError("com/example/Gone");
                    }
                }))
                .build();

        assertThatThrownBy(lab::health).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void an_error_in_a_probe_fails_its_step_and_the_run_is_taken_back() {
        HomelabRuntime lab = builder.engine(through(real -> new DelegatingEngine(real) {
                    @Override
                    public ProbeResult probe(String container) {
                        throw new AssertionError("not mocked");
                    }
                }))
                .build();
        engine.image("db:1").neverHealthy();

        ApplyFailedException failure = catchThrowableOfType(
                ApplyFailedException.class, () -> lab.plan("web").apply());

        assertThat(failure.result().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(engine.running()).isEmpty();
        assertThat(lab.lockHolder()).isEmpty();
    }

    @Test
    void an_error_in_a_listener_does_not_end_the_run() {
        HomelabRuntime lab = builder.listener(event -> {
                    throw new AssertionError("expected another event");
                })
                .build();

        assertThat(lab.plan("web").apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-db-1", "lab-web-1");
    }

    @Test
    void an_error_in_a_listener_does_not_keep_a_failed_run_from_being_taken_back() {
        engine.image("db:1").neverHealthy();
        HomelabRuntime lab = builder.listener(event -> {
                    if (event instanceof HomelabEvent.StepFailed) {
                        throw new AssertionError("a step failed");
                    }
                })
                .build();

        assertThatThrownBy(() -> lab.plan("web").apply()).isInstanceOf(ApplyFailedException.class);
        assertThat(engine.running()).isEmpty();
    }

    @Test
    void a_deploy_under_the_lock_plans_after_the_other_one_has_ended() throws InterruptedException {
        Mailbox<ApplyResult> done = clock.mailbox();
        HomelabRuntime lab = builder.build();
        clock.start("other", () -> lab.plan("db").apply());
        clock.sleep(Duration.ofMillis(300));
        clock.start(
                "ours",
                () -> done.put(lab.deploy(
                        DeployRequest.of(List.of("web")).withLockWait(Duration.ofMinutes(5)), plan -> true)));

        assertThat(done.take().ending()).isEqualTo(Ending.APPLIED);
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-db-1", "lab-web-1");
        assertThat(lab.lockHolder()).isEmpty();
    }

    @Test
    void consent_is_asked_with_the_plan_and_under_the_lock() {
        HomelabRuntime lab = builder.build();
        List<Plan> asked = new ArrayList<>();

        ApplyResult result = lab.deploy(DeployRequest.of(List.of("web")), plan -> {
            asked.add(plan);
            assertThat(engine.lockHolder("lab")).isPresent();
            return false;
        });

        assertThat(asked).singleElement().satisfies(plan -> assertThat(plan.isEmpty())
                .isFalse());
        assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(engine.running()).isEmpty();
        assertThat(lab.lockHolder()).isEmpty();
    }

    @Test
    void nobody_is_asked_about_a_plan_with_nothing_to_do() {
        HomelabRuntime lab = builder.build();
        lab.plan("web").apply();

        ApplyResult result = lab.deploy(DeployRequest.of(List.of("web")), plan -> {
            throw new AssertionError("asked about " + plan);
        });

        assertThat(result.ending()).isEqualTo(Ending.NOTHING_TO_DO);
    }

    @Test
    void a_lock_that_is_not_to_be_had_is_told_and_nobody_is_asked() {
        engine.acquireLock("lab", new LockHolder("1", "bob@elsewhere", 7, "deploy all", clock.now()));

        assertThatThrownBy(() -> builder.build().deploy(DeployRequest.of(List.of("web")), plan -> {
                    throw new AssertionError("asked about " + plan);
                }))
                .isInstanceOf(LockedException.class);
    }

    @Test
    void a_deploy_that_is_cancelled_while_it_waits_for_the_lock_does_nothing() {
        engine.acquireLock("lab", new LockHolder("1", "bob@elsewhere", 7, "deploy all", clock.now()));
        Cancellation cancellation = new Cancellation();
        var unused = clock.after(Duration.ofSeconds(3), cancellation::cancel);

        ApplyFailedException failure = catchThrowableOfType(ApplyFailedException.class, () -> builder.build()
                .deploy(
                        DeployRequest.of(List.of("web")).withLockWait(Duration.ofHours(1)),
                        plan -> true,
                        cancellation));

        assertThat(failure.result().ending()).isEqualTo(Ending.CANCELLED);
        assertThat(engine.running()).isEmpty();
    }

    @Test
    void a_saved_plan_keeps_how_long_to_wait_and_cannot_be_changed() {
        HomelabRuntime lab = builder.build();
        DeployRequest request = DeployRequest.of(List.of("web")).withLockWait(Duration.ofMinutes(2));
        SavedPlan saved = SavedPlan.of(request, lab.plan(request).plan());

        SavedPlan read = SavedPlan.fromJson(saved.toJson(), Path.of("saved.json"));

        assertThat(read).isEqualTo(saved);
        assertThat(read.request().lockWait()).isEqualTo(Duration.ofMinutes(2));
        assertThatThrownBy(() -> read.verdicts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void the_failure_of_a_pull_names_the_services_that_it_is_for() throws IOException {
        engine.on(Calls.of(Verb.PULL_IMAGE)).fails(Kind.NOT_FOUND, Times.always());
        HomelabRuntime lab = ComposeFolder.with(COMPOSE.replace("db:1", "other:1"), folder, engine, clock)
                .build();

        ApplyFailedException failure = catchThrowableOfType(
                ApplyFailedException.class, () -> lab.plan("web").apply());

        assertThat(failure.result().failures()).singleElement().satisfies(report -> assertThat(report.services())
                .containsExactly(ResourceId.service("db")));
    }

    @Test
    void without_a_provider_of_the_name_those_that_are_there_are_named() {
        assertThatThrownBy(() -> builder.engine("nerdctl").build().engine())
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("nerdctl");
    }
}
