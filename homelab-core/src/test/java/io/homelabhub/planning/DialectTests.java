package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.Dialects;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action.CreateContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTests {
    private static final Map<ComposeDialect, Map<String, String>> WEB = Map.of(
            ComposeDialect.V2, Map.of(ComposeLabels.VERSION, "2.40.3", ComposeLabels.CONFIG_HASH, "two"),
            ComposeDialect.V5, Map.of(ComposeLabels.VERSION, "5.6.0", ComposeLabels.CONFIG_HASH, "five"));

    private static final DeployOptions ANEW =
            DeployOptions.DEFAULT.withRecreation(new Recreation(Recreate.ALWAYS, Set.of(), Recreate.ALWAYS));

    private static DesiredState desired(Optional<ComposeDialect> chosen, ApiObject networkSettings) {
        DesiredState plain = new Lab().service("web", "two").desired();
        Map<String, String> owned = Map.of(ComposeLabels.PROJECT, Lab.PROJECT, ComposeLabels.CONFIG_HASH, "n");
        DesiredNetwork network = new DesiredNetwork(new NetworkSpec(Lab.NETWORK, owned, networkSettings), false);
        return new DesiredState(
                plain.project(),
                List.of(network),
                plain.volumes(),
                plain.services(),
                plain.described(),
                plain.mask(),
                List.of(),
                new Dialects(chosen, Map.of(ResourceId.service("web"), WEB)));
    }

    private static ObservedContainer container(String name, Map<String, String> more, int second) {
        Map<String, String> labels = new TreeMap<>(Map.of(
                ComposeLabels.PROJECT,
                Lab.PROJECT,
                ComposeLabels.SERVICE,
                name.startsWith("web") ? "web" : name,
                ComposeLabels.CONTAINER_NUMBER,
                "1"));
        labels.putAll(more);
        ApiObject inspection = ApiObject.of(
                Map.of("Config", Map.of("Image", "web:1"), "HostConfig", Map.of("NetworkMode", Lab.NETWORK)));
        return new ObservedContainer(
                "id-" + name,
                name,
                labels,
                ContainerState.RUNNING,
                Health.HEALTHY,
                Optional.empty(),
                "sha256:web",
                "web:1",
                Map.of(Lab.NETWORK, "n1"),
                List.of(),
                List.of(),
                Instant.ofEpochSecond(second),
                Optional.of(inspection));
    }

    private static ObservedState observed(
            Map<String, String> networkLabels, ApiObject settings, ObservedContainer... all) {
        ObservedState images = new Lab().image("web:1", "sha256:web").observed();
        return new ObservedState(
                List.of(all),
                List.of(new ObservedNetwork("n1", Lab.NETWORK, networkLabels, settings)),
                List.of(),
                images.images());
    }

    private static ObservedState observed(ObservedContainer... all) {
        return observed(
                Map.of(ComposeLabels.PROJECT, Lab.PROJECT, ComposeLabels.CONFIG_HASH, "n"), ApiObject.EMPTY, all);
    }

    private static Plan plan(Optional<ComposeDialect> chosen, ObservedState observed, DeployOptions options) {
        return Planner.plan(desired(chosen, ApiObject.EMPTY), observed, options, "deploy", List.of());
    }

    private static Map<String, String> created(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.work() instanceof CreateContainer)
                .map(step -> ((CreateContainer) step.work()).container().labels())
                .findFirst()
                .orElseThrow();
    }

    private static ObservedContainer made(String name, String version, String hash, int second) {
        return container(name, Map.of(ComposeLabels.VERSION, version, ComposeLabels.CONFIG_HASH, hash), second);
    }

    @ParameterizedTest
    @CsvSource({"2.40.3, two", "5.6.0, five", "5.1.2, five", "v5.0.0, five", "6.0.0, five", "dev, two"})
    void what_is_made_anew_is_written_in_the_dialect_of_the_project(String version, String hash) {
        Plan plan = plan(Optional.empty(), observed(made("web", version, hash, 1)), ANEW);

        assertThat(created(plan)).containsEntry(ComposeLabels.CONFIG_HASH, hash);
    }

    @ParameterizedTest
    @CsvSource({"V2, 2.40.3, two", "V5, 5.6.0, five", ", 2.40.3, two"})
    void a_new_project_gets_the_dialect_that_its_files_ask_for(ComposeDialect chosen, String version, String hash) {
        Plan plan = plan(Optional.ofNullable(chosen), observed(), DeployOptions.DEFAULT);

        assertThat(created(plan))
                .containsEntry(ComposeLabels.VERSION, version)
                .containsEntry(ComposeLabels.CONFIG_HASH, hash);
    }

    @Test
    void what_is_there_counts_for_more_than_what_the_files_ask_for() {
        Plan plan = plan(Optional.of(ComposeDialect.V5), observed(made("web", "2.40.3", "two", 1)), ANEW);

        assertThat(created(plan)).containsEntry(ComposeLabels.VERSION, "2.40.3");
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 5.6.0", "2, 1, 2.40.3", "1, 1, 5.6.0"})
    void a_mixed_project_has_the_dialect_of_its_newest_container(int web, int old, String version) {
        Plan plan = plan(
                Optional.empty(), observed(made("web", "2.40.3", "two", web), made("old", "5.6.0", "o", old)), ANEW);

        assertThat(created(plan)).containsEntry(ComposeLabels.VERSION, version);
    }

    @ParameterizedTest
    @CsvSource({"2.40.3, two", "5.6.0, five", "5.6.0, two", "2.40.3, five", "2.20.0, anything"})
    void a_dialect_alone_is_no_reason_to_act(String version, String hash) {
        Plan plan =
                plan(Optional.of(ComposeDialect.V5), observed(made("web", version, hash, 1)), DeployOptions.DEFAULT);

        assertThat(plan.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"two", "five"})
    void a_change_by_hand_is_told_from_one_of_the_files_by_the_hash_of_either_dialect(String hash) {
        ObservedContainer same = made("web", "2.40.3", hash, 1);
        ObservedContainer changed = new ObservedContainer(
                same.id(),
                same.name(),
                same.labels(),
                same.state(),
                same.health(),
                same.exitCode(),
                same.imageId(),
                same.image(),
                same.networks(),
                same.mounts(),
                same.ports(),
                same.created(),
                same.inspection()
                        .map(inspection -> inspection.with(
                                "HostConfig", inspection.object("HostConfig").with("Privileged", true))));

        Plan plan = plan(Optional.empty(), observed(changed), DeployOptions.DEFAULT);

        assertThat(Lab.verdictOn(plan, "web").causes()).extracting(Cause::kind).containsExactly(Cause.Kind.DRIFTED);
    }

    @Test
    void a_network_whose_hash_is_of_no_known_dialect_is_judged_by_its_settings() {
        Map<String, String> labels = Map.of(ComposeLabels.PROJECT, Lab.PROJECT, ComposeLabels.CONFIG_HASH, "future");
        ApiObject chosenByTheEngine = ApiObject.of(Map.of(
                "Driver",
                "bridge",
                "Attachable",
                false,
                "EnableIPv4",
                true,
                "IPAM",
                Map.of(
                        "Driver",
                        "default",
                        "Config",
                        List.of(Map.of("Subnet", "172.19.0.0/16", "Gateway", "172.19.0.1")))));
        ObservedState there = observed(labels, chosenByTheEngine, made("web", "5.6.0", "five", 1));

        assertThat(plan(Optional.empty(), there, DeployOptions.DEFAULT).isEmpty())
                .isTrue();
    }

    @Test
    void a_network_that_is_changed_shows_its_fields() {
        Map<String, String> labels = Map.of(ComposeLabels.PROJECT, Lab.PROJECT, ComposeLabels.CONFIG_HASH, "other");
        ApiObject there = ApiObject.of(
                Map.of("Driver", "bridge", "IPAM", Map.of("Config", List.of(Map.of("Subnet", "10.9.0.0/24")))));
        ApiObject wanted = ApiObject.of(Map.of("Internal", true, "IPAM", Map.of("Options", Map.of("foo", "bar"))));

        Plan plan = Planner.plan(
                desired(Optional.empty(), wanted),
                observed(labels, there, made("web", "5.6.0", "five", 1)),
                DeployOptions.DEFAULT,
                "deploy",
                List.of());

        assertThat(plan.changes())
                .filteredOn(change -> change.resource().equals(ResourceId.network(Lab.NETWORK)))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.verdict()).isEqualTo(Verdict.RECREATE);
                    assertThat(change.causes().get(0).differences())
                            .extracting(FieldDifference::path)
                            .containsExactly("internal", "ipam.config", "ipam.options.foo");
                });
    }

    @Test
    void what_a_hook_ran_in_is_no_container_of_its_service_and_is_removed() {
        ObservedContainer runner = container(
                "web-pre_start-0", Map.of(ComposeLabels.HOOK, "pre_start", ComposeLabels.VERSION, "5.6.0"), 9);

        Plan plan = plan(Optional.empty(), observed(made("web", "5.6.0", "five", 1), runner), DeployOptions.DEFAULT);

        assertThat(plan.changes())
                .filteredOn(change -> change.verdict() != Verdict.KEEP)
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.resource()).isEqualTo(ResourceId.container("web-pre_start-0"));
                    assertThat(change.verdict()).isEqualTo(Verdict.REMOVE);
                    assertThat(change.causes()).containsExactly(Cause.of(Cause.Kind.LEFT_OVER, "hook of service web"));
                });
    }

    @Test
    void a_service_of_which_only_a_hook_was_left_is_created() {
        ObservedContainer runner = container("web-pre_start-0", Map.of(ComposeLabels.HOOK, "pre_start"), 9);

        Plan plan = plan(Optional.empty(), observed(runner), DeployOptions.DEFAULT);

        assertThat(Lab.verdictOn(plan, "web").verdict()).isEqualTo(Verdict.CREATE);
    }
}
