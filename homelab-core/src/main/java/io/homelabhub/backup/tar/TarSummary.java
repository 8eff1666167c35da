package io.homelabhub.backup.tar;

/**
 * What went by.
 *
 * @param entries how many files, folders, links and others there are
 * @param bytes of all files' contents together
 * @param digest of all entries in whatever order: names, kinds, modes, owners, link targets and contents, in hexadecimal. Times do not
 *     count, nor do the forms in which archives write the same
 */
public record TarSummary(long entries, long bytes, String digest) {}
