/**
 * A secret is given another value everywhere it is used: in its encrypted file, in what is generated from it, in the service that keeps
 * it, and in the containers that see it; or nowhere. How values are encrypted, generated and deployed is not known here.
 */
@NullMarked
package io.homelabhub.rotation;

import org.jspecify.annotations.NullMarked;
