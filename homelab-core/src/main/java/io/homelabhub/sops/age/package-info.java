/**
 * Keys of age: those who may read, those one has, and where sops looks for them. X25519 alone; every other kind is refused by its
 * name. Files that are encrypted are not here.
 */
@NullMarked
package io.homelabhub.sops.age;

import org.jspecify.annotations.NullMarked;
