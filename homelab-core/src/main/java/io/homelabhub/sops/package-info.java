/**
 * Files that sops encrypts, opened and made: each value by AES-GCM, the whole by a message authentication code that is always checked.
 * Where files are on disk, and what their values are for, is not known here.
 */
@NullMarked
package io.homelabhub.sops;

import org.jspecify.annotations.NullMarked;
