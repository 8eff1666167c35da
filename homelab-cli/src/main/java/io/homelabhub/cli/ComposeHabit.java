package io.homelabhub.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A command of docker compose that this program has under another name, or does not have. */
enum ComposeHabit {
    UP("Type `homelab deploy %s`."),
    CREATE("Type `homelab deploy %s`."),
    DOWN("Type `homelab undeploy %s`, which keeps the volumes."),
    RM("Type `homelab undeploy %s`, which keeps the volumes."),
    PS("Type `homelab status`."),
    LS("Type `homelab status`, in the folder of the project."),
    PULL("Type `homelab deploy %s --pull always`."),
    BUILD("Type `homelab deploy %s --build`."),
    CONVERT("Type `homelab config`."),
    VERSION("Type `homelab --version`."),
    EXEC(
            "Homelab runs no commands in containers yet: `docker exec CONTAINER …` does, and `homelab status --wide` names them.");

    private final String advice;

    ComposeHabit(String advice) {
        this.advice = advice;
    }

    /** What to type in place of {@code args}; empty if they begin with none of these. */
    static Optional<String> adviceOn(List<String> args) {
        return args.isEmpty()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(habit -> habit.name().equalsIgnoreCase(args.get(0)))
                        .map(habit -> "there is no command '" + args.get(0) + "' here. "
                                + habit.advice.replace("%s", names(args.subList(1, args.size()))))
                        .findFirst();
    }

    /** The services that {@code words} name; all without one. */
    private static String names(List<String> words) {
        String names = words.stream().filter(word -> !word.startsWith("-")).collect(Collectors.joining(" "));
        return names.isEmpty() ? "all" : names;
    }
}
