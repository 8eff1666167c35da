/**
 * What each key of a Compose file may hold and what becomes of it: one table, from which every stage of loading works
 * and from which the support matrix is written. The stages themselves are not here.
 */
@NullMarked
package io.homelabhub.compose.keys;

import org.jspecify.annotations.NullMarked;
