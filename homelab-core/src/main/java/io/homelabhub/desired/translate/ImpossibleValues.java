package io.homelabhub.desired.translate;

import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.IpAddress;
import io.homelabhub.spelling.MacAddress;
import io.homelabhub.spelling.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reports values that every engine refuses, but only once the container is made or started. */
final class ImpossibleValues {
    private static final Pattern CONTAINER_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
    private static final int LONGEST_HOSTNAME = 64;

    private static final Set<String> CAPABILITIES = Set.of(
            ("ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH"
                            + " FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN"
                            + " NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT"
                            + " SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG"
                            + " WAKE_ALARM")
                    .split(" "));

    private final String path;
    private final ApiObject settings;
    private final Findings findings;

    private ImpossibleValues(String service, ApiObject settings, Findings findings) {
        this.path = "services." + service + ".";
        this.settings = settings;
        this.findings = findings;
    }

    static void check(String service, ApiObject settings, Findings findings) {
        ImpossibleValues values = new ImpossibleValues(service, settings, findings);
        values.names();
        values.addresses();
        values.capabilities("cap_add");
        values.capabilities("cap_drop");
    }

    private void names() {
        settings.string("container_name")
                .filter(name -> !name.isEmpty() && !CONTAINER_NAME.matcher(name).matches())
                .ifPresent(name -> wrong(
                        "container_name",
                        name,
                        "a name for a container",
                        "write letters, digits, _, . and -, the first a letter or digit"));
        settings.string("hostname")
                .filter(name -> name.length() > LONGEST_HOSTNAME)
                .ifPresent(name -> findings.error(
                        path + "hostname",
                        "the name has %d characters, and Linux takes %d".formatted(name.length(), LONGEST_HOSTNAME),
                        "shorten it"));
        settings.string("stop_signal")
                .filter(signal -> !signal.isEmpty() && !Signal.isSignal(signal))
                .ifPresent(signal -> wrong("stop_signal", signal, "a signal", "write one like SIGTERM, HUP or 9"));
    }

    private void addresses() {
        requireMacAddress("mac_address", settings);
        ApiObject networks = settings.object("networks");
        networks.members()
                .keySet()
                .forEach(key -> requireMacAddress("networks." + key + ".mac_address", networks.object(key)));
        settings.strings("extra_hosts").forEach(this::requireHostAddress);
    }

    /** @param entry as {@code host=address}; in another order than in the file, so that its place is unknown */
    private void requireHostAddress(String entry) {
        String host = entry.substring(0, Math.max(entry.indexOf('='), 0));
        String address = entry.substring(entry.indexOf('=') + 1);
        if (!address.equals("host-gateway") && !IpAddress.isAddress(address.replaceAll("[\\[\\]]", ""))) {
            findings.error(
                    path + "extra_hosts",
                    "host %s: found \"%s\", expected an IP address or host-gateway".formatted(host, address),
                    "give an address, not a name");
        }
    }

    private void requireMacAddress(String key, ApiObject object) {
        object.string("mac_address")
                .filter(address -> !address.isEmpty() && !MacAddress.isAddress(address))
                .ifPresent(address -> wrong(key, address, "a MAC address", "write one like 02:42:ac:11:00:02"));
    }

    private void capabilities(String key) {
        List<String> given = settings.strings(key);
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i).toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            if (!CAPABILITIES.contains(name)) {
                String meant = Suggestion.didYouMean(name, new TreeSet<>(CAPABILITIES));
                wrong(
                        key + "[" + i + "]",
                        given.get(i),
                        "a capability of Linux",
                        meant.isEmpty() ? "write one like NET_ADMIN" : meant);
            }
        }
    }

    private void wrong(String key, String found, String expected, String remedy) {
        findings.error(path + key, "found \"" + found + "\", expected " + expected, remedy);
    }
}
