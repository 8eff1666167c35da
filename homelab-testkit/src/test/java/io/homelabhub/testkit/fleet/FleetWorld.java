package io.homelabhub.testkit.fleet;

import io.homelabhub.run.OnFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hosts, services, and what befalls the second deploy and the first undeploy.
 *
 * @param hosts how many there are
 * @param services each after what it needs
 * @param onFailure what the second deploy does with a failure
 * @param trouble that the second deploy meets
 * @param undeploy what is taken away then
 */
record FleetWorld(
        long seed, int hosts, List<Service> services, OnFailure onFailure, Trouble trouble, Undeploy undeploy) {

    /**
     * What befalls a run.
     *
     * @param faults the share of calls to an engine that fail, by themselves
     * @param cut the host that is cut off during the run; -1 for none
     * @param cutAt when
     * @param cutFor for how long
     * @param killedAt when the run is killed; zero if it is not
     */
    record Trouble(double faults, int cut, Duration cutAt, Duration cutFor, Duration killedAt) {
        static Trouble drawn(Random random, int hosts, int longest) {
            int kind = random.nextInt(5);
            return new Trouble(
                    kind == 1 ? 0.03 : 0,
                    kind == 2 || kind == 3 ? random.nextInt(hosts) : -1,
                    Duration.ofMillis(random.nextInt(longest)),
                    Duration.ofSeconds(kind == 2 ? random.nextInt(10) : 3_600),
                    kind == 4 ? Duration.ofMillis(1 + random.nextInt(longest)) : Duration.ZERO);
        }
    }

    /**
     * An undeploy.
     *
     * @param names as they are typed
     * @param withDependents whether what needs them goes, too
     * @param data whether the volumes go, too
     * @param trouble that it meets
     */
    record Undeploy(Set<String> names, boolean withDependents, boolean data, Trouble trouble) {}

    /**
     * One service.
     *
     * @param host by its number
     * @param needs others, until they are healthy
     * @param changed whether the second deploy brings another image
     * @param sick whether that image never becomes healthy
     */
    record Service(String name, int host, Set<String> needs, boolean changed, boolean sick) {
        /** The image at a revision: 1 at first, 2 in the second deploy, 3 in the one that repairs everything. */
        String image(int revision) {
            return name + ":" + (revision == 1 || changed || (revision == 3 && sick) ? revision : 1);
        }

        boolean isSick(int revision) {
            return sick && changed && revision == 2;
        }
    }

    static FleetWorld drawn(long seed) {
        Random random = new Random(seed);
        int hosts = 2 + random.nextInt(2);
        int count = 2 + random.nextInt(4);
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<String> needs = new TreeSet<>();
            for (Service other : services) {
                if (random.nextInt(3) == 0) {
                    needs.add(other.name());
                }
            }
            int host = i < 2 ? i : random.nextInt(hosts);
            services.add(new Service("s" + i, host, needs, random.nextInt(3) > 0, random.nextInt(6) == 0));
        }
        OnFailure[] answers = {OnFailure.ROLLBACK, OnFailure.ROLLBACK, OnFailure.KEEP, OnFailure.STOP};
        OnFailure answer = answers[random.nextInt(answers.length)];
        Trouble trouble = Trouble.drawn(random, hosts, 8_000);
        Set<String> names = random.nextBoolean()
                ? Set.of("all")
                : Set.of(services.get(random.nextInt(count)).name());
        Undeploy undeploy =
                new Undeploy(names, random.nextInt(3) > 0, random.nextBoolean(), Trouble.drawn(random, hosts, 1_500));
        return new FleetWorld(seed, hosts, List.copyOf(services), answer, trouble, undeploy);
    }

    /** The services that the undeploy is about. */
    Set<String> going() {
        Set<String> going = new TreeSet<>();
        for (Service one : services) { // each comes after what it needs
            boolean along = undeploy.withDependents() && one.needs().stream().anyMatch(going::contains);
            if (along || undeploy.names().contains("all") || undeploy.names().contains(one.name())) {
                going.add(one.name());
            }
        }
        return going;
    }

    /** Whether something stays that needs what would go. */
    boolean refusesUndeploy() {
        Set<String> going = going();
        return services.stream().filter(one -> !going.contains(one.name())).anyMatch(one -> one.needs().stream()
                .anyMatch(going::contains));
    }

    Service service(String name) {
        return services.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static String hostName(int host) {
        return "host-" + host;
    }

    static String address(int host) {
        return "10.0.0." + (host + 1);
    }

    static String endpoint(int host) {
        return host == 0 ? "unix:///var/run/docker.sock" : "ssh://ann@" + address(host);
    }

    String hostsFile() {
        StringBuilder text = new StringBuilder("hosts:\n");
        for (int i = 0; i < hosts; i++) {
            text.append("  %s: {endpoint: '%s', address: %s}\n".formatted(hostName(i), endpoint(i), address(i)));
        }
        return text.toString();
    }

    String catalog() {
        StringBuilder text = new StringBuilder("services:\n");
        services.forEach(one -> text.append("  %s: {host: %s}\n".formatted(one.name(), hostName(one.host()))));
        return text.toString();
    }

    String compose(int revision) {
        StringBuilder text = new StringBuilder("name: lab\nservices:\n");
        for (int i = 0; i < services.size(); i++) {
            Service one = services.get(i);
            text.append("  %s:\n    image: '%s'\n".formatted(one.name(), one.image(revision)));
            text.append("    ports: ['%s:%2$d:%2$d']\n".formatted(address(one.host()), 8000 + i));
            text.append("    healthcheck: {test: [CMD, ok], interval: 5s, retries: 2}\n");
            text.append("    volumes: ['data-%s:/data']\n".formatted(one.name()));
            if (!one.needs().isEmpty()) {
                text.append("    depends_on:\n");
                one.needs().forEach(other -> text.append("      %s: {condition: service_healthy}\n".formatted(other)));
            }
        }
        text.append("volumes:\n");
        services.forEach(one -> text.append("  data-%s: {}\n".formatted(one.name())));
        return text.toString();
    }
}
