package io.homelabhub.docker;

import io.homelabhub.engine.Engine;
import io.homelabhub.testkit.contract.ContractRecord;
import io.homelabhub.testkit.contract.EngineContract;
import io.homelabhub.testkit.contract.Feature;
import io.homelabhub.testkit.contract.Program;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Docker engine keeps the contract, on the Docker of {@code HOMELAB_IT_DOCKER_HOST} or of this machine. */
@Tag("interoperation")
class DockerEngineContractIT extends EngineContract {
    @RegisterExtension
    static final ContractRecord RECORD = ContractRecord.in(Path.of("../docs/contract.md"));

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
        return RealEngine.hasRegistry() ? Set.of() : Set.of(Feature.REGISTRY);
    }
}
