package io.homelabhub.testkit.contract;

import io.homelabhub.testkit.engine.EngineProfile;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeEngineContractTests extends FakeEngineContract {
    @RegisterExtension
    static final ContractRecord RECORD = ContractRecord.in(Path.of("../docs/contract.md"), "In memory");

    @Override
    EngineProfile profile() {
        return EngineProfile.DOCKER;
    }

    @Nested
    class LikeDocker29 extends FakeEngineContract {
        @Override
        EngineProfile profile() {
            return EngineProfile.DOCKER_29;
        }
    }

    @Nested
    class LikePodman extends FakeEngineContract {
        @Override
        EngineProfile profile() {
            return EngineProfile.PODMAN;
        }
    }
}
