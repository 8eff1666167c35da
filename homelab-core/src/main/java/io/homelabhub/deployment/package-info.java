/** Requests to deploy and undeploy, made into plans, and the plans applied under the project's lock. */
@NullMarked
package io.homelabhub.deployment;

import org.jspecify.annotations.NullMarked;
