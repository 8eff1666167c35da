package io.homelabhub.docker;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.testkit.contract.ContractRecord;
import io.homelabhub.testkit.contract.Difference;
import io.homelabhub.time.Timing;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Docker engine keeps the contract on Podman too, but for what the compatible API does otherwise. */
@Tag("podman")
@EnabledIfEnvironmentVariable(named = PodmanContractIT.HOST, matches = ".+", disabledReason = "there is no Podman")
class PodmanContractIT extends RealEngineContract {
    static final String HOST = "HOMELAB_IT_PODMAN_HOST";

    @RegisterExtension
    static final ContractRecord RECORD = ContractRecord.in(TABLE);

    @Override
    protected Engine openEngine() {
        Optional<String> host = Optional.of(System.getenv(HOST));
        return new DockerEngineProvider().open(new EngineSettings(host, System.getenv(), 4, Timing.system()));
    }

    @Override
    protected Set<Difference> differences() {
        return EnumSet.allOf(Difference.class);
    }
}
