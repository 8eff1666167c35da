package io.homelabhub.desired.translate;

import io.homelabhub.compose.ComposeFileObject;
import io.homelabhub.compose.ComposeNetwork;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.compose.ComposeVolume;
import io.homelabhub.compose.ConfigHash;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.LateLabels;
import io.homelabhub.resource.Sha256;
import io.homelabhub.secret.EncryptedReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A loaded Compose project made ready for translation. Immutable. */
public final class ComposeTranslation {
    private final ComposeProject project;
    private final ComposeModel model;

    private ComposeTranslation(ComposeProject project, ComposeModel model) {
        this.project = project;
        this.model = model;
    }

    /**
     * A translation of {@code project}.
     *
     * @param options what {@code x-homelab} of services is taken to say, by the service's name and the option's; where they do
     *     not say it themselves
     * @param scale how many containers services shall have, by name, in place of what the files say
     * @param encrypted opens the secrets that lie encrypted, when they are asked for
     */
    public static ComposeTranslation of(
            ComposeProject project,
            Map<String, Map<String, String>> options,
            Map<String, Integer> scale,
            EncryptedValues encrypted) {
        ComposeModel model = new ComposeModel(
                project.name(),
                ApiObject.of(tree(project, options, scale)),
                project.workingDirectory(),
                project.configFiles(),
                project.envFiles(),
                project.environment(),
                project.secretMask(),
                project.dialect(),
                new EncryptedSecrets(references(project), encrypted));
        return new ComposeTranslation(project, model);
    }

    private static Map<String, EncryptedReference> references(ComposeProject project) {
        Map<String, EncryptedReference> references = new HashMap<>();
        project.secrets()
                .forEach((key, secret) -> secret.encrypted().ifPresent(reference -> references.put(key, reference)));
        return references;
    }

    /** The project's canonical form. */
    public ComposeModel model() {
        return model;
    }

    /** A translator of the model, which has found no problem yet. */
    public Translator translator() {
        return new Translator(model, hashes(project, model), HostFiles.REAL, path -> location(project, path));
    }

    private static Map<String, @Nullable Object> tree(
            ComposeProject project, Map<String, Map<String, String>> options, Map<String, Integer> scale) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(project.canonical());
        Map<String, @Nullable Object> services = new LinkedHashMap<>();
        project.services().forEach((name, service) -> {
            Map<String, @Nullable Object> canonical = new LinkedHashMap<>(service.canonical(ComposeDialect.V5));
            if (!service.isJob()) {
                canonical.putAll(service.extensions());
            }
            Map<String, String> more = options.getOrDefault(name, Map.of());
            if (!more.isEmpty()) {
                canonical.put(ServiceOptions.KEY, with(more, canonical.get(ServiceOptions.KEY)));
            }
            Integer count = scale.get(name);
            if (count != null) {
                canonical.put("scale", count);
            }
            services.put(name, canonical);
        });
        tree.put("services", services);
        fillIn(tree, "secrets", project.secrets());
        fillIn(tree, "configs", project.configs());
        return tree;
    }

    /** Gives objects that come from a variable its value as their content: an included file has variables of its own. */
    private static void fillIn(
            Map<String, @Nullable Object> tree, String section, Map<String, ComposeFileObject> objects) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        objects.forEach((key, object) -> {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>(object.canonical());
            object.variableValue()
                    .filter(value -> object.encrypted().isEmpty())
                    .ifPresent(value -> entry.put("content", value));
            entries.put(key, entry);
        });
        if (!entries.isEmpty()) {
            tree.put(section, entries);
        }
    }

    /** What the Compose service says itself counts; what is no map is for others to report. */
    private static Object with(Map<String, String> more, @Nullable Object options) {
        Map<Object, @Nullable Object> all = new LinkedHashMap<>(more);
        if (options instanceof Map<?, ?> own) {
            all.putAll(own);
        }
        return options == null || options instanceof Map ? all : options;
    }

    private static ConfigHashes hashes(ComposeProject project, ComposeModel model) {
        return new ConfigHashes() {
            @Override
            public String service(ComposeDialect dialect, String name) {
                return serviceHash(
                        dialect,
                        project,
                        Objects.requireNonNull(project.services().get(name)),
                        model);
            }

            @Override
            public String network(ComposeDialect dialect, String key) {
                return ConfigHash.network(
                        dialect, Objects.requireNonNull(project.networks().get(key)));
            }

            @Override
            public String volume(String key) {
                return ConfigHash.volume(
                        Objects.requireNonNull(project.volumes().get(key)));
            }
        };
    }

    /** A service that lives with another is hashed when the other's container is there: see {@link LateLabels}. */
    private static String serviceHash(
            ComposeDialect dialect, ComposeProject project, ComposeService service, ComposeModel model) {
        Set<String> others = new HashSet<>();
        String text = ConfigHash.text(dialect, project, service, other -> {
            others.add(other);
            return LateLabels.idOf(model.firstContainer(other));
        });
        return others.isEmpty() ? Sha256.hex(text.getBytes(StandardCharsets.UTF_8)) : text;
    }

    /** Where a path of the model stands, as {@code services.web.ports[0]}: at worst the first file. */
    private static SourceLocation location(ComposeProject project, String path) {
        String prefix = "services.";
        if (path.startsWith(prefix)) {
            String rest = path.substring(prefix.length());
            for (ComposeService service : project.services().values()) {
                if (rest.equals(service.name())) {
                    return service.location();
                } else if (rest.startsWith(service.name() + ".")) {
                    return service.locationOf(rest.substring(service.name().length() + 1));
                }
            }
        }
        Optional<SourceLocation> entry = Stream.of(
                        locations(project.secrets(), "secrets", ComposeFileObject::location),
                        locations(project.configs(), "configs", ComposeFileObject::location),
                        locations(project.networks(), "networks", ComposeNetwork::location),
                        locations(project.volumes(), "volumes", ComposeVolume::location))
                .flatMap(section -> section.entrySet().stream())
                .filter(object -> (path + ".").startsWith(object.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst();
        return entry.orElseGet(() -> SourceLocation.of(
                project.configFiles().isEmpty()
                        ? project.workingDirectory()
                        : project.configFiles().get(0)));
    }

    /** Where the objects of a section stand, by their paths. */
    private static <T> Map<String, SourceLocation> locations(
            Map<String, T> objects, String section, Function<T, SourceLocation> location) {
        Map<String, SourceLocation> locations = new HashMap<>();
        objects.forEach((key, object) -> locations.put(section + "." + key, location.apply(object)));
        return locations;
    }
}
