package io.homelabhub.planning;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What other hosts have of a project of which an undeploy takes something away here. Services go by their names in the Compose files, hosts by
 * theirs.
 *
 * @param going the hosts from which the same undeploy takes a service away
 * @param running the hosts on which a service runs, and stays
 * @param stays whether some service has containers there that stay, so the project goes on
 */
public record ProjectElsewhere(Map<String, List<String>> going, Map<String, List<String>> running, boolean stays) {
    /** Where only one host is looked at. */
    public static final ProjectElsewhere NONE = new ProjectElsewhere(Map.of(), Map.of(), false);

    public ProjectElsewhere {
        going = copy(going);
        running = copy(running);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> hosts) {
        Map<String, List<String>> copy = new TreeMap<>();
        hosts.forEach((service, names) -> copy.put(service, List.copyOf(names)));
        return Collections.unmodifiableMap(copy);
    }

    /** The hosts from which the same undeploy takes {@code service} away. */
    List<String> goingFrom(String service) {
        return going.getOrDefault(service, List.of());
    }

    /** The hosts on which {@code service} runs, and stays. */
    List<String> stayingOn(String service) {
        return running.getOrDefault(service, List.of());
    }
}
