/**
 * Jobs: what runs to its end, by hand or when it is due. A run is a container, whose name keeps it from being run twice and whose
 * labels are all that is kept of it. Running something once, by whatever cause, is in {@code operation}; when a job is due, in
 * {@code schedule}.
 */
@NullMarked
package io.homelabhub.job;

import org.jspecify.annotations.NullMarked;
