/** The file formats that sops knows, as trees and back. What is encrypted in them is not known here. */
@NullMarked
package io.homelabhub.sops.store;

import org.jspecify.annotations.NullMarked;
