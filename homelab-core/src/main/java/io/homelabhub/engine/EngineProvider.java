package io.homelabhub.engine;

import io.homelabhub.api.Api;
import java.util.Map;
import java.util.Set;

/**
 * Opens engines of one kind. Found by {@link java.util.ServiceLoader}, from any thread: through the class loader of this
 * interface and through the calling thread's.
 */
@Api(Api.Status.PROVISIONAL)
public interface EngineProvider {
    /** Short and lower-case, as {@code docker}: what a builder chooses by where there are several. */
    String name();

    /**
     * The engines that it knows by name, as Docker's contexts; a caller may give such a name in place of an address. Reads files of
     * this machine only.
     *
     * @param environment the variables that count
     */
    default Set<String> engineNames(Map<String, String> environment) {
        return Set.of();
    }

    /**
     * Opens an engine. May connect only at the first call; a host that does not answer is reported then.
     *
     * @throws EngineException {@code REJECTED} for settings that cannot be used, naming the variable or option
     */
    Engine open(EngineSettings settings);
}
