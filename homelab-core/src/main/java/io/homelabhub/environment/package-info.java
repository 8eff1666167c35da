/**
 * What the environment of a project comes to: where each variable comes from, and whether what Compose will read is what its owner
 * means. Reads files only; which files count is told by {@link io.homelabhub.definition.EnvironmentFiles}. Nothing is asked of an
 * engine, and nothing written.
 */
@NullMarked
package io.homelabhub.environment;

import org.jspecify.annotations.NullMarked;
