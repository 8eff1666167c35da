/**
 * What an engine is asked to make: containers, networks, volumes and images, in the Engine API's own terms. How Compose
 * describes them is not here, nor what an engine already has.
 */
@NullMarked
package io.homelabhub.resource;

import org.jspecify.annotations.NullMarked;
