/** The machine that the program runs on, as far as its system tells. Nothing is run, and nothing changed. */
@NullMarked
package io.homelabhub.machine;

import org.jspecify.annotations.NullMarked;
