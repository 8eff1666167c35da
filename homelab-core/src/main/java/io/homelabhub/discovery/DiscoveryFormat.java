package io.homelabhub.discovery;

import io.homelabhub.placement.Obstacle;
import java.util.List;
import java.util.function.Function;

/** For whom it is told where services answer. */
public enum DiscoveryFormat {
    /** Sites of a Caddyfile, to be imported. */
    CADDYFILE(false, false, ProxyFiles::caddyfile),
    /** The dynamic configuration of Traefik, for its file provider. */
    TRAEFIK(false, false, ProxyFiles::traefik),
    /** Targets for Prometheus, for its {@code file_sd_configs}. */
    PROMETHEUS(false, true, RegistryFiles::prometheus),
    /** Lines of a hosts file, also for {@code dnsmasq --hostsdir}. */
    HOSTS(false, true, NameFiles::hosts),
    /** Records of dnsmasq. */
    DNSMASQ(false, true, NameFiles::dnsmasq),
    /** Services with checks, for an agent of Consul. */
    CONSUL(true, true, RegistryFiles::consul);

    private final boolean alwaysOutside;
    private final boolean goesWithoutRoutes;

    @SuppressWarnings("ImmutableEnumChecker") // method references hold no state
    private final Function<Routes, String> writer;

    DiscoveryFormat(boolean alwaysOutside, boolean goesWithoutRoutes, Function<Routes, String> writer) {
        this.alwaysOutside = alwaysOutside;
        this.goesWithoutRoutes = goesWithoutRoutes;
        this.writer = writer;
    }

    /** Whether names in the network of an engine mean nothing to it. */
    boolean isAlwaysOutside() {
        return alwaysOutside;
    }

    String text(Routes routes) {
        List<Obstacle> obstacles = goesWithoutRoutes ? RoutePlanner.badDomains(routes.entries()) : routes.obstacles();
        if (!obstacles.isEmpty()) {
            throw new DiscoveryRefusedException(obstacles);
        }
        boolean nothing = goesWithoutRoutes
                ? routes.entries().isEmpty()
                : routes.offered().isEmpty();
        if (nothing) { // an empty file would clear every route of a proxy that works
            throw new DiscoveryRefusedException(List.of(new Obstacle(
                    goesWithoutRoutes
                            ? "no service answers where others reach it"
                            : "no enabled service has domains and a public interface that speaks HTTP",
                    goesWithoutRoutes
                            ? "give hosts an `address`, and publish ports"
                            : "give one `domains` and an interface with `public: true`")));
        }
        return writer.apply(routes);
    }
}
