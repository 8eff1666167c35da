/**
 * When something is due: cron expressions and what stands beside them, as Compose has both in {@code triggers}. Who keeps the time,
 * and what is done when it comes, is not here.
 */
@NullMarked
package io.homelabhub.schedule;

import org.jspecify.annotations.NullMarked;
