package io.homelabhub.sops;

import io.homelabhub.sops.age.AgeRecipient;
import java.util.List;

/**
 * How a new file is encrypted.
 *
 * @param recipients who may read it; at least one
 * @param rules what of it is encrypted
 */
public record CreationRule(List<AgeRecipient> recipients, SopsRules rules) {
    public CreationRule {
        recipients = List.copyOf(recipients);
    }
}
