package io.homelabhub.planning;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Services that have containers on other hosts while an undeploy takes away what they may need here. They go by their names in the Compose
 * files, hosts by theirs.
 *
 * @param going the hosts from which the same undeploy takes a service away
 * @param staying the hosts on which a service runs, and stays
 */
public record DependantsElsewhere(Map<String, List<String>> going, Map<String, List<String>> staying) {
    /** Where only one host is looked at. */
    public static final DependantsElsewhere NONE = new DependantsElsewhere(Map.of(), Map.of());

    public DependantsElsewhere {
        going = copy(going);
        staying = copy(staying);
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
        return staying.getOrDefault(service, List.of());
    }
}
