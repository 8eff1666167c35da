/**
 * The stages that turn files into one canonical tree: reading, variables, {@code extends}, {@code include}, merging, checks,
 * long forms, paths, profiles, env files. Types for the rest of the product are not here.
 */
@NullMarked
package io.homelabhub.compose.load;

import org.jspecify.annotations.NullMarked;
