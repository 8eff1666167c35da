/** What a tar archive holds, told while it goes by. Nothing is written, unpacked or kept here. */
@NullMarked
package io.homelabhub.backup.tar;

import org.jspecify.annotations.NullMarked;
