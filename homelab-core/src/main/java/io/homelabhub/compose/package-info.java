/**
 * Compose files as docker compose reads them: the loader, the project model, its canonical form and the config hash. Nothing
 * here talks to an engine or decides what to do with a project.
 */
@NullMarked
package io.homelabhub.compose;

import org.jspecify.annotations.NullMarked;
