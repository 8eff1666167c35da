/**
 * The engine over Docker's API: finding the host, speaking its API, carrying out actions. What an action is good for, what
 * follows on a failure and how long a container may take to become healthy is not here, and no docker-java type leaves.
 */
@NullMarked
package io.homelabhub.docker;

import org.jspecify.annotations.NullMarked;
