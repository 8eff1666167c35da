package io.homelabhub.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A command of docker compose that this program has under another name, or does not have. In the advice, {@code %s} stands for the
 * services that were named, {@code %w} for all words as they were typed. One that this program has by the same name is no habit to
 * be told about, whatever stands here.
 */
enum ComposeHabit {
    UP("Type `homelab deploy %s`."),
    CREATE("Type `homelab deploy %s --no-start`."),
    DOWN("Type `homelab undeploy %s`, which keeps the volumes."),
    PS("Type `homelab status%w`."),
    CONVERT("Type `homelab config`."),
    VERSION("Type `homelab --version`."),
    WATCH("Homelab watches no files yet: `docker compose watch` does, with the same files."),
    COMMIT("`docker commit CONTAINER` makes an image of one."),
    EXPORT("`docker export CONTAINER` writes one's files."),
    PUBLISH("Compose files are published by git."),
    BRIDGE("What it makes is for other platforms than the Docker Engine.");

    private final String advice;

    ComposeHabit(String advice) {
        this.advice = advice;
    }

    /** What to type in place of {@code args}; empty if they begin with none of these. */
    static Optional<String> adviceOn(List<String> args) {
        return args.isEmpty() || CommandName.of(args.get(0)).isPresent()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(habit -> habit.name().equalsIgnoreCase(args.get(0)))
                        .map(habit -> "there is no command '" + args.get(0) + "' here. "
                                + habit.advised(args.subList(1, args.size())))
                        .findFirst();
    }

    private String advised(List<String> words) {
        return advice.replace("%s", names(words)).replace("%w", words.isEmpty() ? "" : " " + String.join(" ", words));
    }

    /** The services that {@code words} name; all without one. */
    private static String names(List<String> words) {
        String names = words.stream().filter(word -> !word.startsWith("-")).collect(Collectors.joining(" "));
        return names.isEmpty() ? "all" : names;
    }
}
