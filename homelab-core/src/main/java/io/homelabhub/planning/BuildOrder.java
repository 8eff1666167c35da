package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.spelling.ImageName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which image is built before which: that of what a service needs comes first, as the service's own may be built on it. The
 * builders have no other way to know, and docker compose's classic one does likewise.
 */
final class BuildOrder {
    private final Map<String, DesiredService> services = new HashMap<>();
    private final Map<String, Set<String>> users = new HashMap<>();
    private final Map<String, Draft> builds = new HashMap<>();

    BuildOrder(DesiredState desired) {
        for (DesiredService service : desired.services()) {
            services.put(service.name(), service);
            service.images().forEach(image -> users.computeIfAbsent(
                            ImageName.canonical(image.reference()), any -> new HashSet<>())
                    .add(service.name()));
        }
    }

    /** Takes in the step that builds an image, which waits for those before that are built for what its services need. */
    void add(String reference, Draft build) {
        String image = ImageName.canonical(reference);
        Set<String> needed = new HashSet<>();
        users.getOrDefault(image, Set.of()).forEach(user -> collect(user, needed));
        needed.forEach(name -> service(name)
                .images()
                .forEach(before ->
                        build.after(Optional.ofNullable(builds.get(ImageName.canonical(before.reference()))))));
        builds.put(image, build);
    }

    private void collect(String service, Set<String> needed) {
        for (DesiredDependency dependency : service(service).dependencies()) {
            if (services.containsKey(dependency.service()) && needed.add(dependency.service())) {
                collect(dependency.service(), needed);
            }
        }
    }

    private DesiredService service(String name) {
        return Objects.requireNonNull(services.get(name));
    }
}
