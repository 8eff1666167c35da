/** The front door: what an application calls to plan, deploy, undeploy and look. Nothing below imports this package. */
@NullMarked
package io.homelabhub;

import org.jspecify.annotations.NullMarked;
