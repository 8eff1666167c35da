/**
 * Encrypted files on disk: one writer at a time, replaced as a whole or not at all. What stands in them is not looked at here.
 */
@NullMarked
package io.homelabhub.sops.disk;

import org.jspecify.annotations.NullMarked;
