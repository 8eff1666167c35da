package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ComposeLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels of containers, networks, volumes and built images: the owner's, under those by which Compose knows its own. What
 * differs from one version of Compose to another is for {@link DialectLabels} to say.
 */
final class ServiceLabels {
    private ServiceLabels() {}

    static Map<String, String> container(ComposeModel model, String service, int number) {
        ApiObject settings = model.service(service);
        Map<String, String> labels = Values.texts(settings.object("labels"));
        labels.put(ComposeLabels.PROJECT, model.project());
        labels.put(ComposeLabels.SERVICE, service);
        labels.put(ComposeLabels.CONTAINER_NUMBER, String.valueOf(number));
        labels.put(ComposeLabels.ONE_OFF, "False");
        labels.put(ComposeLabels.IMAGE, ""); // the engine fills in the id of the image that it creates from
        labels.put(ComposeLabels.DEPENDS_ON, dependencies(settings.object("depends_on")));
        labels.put(ComposeLabels.WORKING_DIR, model.directory().toString());
        labels.put(ComposeLabels.CONFIG_FILES, joined(model.files()));
        if (!model.environmentFiles().isEmpty()) {
            labels.put(ComposeLabels.ENVIRONMENT_FILE, joined(model.environmentFiles()));
        }
        return labels;
    }

    static Map<String, String> network(ComposeModel model, String key) {
        Map<String, String> labels = Values.texts(model.network(key).object("labels"));
        labels.put(ComposeLabels.PROJECT, model.project());
        labels.put(ComposeLabels.NETWORK, key);
        return labels;
    }

    static Map<String, String> volume(ComposeModel model, String key) {
        Map<String, String> labels = Values.texts(model.volume(key).object("labels"));
        labels.put(ComposeLabels.PROJECT, model.project());
        labels.put(ComposeLabels.VOLUME, key);
        return labels;
    }

    /** A built image has the same labels whoever asks for it, so that it keeps its id. */
    static Map<String, String> image(ComposeModel model, String service) {
        Map<String, String> labels =
                Values.texts(model.service(service).object("build").object("labels"));
        labels.put(ComposeLabels.PROJECT, model.project());
        labels.put(ComposeLabels.VERSION, ComposeDialect.V2.version());
        labels.put(ComposeLabels.SERVICE, service);
        return labels;
    }

    /** {@code service:condition:restart}, sorted; Docker Compose has them in any order. */
    private static String dependencies(ApiObject dependsOn) {
        return new TreeMap<>(dependsOn.members())
                .keySet().stream()
                        .map(name -> name + ":"
                                + dependsOn.object(name).string("condition").orElse("service_started") + ":"
                                + dependsOn.object(name).isTrue("restart"))
                        .collect(Collectors.joining(","));
    }

    private static String joined(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(","));
    }
}
