package io.homelabhub.sops;

/**
 * A file's data key, for one recipient.
 *
 * @param recipient as it is written in the file; of any kind
 * @param sealed an armored age file
 */
record SealedKey(String recipient, String sealed) {}
