package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.VolumeSpec;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Volumes and images. */
interface StorageClauses extends Clauses {
    @Test
    default void required_c60_a_volume_is_made_once_and_keeps_its_labels() {
        Action create = new Action.CreateVolume(
                new VolumeSpec(bench().name("data"), Map.of("colour", "blue"), ApiObject.EMPTY));

        assertThat(bench().perform(create)).isEqualTo(Effect.DONE);
        assertThat(bench().perform(create)).isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().observe().volume(bench().name("data")).map(ObservedVolume::labels))
                .contains(Map.of("colour", "blue"));
    }

    @Test
    default void required_c160_a_volume_tells_when_it_was_made() {
        String data = bench().volume("data");

        Optional<Instant> created = bench().observe().volume(data).flatMap(ObservedVolume::created);
        assertThat(created).isPresent();
        assertThat(bench().observe().volume(data).flatMap(ObservedVolume::created))
                .isEqualTo(created);
    }

    /** Whether or not the registries can be reached. */
    @Test
    default void required_c161_each_repository_that_is_asked_for_tags_gets_an_answer() {
        Set<String> asked = Set.of("localhost:1/nobody/there");

        assertThat(bench().engine.listTags(asked).keySet()).isEqualTo(asked);
        assertThat(bench().engine.listTags(Set.of())).isEmpty();
    }

    @Test
    default void required_c162_a_project_that_has_built_nothing_has_no_images_without_a_name() {
        assertThat(bench().engine.unnamedImages(bench().name("nothing"))).isEmpty();
    }

    @Test
    default void required_c61_removing_an_absent_volume_is_already_so() {
        assertThat(bench().perform(new Action.RemoveVolume(bench().name("data"))))
                .isEqualTo(Effect.ALREADY_SO);
    }

    @Test
    default void required_c62_a_volume_in_use_cannot_be_removed() {
        String data = bench().volume("data");
        String web = bench().create(bound("web", data + ":/data"));

        assertThat(bench().refused(new Action.RemoveVolume(data)).kind()).isEqualTo(Kind.CONFLICT);
        bench().remove(web);
        assertThat(bench().perform(new Action.RemoveVolume(data))).isEqualTo(Effect.DONE);
        assertThat(bench().observe().volume(data)).isEmpty();
    }

    @Test
    default void required_c63_a_named_volume_outlives_its_container() {
        String data = bench().volume("data");
        String web = bench().run(bound("web", data + ":/data:ro"));

        assertThat(bench().observed(web).mounts()).containsExactly(new ObservedMount("volume", data, "/data", false));
        bench().perform(new Action.RemoveContainer(web, true));
        assertThat(bench().observe().volume(data)).isPresent();
    }

    @Test
    default void required_c64_a_volume_without_a_name_goes_with_its_container_if_asked_to() {
        String anonymous = anonymousVolumeOf("goes", true);
        assertThat(bench().observe().volume(anonymous)).isEmpty();

        String left = anonymousVolumeOf("stays", false);
        assertThat(bench().observe().volume(left)).isPresent();
        bench().perform(new Action.RemoveVolume(left));
    }

    private String anonymousVolumeOf(String what, boolean removed) {
        String name =
                bench().create(bench().spec(what, Program.RUNS_ON).withConfig("Volumes", Map.of("/scratch", Map.of())));
        String volume = bench().observed(name).mounts().get(0).source();
        bench().perform(new Action.RemoveContainer(name, removed));
        return volume;
    }

    private ContainerSpec bound(String what, String bind) {
        return bench().spec(what, Program.RUNS_ON).withHostConfig("Binds", List.of(bind));
    }

    @Test
    default void required_c65_images_that_are_not_there_are_left_out_of_the_observation() {
        String present = bench().spec("web", Program.RUNS_ON).image();
        ObservedState state = bench().engine
                .observe(new ObserveRequest(bench().project, Set.of(present, "homelab-contract-absent:1"), true));

        assertThat(state.images()).containsOnlyKeys(present);
        assertThat(state.images().get(present)).satisfies(image -> {
            assertThat(image.id()).startsWith("sha256:");
            assertThat(image.inspection()).isPresent();
            assertThat(image.inspection().orElseThrow().object("Config").strings("Env"))
                    .isNotNull();
        });
    }

    @Test
    default void required_c66_a_pulled_image_is_there_and_pulling_it_again_is_already_so() {
        needs(Feature.REGISTRY);
        Action pull = new Action.PullImage(bench().pullableImage, Optional.empty());
        bench().perform(pull);

        assertThat(bench().perform(pull)).isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().engine
                        .observe(new ObserveRequest(bench().project, Set.of(bench().pullableImage), false))
                        .images())
                .containsKey(bench().pullableImage);
    }

    @Test
    default void required_c141_a_removed_image_is_gone() {
        needs(Feature.REGISTRY);
        String tagged = tagged();
        Action remove = new Action.RemoveImage(tagged);

        assertThat(imagesCalled(tagged, bench().pullableImage)).hasSize(2);
        assertThat(bench().perform(remove)).isEqualTo(Effect.DONE);
        assertThat(bench().perform(remove)).isEqualTo(Effect.ALREADY_SO);
        assertThat(imagesCalled(tagged, bench().pullableImage)).containsOnlyKeys(bench().pullableImage);
    }

    /** A reference of this clause's own, in the registry, for an image that is there. */
    private String tagged() {
        bench().perform(new Action.PullImage(bench().pullableImage, Optional.empty()));
        String registry = bench().absentImage.substring(0, bench().absentImage.lastIndexOf('/') + 1);
        String tagged = registry + bench().project.toLowerCase(Locale.ROOT) + ":1";
        bench().perform(new Action.TagImage(bench().pullableImage, tagged));
        return tagged;
    }

    private String idOf(String reference) {
        return Optional.ofNullable(imagesCalled(reference).get(reference))
                .orElseThrow()
                .id();
    }

    private Map<String, ObservedImage> imagesCalled(String... references) {
        return bench().engine
                .observe(new ObserveRequest(bench().project, Set.of(references), false))
                .images();
    }

    @Test
    default void required_c143_a_reference_stands_for_the_image_that_it_was_given_to_last() {
        needs(Feature.REGISTRY);
        String tagged = tagged();
        String id = idOf(tagged);

        assertThat(idOf(bench().pullableImage)).isEqualTo(id);
        assertThat(bench().perform(new Action.TagImage(id, tagged))).isEqualTo(Effect.DONE);
        assertThat(idOf(tagged)).isEqualTo(id);
        assertThat(bench().refused(new Action.TagImage(bench().absentImage, tagged))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
        bench().perform(new Action.RemoveImage(tagged));
    }

    @Test
    default void required_c142_an_image_is_pushed_to_the_registry_of_its_name() {
        needs(Feature.REGISTRY);
        needs(Feature.PUSH);
        String tagged = tagged();

        assertThat(bench().perform(new Action.PushImage(tagged))).isEqualTo(Effect.DONE);
        bench().perform(new Action.RemoveImage(tagged));
        bench().perform(new Action.PullImage(tagged, Optional.empty()));
        assertThat(imagesCalled(tagged)).containsOnlyKeys(tagged);
        bench().perform(new Action.RemoveImage(tagged));
        assertThat(bench().refused(new Action.PushImage(bench().absentImage)).kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    /** A registry says the same of an unknown repository and of an unknown tag; Docker Hub says denied of the first. */
    @Test
    default void required_c67_pulling_what_the_registry_does_not_have_is_not_found_or_unauthorized() {
        needs(Feature.REGISTRY);
        Action pull = new Action.PullImage(bench().absentImage, Optional.empty());

        assertThat(bench().refused(pull).kind()).isIn(Kind.NOT_FOUND, Kind.UNAUTHORIZED);
    }

    /** Whether or not it can ask: a registry that does not tell is an answer. */
    @Test
    default void required_c68_each_image_that_a_registry_is_asked_about_gets_an_answer() {
        String present = bench().spec("image", Program.RUNS_ON).image();
        Set<String> asked = new TreeSet<>(List.of(present, bench().absentImage, bench().pullableImage));

        Map<String, RegistryImage> answers = bench().engine.askRegistries(asked);

        assertThat(answers.keySet()).isEqualTo(asked);
        assertThat(answers.values())
                .allSatisfy(answer -> assertThat(answer.digest().isPresent())
                        .isEqualTo(answer.problem().isEmpty()));
        assertThat(answers).hasEntrySatisfying(bench().absentImage, answer -> assertThat(answer.digest())
                .isEmpty());
        assertThat(bench().engine.askRegistries(Set.of())).isEmpty();
    }
}
