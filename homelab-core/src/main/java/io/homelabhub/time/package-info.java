/** The clock, threads and waiting. What has to do with time is handed a {@link io.homelabhub.time.Timing}; nothing here knows what it is for. */
@NullMarked
package io.homelabhub.time;

import org.jspecify.annotations.NullMarked;
