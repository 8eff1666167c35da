/** Files by which cron and systemd call this program. When it is called is known in the core; who asks for them are the commands. */
@NullMarked
package io.homelabhub.cli.timer;

import org.jspecify.annotations.NullMarked;
