/** Encrypted files: made, looked at and changed. */
@NullMarked
package io.homelabhub.cli.command.secrets;

import org.jspecify.annotations.NullMarked;
