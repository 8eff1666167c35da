/** What may keep the project from being deployed, or from being well. What is looked at is decided in the core. */
@NullMarked
package io.homelabhub.cli.command.doctor;

import org.jspecify.annotations.NullMarked;
