/** Where services answer, told to what leads others there: proxies, name servers, watchers. Nothing here is written anywhere. */
@NullMarked
package io.homelabhub.discovery;

import org.jspecify.annotations.NullMarked;
