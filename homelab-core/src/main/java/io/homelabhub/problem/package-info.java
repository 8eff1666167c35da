/**
 * What is wrong with a file that the owner wrote, and where. Readers collect problems and report all of them at once;
 * reading itself is not here.
 */
@NullMarked
package io.homelabhub.problem;

import org.jspecify.annotations.NullMarked;
