/** {@code homelab exec}, {@code attach}, {@code cp}, {@code db}: into the containers of services. Not their life, which is {@code deploy}'s. */
@NullMarked
package io.homelabhub.cli.command.container;

import org.jspecify.annotations.NullMarked;
