package io.homelabhub.docker;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.testkit.contract.ContractRecord;
import io.homelabhub.testkit.contract.Difference;
import io.homelabhub.testkit.contract.EngineContract;
import io.homelabhub.testkit.contract.Feature;
import io.homelabhub.testkit.contract.Program;
import io.homelabhub.time.Timing;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Docker engine keeps the contract on Podman too, but for what the compatible API does otherwise. */
@Tag("podman")
@EnabledIfEnvironmentVariable(named = PodmanContractIT.HOST, matches = ".+", disabledReason = "there is no Podman")
class PodmanContractIT extends EngineContract {
    static final String HOST = "HOMELAB_IT_PODMAN_HOST";

    @RegisterExtension
    static final ContractRecord RECORD = ContractRecord.in(Path.of("../docs/contract.md"));

    @Override
    protected Engine openEngine() {
        Optional<String> host = Optional.of(System.getenv(HOST));
        return new DockerEngineProvider().open(new EngineSettings(host, System.getenv(), 4, Timing.system()));
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
    protected Set<Difference> differences() {
        return EnumSet.allOf(Difference.class);
    }

    @Override
    protected Set<Feature> lacks() {
        return RealEngine.hasRegistry() ? Set.of() : Set.of(Feature.REGISTRY);
    }
}
