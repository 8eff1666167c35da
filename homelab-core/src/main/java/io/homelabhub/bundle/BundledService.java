package io.homelabhub.bundle;

import io.homelabhub.graph.Reason;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;

/**
 * What the catalog can be held against: the little of a Compose service that a catalog states too.
 *
 * @param name its name in the Compose files
 * @param location where it is described first
 * @param file the file of the project that describes it first; empty if that one was included
 * @param containerName the name that its owner gave the container
 * @param ports the ports that it publishes
 * @param ownNetwork whether it has a network of its own, so that its ports are those that it publishes
 * @param envFiles its environment files, absolute
 * @param privileged whether its container runs privileged
 * @param onContentChange what its {@code x-homelab} says to do when only the content of its files has changed
 * @param job whether it is what a job runs, which no catalog lists
 * @param dependencies why it needs other services, by their names in the Compose files
 */
record BundledService(
        String name,
        SourceLocation location,
        Optional<Path> file,
        Optional<String> containerName,
        List<PublishedPort> ports,
        boolean ownNetwork,
        List<Path> envFiles,
        boolean privileged,
        Optional<String> onContentChange,
        boolean job,
        Map<String, SortedSet<Reason>> dependencies) {
    /**
     * A port of the container that the host answers for.
     *
     * @param first first port of the host; empty if the engine chooses one
     * @param last last port of the host
     * @param target port of the container
     * @param protocol {@code tcp} or {@code udp}
     */
    record PublishedPort(OptionalInt first, OptionalInt last, int target, String protocol) {
        /** Whether it is what people call by {@code port}: the port of the host or, if that was moved, of the container. */
        boolean isCalled(int port) {
            boolean ofHost = first.isPresent() && first.getAsInt() <= port && port <= last.orElse(first.getAsInt());
            return ofHost || target == port;
        }

        /** {@code 8080} or {@code 9090->8080}. */
        @Override
        public String toString() {
            String host = first.isPresent() ? String.valueOf(first.getAsInt()) : "any";
            return first.isPresent() && first.getAsInt() == target ? host : host + "->" + target;
        }
    }
}
