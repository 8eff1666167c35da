/**
 * Time that jumps instead of passing, and threads that take turns by seed. What happens at which time is not here: the
 * fake engine says so.
 */
@NullMarked
package io.homelabhub.testkit.time;

import org.jspecify.annotations.NullMarked;
