/**
 * Backups as they lie on a disk: folders with parts and a manifest, who reads and writes them, and which of them are to go. What a
 * container is asked for is not here.
 */
@NullMarked
package io.homelabhub.backup.store;

import org.jspecify.annotations.NullMarked;
