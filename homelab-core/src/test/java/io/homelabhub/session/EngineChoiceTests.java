package io.homelabhub.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineChoiceTests {
    @TempDir
    private Path folder;

    /** A provider that is never opened. */
    public abstract static class Named implements EngineProvider {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Engine open(EngineSettings settings) {
            throw new AssertionError("opened");
        }
    }

    /** The one. */
    public static final class Red extends Named {
        public Red() {
            super("red");
        }
    }

    /** The other. */
    public static final class Blue extends Named {
        public Blue() {
            super("blue");
        }
    }

    private ClassLoader registering(String... providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(EngineProvider.class.getName()), java.util.List.of(providers));
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, EngineProvider.class.getClassLoader());
    }

    @Test
    void the_only_provider_is_found_through_the_context() throws IOException {
        assertThat(EngineChoice.ANY.provider(registering(Red.class.getName()))).isInstanceOf(Red.class);
    }

    @Test
    void two_providers_are_refused_and_both_are_named() throws IOException {
        ClassLoader context = registering(Red.class.getName(), Blue.class.getName());

        assertThatThrownBy(() -> EngineChoice.ANY.provider(context))
                .isInstanceOfSatisfying(EngineException.class, failure -> assertThat(failure.remedy())
                        .contains("engine(\""))
                .hasMessageContaining("red (" + Red.class.getName() + ")")
                .hasMessageContaining("blue (" + Blue.class.getName() + ")");
    }

    @Test
    void one_of_two_is_chosen_by_its_name() throws IOException {
        ClassLoader context = registering(Red.class.getName(), Blue.class.getName());

        assertThat(EngineChoice.named("blue").provider(context)).isInstanceOf(Blue.class);
        assertThatThrownBy(() -> EngineChoice.named("green").provider(context))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("green")
                .hasMessageContaining("red")
                .hasMessageContaining("blue");
    }

    @Test
    void a_provider_that_cannot_be_made_is_a_failure_of_its_own() throws IOException {
        ClassLoader context = registering("com.example.Gone");

        assertThatThrownBy(() -> EngineChoice.ANY.provider(context))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("com.example.Gone");
    }

    @Test
    void without_any_the_remedy_names_the_module() {
        assertThatThrownBy(() -> EngineChoice.ANY.provider(null))
                .isInstanceOfSatisfying(EngineException.class, failure -> assertThat(failure.remedy())
                        .contains("homelab-docker"));
    }

    @Test
    void what_was_given_is_taken_unseen() {
        Red red = new Red();

        assertThat(EngineChoice.of(red).provider(null)).isSameAs(red);
        assertThat(EngineChoice.of(red).name()).isEqualTo(Optional.empty());
    }
}
