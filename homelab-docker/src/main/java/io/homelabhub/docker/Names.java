package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes sure that a name reaches what it names. The API takes the begin of an id wherever it takes a name, so that
 * removing a container called {@code db} that is not there would remove any other whose id begins with {@code db}. Only
 * names that could be the begin of an id are looked up first; the others cost no call.
 */
final class Names {
    private static final Pattern BEGIN_OF_ID = Pattern.compile("[0-9a-f]{1,63}");

    private final DockerApi api;

    Names(DockerApi api) {
        this.api = api;
    }

    /** What to call the container in a path; empty if it is not there, as far as that had to be looked up. */
    Optional<String> container(String container) {
        if (!BEGIN_OF_ID.matcher(container).matches()) {
            return Optional.of(container);
        }
        return api.container(container).flatMap(inspection -> inspection.string("Id"));
    }

    /** What to call the network in a path; empty if it is not there, as far as that had to be looked up. */
    Optional<String> network(String network) {
        if (!BEGIN_OF_ID.matcher(network).matches()) {
            return Optional.of(network);
        }
        Answer answer =
                api.exchange(ApiCall.get("looking at network " + network, "/networks/" + ApiCall.encoded(network)));
        if (answer.is(Answer.NOT_FOUND)) {
            return Optional.empty();
        }
        ApiObject inspection = answer.object();
        return inspection.string("Name").filter(network::equals).isPresent()
                ? inspection.string("Id")
                : Optional.empty();
    }
}
