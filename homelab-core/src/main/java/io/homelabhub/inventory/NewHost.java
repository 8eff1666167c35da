package io.homelabhub.inventory;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A host to be added.
 *
 * @param name letters, digits, dots, dashes and underscores
 * @param endpoint where its engine listens
 * @param certificates the folder with ca.pem, cert.pem and key.pem, for {@code tcp}
 * @param address at which other hosts reach it
 */
public record NewHost(String name, String endpoint, Optional<Path> certificates, Optional<String> address) {}
