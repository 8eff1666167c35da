/**
 * Carries a plan out on an engine: when each step may begin, when a container is ready, what is taken back after a
 * failure, and the report. What is to be done is decided by the plan; nothing here reads files or knows of Docker.
 */
@NullMarked
package io.homelabhub.run;

import org.jspecify.annotations.NullMarked;
