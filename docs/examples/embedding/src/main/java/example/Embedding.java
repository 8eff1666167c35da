package example;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.EngineException;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Plan;
import java.util.List;

/** Looks at a plan, applies it and takes the services away again. */
public final class Embedding {
    private Embedding() {}

    public static void main(String[] args) throws Exception {
        HomelabRuntime lab =
                Homelab.builder().parallelism(2).listener(Embedding::tell).build();

        // A plan is data. This one needs no engine: it is what would be done where nothing is there yet.
        Plan blank = lab.planWithoutEngine(DeployRequest.of(List.of("guest")));
        blank.changes().forEach(System.out::println);

        if (!engineAnswers(lab)) {
            return;
        }
        Homelab.plan("guest").apply(); // all that most programs need

        PreparedPlan again = lab.plan("guest");
        System.out.println("left to do: " + again.plan().steps().size());
        if (!again.plan().isEmpty()) {
            throw new IllegalStateException("a second plan is not empty: " + again.plan());
        }
        try (Deployments deployments = new Deployments(lab)) { // for programs that go on
            System.out.println("guest: " + deployments.deploy("guest").get());
            System.out.println("gust: " + deployments.deploy("gust").get());
        }
        LongLived.run(Homelab.builder());
        lab.planRemoval(RemovalRequest.of(List.of("all"))).apply();
    }

    private static void tell(HomelabEvent event) {
        if (event instanceof HomelabEvent.StepFinished finished) {
            System.out.println(finished.step().resource() + " " + finished.step().work().getClass().getSimpleName() + " "
                    + finished.took().toMillis() + " ms");
        }
    }

    private static boolean engineAnswers(HomelabRuntime lab) {
        try {
            System.out.println("engine: " + lab.engine());
            return true;
        } catch (EngineException e) {
            if ("required".equals(System.getenv("HOMELAB_IT_ENGINE"))) {
                throw e;
            }
            System.out.println("no engine, so nothing is deployed: " + e.getMessage());
            return false;
        }
    }
}
