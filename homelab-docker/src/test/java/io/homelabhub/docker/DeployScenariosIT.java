package io.homelabhub.docker;

import io.homelabhub.engine.EngineSettings;
import io.homelabhub.testkit.HomelabExtension;
import io.homelabhub.testkit.Stage;
import io.homelabhub.time.Timing;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deploys and undeploys, well and failing, as the engine in memory plays them too. */
@Tag("long")
class DeployScenariosIT implements DeployScenarios {
    @RegisterExtension
    @Order(1)
    final RealEngine engine = new RealEngine();

    @RegisterExtension
    @Order(2)
    final HomelabExtension scenarios = HomelabExtension.on(Stage.real(
            new DockerEngineProvider(),
            new EngineSettings(RealEngine.host(), System.getenv(), 4, Timing.system()),
            RealEngine.IMAGE));
}
