package io.homelabhub.doctor;

import io.homelabhub.desired.ApiNeed;
import java.util.List;

/** Whether the engine understands every key that the files use. */
final class FeatureCheck implements Check {
    private static final String NAME = "features";

    @Override
    public List<Finding> look(Circumstances circumstances) {
        String version = circumstances.engine().orElseThrow().open().info().apiVersion();
        List<ApiNeed> needs = circumstances.files().orElseThrow().desired().apiNeeds();
        List<Finding> unmet = needs.stream()
                .filter(need -> !need.isMetBy(version))
                .map(need -> Finding.problem(
                        NAME,
                        "%s (%s) needs %s, API %s; the engine speaks %s"
                                .formatted(need.key(), need.location(), need.product(), need.api(), version),
                        "# upgrade the engine, or remove that key"))
                .toList();
        return unmet.isEmpty() ? List.of(Finding.ok(NAME, "the engine knows every key that is used")) : unmet;
    }
}
