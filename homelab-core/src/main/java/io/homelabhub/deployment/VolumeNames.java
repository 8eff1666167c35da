package io.homelabhub.deployment;

import io.homelabhub.definition.ProjectView;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an owner may call a volume: by the engine's name of it, or by its key in the Compose files.
 *
 * <p>A name comes before a key: two volumes can be called so that one's name is the other's key.
 */
final class VolumeNames {
    private final Map<String, String> byKey;
    private final Set<String> names;
    private final Set<String> ofProject;

    private VolumeNames(Map<String, String> byKey, Collection<String> others, Set<String> ofProject) {
        this.byKey = byKey;
        this.names = new TreeSet<>(byKey.values());
        names.addAll(others);
        this.ofProject = ofProject;
    }

    /** The volumes that the Compose files describe. */
    static VolumeNames described(ProjectView view) {
        return new VolumeNames(
                view.volumes(), Set.of(), new TreeSet<>(view.volumes().values()));
    }

    /** Those, and all that the engine has; the project's are those that were made for it. */
    static VolumeNames described(ProjectView view, ObservedState observed) {
        return described(view, List.of(observed));
    }

    /** Those, and all that the engines have; the project's are those that were made for it. */
    static VolumeNames described(ProjectView view, Collection<ObservedState> observed) {
        List<ObservedVolume> there =
                observed.stream().flatMap(one -> one.volumes().stream()).toList();
        Set<String> ofProject = new TreeSet<>();
        there.stream()
                .filter(volume -> volume.isOf(view.project()))
                .filter(ObservedVolume::isDescribed)
                .forEach(volume -> ofProject.add(volume.name()));
        return new VolumeNames(
                view.volumes(), there.stream().map(ObservedVolume::name).toList(), ofProject);
    }

    /**
     * The engine's names of what is asked for.
     *
     * @throws UnknownVolumeException for the first that is none
     */
    Set<String> of(Collection<String> asked) {
        Set<String> found = new TreeSet<>();
        asked.forEach(
                volume -> found.add(find(volume).orElseThrow(() -> new UnknownVolumeException(volume, ofProject))));
        return found;
    }

    /** The same, where {@link RemovalRequest#ALL_VOLUMES} stands for all of the project, if none is called so. */
    Set<String> orAll(Collection<String> asked) {
        Set<String> left = new TreeSet<>(asked);
        boolean all = find(RemovalRequest.ALL_VOLUMES).isEmpty() && left.remove(RemovalRequest.ALL_VOLUMES);
        Set<String> found = of(left);
        if (all) {
            found.addAll(ofProject);
        }
        return found;
    }

    private Optional<String> find(String volume) {
        return names.contains(volume) ? Optional.of(volume) : Optional.ofNullable(byKey.get(volume));
    }
}
