/**
 * Deploys random projects to the engine in memory, lets things go wrong, and checks what must hold whatever happens.
 * Catalogs and Compose files are not read here: worlds are made in the planner's own terms.
 */
@NullMarked
package io.homelabhub.testkit.simulation;

import org.jspecify.annotations.NullMarked;
