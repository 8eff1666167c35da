/** Plan, deploy, apply, fix and undeploy. */
@NullMarked
package io.homelabhub.cli.command.deploy;

import org.jspecify.annotations.NullMarked;
