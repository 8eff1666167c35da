package io.homelabhub.compose.keys;

/** How the value of a later file meets that of an earlier one. */
public enum Merge {
    /** Maps key by key, lists appended, anything else replaced; nothing leaves the earlier value. */
    DEFAULT,
    /** Both become lists of {@code KEY=VALUE} and are appended. */
    SEQUENCE,
    /** The later value, even if it is nothing. */
    REPLACE,
    /** Appended, except entries that are there already. */
    HOSTS,
    /** A string is the map with that context. */
    BUILD,
    /** A list is the map with default conditions. */
    DEPENDENCIES,
    /** A list is the map of empty entries. */
    NAMES,
    /** Another driver replaces all, the same one merges the options. */
    LOGGING,
    /** Pools with the same subnet are merged. */
    POOLS,
    /** Two maps key by key, else the later value. */
    LIMIT
}
