/**
 * What an engine has at one instant, as it was read. Nothing here reads it, compares it or judges it.
 */
@NullMarked
package io.homelabhub.observed;

import org.jspecify.annotations.NullMarked;
