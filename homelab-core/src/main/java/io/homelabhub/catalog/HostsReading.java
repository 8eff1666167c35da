package io.homelabhub.catalog;

import io.homelabhub.host.Host;
import io.homelabhub.problem.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of reading hosts from a file.
 *
 * @param hosts those that could be read, in its order
 * @param problems everything that was found, errors and warnings, by line
 */
public record HostsReading(Map<String, Host> hosts, List<Problem> problems) {
    public HostsReading {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        problems = List.copyOf(problems);
    }
}
