/**
 * Deploys random projects to the engine in memory, lets things go wrong, and checks what must hold whatever happens.
 * Catalogs are not read here: worlds are made in the planner's own terms, and as Compose files where two deployments
 * compete.
 */
@NullMarked
package io.homelabhub.testkit.simulation;

import org.jspecify.annotations.NullMarked;
