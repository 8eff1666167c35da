package io.homelabhub.testkit.simulation;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A world's homelab as people use it: files, lock and all. */
final class FrontDoor {
    private final Stage stage;
    private final ComposeFile file;

    FrontDoor(Stage stage, ComposeFile file) {
        this.stage = stage;
        this.file = file;
    }

    /**
     * The homelab of one person.
     *
     * @param between what stands between Homelab and the engine
     * @param timing the clock and the threads that Homelab has
     */
    HomelabRuntime lab(String who, UnaryOperator<Engine> between, Timing timing) {
        return Homelab.builder()
                .composeFiles(List.of(file.path()))
                .projectName(Revision.PROJECT)
                .environment(Map.of())
                .engine(provider(between))
                .timing(timing)
                .operator(who)
                .parallelism(stage.world.request().parallelism())
                .build();
    }

    private EngineProvider provider(UnaryOperator<Engine> between) {
        return new EngineProvider() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public Engine open(EngineSettings settings) {
                return between.apply(stage.engine.provider().open(settings));
            }
        };
    }

    /** To deploy everything, as the world wants it. */
    DeployRequest everything() {
        World.Request wanted = stage.world.request();
        DeployRequest request = DeployRequest.of(List.of("all")).withOnFailure(wanted.onFailure());
        return wanted.pull().map(request::withPull).orElse(request);
    }

    /** What must hold when nobody is at work any more, and when all that was ill has healed. */
    void converge(Revision revision) {
        Checks.require(
                11,
                stage.engine.lockHolder(Revision.PROJECT).isEmpty(),
                () -> "the lock is left with " + stage.engine.lockHolder(Revision.PROJECT));
        stage.heals();
        HomelabRuntime later = lab("later", engine -> engine, stage.clock);
        later.plan(everything().withLockWait(Duration.ZERO)).apply();
        String left = later.plan(everything()).plan().toString();
        Checks.require(
                1, later.plan(everything()).plan().isEmpty(), () -> "the plan after an apply is not empty:\n" + left);
        Checks.everythingIsThere(stage, revision);
        new Freshness(stage, revision).requireNewest();
        Checks.nothingIsLeftOver(stage);
    }
}
