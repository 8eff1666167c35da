/** Jobs: how they stand, what they have done, and who keeps their time. How is known in the core. */
@NullMarked
package io.homelabhub.cli.command.jobs;

import org.jspecify.annotations.NullMarked;
