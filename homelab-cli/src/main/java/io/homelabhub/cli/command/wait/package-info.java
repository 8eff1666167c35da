/** What waits for containers to end. Not here: waiting until something is ready, which every plan does. */
@NullMarked
package io.homelabhub.cli.command.wait;

import org.jspecify.annotations.NullMarked;
