package io.homelabhub.testkit.simulation;

import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.simulation.World.Kind;
import io.homelabhub.testkit.simulation.World.Service;
import io.homelabhub.testkit.simulation.World.Trait;
import io.homelabhub.testkit.simulation.World.Trouble;
import io.homelabhub.testkit.simulation.World.Upset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Worlds as text, one thing a line, in any order:
 *
 * <pre>{@code
 * seed 4711
 * parallelism 4
 * onFailure ROLLBACK
 * service db HEALTHY with VOLUME SECRET
 * service bot PLAIN needs db cache? with NAMED
 * before db
 * changed db
 * reimaged bot
 * gone old
 * upset STOPPED db
 * undeploy bot
 * trouble CANCEL 7
 * }</pre>
 */
final class WorldText {
    private long seed;
    private int parallelism = 4;
    private OnFailure onFailure = OnFailure.ROLLBACK;
    private final List<Service> services = new ArrayList<>();
    private final Set<String> before = new HashSet<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> reimaged = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final List<Upset> upsets = new ArrayList<>();
    private final Set<String> undeployed = new HashSet<>();
    private Trouble trouble = Trouble.NONE;

    private WorldText() {}

    /**
     * Reads a world.
     *
     * @throws IllegalArgumentException naming the line that is not understood
     */
    static World parse(String text) {
        WorldText reading = new WorldText();
        text.lines().filter(line -> !line.isBlank()).forEach(reading::read);
        return reading.world();
    }

    private World world() {
        return new World(
                seed, parallelism, onFailure, services, before, changed, reimaged, gone, upsets, undeployed, trouble);
    }

    private void read(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        List<String> rest = words.subList(1, words.size());
        switch (words.get(0)) {
            case "seed" -> seed = Long.parseLong(rest.get(0));
            case "parallelism" -> parallelism = Integer.parseInt(rest.get(0));
            case "onFailure" -> onFailure = OnFailure.valueOf(rest.get(0));
            case "service" -> services.add(service(rest));
            case "before" -> before.addAll(rest);
            case "changed" -> changed.addAll(rest);
            case "reimaged" -> reimaged.addAll(rest);
            case "gone" -> gone.addAll(rest);
            case "upset" -> upsets.add(new Upset(Upset.Deed.valueOf(rest.get(0)), rest.get(1)));
            case "undeploy" -> undeployed.addAll(rest);
            case "trouble" -> trouble = new Trouble(Trouble.Mishap.valueOf(rest.get(0)), Integer.parseInt(rest.get(1)));
            default -> throw new IllegalArgumentException("not understood: " + line);
        }
    }

    private static Service service(List<String> words) {
        int needs = words.indexOf("needs");
        int with = words.indexOf("with");
        int endOfNeeds = with < 0 ? words.size() : with;
        List<String> needed = needs < 0 ? List.of() : words.subList(needs + 1, endOfNeeds);
        List<String> traits = with < 0 ? List.of() : words.subList(with + 1, words.size());
        return new Service(
                words.get(0),
                Kind.valueOf(words.get(1)),
                needed,
                traits.stream().map(Trait::valueOf).collect(Collectors.toSet()));
    }

    static String format(World world) {
        List<String> lines = new ArrayList<>(Arrays.asList(
                "seed " + world.seed(), "parallelism " + world.parallelism(), "onFailure " + world.onFailure()));
        world.services().forEach(service -> lines.add(format(service)));
        addList(lines, "before", world.before());
        addList(lines, "changed", world.changed());
        addList(lines, "reimaged", world.reimaged());
        addList(lines, "gone", world.gone());
        world.upsets().forEach(upset -> lines.add("upset " + upset.kind() + " " + upset.service()));
        addList(lines, "undeploy", world.undeployed());
        lines.add("trouble " + world.trouble().kind() + " " + world.trouble().number());
        return String.join("\n", lines);
    }

    private static String format(Service service) {
        String needs = service.needs().isEmpty() ? "" : " needs " + String.join(" ", service.needs());
        String traits = service.traits().isEmpty()
                ? ""
                : " with " + service.traits().stream().map(Trait::toString).collect(Collectors.joining(" "));
        return "service " + service.name() + " " + service.kind() + needs + traits;
    }

    private static void addList(List<String> lines, String word, Collection<String> names) {
        if (!names.isEmpty()) {
            lines.add(word + " " + String.join(" ", names));
        }
    }
}
