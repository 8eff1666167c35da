package io.homelabhub.doctor;

import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.RegistryImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the images that are not on the engine can be had: their registries are asked for the manifests, and nothing is fetched. */
final class ImageCheck implements Check {
    private static final String NAME = "images";

    @Override
    public List<Finding> look(Circumstances circumstances) {
        Circumstances.Engine engine = circumstances.engine().orElseThrow();
        ObservedState observed = engine.observed();
        Map<String, Set<String>> missing = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        int images = 0;
        for (DesiredService service :
                circumstances.files().orElseThrow().desired().services()) {
            for (DesiredImage image : service.images()) {
                images++;
                boolean here = observed.images().containsKey(image.reference());
                if (here || image.comesFromBuild()) {
                    continue;
                }
                if (image.policy().kind() == DesiredImage.Policy.Kind.NEVER) {
                    findings.add(Finding.problem(
                            NAME,
                            "service " + service.name() + " never pulls " + image.reference()
                                    + ", and the engine does not have it",
                            "docker pull " + image.reference() + "   # or leave pull_policy: never out"));
                } else {
                    missing.computeIfAbsent(image.reference(), any -> new TreeSet<>())
                            .add(service.name());
                }
            }
        }
        Map<String, RegistryImage> answers =
                missing.isEmpty() ? Map.of() : engine.open().engine().askRegistries(missing.keySet());
        missing.forEach((reference, services) -> {
            RegistryImage answer = answers.getOrDefault(reference, RegistryImage.unknown("it was not asked"));
            if (answer.digest().isEmpty()) {
                findings.add(Finding.problem(
                        NAME,
                        "the image " + reference + " of " + String.join(", ", services) + " is not to be had: "
                                + answer.problem(),
                        "# correct its name or tag, or log in: docker login " + registry(reference)));
            }
        });
        if (findings.isEmpty() && images > 0) {
            findings.add(Finding.ok(
                    NAME,
                    missing.isEmpty()
                            ? "all are on the engine, or built"
                            : missing.size() + " of " + images + " are to be pulled, and can be had"));
        }
        return findings;
    }

    private static String registry(String reference) {
        String first = reference.split("/", 2)[0];
        boolean named =
                reference.contains("/") && (first.contains(".") || first.contains(":") || first.equals("localhost"));
        return named ? first : "";
    }
}
