/** Plan, deploy, apply, fix and undeploy; start, stop and restart: all that carries a plan out. */
@NullMarked
package io.homelabhub.cli.command.deploy;

import org.jspecify.annotations.NullMarked;
