package io.homelabhub.compose;

import io.homelabhub.compose.tree.View;
import java.util.OptionalInt;

/**
 * A secret or config that is put into a container as a file.
 *
 * @param source the key of the secret or config in the project
 * @param target the path in the container; empty for {@code /SOURCE}, which only configs leave unsaid
 * @param uid the owner; empty for root
 * @param gid the group; empty for root
 * @param mode the rights as a number; empty for {@code 0444}
 */
public record FileMount(String source, String target, String uid, String gid, OptionalInt mode) {
    static FileMount of(View view) {
        String mode = view.text("mode");
        return new FileMount(
                view.text("source"),
                view.text("target"),
                view.text("uid"),
                view.text("gid"),
                mode.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(mode, 8)));
    }
}
