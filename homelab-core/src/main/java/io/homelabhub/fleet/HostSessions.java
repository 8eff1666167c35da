package io.homelabhub.fleet;

import io.homelabhub.deployment.DeploySites;
import io.homelabhub.deployment.PlacementRefusedException;
import io.homelabhub.engine.EngineException;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.host.Host;
import io.homelabhub.host.Hosts;
import io.homelabhub.placement.Obstacle;
import io.homelabhub.session.Deferred;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The engines of several hosts, opened side by side for one call. */
final class HostSessions implements AutoCloseable {
    /** One host in this call. */
    record One(String host, boolean isHome, Sessions sessions, Session session) {
        HomelabSettings settings() {
            return sessions.settings();
        }

        OpenEngine open() {
            return session.await();
        }
    }

    private final HomelabSettings settings;
    private final Map<String, One> byHost = new TreeMap<>();

    private HostSessions(HomelabSettings settings) {
        this.settings = settings;
    }

    /**
     * Begins to open them.
     *
     * @param sites say which host is this machine
     * @param names of the hosts
     */
    static HostSessions open(HomelabSettings settings, Hosts hosts, DeploySites sites, Collection<String> names) {
        HostSessions opened = new HostSessions(settings);
        boolean severalHere =
                hosts.byName().values().stream().filter(Host::isLocal).count() > 1;
        Object oneAtATime = new Object();
        for (String name : new TreeSet<>(names)) {
            boolean isHome = name.equals(sites.homeName());
            Optional<String> host = isHome ? sites.home().map(Host::name) : Optional.of(name);
            Sessions sessions = new Sessions(settings.across(
                    host, !isHome || severalHere, oneAtATime(settings.listener().ofHost(name), oneAtATime)));
            opened.byHost.put(name, new One(name, isHome, sessions, sessions.open()));
        }
        return opened;
    }

    private static ProgressListener oneAtATime(ProgressListener listener, Object monitor) {
        return (HomelabEvent event) -> {
            synchronized (monitor) {
                listener.on(event);
            }
        };
    }

    One of(String host) {
        return Objects.requireNonNull(byHost.get(host), host);
    }

    /**
     * Waits until every engine has answered.
     *
     * @throws EngineException with every host that has not
     */
    void requireAll() {
        Map<String, EngineException> silent = new LinkedHashMap<>();
        tried(One::open).forEach((host, tried) -> tried.failure().ifPresent(failure -> silent.put(host, failure)));
        if (silent.isEmpty()) {
            return;
        }
        EngineException first = silent.values().iterator().next();
        throw new EngineException(
                first.kind(),
                silent.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue().getMessage())
                        .collect(Collectors.joining(
                                ";\n  ", "nothing was begun on any host, as not all of them answer: ", "")),
                silent.entrySet().stream()
                        .filter(entry -> !entry.getValue().remedy().isEmpty())
                        .map(entry -> entry.getKey() + ": " + entry.getValue().remedy())
                        .collect(Collectors.joining("\n")),
                first);
    }

    /**
     * Sees that no two of them are one engine: a project would be deployed to it twice, and each deploy would take what the other has made for left over.
     * Engines that do not tell who they are are told apart by where they were reached.
     *
     * @return what tells the engines apart, as {@link #engine} does
     * @throws PlacementRefusedException naming the hosts
     */
    Set<String> requireDistinct() {
        Map<String, List<One>> byEngine = new TreeMap<>();
        each(HostSessions::engine).forEach((host, engine) -> byEngine.computeIfAbsent(engine, any -> new ArrayList<>())
                .add(of(host)));
        List<Obstacle> obstacles = byEngine.values().stream()
                .filter(same -> same.size() > 1)
                .map(HostSessions::obstacle)
                .toList();
        if (!obstacles.isEmpty()) {
            throw new PlacementRefusedException(obstacles);
        }
        return Set.copyOf(byEngine.keySet());
    }

    /** What tells an engine from others, by whatever name it was reached. */
    static String engine(One one) {
        try {
            return one.open().engine().host().engine().orElseGet(() -> one.open()
                    .info()
                    .endpoint());
        } catch (EngineException untold) {
            return one.open().info().endpoint();
        }
    }

    private static Obstacle obstacle(List<One> same) {
        String names = same.stream()
                .map(one -> one.host() + " (" + one.open().info().endpoint() + ")")
                .collect(Collectors.joining(" and "));
        return new Obstacle(
                "hosts " + names + " are one engine, so the project would be deployed to it twice",
                "give the services of both the same `host`, or name another machine in hosts.yaml; if they are two and one is a clone,"
                        + " give it a name and an engine id of its own (remove engine-id in its Docker's data folder and restart Docker)");
    }

    /** What comes of {@code work} on each host, side by side. The first failure is thrown once all have ended. */
    <T> Map<String, T> each(Function<One, T> work) {
        return each(byHost.keySet(), work);
    }

    private <T> Map<String, T> each(Set<String> hosts, Function<One, T> work) {
        Map<String, Deferred<T>> begun = new TreeMap<>();
        hosts.forEach(host ->
                begun.put(host, Deferred.begin("homelab " + host, settings.timing(), () -> work.apply(of(host)))));
        Map<String, T> results = new TreeMap<>();
        List<RuntimeException> failures = new ArrayList<>();
        begun.forEach((host, deferred) -> {
            try {
                results.put(host, deferred.await());
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        });
        List<Obstacle> obstacles = failures.stream()
                .filter(PlacementRefusedException.class::isInstance)
                .flatMap(refused -> ((PlacementRefusedException) refused).obstacles().stream())
                .distinct()
                .toList();
        if (!obstacles.isEmpty()) {
            throw new PlacementRefusedException(obstacles);
        }
        if (!failures.isEmpty()) {
            failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
            throw failures.get(0);
        }
        return results;
    }

    /** What comes of {@code work} on each host, side by side; a host that does not answer keeps no other from doing so. */
    <T> Map<String, HostLook<T>> tried(Function<One, T> work) {
        return triedOn(byHost.keySet(), work);
    }

    /** Likewise, on some of the hosts. */
    <T> Map<String, HostLook<T>> triedOn(Set<String> hosts, Function<One, T> work) {
        return each(hosts, one -> {
            try {
                return new HostLook<>(Optional.of(work.apply(one)), Optional.empty());
            } catch (EngineException failure) {
                if (failure.kind() == EngineException.Kind.INTERRUPTED) {
                    throw failure;
                }
                return new HostLook<T>(Optional.empty(), Optional.of(failure));
            }
        });
    }

    @Override
    public void close() {
        byHost.values().forEach(one -> one.session().close());
        byHost.values().forEach(one -> one.sessions().close());
    }
}
