package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.failure.Remedy;
import io.homelabhub.planning.Pull;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.Ending;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Images that are fetched though the engine has them: what the plan says, and what a deploy makes of it. */
@Tag("long")
class FetchedImagesIT {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{12,64}");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    private String image = "";

    @BeforeEach
    void name() {
        String registry =
                RealEngine.registry().filter(host -> !host.equals("none")).orElse("");
        Assumptions.assumeFalse(registry.isEmpty(), "needs a registry to push to");
        image = registry + "/" + project.lab().project() + "/web:1";
    }

    private void version(int version) {
        project.image(image, "FROM " + RealEngine.IMAGE + "\nENV VERSION=" + version + "\n");
    }

    private void web(String settings) {
        project.compose("""
                services:
                  web:
                    image: %s
                    %s
                    command: ["sh", "-c", 'trap "exit 0" TERM; sleep 600 & wait']
                """.formatted(image, settings));
    }

    /** The registry gets another image under the name, and the engine keeps the one it has. */
    private void publishVersion(int version) {
        String before = project.container("web").imageId();
        version(version);
        project.push(image);
        project.tag(before, image);
    }

    private String runningVersion() {
        return project.output("web", "sh", "-c", "echo $VERSION");
    }

    private List<String> plan(DeployRequest request) {
        return VerdictLines.of(project.runtime().plan(request).plan()).stream()
                .map(line -> line.replace(image, "IMAGE"))
                .map(line -> DIGITS.matcher(line).replaceAll("ID"))
                .toList();
    }

    private static DeployRequest all() {
        return DeployRequest.of(List.of("all"));
    }

    @Test
    void a_new_image_under_the_same_tag_is_planned_and_runs_after_one_deploy() {
        version(1);
        project.push(image);
        web("pull_policy: always");
        project.deploy();

        publishVersion(2);
        assertThat(plan(all()))
                .containsExactly(
                        "UPDATE image:IMAGE [PULL_POLICY(always)] {digest: ID -> ID}",
                        "RECREATE service:web [IMAGE_CHANGED] {image: IMAGE ID -> IMAGE ID}");
        assertThat(runningVersion()).as("after a plan").isEqualTo("1");

        project.deploy();
        assertThat(runningVersion()).as("after a deploy").isEqualTo("2");
    }

    @Test
    void the_request_decides_for_all_services() {
        version(1);
        project.push(image);
        web("pull_policy: missing");
        project.deploy();

        publishVersion(2);
        assertThat(plan(all())).isEmpty();
        project.runtime().plan(all().withPull(Pull.ALWAYS)).apply();
        assertThat(runningVersion()).isEqualTo("2");
        assertThat(plan(all().withPull(Pull.ALWAYS))).isEmpty();
    }

    @Test
    void a_pull_that_fails_leaves_the_running_container_alone() {
        version(1);
        web("pull_policy: missing");
        project.deploy();
        String before = project.container("web").id();

        assertThat(plan(all().withPull(Pull.ALWAYS)))
                .containsExactly(
                        "UPDATE image:IMAGE [PULL_POLICY(always; its registry does not have it)]",
                        "RECREATE service:web [IMAGE_MAY_CHANGE(IMAGE)]");
        assertThatThrownBy(() ->
                        project.runtime().plan(all().withPull(Pull.ALWAYS)).apply())
                .isInstanceOfSatisfying(ApplyFailedException.class, failed -> {
                    assertThat(failed.result().ending()).isEqualTo(Ending.ROLLED_BACK);
                    assertThat(failed.result().failures()).singleElement().satisfies(failure -> assertThat(
                                    failure.remedies())
                            .extracting(Remedy::kind)
                            .contains(Remedy.Kind.USE_IMAGE_THERE));
                });
        assertThat(project.container("web").id()).isEqualTo(before);
    }

    @Test
    void a_build_replaces_the_container_only_if_it_gives_another_image() {
        image = project.lab().project() + "-web:1";
        project.write("Dockerfile", "FROM " + RealEngine.IMAGE + "\nENV VERSION=1\n");
        web("build: .\n    pull_policy: build");
        project.runtime().plan(all()).apply();
        String before = project.container("web").id();
        project.runtime().plan(all()).apply();
        assertThat(project.container("web").id()).as("built as before").isEqualTo(before);

        project.write("Dockerfile", "FROM " + RealEngine.IMAGE + "\nENV VERSION=2\n");
        assertThat(plan(all()))
                .containsExactly(
                        "UPDATE image:IMAGE [PULL_POLICY(build)]", "RECREATE service:web [IMAGE_MAY_CHANGE(IMAGE)]");
        project.runtime().plan(all()).apply();
        assertThat(runningVersion()).isEqualTo("2");
        project.remember(image);
    }
}
