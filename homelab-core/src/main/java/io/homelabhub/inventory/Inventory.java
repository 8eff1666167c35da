package io.homelabhub.inventory;

import io.homelabhub.api.Api;
import io.homelabhub.definition.HostsLoader;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.host.Host;
import io.homelabhub.host.Hosts;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.session.Deferred;
import io.homelabhub.session.NoSuchHostException;
import io.homelabhub.session.Sessions;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The hosts that an owner has named. Thread-safe; each call reads the files anew. */
public final class Inventory {
    private final Sessions sessions;

    /** Of one runtime; see {@code HomelabRuntime.hosts}. */
    @Api(Api.Status.INTERNAL)
    public Inventory(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * What there is. Asks no engine.
     *
     * @throws InvalidInputException with everything that is wrong with the hosts
     */
    public Hosts list() {
        return HostsLoader.load(sessions.settings().sources());
    }

    /**
     * Looks at hosts, at all of them side by side: how long it takes is the time of the slowest.
     *
     * @param names which; none for all of them
     * @return in the order of the files
     * @throws NoSuchHostException for a name that nobody has given
     * @throws InvalidInputException with everything that is wrong with the hosts
     */
    public List<HostCheck> check(Collection<String> names) {
        Hosts hosts = list();
        for (String name : names) {
            if (hosts.find(name).isEmpty()) {
                throw new NoSuchHostException(name, hosts, Set.of());
            }
        }
        List<Deferred<HostCheck>> looks = new ArrayList<>();
        hosts.byName().values().stream()
                .filter(host -> names.isEmpty() || names.contains(host.name()))
                .forEach(host -> looks.add(Deferred.begin(
                        "homelab-check " + host.name(), sessions.settings().timing(), () -> look(host))));
        return looks.stream().map(Deferred::await).toList();
    }

    private HostCheck look(Host host) {
        Timing timing = sessions.settings().timing();
        Duration begun = timing.elapsed();
        try (Engine engine = sessions.engineOf(host)) {
            EngineInfo info = engine.ping();
            Duration connected = timing.elapsed();
            EngineInfo again = engine.ping();
            Duration latency = timing.elapsed().minus(connected);
            return new HostCheck(
                    host,
                    Optional.of(again.on(info.host().or(() -> Optional.of(host.name())))),
                    connected.minus(begun),
                    latency,
                    Optional.empty());
        } catch (EngineException failure) {
            return new HostCheck(
                    host, Optional.empty(), timing.elapsed().minus(begun), Duration.ZERO, Optional.of(failure));
        }
    }

    /**
     * Names a host, in {@code hosts.yaml}; a file that there is keeps all that it says. Asks no engine.
     *
     * @return as it is read from there
     * @throws InvalidInputException if it cannot be used as it is, there is one of that name, or the file cannot be
     *     written
     */
    public Host add(NewHost host) {
        Hosts there = list();
        there.find(host.name()).ifPresent(one -> {
            throw new InvalidInputException(List.of(
                    Problem.error(one.location(), "hosts." + one.name(), "there is a host " + one.name() + " already")
                            .withSuggestion("choose another name, or change that one")));
        });
        new HostsFile(there.file()).add(host);
        return list().find(host.name()).orElseThrow();
    }
}
