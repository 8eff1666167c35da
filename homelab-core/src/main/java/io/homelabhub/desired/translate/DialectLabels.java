package io.homelabhub.desired.translate;

import io.homelabhub.desired.Dialects;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.LateLabels;
import io.homelabhub.resource.ResourceId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What labels hold in each dialect of Docker Compose. */
final class DialectLabels {
    private static final String IMAGE = "image";

    private final ComposeModel model;
    private final ConfigHashes hashes;
    private final Map<ResourceId, Map<ComposeDialect, Map<String, String>>> labels = new HashMap<>();

    DialectLabels(ComposeModel model, ConfigHashes hashes) {
        this.model = model;
        this.hashes = hashes;
    }

    Dialects of(Collection<String> services, Collection<String> networks, Collection<String> volumes) {
        services.forEach(name -> put(ResourceId.service(name), dialect -> service(dialect, name)));
        networks.stream()
                .filter(key -> !model.network(key).isTrue("external"))
                .forEach(key -> put(ResourceId.network(model.networkName(key)), dialect -> network(dialect, key)));
        volumes.stream()
                .filter(key -> !model.volume(key).isTrue("external"))
                .forEach(key -> put(ResourceId.volume(model.volumeName(key)), dialect -> volume(dialect, key)));
        return new Dialects(model.dialect(), labels);
    }

    private void put(ResourceId resource, Function<ComposeDialect, Map<String, String>> spoken) {
        Map<ComposeDialect, Map<String, String>> all = new EnumMap<>(ComposeDialect.class);
        for (ComposeDialect dialect : ComposeDialect.values()) {
            all.put(dialect, spoken.apply(dialect));
        }
        labels.put(resource, all);
    }

    Map<String, String> service(ComposeDialect dialect, String name) {
        Map<String, String> spoken = hashed(dialect, hashes.service(dialect, name));
        String images = mountedImages(model.service(name));
        if (dialect == ComposeDialect.V5 && !images.isEmpty()) {
            spoken.put(ComposeLabels.IMAGE_VOLUME_DIGEST, images);
        }
        return spoken;
    }

    Map<String, String> network(ComposeDialect dialect, String key) {
        return hashed(dialect, hashes.network(dialect, key));
    }

    /** Both versions hash volumes alike. */
    Map<String, String> volume(ComposeDialect dialect, String key) {
        return hashed(dialect, hashes.volume(key));
    }

    private static Map<String, String> hashed(ComposeDialect dialect, String hash) {
        Map<String, String> spoken = new TreeMap<>();
        spoken.put(ComposeLabels.VERSION, dialect.version());
        spoken.put(ComposeLabels.CONFIG_HASH, hash);
        return spoken;
    }

    private static String mountedImages(ApiObject service) {
        return service.objects("volumes").stream()
                .filter(volume -> volume.string("type").filter(IMAGE::equals).isPresent())
                .map(volume -> volume.string("target").orElse("") + "="
                        + LateLabels.idOfImage(volume.string("source").orElse("")))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
