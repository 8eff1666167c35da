/** How a project stands on its engine, and whether it is well. Changes nothing. */
@NullMarked
package io.homelabhub.status;

import org.jspecify.annotations.NullMarked;
