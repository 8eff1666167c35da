package io.homelabhub.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import io.homelabhub.engine.EngineException;
import io.homelabhub.time.Timing;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * docker-java's typed commands, for what answers with a stream: pull, logs, exec and events. Made at the first of these,
 * as its models take a cold JVM long to learn.
 */
final class StreamClient {
    private final Connector connector;
    private final Timing timing;
    private @Nullable Connection made;
    private @Nullable DockerClient client;

    StreamClient(Connector connector, Timing timing) {
        this.connector = connector;
        this.timing = timing;
    }

    synchronized DockerClient client() {
        Connection connection = connector.connection();
        DockerClient known = client;
        if (known != null && connection.equals(made)) {
            return known;
        }
        DockerClient fresh = fresh(connection);
        client = fresh;
        made = connection;
        return fresh;
    }

    /** Where another library brought an older docker-java-api, its core does not load. */
    private static DockerClient fresh(Connection connection) {
        try {
            return DockerClientImpl.getInstance(new Config(connection), connection.http());
        } catch (LinkageError mismatch) {
            throw new EngineException(
                    EngineException.Kind.OTHER,
                    "the versions of docker-java-api and docker-java-core on the class path do not fit together: "
                            + mismatch,
                    "Set docker-java-api and docker-java-core to one version in your dependencyManagement.",
                    mismatch);
        }
    }

    /** An empty inbox for one stream. */
    <T, M> Inbox<T, M> inbox(String attempt, Function<T, M> copy) {
        return new Inbox<>(attempt, timing.mailbox(), copy, connector);
    }

    /** docker-java's own default configuration reads files and variables, which takes longer than a plan. */
    private record Config(Connection connection) implements DockerClientConfig {
        @Override
        public URI getDockerHost() {
            return URI.create(connection.info().endpoint());
        }

        @Override
        public RemoteApiVersion getApiVersion() {
            return RemoteApiVersion.create(
                    connection.version().major(), connection.version().minor());
        }

        @Override
        public @Nullable String getRegistryUsername() {
            return null;
        }

        @Override
        public @Nullable String getRegistryPassword() {
            return null;
        }

        @Override
        public @Nullable String getRegistryEmail() {
            return null;
        }

        @Override
        public @Nullable String getRegistryUrl() {
            return null;
        }

        @Override
        public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
            return null;
        }

        @Override
        public AuthConfigurations getAuthConfigurations() {
            return new AuthConfigurations();
        }

        @Override
        @SuppressWarnings("deprecation") // the interface itself still has the deprecated type
        public com.github.dockerjava.core.@Nullable SSLConfig getSSLConfig() {
            return null;
        }
    }
}
