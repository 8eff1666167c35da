package io.homelabhub.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.secret.SecretMask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VolumeNamesTests {
    private static final ProjectView VIEW = view(Map.of("data", "lab_data", "cache", "lab_cache"));

    private static ProjectView view(Map<String, String> volumes) {
        return new ProjectView(
                "lab",
                ServiceCatalog.empty(Path.of("services.yaml")),
                DependencyGraph.builder().build(),
                Map.of(),
                service -> Optional.empty(),
                SecretMask.NONE,
                Map.of(),
                volumes,
                Map.of(),
                Set.of(),
                false,
                List.of());
    }

    private static ObservedVolume volume(String name, String project) {
        return new ObservedVolume(
                name, Map.of(ComposeLabels.PROJECT, project, ComposeLabels.VOLUME, name), ApiObject.EMPTY);
    }

    private static ObservedVolume bare(String name) {
        return new ObservedVolume(name, Map.of(), ApiObject.EMPTY);
    }

    private static ObservedState having(ObservedVolume... volumes) {
        return new ObservedState(List.of(), List.of(), Stream.of(volumes).toList(), Map.of());
    }

    @Test
    void a_volume_goes_by_its_name_and_by_its_key() {
        assertThat(VolumeNames.described(VIEW).of(List.of("lab_data", "cache")))
                .containsExactly("lab_cache", "lab_data");
    }

    @Test
    void a_name_comes_before_a_key_where_two_volumes_have_each_others() {
        VolumeNames swapped = VolumeNames.described(view(Map.of("one", "two", "two", "one")));

        assertThat(swapped.of(Set.of("one"))).containsExactly("one");
        assertThat(swapped.of(Set.of("two"))).containsExactly("two");
    }

    @Test
    void the_name_of_a_volume_on_the_engine_comes_before_a_key_too() {
        assertThat(VolumeNames.described(VIEW, having(bare("data"))).of(Set.of("data")))
                .containsExactly("data");
    }

    @Test
    void an_unknown_one_is_told_with_the_one_that_may_be_meant() {
        VolumeNames names = VolumeNames.described(VIEW);

        UnknownVolumeException unknown =
                catchThrowableOfType(UnknownVolumeException.class, () -> names.of(List.of("lab_dat")));

        assertThat(unknown).hasMessage("there is no volume `lab_dat` in this project. Did you mean `lab_data`?");
        assertThat(unknown.remedy()).isEqualTo("It has lab_cache, lab_data; `all` means all of them.");
    }

    @Test
    void where_there_is_none_none_is_suggested() {
        VolumeNames none = VolumeNames.described(view(Map.of()));

        UnknownVolumeException unknown =
                catchThrowableOfType(UnknownVolumeException.class, () -> none.of(List.of("data")));

        assertThat(unknown).hasMessage("there is no volume `data` in this project.");
        assertThat(unknown.remedy()).isEqualTo("It has none.");
    }

    @Test
    void all_are_those_that_were_made_for_the_project_and_no_others() {
        VolumeNames names = VolumeNames.described(
                VIEW,
                having(
                        volume("lab_data", "lab"),
                        volume("lab_former", "lab"),
                        volume("other_data", "other"),
                        bare("x")));

        assertThat(names.orAll(List.of("all"))).containsExactly("lab_data", "lab_former");
        assertThat(names.orAll(List.of("all", "x"))).containsExactly("lab_data", "lab_former", "x");
        assertThat(names.orAll(List.of())).isEmpty();
    }

    @Test
    void a_volume_without_a_key_is_none_of_all() {
        ObservedVolume record = new ObservedVolume("record", Map.of(ComposeLabels.PROJECT, "lab"), ApiObject.EMPTY);

        assertThat(VolumeNames.described(VIEW, having(record)).orAll(List.of("all")))
                .isEmpty();
    }

    @Test
    void all_is_a_volume_where_one_is_called_so() {
        assertThat(VolumeNames.described(VIEW, having(bare("all"), volume("lab_data", "lab")))
                        .orAll(List.of("all")))
                .containsExactly("all");
        assertThat(VolumeNames.described(view(Map.of("all", "lab_all")), having(volume("lab_data", "lab")))
                        .orAll(List.of("all")))
                .containsExactly("lab_all");
    }

    @Test
    void a_volume_of_another_project_goes_by_its_name_and_is_not_suggested() {
        VolumeNames names = VolumeNames.described(view(Map.of()), having(volume("other_data", "other")));

        assertThat(names.of(Set.of("other_data"))).containsExactly("other_data");
        assertThat(catchThrowableOfType(UnknownVolumeException.class, () -> names.of(Set.of("other_dat")))
                        .remedy())
                .isEqualTo("It has none.");
    }
}
