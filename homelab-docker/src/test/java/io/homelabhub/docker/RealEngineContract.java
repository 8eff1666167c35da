package io.homelabhub.docker;

import io.homelabhub.testkit.contract.EngineContract;
import io.homelabhub.testkit.contract.Feature;
import io.homelabhub.testkit.contract.Program;
import java.nio.file.Path;
import java.util.Set;

/** The contract on an engine that really runs, with the images that the build has put there. */
abstract class RealEngineContract extends EngineContract {
    static final Path TABLE = Path.of("../docs/contract.md");

    @Override
    protected String image(Program program) {
        return RealEngine.IMAGE;
    }

    @Override
    protected String pullableImage() {
        return RealEngine.IMAGE;
    }

    @Override
    protected String absentImage() {
        return RealEngine.registry()
                .map(registry -> registry + "/homelab/absent:1")
                .orElseGet(super::absentImage);
    }

    @Override
    protected Set<Feature> lacks() {
        if (!RealEngine.hasRegistry()) {
            return Set.of(Feature.REGISTRY, Feature.PUSH);
        }
        return RealEngine.registry().isPresent() ? Set.of() : Set.of(Feature.PUSH); // Docker Hub takes nothing from us
    }
}
