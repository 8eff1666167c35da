package io.homelabhub.docker;

import io.homelabhub.engine.Engine;
import io.homelabhub.testkit.contract.ContractRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Docker engine keeps the contract, on the Docker of {@code HOMELAB_IT_DOCKER_HOST} or of this machine. */
@Tag("interoperation")
class DockerEngineContractIT extends RealEngineContract {
    @RegisterExtension
    static final ContractRecord RECORD = ContractRecord.in(TABLE);

    @RegisterExtension
    final RealEngine lab = new RealEngine();

    @Override
    protected Engine openEngine() {
        return RealEngine.open();
    }
}
