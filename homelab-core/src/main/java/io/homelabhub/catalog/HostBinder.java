package io.homelabhub.catalog;

import io.homelabhub.host.Host;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes hosts from the values of one file. One that says too little to be used is left out; that is a problem then. */
final class HostBinder {
    private final Path folder;
    private final Findings findings;

    /** @param file its folder is where relative paths begin */
    HostBinder(Path file, Findings findings) {
        this.folder = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(Path.of("/"));
        this.findings = findings;
    }

    Map<String, Host> bind(Map<String, Values> entries) {
        Map<String, Host> hosts = new LinkedHashMap<>();
        entries.forEach((name, values) ->
                values.get(HostFields.ENDPOINT).ifPresent(endpoint -> hosts.put(name, host(name, endpoint, values))));
        return hosts;
    }

    private Host host(String name, String endpoint, Values values) {
        Optional<Path> certificates = values.get(HostFields.CERTIFICATES).map(folder::resolve);
        if (certificates.isPresent() && !endpoint.startsWith("tcp:")) {
            findings.error(
                    CatalogPath.key(values.path(), HostFields.CERTIFICATES.name()),
                    "certificates are for tcp, and the endpoint is " + endpoint,
                    "remove them: ssh has keys of its own, and a socket of this machine needs none");
        }
        return new Host(
                name,
                endpoint,
                certificates.map(Path::normalize),
                values.get(HostFields.ADDRESS),
                values.get(HostFields.LABELS).orElse(Map.of()),
                values.get(HostFields.DESCRIPTION).orElse(""),
                findings.placeOf(values.path()));
    }
}
