/**
 * The canonical Compose model in the engine's terms: the same containers, networks, volumes and builds that docker
 * compose 2.40.3 would make of it. Loading, selecting services and comparing with what is there are not here.
 */
@NullMarked
package io.homelabhub.desired.translate;

import org.jspecify.annotations.NullMarked;
