package io.homelabhub.backup;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.PostgresMajor;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.operation.DatabaseClient;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.spelling.ImageName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL that is to get another major version.
 *
 * @param live its container, which runs
 * @param wanted as the files have it, with the image that it is to get
 * @param volume the volume of its data
 * @param edit how the files are to be changed, if they name another image
 */
record UpgradeTarget(
        String service, ObservedContainer live, ContainerSpec wanted, String volume, Optional<ImageInFile> edit) {
    private static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");
    private static final String USUAL_DATA = "/var/lib/postgresql/data";

    /**
     * Finds it.
     *
     * @param folder that the places in files are named from
     * @throws BackupException {@code REFUSED} for what cannot be upgraded
     */
    static UpgradeTarget find(
            Path folder,
            ProjectContainers ours,
            String service,
            DesiredService described,
            ComposeService file,
            Optional<String> to) {
        ObservedContainer live = running(ours, service);
        ContainerSpec spec = described.containers().stream()
                .findFirst()
                .orElseThrow(() -> refused("the files give " + service + " no container", ""));
        String image = to.map(text -> reference(spec.image(), text)).orElse(spec.image());
        String from = reference(live);
        if (ImageName.canonical(image).equals(ImageName.canonical(from))) {
            throw refused(
                    service + " has the image " + from + " already", "Say which it is to get, as --to 17-alpine.");
        }
        requireNewer(service, from, image);
        Optional<ImageInFile> edit = image.equals(spec.image())
                ? Optional.empty()
                : Optional.of(ImageInFile.find(folder, file.locationOf("image"), spec.image(), image));
        return new UpgradeTarget(service, live, spec.withImage(image), volume(live, service), edit);
    }

    private static BackupException refused(String problem, String remedy) {
        return new BackupException(Kind.REFUSED, problem + ". Nothing was touched", remedy);
    }

    private static ObservedContainer running(ProjectContainers ours, String service) {
        List<ObservedContainer> containers = ours.of(service);
        if (containers.size() != 1 || containers.get(0).state() != ContainerState.RUNNING) {
            throw refused(
                    service + (containers.size() > 1 ? " has more than one container" : " does not run"),
                    "`homelab deploy " + service + "` brings it up as it was; then upgrade it.");
        }
        ObservedContainer live = containers.get(0);
        if (!DatabaseClient.of(live).equals(Optional.of(DatabaseClient.PSQL))) {
            throw refused(
                    service + " is no PostgreSQL; others take their data over themselves, or say in their manuals how",
                    "Name another image in the files and type `homelab deploy " + service + " --backup`.");
        }
        return live;
    }

    private static String reference(String now, String text) {
        return text.contains(":") || text.contains("/")
                ? text
                : ImageName.parse(now).familiarRepository() + ":" + text;
    }

    private static String reference(ObservedContainer live) {
        return config(live).string("Image").orElse(live.image());
    }

    private static ApiObject config(ObservedContainer live) {
        return live.inspection().orElse(ApiObject.EMPTY).object("Config");
    }

    private static void requireNewer(String service, String from, String to) {
        OptionalInt old = PostgresMajor.ofReference(from);
        OptionalInt next = PostgresMajor.ofReference(to);
        if (old.isPresent() && next.isPresent() && next.getAsInt() <= old.getAsInt()) {
            throw refused(
                    to + " is no newer major version than " + from,
                    next.getAsInt() == old.getAsInt()
                            ? "Name it in the files and type `homelab deploy " + service
                                    + "`: it reads the data as it is."
                            : "A server cannot read what a newer one has dumped.");
        }
    }

    private static String volume(ObservedContainer live, String service) {
        String data = variable(config(live).strings("Env"), "PGDATA").orElse(USUAL_DATA);
        return live.mounts().stream()
                .filter(mount -> Path.of(data).startsWith(mount.target()))
                .filter(mount -> mount.type().equals("volume")
                        && !ANONYMOUS.matcher(mount.source()).matches())
                .map(ObservedMount::source)
                .findFirst()
                .orElseThrow(() -> refused(
                        service + " keeps its data, " + data + ", in no volume with a name",
                        "Give it one: back it up, mount a volume, deploy, and restore."));
    }

    private static Optional<String> variable(List<String> environment, String name) {
        return environment.stream()
                .filter(variable -> variable.startsWith(name + "="))
                .map(variable -> variable.substring(name.length() + 1))
                .findFirst();
    }

    String from() {
        return reference(live);
    }

    String to() {
        return wanted.image();
    }

    /**
     * Where the new server has the volume.
     *
     * @param image the config of its image
     * @throws BackupException {@code REFUSED} if it would not keep its data there
     */
    String place(ApiObject image) {
        String target = targets()
                .findFirst()
                .orElseThrow(() -> refused("the files do not mount volume " + volume + " in " + service, ""));
        String data = variable(wanted.config().strings("Env"), "PGDATA")
                .or(() -> variable(image.strings("Env"), "PGDATA"))
                .orElse(USUAL_DATA);
        if (!Path.of(data).startsWith(target)) {
            throw refused(
                    to() + " keeps its data in " + data + ", and the files mount volume " + volume + " at " + target,
                    "Mount it at "
                            + Optional.ofNullable(image.object("Volumes").members().keySet().stream()
                                            .findFirst()
                                            .orElse(null))
                                    .orElse(data)
                            + " in the files, and try again; `homelab deploy` comes with the upgrade.");
        }
        return target;
    }

    private Stream<String> targets() {
        Stream<String> mounts = wanted.hostConfig().objects("Mounts").stream()
                .filter(mount -> mount.string("Source").equals(Optional.of(volume)))
                .flatMap(mount -> mount.string("Target").stream());
        Stream<String> binds = wanted.hostConfig().strings("Binds").stream()
                .map(bind -> bind.split(":", -1))
                .filter(parts -> parts.length > 1 && parts[0].equals(volume))
                .map(parts -> parts[1]);
        return Stream.concat(mounts, binds);
    }
}
