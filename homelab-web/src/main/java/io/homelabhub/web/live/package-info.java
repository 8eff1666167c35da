/** What happens, told to everybody who looks: one watcher of the engine, whatever the number of pages. HTTP is not here. */
@NullMarked
package io.homelabhub.web.live;

import org.jspecify.annotations.NullMarked;
