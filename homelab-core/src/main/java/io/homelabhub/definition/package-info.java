/** What the files of a homelab say: found, loaded, and held against each other. Never talks to an engine. */
@NullMarked
package io.homelabhub.definition;

import org.jspecify.annotations.NullMarked;
