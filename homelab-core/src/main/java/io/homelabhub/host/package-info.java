/** Machines with an engine, by the names that their owner gives them. Nothing here connects to one. */
@NullMarked
package io.homelabhub.host;

import org.jspecify.annotations.NullMarked;
