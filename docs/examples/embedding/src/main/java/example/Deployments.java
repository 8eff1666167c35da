package example;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.session.LockedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Deploys whenever it is asked to, one deploy after the other. A server or a scheduler holds one of these all day. */
public final class Deployments implements AutoCloseable {
    private final HomelabRuntime lab;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    public Deployments(HomelabRuntime lab) {
        this.lab = lab;
    }

    /** Begins a deploy; what came of it is a sentence. */
    public Future<String> deploy(String... names) {
        return executor.submit(() -> deployed(List.of(names)));
    }

    private String deployed(List<String> names) {
        DeployRequest request = DeployRequest.of(names).withLockWait(Duration.ofMinutes(5));
        try {
            ApplyResult result = lab.deploy(request, Deployments::isHarmless);
            return result.ending().isSuccess() ? "everything is up" : "nothing was done: data would be lost";
        } catch (LockedException busy) {
            return "nothing was done: " + busy.holder().who() + " deploys";
        } catch (ApplyFailedException failed) {
            return "it failed (" + failed.result().ending() + "): " + failed.getMessage();
        } catch (HomelabException refused) { // something in the files, a name that means nothing, an engine that is gone
            return "nothing was done: " + refused.getMessage() + " " + refused.remedy();
        }
    }

    /** Nobody is there to ask. */
    private static boolean isHarmless(Plan plan) {
        return !plan.losesData();
    }

    /** Interrupts a deploy that is under way: it takes back what it has done, and gives the project's lock back. */
    @Override
    public void close() throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(1, TimeUnit.MINUTES);
    }
}
