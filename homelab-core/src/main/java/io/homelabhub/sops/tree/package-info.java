/** What an encrypted file holds, clear or encrypted: typed values in maps and lists. Files and ciphers are not here. */
@NullMarked
package io.homelabhub.sops.tree;

import org.jspecify.annotations.NullMarked;
