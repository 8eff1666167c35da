package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.spelling.HostAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds ports of the host that services ask for more than once, and ranges that have fewer ports than containers that are
 * to take one of them.
 */
final class HostPortClaims {
    private final ComposeModel model;
    private final Findings findings;
    private final List<Claim> claims = new ArrayList<>();

    /**
     * What one container asks for: any one of these ports.
     *
     * @param port as it stands in the file: 8080 or 8000-8010
     */
    private record Claim(
            String service,
            int number,
            String path,
            String address,
            String protocol,
            String port,
            List<Integer> ports) {
        boolean meets(Claim other) {
            return protocol.equals(other.protocol) && HostAddress.overlap(address, other.address);
        }

        /** Spelled out: what the compiler makes of a record's costs a cold start some milliseconds. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Claim claim
                    && service.equals(claim.service)
                    && number == claim.number
                    && path.equals(claim.path);
        }

        @Override
        public int hashCode() {
            return 31 * path.hashCode() + number;
        }

        @Override
        public String toString() {
            return (address.isEmpty() ? "" : address + ":") + port + "/" + protocol;
        }
    }

    HostPortClaims(ComposeModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    void find(List<String> services) {
        services.forEach(this::read);
        claims.sort(Comparator.comparingInt((Claim claim) -> claim.ports().size()));
        Given given = new Given();
        Set<String> told = new HashSet<>();
        for (Claim claim : claims) {
            if (!give(claim, given, new HashSet<>()) && told.add(claim.path())) {
                tell(claim);
            }
        }
    }

    private void read(String service) {
        if (model.service(service).string("network_mode").isPresent()) {
            return;
        }
        List<ApiObject> ports = model.service(service).objects("ports");
        for (int number = 1; number <= model.scale(service); number++) {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < ports.size(); i++) {
                ApiObject port = ports.get(i);
                if (seen.add(port.members().toString())) {
                    read(service, number, "services." + service + ".ports[" + i + "]", port);
                }
            }
        }
    }

    private void read(String service, int number, String path, ApiObject port) {
        String published =
                Optional.ofNullable(port.get("published")).map(String::valueOf).orElse("");
        if (published.matches("\\d{1,5}(-\\d{1,5})?") && !published.equals("0")) {
            String[] ends = published.split("-");
            List<Integer> all = IntStream.rangeClosed(
                            Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .boxed()
                    .toList();
            claims.add(new Claim(
                    service,
                    number,
                    path,
                    port.string("host_ip").orElse(""),
                    port.string("protocol").orElse("tcp"),
                    published,
                    all));
        }
    }

    /** Finds a port for a claim, and another one for who has it, if need be and possible. */
    private static boolean give(Claim claim, Given given, Set<Claim> moving) {
        moving.add(claim);
        for (int port : claim.ports()) {
            List<Claim> holders = given.holders(port, claim);
            boolean free = holders.isEmpty()
                    || (holders.size() == 1 && !moving.contains(holders.get(0)) && give(holders.get(0), given, moving));
            if (free) {
                given.put(claim, port);
                return true;
            }
        }
        return false;
    }

    /** Who has which port, and the other way round. */
    private static final class Given {
        private final Map<Claim, Integer> ports = new HashMap<>();
        private final Map<Integer, List<Claim>> holders = new HashMap<>();

        /** Those that have a port where {@code claim} wants it. */
        List<Claim> holders(int port, Claim claim) {
            return holders.getOrDefault(port, List.of()).stream()
                    .filter(holder -> holder.meets(claim))
                    .toList();
        }

        void put(Claim claim, int port) {
            Integer before = ports.put(claim, port);
            if (before != null) {
                holders.getOrDefault(before, new ArrayList<>()).remove(claim);
            }
            holders.computeIfAbsent(port, none -> new ArrayList<>()).add(claim);
        }
    }

    private void tell(Claim claim) {
        Optional<Claim> other = claims.stream()
                .filter(one -> !one.path().equals(claim.path()) && one.meets(claim))
                .filter(one -> one.ports().stream().anyMatch(claim.ports()::contains))
                .findFirst();
        if (other.isPresent()) {
            findings.error(
                    claim.path(),
                    "port %s of the host is taken by service %s too, at %s"
                            .formatted(
                                    claim,
                                    other.get().service(),
                                    findings.place(other.get().path())),
                    "publish another port in one of the two");
        } else {
            findings.error(
                    claim.path(),
                    "%d containers of service %s cannot all take port %s of the host"
                            .formatted(model.scale(claim.service()), claim.service(), claim),
                    "publish a range with a port for each, or leave the host's port out");
        }
    }
}
