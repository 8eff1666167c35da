package io.homelabhub.host;

import java.net.URI;
import java.util.Optional;

/**
 * Where a run goes.
 *
 * @param hosts those that the owner has named
 * @param asked the host that was asked for, by its name or as the address of an engine; empty for what the environment says
 */
public record RunPlace(Hosts hosts, Optional<String> asked) {
    /** The host that the run goes to, if it is one that the owner has named: the one asked for, else that of this machine. */
    public Optional<Host> host() {
        return asked.isPresent() ? asked.flatMap(hosts::find) : hosts.local();
    }

    /** Whether it surely goes to another machine. Of an engine that only the environment knows nothing is sure. */
    public boolean isElsewhere() {
        return asked.flatMap(hosts::find).map(host -> !host.isLocal()).orElseGet(() -> asked.filter(RunPlace::isAddress)
                .map(address -> !address.startsWith("unix:") && !address.startsWith("npipe:"))
                .orElse(false));
    }

    /** Where this machine reaches the ports that are published there; empty if it is this machine, or nothing says so. */
    public Optional<String> reachedAt() {
        return host().filter(any -> isElsewhere()).flatMap(Host::reachedAt).or(() -> asked.filter(any -> isElsewhere())
                .flatMap(RunPlace::machine));
    }

    /** {@code server-a}; {@code this machine} if none was asked for. */
    public String spoken() {
        return asked.orElse("this machine");
    }

    /** Whether a word is the address of an engine and no name. */
    public static boolean isAddress(String word) {
        return word.indexOf(':') >= 0;
    }

    private static Optional<String> machine(String address) {
        try {
            return Optional.ofNullable(URI.create(address.contains("://") ? address : "tcp://" + address)
                    .getHost());
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
