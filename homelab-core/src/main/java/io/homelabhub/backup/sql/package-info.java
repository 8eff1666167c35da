/** Plain SQL dumps of PostgreSQL: whether they are whole, and what they hold. No server is asked here. */
@NullMarked
package io.homelabhub.backup.sql;

import org.jspecify.annotations.NullMarked;
