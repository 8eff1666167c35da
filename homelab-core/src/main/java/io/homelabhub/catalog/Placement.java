package io.homelabhub.catalog;

/** Where a service may run. */
public enum Placement {
    /** Only on the machine that the owner deploys from. */
    LOCAL_ONLY,
    /** On any host: what holds if the catalog says nothing. */
    LOCAL_OR_REMOTE
}
