/**
 * Compares what shall be with what is and works out the steps between: pure functions of their arguments, the same answer
 * to the letter each time. Nothing here reads a file, talks to an engine or looks at a clock.
 */
@NullMarked
package io.homelabhub.planning;

import org.jspecify.annotations.NullMarked;
