/** The tree that the stages of loading work on: values that can change, each with the place it came from. What keys mean is not here. */
@NullMarked
package io.homelabhub.compose.tree;

import org.jspecify.annotations.NullMarked;
