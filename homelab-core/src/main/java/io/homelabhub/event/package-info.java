/** What happens while a plan is applied, told as it happens. How it is shown is not here. */
@NullMarked
package io.homelabhub.event;

import org.jspecify.annotations.NullMarked;
