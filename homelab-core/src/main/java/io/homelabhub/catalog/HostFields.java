package io.homelabhub.catalog;

import java.util.Map;

/** The keys of an entry under {@code hosts}. */
final class HostFields {
    static final Field<String> NAME =
            Field.optional("name", Text.NAME, "Name of the host where `hosts` is a list; ignored in a map.");
    static final Field<String> ENDPOINT = Field.required(
            "endpoint",
            Text.ENDPOINT,
            "Where its engine listens: `unix:///var/run/docker.sock`, `tcp://10.0.0.2:2376` or `ssh://ann@10.0.0.2`.");
    static final Field<String> CERTIFICATES = Field.optional(
            "certificates",
            Text.LINE,
            "Folder with `ca.pem`, `cert.pem` and `key.pem`, relative to the file; with `tcp` only.",
            "TLS is not spoken");
    static final Field<String> ADDRESS = Field.optional(
            "address",
            Text.ADDRESS,
            "Name or address at which other hosts and proxies reach the ports that it publishes.",
            "services on other hosts cannot use its services");
    static final Field<Map<String, String>> LABELS =
            Field.optional("labels", FreeMap.FREE_MAP, "What you want to say of it, by key.", "none");
    static final Field<String> DESCRIPTION =
            Field.optional("description", Text.ANY, "What the host is, in one line.", "empty");

    static final Structure TABLE = Structure.of("a host", NAME, ENDPOINT, CERTIFICATES, ADDRESS, LABELS, DESCRIPTION)
            .orOnly(ENDPOINT);

    private HostFields() {}
}
