package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.FileContent;
import java.util.List;
import java.util.Optional;

/** A container that is there, as it would be asked for: what brings one back that had to be removed. */
final class LiveContainer {
    private static final int SHORT_ID = 12;

    private LiveContainer() {}

    /** @param files what is put in again, as an engine does not tell */
    static ContainerSpec asked(ObservedContainer live, List<FileContent> files) {
        ApiObject shown = live.inspection().orElse(ApiObject.EMPTY);
        ApiObject config = shown.object("Config").without("Image").without("Labels");
        boolean named = config.string("Hostname")
                .filter(name -> !name.equals(
                        live.id().substring(0, Math.min(SHORT_ID, live.id().length()))))
                .isPresent();
        ContainerSpec asked = new ContainerSpec(
                live.name(),
                shown.object("Config").string("Image").orElse(live.image()),
                Optional.empty(),
                live.labels(),
                named ? config : config.without("Hostname"),
                shown.object("HostConfig"),
                NetworkNames.all(live),
                files);
        return AnonymousVolumes.carriedOver(live, asked);
    }
}
