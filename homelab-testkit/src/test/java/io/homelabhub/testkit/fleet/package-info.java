/**
 * One deploy over several hosts, simulated: worlds drawn with a seed, hosts that are cut off, deploys that are killed, and what has to hold all
 * the same. What one host does by itself is not here; {@code simulation} has that.
 */
@NullMarked
package io.homelabhub.testkit.fleet;

import org.jspecify.annotations.NullMarked;
