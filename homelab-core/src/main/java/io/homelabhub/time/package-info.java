/** The clock and the pause. Everything else that needs time is handed a {@link io.homelabhub.time.Timing}. */
@NullMarked
package io.homelabhub.time;

import org.jspecify.annotations.NullMarked;
