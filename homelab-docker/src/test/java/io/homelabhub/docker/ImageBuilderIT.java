package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ImageBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Images that are built by a real engine. */
class ImageBuilderIT {
    private static final String SECRET = "hunter2-and-more";

    @RegisterExtension
    final RealEngine lab = new RealEngine();

    @TempDir
    Path folder = Path.of("set by JUnit");

    private final List<String> output = new ArrayList<>();

    private Effect build(String dockerfile) {
        ActionProgress progress = (part, status, current, total) -> output.add(status);
        return lab.engine().perform(new Action.BuildImage(imageBuild(dockerfile)), progress);
    }

    private ImageBuild imageBuild(String dockerfile) {
        return new ImageBuild(
                tag(),
                List.of(),
                folder,
                "Dockerfile",
                Optional.of(dockerfile.replace("BASE", RealEngine.IMAGE)),
                Map.of("TOKEN", SECRET),
                Optional.empty(),
                Optional.empty(),
                Map.of("made.by", "test"),
                true,
                false,
                ApiObject.EMPTY);
    }

    private String tag() {
        return "homelab-it/" + lab.project() + ":1";
    }

    private ObservedImage image() {
        return Objects.requireNonNull(lab.engine()
                .observe(new ObserveRequest(lab.project(), Set.of(tag()), true))
                .images()
                .get(tag()));
    }

    private String log(String... command) {
        ContainerSpec plain = lab.spec("built", command);
        String name = lab.run(new ContainerSpec(
                plain.name(),
                tag(),
                plain.platform(),
                plain.labels(),
                plain.config(),
                plain.hostConfig(),
                plain.networks(),
                plain.files()));
        Eventually.holds(() -> !lab.engine().logTail(name, 10).isEmpty());
        return String.join("\n", lab.engine().logTail(name, 10));
    }

    @Test
    void an_image_is_built_from_a_folder_less_what_it_ignores() throws IOException {
        Files.writeString(folder.resolve("kept.txt"), "kept");
        Files.writeString(folder.resolve("ignored.txt"), "ignored");
        Files.writeString(folder.resolve(".dockerignore"), "ignored.*\n");
        assertThat(build("FROM BASE\nCOPY . /context/\nRUN echo building-now\n"))
                .isEqualTo(Effect.DONE);
        assertThat(log("ls", "/context")).contains("kept.txt").doesNotContain("ignored.txt");
        assertThat(output).anyMatch(line -> line.contains("building-now"));
        assertThat(image().inspection()
                        .orElseThrow()
                        .object("Config")
                        .object("Labels")
                        .string("made.by"))
                .contains("test");
        removeImage();
    }

    @Test
    void a_build_that_fails_tells_its_last_lines_and_no_argument() {
        assertThatThrownBy(() -> build("FROM BASE\nARG TOKEN\nRUN echo token $TOKEN && echo about-to-fail && exit 9\n"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("building image " + tag())
                .hasMessageContaining("about-to-fail")
                .message()
                .doesNotContain(SECRET);
        assertThat(output).isNotEmpty().noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void a_context_that_is_not_there_is_not_found() {
        folder = folder.resolve("absent");
        assertThatThrownBy(() -> build("FROM BASE\n"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("absent")
                .extracting("kind")
                .isEqualTo(EngineException.Kind.NOT_FOUND);
    }

    @Test
    void a_dockerfile_with_an_error_is_told_in_the_engines_words() {
        assertThatThrownBy(() -> build("FROM BASE\nNOSUCHTHING x\n"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("NOSUCHTHING");
    }

    private void removeImage() {
        lab.removeImage(tag());
    }
}
