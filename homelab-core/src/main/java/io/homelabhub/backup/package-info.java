/**
 * Backups of a project's data, restoring them, and trying them out. How a backup lies on a disk is in {@code store}, plain dumps are
 * read in {@code sql}; what the services are and how they are started is known elsewhere.
 */
@NullMarked
package io.homelabhub.backup;

import org.jspecify.annotations.NullMarked;
