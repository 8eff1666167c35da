package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import java.util.List;

/**
 * Reports what a container cannot have of its own, as it lives in the network of another or of the host. Not a name of the host:
 * Docker refuses one there, Podman does not.
 */
final class NamespaceConflicts {
    private static final List<String> OF_THE_NETWORK =
            List.of("ports", "expose", "dns", "extra_hosts", "links", "external_links", "mac_address");

    private NamespaceConflicts() {}

    static void check(String service, ApiObject settings, Findings findings) {
        String path = "services." + service + ".";
        String mode = settings.string("network_mode").orElse("");
        if (mode.startsWith("service:") || mode.startsWith("container:")) {
            OF_THE_NETWORK.stream()
                    .filter(key -> says(settings, key))
                    .forEach(key -> findings.error(path + key, exclude(key, mode), elsewhere(key, mode)));
        }
        if (mode.equals("host")) {
            List.of("links", "external_links").stream()
                    .filter(key -> says(settings, key))
                    .forEach(key -> findings.error(path + key, exclude(key, mode), "keep one of them"));
            settings.object("sysctls").members().keySet().stream()
                    .filter(name -> name.startsWith("net."))
                    .forEach(name -> findings.error(
                            path + "sysctls." + name, exclude("sysctl " + name, mode), "set it on the host itself"));
        }
        if (settings.string("uts").filter("host"::equals).isPresent() && says(settings, "hostname")) {
            findings.error(path + "hostname", "hostname and uts: host exclude each other", "keep one of them");
        }
    }

    private static String exclude(String key, String mode) {
        return key + " and network_mode: " + mode + " exclude each other";
    }

    private static String elsewhere(String key, String mode) {
        String lender = mode.substring(mode.indexOf(':') + 1);
        return mode.startsWith("service:") ? "move " + key + " to service " + lender : "leave " + key + " out";
    }

    private static boolean says(ApiObject settings, String key) {
        return !settings.string(key).orElse("").isEmpty()
                || !settings.strings(key).isEmpty()
                || !settings.objects(key).isEmpty();
    }
}
