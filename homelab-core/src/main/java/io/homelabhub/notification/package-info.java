/**
 * Tells an owner of what has happened, by the channels of {@code notify}. What becomes of plans, services, backups and jobs is found out
 * elsewhere; only the watching that compares it with what was told before is here.
 */
@NullMarked
package io.homelabhub.notification;

import org.jspecify.annotations.NullMarked;
