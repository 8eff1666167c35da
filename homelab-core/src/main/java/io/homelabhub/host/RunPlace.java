package io.homelabhub.host;

import java.util.Optional;

/**
 * Where a run goes.
 *
 * @param hosts those that the owner has named
 * @param asked the host that was asked for, by its name or as the address of an engine; empty for what the environment says
 * @param across whether it is part of a run that goes to several hosts: what nobody places then runs on this machine alone
 */
public record RunPlace(Hosts hosts, Optional<String> asked, boolean across) {
    /** Of a run that goes to one host. */
    public RunPlace(Hosts hosts, Optional<String> asked) {
        this(hosts, asked, false);
    }

    /** Whether this is where those services run that nobody places. */
    public boolean isHome() {
        Optional<Host> local = hosts.local();
        return asked.isEmpty()
                || (local.isPresent() && asked.flatMap(hosts::find).equals(local));
    }

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
                .flatMap(address -> Authority.of(address).map(Authority::machine)));
    }

    /** {@code server-a}; {@code this machine} if none was asked for. */
    public String spoken() {
        return asked.orElse("this machine");
    }

    /** Whether a word is the address of an engine and no name. */
    public static boolean isAddress(String word) {
        return word.indexOf(':') >= 0;
    }
}
