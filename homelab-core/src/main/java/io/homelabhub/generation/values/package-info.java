/** The values that templates see: layers of files over each other, each value with its place. What is made of them is not known here. */
@NullMarked
package io.homelabhub.generation.values;

import org.jspecify.annotations.NullMarked;
