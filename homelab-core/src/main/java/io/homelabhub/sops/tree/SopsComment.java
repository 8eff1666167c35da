package io.homelabhub.sops.tree;

import io.homelabhub.problem.SourceLocation;

/**
 * A comment on a line of its own.
 *
 * @param text what follows the mark, blanks included; without a line feed
 * @param location where it stands
 */
public record SopsComment(String text, SourceLocation location) implements SopsNode {}
