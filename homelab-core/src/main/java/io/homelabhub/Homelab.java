package io.homelabhub;

import io.homelabhub.api.Api;
import io.homelabhub.deployment.PreparedPlan;

/**
 * Deploys a homelab's services on Docker.
 *
 * <pre>{@code
 * Homelab.plan("bots").apply();
 * }</pre>
 *
 * <p>There is no hidden instance: each call reads the files anew and opens and closes an engine of its own.
 */
@Api(Api.Status.STABLE)
public final class Homelab {
    private Homelab() {}

    /**
     * Plans to deploy services, groups, patterns of the catalog, or {@code all}, with what they need.
     *
     * <p>The catalog is {@code orchestration/services.yaml} in the working directory or above it; without one, the Compose
     * file of the working directory. Variables come from the process; the engine is the one that {@link
     * java.util.ServiceLoader} finds.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws io.homelabhub.engine.EngineException if the engine does not answer
     */
    public static PreparedPlan plan(String... names) {
        return builder().build().plan(names);
    }

    /** For everything that the defaults do not fit. */
    public static HomelabBuilder builder() {
        return new HomelabBuilder();
    }
}
