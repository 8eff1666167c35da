package io.homelabhub.sops.tree;

/** A part of a document. Immutable. */
public sealed interface SopsNode permits SopsMap, SopsList, SopsValue, SopsComment {}
