package io.homelabhub.testkit.simulation;

import io.homelabhub.planning.Pull;
import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.simulation.Service.Kind;
import io.homelabhub.testkit.simulation.Service.Trait;
import io.homelabhub.testkit.simulation.World.Mark;
import io.homelabhub.testkit.simulation.World.Request;
import io.homelabhub.testkit.simulation.World.Upset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Worlds as text, one thing a line, in any order:
 *
 * <pre>{@code
 * seed 4711
 * parallelism 4
 * onFailure ROLLBACK
 * pull ALWAYS
 * service db HEALTHY with VOLUME SECRET
 * service bot PLAIN x2 needs db cache?
 * before db
 * changed db
 * reimaged bot
 * moved db
 * rescaled bot
 * gone old
 * undeployed bot
 * looping web
 * swapped a b
 * remade db
 * guest bot
 * upset STOPPED db
 * crashed 5
 * trouble CANCEL 7
 * }</pre>
 */
final class WorldText {
    private long seed;
    private int parallelism = 4;
    private OnFailure onFailure = OnFailure.ROLLBACK;
    private Optional<Pull> pull = Optional.empty();
    private final List<Service> services = new ArrayList<>();
    private final Map<Mark, Set<String>> marks = new EnumMap<>(Mark.class);
    private final List<Upset> upsets = new ArrayList<>();
    private int crashed;
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
        return new World(seed, new Request(parallelism, onFailure, pull), services, marks, upsets, crashed, trouble);
    }

    private void read(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        List<String> rest = words.subList(1, words.size());
        switch (words.get(0)) {
            case "seed" -> seed = Long.parseLong(rest.get(0));
            case "parallelism" -> parallelism = Integer.parseInt(rest.get(0));
            case "onFailure" -> onFailure = OnFailure.valueOf(rest.get(0));
            case "pull" -> pull = Optional.of(Pull.valueOf(rest.get(0)));
            case "service" -> services.add(service(rest));
            case "upset" -> upsets.add(new Upset(Upset.Deed.valueOf(rest.get(0)), rest.get(1)));
            case "crashed" -> crashed = Integer.parseInt(rest.get(0));
            case "trouble" -> trouble = new Trouble(Trouble.Mishap.valueOf(rest.get(0)), Integer.parseInt(rest.get(1)));
            default ->
                marks.computeIfAbsent(mark(line, words.get(0)), any -> new HashSet<>())
                        .addAll(rest);
        }
    }

    private static Mark mark(String line, String word) {
        return Arrays.stream(Mark.values())
                .filter(mark -> word(mark).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not understood: " + line));
    }

    private static String word(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT);
    }

    private static Service service(List<String> words) {
        int copies = words.size() > 2 && words.get(2).matches("x\\d+")
                ? Integer.parseInt(words.get(2).substring(1))
                : 1;
        int with = words.contains("with") ? words.indexOf("with") : words.size();
        List<String> needed = words.contains("needs") ? words.subList(words.indexOf("needs") + 1, with) : List.of();
        Set<Trait> traits = words.stream().skip(with + 1L).map(Trait::valueOf).collect(Collectors.toSet());
        return new Service(words.get(0), Kind.valueOf(words.get(1)), copies, needed, traits);
    }

    static String format(World world) {
        Request request = world.request();
        List<String> lines = new ArrayList<>(List.of(
                "seed " + world.seed(), "parallelism " + request.parallelism(), "onFailure " + request.onFailure()));
        request.pull().ifPresent(pull -> lines.add("pull " + pull));
        world.services().forEach(service -> lines.add(format(service)));
        world.marks().forEach((mark, names) -> {
            if (!names.isEmpty()) {
                lines.add(word(mark) + " " + String.join(" ", names));
            }
        });
        world.upsets().forEach(upset -> lines.add("upset " + upset.kind() + " " + upset.service()));
        if (world.crashed() > 0) {
            lines.add("crashed " + world.crashed());
        }
        lines.add("trouble " + world.trouble().kind() + " " + world.trouble().number());
        return String.join("\n", lines);
    }

    private static String format(Service service) {
        String copies = service.copies() == 1 ? "" : " x" + service.copies();
        String needs = service.needs().isEmpty() ? "" : " needs " + String.join(" ", service.needs());
        String traits = service.traits().isEmpty()
                ? ""
                : " with " + service.traits().stream().map(Trait::toString).collect(Collectors.joining(" "));
        return "service " + service.name() + " " + service.kind() + copies + needs + traits;
    }
}
