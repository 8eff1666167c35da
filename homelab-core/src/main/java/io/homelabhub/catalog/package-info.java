/**
 * The service catalog, {@code services.yaml}: what the owner says about each service, each group and each deployment
 * pattern, and which services a name on the command line means. Compose files are not here, and nothing here knows an
 * engine.
 */
@NullMarked
package io.homelabhub.catalog;

import org.jspecify.annotations.NullMarked;
