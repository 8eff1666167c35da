/** The hosts that an owner has named: looked at side by side, and added to. What is deployed to them is no matter of this room. */
@NullMarked
package io.homelabhub.inventory;

import org.jspecify.annotations.NullMarked;
