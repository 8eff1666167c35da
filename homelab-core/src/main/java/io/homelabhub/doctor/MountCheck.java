package io.homelabhub.doctor;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.doctor.Finding.Consequence;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.planning.HostMount;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ContainerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the files and folders of this machine that containers get are there, and the containers' users may write to them. */
final class MountCheck implements Check {
    private static final String NAME = "mounts";
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?::(\\d{1,9}))?");

    @Override
    public List<Finding> look(Circumstances circumstances) {
        if (!circumstances.isEngineHere()) {
            return List.of();
        }
        Circumstances.Described files = circumstances.files().orElseThrow();
        List<Finding> findings = new ArrayList<>();
        List<String> names =
                files.desired().services().stream().map(DesiredService::name).toList();
        files.translation().translator().problemsOnThisMachine(names).stream()
                .filter(Problem::isError)
                .map(problem -> Finding.problem(NAME, Consequence.INVALID_INPUT, problem.toString(), List.of()))
                .forEach(findings::add);
        findings.addAll(permissions(
                files.desired(), circumstances.engine().orElseThrow().observed()));
        return findings.isEmpty()
                ? List.of(Finding.ok(NAME, "what containers get of this machine is there"))
                : findings;
    }

    private static List<Finding> permissions(DesiredState desired, ObservedState observed) {
        List<Finding> findings = new ArrayList<>();
        for (DesiredService service : desired.services()) {
            for (ContainerSpec container : service.containers()) {
                user(container, observed).ifPresent(user -> HostMount.of(container).stream()
                        .filter(HostMount::writable)
                        .flatMap(mount -> refused(service.name(), user, mount).stream())
                        .forEach(findings::add));
            }
        }
        return findings.stream().distinct().toList();
    }

    /** The numbers of the user that a container runs as; empty for a name, of which only the image knows the number. */
    private static Optional<long[]> user(ContainerSpec container, ObservedState observed) {
        String named = container
                .config()
                .string("User")
                .filter(user -> !user.isEmpty())
                .or(() -> Optional.ofNullable(observed.images().get(container.image()))
                        .flatMap(image -> image.inspection())
                        .flatMap(image -> image.object("Config").string("User")))
                .orElse("");
        Matcher numbers = NUMBERS.matcher(named);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        long group = numbers.group(2) == null ? 0 : Long.parseLong(numbers.group(2));
        return Optional.of(new long[] {Long.parseLong(numbers.group(1)), group});
    }

    private static Optional<Finding> refused(String service, long[] user, HostMount mount) {
        Path source = Path.of(mount.source());
        if (!Files.exists(source)) {
            return user[0] == 0
                    ? Optional.empty()
                    : Optional.of(Finding.warning(
                            NAME,
                            "service " + service + " runs as user " + user[0] + ", and the engine makes " + source
                                    + " for root if nobody does before",
                            "mkdir -p " + source + " && sudo chown " + user[0] + ":" + user[1] + " " + source));
        }
        boolean refused = !FileAccess.mayWrite(source, user[0], user[1]).orElse(true);
        return refused
                ? Optional.of(Finding.warning(
                        NAME,
                        "service " + service + " runs as user " + user[0] + ", which may not write to " + source
                                + FileAccess.owner(source)
                                        .map(owner -> " of user " + owner)
                                        .orElse(""),
                        "sudo chown -R " + user[0] + ":" + user[1] + " " + source))
                : Optional.empty();
    }
}
