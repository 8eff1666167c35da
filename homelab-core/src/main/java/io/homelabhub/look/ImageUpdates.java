package io.homelabhub.look;

import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.observed.RegistryTags;
import io.homelabhub.spelling.ImageName;
import io.homelabhub.spelling.TagVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks registries what they have beyond what runs. Each is asked once for an image, and not again for what is remembered. */
final class ImageUpdates {
    private static final String BUILT = "was built here";

    private final Scope scope;
    private final RegistryMemory memory;

    ImageUpdates(Scope scope, RegistryMemory memory) {
        this.scope = scope;
        this.memory = memory;
    }

    /** What a service runs. */
    private record Running(String service, String reference, String id) implements Comparable<Running> {
        private static final Comparator<Running> ORDER = Comparator.comparing(Running::service)
                .thenComparing(Running::reference)
                .thenComparing(Running::id);

        @Override
        public int compareTo(Running other) {
            return ORDER.compare(this, other);
        }
    }

    List<ImageUpdate> find() {
        Set<Running> running = scope.containers().stream()
                .filter(container -> !container.isCompanion())
                .map(this::running)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ids = running.stream().map(Running::id).collect(Collectors.toSet());
        Map<String, ObservedImage> images = ids.isEmpty()
                ? Map.of()
                : scope.engine().observe(new ObserveRequest("", ids, true)).images();
        Map<Running, Optional<String>> digests = new TreeMap<>();
        running.forEach(one -> digests.put(one, digest(one, Optional.ofNullable(images.get(one.id())))));
        Set<String> asked = digests.entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> entry.getKey().reference())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, RegistryImage> offered = offered(asked.stream()
                .filter(reference -> ImageName.parse(reference).digest().isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
        Map<String, RegistryTags> tags = tags(asked.stream()
                .map(ImageName::parse)
                .filter(name -> name.tag().flatMap(TagVersion::parse).isPresent())
                .map(ImageName::familiarRepository)
                .collect(Collectors.toCollection(TreeSet::new)));
        List<ImageUpdate> updates = new ArrayList<>();
        digests.forEach((one, digest) -> updates.add(update(one, digest, offered, tags)));
        return updates;
    }

    /** The reference as it was asked for: a listing shows an id once the name stands for another image. */
    private Running running(ObservedContainer container) {
        String shown = container.image();
        String reference = ImageName.isId(shown) ? described(container).orElse(shown) : shown;
        return new Running(scope.service(container), reference, container.imageId());
    }

    private Optional<String> described(ObservedContainer container) {
        return container
                .inspection()
                .flatMap(inspection -> inspection.object("Config").string("Image"))
                .filter(image -> !ProjectContainers.serviceOf(container).isEmpty());
    }

    private static Optional<String> digest(Running running, Optional<ObservedImage> image) {
        if (ImageName.isId(running.reference())) {
            return Optional.empty();
        }
        String repository = ImageName.parse(running.reference()).familiarRepository();
        return image.flatMap(ObservedImage::inspection).stream()
                .flatMap(inspection -> inspection.strings("RepoDigests").stream())
                .map(ImageName::parse)
                .filter(name -> name.familiarRepository().equals(repository))
                .flatMap(name -> name.digest().stream())
                .sorted()
                .findFirst();
    }

    private Map<String, RegistryImage> offered(Set<String> references) {
        return remembered(
                references,
                reference -> "digest of " + ImageName.canonical(reference),
                RegistryImage::of,
                missing -> scope.engine().askRegistries(missing),
                answer -> answer.digest());
    }

    private Map<String, RegistryTags> tags(Set<String> repositories) {
        return remembered(
                repositories,
                repository -> "tags of " + repository,
                text -> RegistryTags.of(Set.of(text.split(" ", -1))),
                missing -> scope.engine().listTags(missing),
                answer -> Optional.of(String.join(" ", answer.tags())).filter(text -> !text.isEmpty()));
    }

    /** Failures are not remembered. */
    private <T> Map<String, T> remembered(
            Set<String> names,
            Function<String, String> question,
            Function<String, T> reading,
            Function<Set<String>, Map<String, T>> asking,
            Function<T, Optional<String>> writing) {
        Map<String, T> answers = new TreeMap<>();
        Set<String> missing = new TreeSet<>();
        for (String name : names) {
            Optional<String> known = memory.find(question.apply(name));
            known.ifPresentOrElse(text -> answers.put(name, reading.apply(text)), () -> missing.add(name));
        }
        if (!missing.isEmpty()) {
            asking.apply(missing).forEach((name, answer) -> {
                answers.put(name, answer);
                writing.apply(answer).ifPresent(text -> memory.keep(question.apply(name), text));
            });
        }
        return answers;
    }

    private static ImageUpdate update(
            Running running,
            Optional<String> digest,
            Map<String, RegistryImage> offered,
            Map<String, RegistryTags> tags) {
        Optional<RegistryImage> image = Optional.ofNullable(offered.get(running.reference()));
        ImageName name = ImageName.parse(running.reference());
        Optional<RegistryTags> all = Optional.ofNullable(tags.get(name.familiarRepository()));
        Optional<TagVersion> version = name.tag().flatMap(TagVersion::parse);
        List<String> problems = new ArrayList<>();
        if (digest.isEmpty()) {
            problems.add(BUILT);
        }
        image.map(RegistryImage::problem).filter(text -> !text.isEmpty()).ifPresent(problems::add);
        all.map(RegistryTags::problem)
                .filter(text -> version.isPresent() && !text.isEmpty() && !problems.contains(text))
                .ifPresent(problems::add);
        Set<String> known = all.map(RegistryTags::tags).orElse(Set.of());
        return new ImageUpdate(
                running.service(),
                running.reference(),
                digest,
                image.flatMap(RegistryImage::digest),
                version.flatMap(one -> one.newestOfThisLine(known)),
                version.flatMap(one -> one.newest(known)),
                String.join("; ", problems));
    }
}
