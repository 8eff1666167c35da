package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.run.Ending;
import io.homelabhub.session.LockedException;
import io.homelabhub.time.Mailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Planning and applying while nobody else can. */
class DeployUnderLockTests extends Embedded {
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
}
