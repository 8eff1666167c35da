package io.homelabhub.cli.line;

import io.homelabhub.HomelabRuntime;
import java.util.List;
import java.util.Map;

/** What a command that keeps to one host does not reach: services that the files give other hosts. */
public final class NotReached {
    private final Invocation invocation;
    private final Map<String, List<String>> elsewhere;

    /** @param names as they were typed; none for everything */
    public NotReached(Invocation invocation, HomelabRuntime runtime, List<String> names) {
        this.invocation = invocation;
        this.elsewhere = runtime.fleet().elsewhere(names.isEmpty() ? List.of("all") : names);
    }

    /** Whether all runs here. */
    public boolean isNothing() {
        return elsewhere.isEmpty();
    }

    /**
     * Says so for each host, with the line to type.
     *
     * @param done what was not done, as {@code stopped}
     * @param command what to type, as {@code stop %s}; the names of the services come in
     */
    public void tell(String done, String command) {
        elsewhere.forEach((host, services) -> invocation
                .messages()
                .line("Note: not %s, as %s on %s: %s. Next: `homelab %s --host=%s`"
                        .formatted(
                                done,
                                services.size() == 1 ? "it runs" : "they run",
                                host,
                                String.join(", ", services),
                                command.formatted(String.join(" ", services)),
                                host)));
    }
}
