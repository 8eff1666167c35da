package io.homelabhub.desired.translate;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.secret.SecretMask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A loaded Compose project in its canonical form, which is the tree that {@code docker compose config --format json}
 * prints, but with every {@code $} single and with the {@code x-} keys of services kept.
 *
 * @param project the project's name
 * @param tree the members services, networks, volumes, secrets and configs
 * @param directory the absolute project directory
 * @param files the absolute Compose files, included ones left out
 * @param environmentFiles the absolute environment files that were named explicitly; usually none
 * @param environment the project's environment: the process's over the environment files
 * @param secrets knows the secret values in all of these
 * @param dialect the dialect of Docker Compose that the files ask for
 * @param encrypted the secrets that lie encrypted
 */
public record ComposeModel(
        String project,
        ApiObject tree,
        Path directory,
        List<Path> files,
        List<Path> environmentFiles,
        Map<String, String> environment,
        SecretMask secrets,
        Optional<ComposeDialect> dialect,
        EncryptedSecrets encrypted) {
    /** More containers of one service than this are a slip of the keyboard. */
    static final int MOST_CONTAINERS = 1000;

    private static final String SERVICE = "service:";

    public ComposeModel {
        files = List.copyOf(files);
        environmentFiles = List.copyOf(environmentFiles);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** A model whose files ask for no dialect, and have nothing encrypted. */
    public ComposeModel(
            String project,
            ApiObject tree,
            Path directory,
            List<Path> files,
            List<Path> environmentFiles,
            Map<String, String> environment,
            SecretMask secrets) {
        this(
                project,
                tree,
                directory,
                files,
                environmentFiles,
                environment,
                secrets,
                Optional.empty(),
                EncryptedSecrets.NONE);
    }

    /** The same with another tree. */
    ComposeModel withTree(ApiObject other) {
        return new ComposeModel(
                project, other, directory, files, environmentFiles, environment, secrets, dialect, encrypted);
    }

    /** The service {@code name}; the empty object if there is none. */
    ApiObject service(String name) {
        return tree.object("services").object(name);
    }

    /** The network with the key {@code key}; the empty object if there is none. */
    ApiObject network(String key) {
        return tree.object("networks").object(key);
    }

    /** The volume with the key {@code key}; the empty object if there is none. */
    ApiObject volume(String key) {
        return tree.object("volumes").object(key);
    }

    /** The engine's name for the network {@code key}. */
    String networkName(String key) {
        return network(key).string("name").orElse(project + "_" + key);
    }

    /** The engine's name for the volume {@code key}. */
    String volumeName(String key) {
        return volume(key).string("name").orElse(project + "_" + key);
    }

    /**
     * How many containers the service has: {@code scale}, else {@code deploy.replicas}, else 1; none if a provider stands for
     * it. From 0 to {@value #MOST_CONTAINERS}, whatever the file says.
     */
    int scale(String service) {
        return (int) Math.min(MOST_CONTAINERS, Math.max(0, wantedScale(service)));
    }

    /** The same as the file says it. */
    long wantedScale(String service) {
        ApiObject settings = service(service);
        if (settings.get("provider") != null) {
            return 0;
        }
        Object scale = settings.get("scale");
        Object wanted = scale == null ? settings.object("deploy").get("replicas") : scale;
        return wanted == null ? 1 : Values.number(wanted);
    }

    /** The name of a service's container: the one that the owner gave, else {@code PROJECT-SERVICE-NUMBER}. */
    String containerName(String service, int number) {
        return service(service).string("container_name").orElse(project + "-" + service + "-" + number);
    }

    /** The container that stands for a service whose namespace or volumes others share. */
    String firstContainer(String service) {
        return containerName(service, 1);
    }

    /** A namespace mode with {@code service:NAME} resolved to {@code container:NAME}. */
    String inNamespace(String mode) {
        return mode.startsWith(SERVICE) ? "container:" + firstContainer(mode.substring(SERVICE.length())) : mode;
    }

    /** The reference that the service's containers are created from: what is built without a name is {@code PROJECT-SERVICE}. */
    public String imageReference(String service) {
        return service(service)
                .string("image")
                .filter(image -> !image.isEmpty())
                .orElse(project + "-" + service);
    }

    /** That reference, and those that the service's {@code pre_start} hooks run from; each may be there more than once. */
    public List<String> imageReferences(String service) {
        String own = imageReference(service);
        List<String> references = new ArrayList<>(List.of(own));
        service(service).objects("pre_start").stream()
                .map(hook ->
                        hook.string("image").filter(image -> !image.isEmpty()).orElse(own))
                .forEach(references::add);
        return references;
    }

    /** Project and files; the tree and the environment can hold secrets. */
    @Override
    public String toString() {
        return "ComposeModel[" + project + " from " + files + "]";
    }
}
