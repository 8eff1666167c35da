package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.PostgresMajor;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.ResourceId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses to put a PostgreSQL of another major version on data that it cannot read: that server does not start.
 *
 * <p>Not here: what an image turns out to have once it is pulled, if neither its tag nor what the engine has under its name tells.
 */
final class DatabaseVersions {
    private static final String DATA = "/var/lib/postgresql";

    private final DesiredState desired;
    private final ObservedIndex observed;
    private final VolumePlanning volumes;

    DatabaseVersions(DesiredState desired, ObservedIndex observed, VolumePlanning volumes) {
        this.desired = desired;
        this.observed = observed;
        this.volumes = volumes;
    }

    void refuse(Verdicts verdicts) {
        Set<String> recreated = verdicts.all().stream()
                .filter(change -> change.verdict() == Verdict.RECREATE)
                .map(Change::resource)
                .map(ResourceId::name)
                .collect(Collectors.toSet());
        for (DesiredService service : desired.services()) {
            service.containers().stream().findFirst().ifPresent(wanted -> {
                OptionalInt noted = noted(service);
                if (noted.isPresent()) {
                    refuseOther(verdicts, service, wanted, noted.getAsInt());
                } else if (recreated.contains(service.name())) {
                    observed.of(service.name()).stream()
                            .findFirst()
                            .ifPresent(live -> refuse(verdicts, service, wanted, live));
                }
            });
        }
    }

    /** An upgrade that was cut short tells of which version its data is, whatever the server there is of. */
    private void refuseOther(Verdicts verdicts, DesiredService service, ContainerSpec wanted, int noted) {
        OptionalInt tagged = PostgresMajor.ofReference(wanted.image());
        OptionalInt to = tagged.isPresent() ? tagged : ofImage(wanted);
        if (to.isPresent() && to.getAsInt() != noted) {
            String what = "its data is of PostgreSQL %d, as an upgrade was cut short, and %s has %d; "
                    .formatted(noted, wanted.image(), to.getAsInt());
            refuse(verdicts, service, what + "name the image of " + noted + " in the files");
        }
    }

    private static void refuse(Verdicts verdicts, DesiredService service, String why) {
        verdicts.refuse(ResourceId.service(service.name()), Cause.of(Cause.Kind.OTHER_MAJOR_VERSION, why));
    }

    private OptionalInt ofImage(ContainerSpec wanted) {
        return observed.image(wanted.image())
                .flatMap(ObservedImage::inspection)
                .map(image -> PostgresMajor.ofConfig(image.object("Config")))
                .orElse(OptionalInt.empty());
    }

    private void refuse(Verdicts verdicts, DesiredService service, ContainerSpec wanted, ObservedContainer live) {
        Optional<String> data = new MountList(wanted.hostConfig())
                .mounts().stream()
                        .filter(mount -> mount.target().startsWith(DATA))
                        .filter(mount -> !mount.type().equals("volume") || outlives(mount.source()))
                        .map(mount -> (mount.type().equals("bind") ? "folder " : "volume ") + mount.source())
                        .findFirst();
        OptionalInt from = PostgresMajor.ofReference(LiveContainer.reference(live));
        OptionalInt to = PostgresMajor.ofReference(wanted.image());
        if (from.isEmpty() || to.isEmpty()) {
            from = PostgresMajor.ofConfig(
                    live.inspection().orElse(ApiObject.EMPTY).object("Config"));
            to = ofImage(wanted);
        }
        if (data.isEmpty() || from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return;
        }
        String what = "%s was written by PostgreSQL %d, and %s has %d; "
                .formatted(data.get(), from.getAsInt(), wanted.image(), to.getAsInt());
        String remedy = from.getAsInt() < to.getAsInt()
                ? "`homelab upgrade " + service.name() + "` takes the data along"
                : "go back to the image of " + from.getAsInt();
        refuse(verdicts, service, what + remedy);
    }

    private boolean outlives(String volume) {
        return observed.volume(volume).isPresent() && !volumes.isRecreated(volume);
    }

    /** Of which version an upgrade has left the data, until its server is of it too. */
    private OptionalInt noted(DesiredService service) {
        return observed.containers().stream()
                .filter(note -> note.label(HomelabLabels.BACKUP_OF).equals(Optional.of(desired.project())))
                .flatMap(note -> note.label(HomelabLabels.UPGRADED).stream())
                .map(note -> note.split("=", -1))
                .filter(note -> note.length == 2 && note[0].equals(service.name()))
                .mapToInt(note -> Integer.parseInt(note[1]))
                .findFirst();
    }
}
