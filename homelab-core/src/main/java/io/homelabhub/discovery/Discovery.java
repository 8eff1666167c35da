package io.homelabhub.discovery;

import io.homelabhub.api.Api;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import java.util.List;

/** Where services answer, by the catalog. Immutable and thread-safe; each call reads the files anew, and asks no engine. */
public final class Discovery {
    private final DefinitionSources sources;

    /** Of one runtime; see {@code HomelabRuntime.discovery}. */
    @Api(Api.Status.INTERNAL)
    public Discovery(DefinitionSources sources) {
        this.sources = sources;
    }

    /**
     * Where services answer, as seen from the host of the runtime.
     *
     * @param outside whether what asks is in no network of the engine there, as a proxy that is no container
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     */
    public Routes routes(boolean outside) {
        return new RoutePlanner(DefinitionLoader.load(sources, List.of()), outside).routes();
    }

    /**
     * The same as the text of a file for another program.
     *
     * @throws DiscoveryRefusedException if a service with domains cannot be offered, or nothing is there to be told
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     */
    public String text(DiscoveryFormat format, boolean outside) {
        return format.text(routes(outside || format.isAlwaysOutside()));
    }
}
