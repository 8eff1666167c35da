package io.homelabhub.docker;

import io.homelabhub.engine.Engine;
import io.homelabhub.testkit.contract.EngineContract;
import io.homelabhub.testkit.contract.Feature;
import io.homelabhub.testkit.contract.Program;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Docker engine keeps the contract; with {@code HOMELAB_IT_DOCKER_HOST}, any other that speaks its API. */
class DockerEngineContractIT extends EngineContract {
    @RegisterExtension
    final RealEngine lab = new RealEngine();

    @Override
    protected Engine openEngine() {
        return RealEngine.open();
    }

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
        Set<Feature> lacking = EnumSet.noneOf(Feature.class);
        if (lab.engine().ping().product().equals("Podman")) {
            lacking.add(Feature.HEALTH_CHECKS);
            lacking.add(Feature.UPDATE);
        }
        if (!RealEngine.hasRegistry()) {
            lacking.add(Feature.REGISTRY);
        }
        return lacking;
    }
}
