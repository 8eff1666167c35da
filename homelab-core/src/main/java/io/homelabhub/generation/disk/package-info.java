/**
 * The folder of generated files: what its manifest says, whether its inputs have changed since, and how all files are replaced at once.
 * What stands in them, and of what they are made, is not known here.
 */
@NullMarked
package io.homelabhub.generation.disk;

import org.jspecify.annotations.NullMarked;
