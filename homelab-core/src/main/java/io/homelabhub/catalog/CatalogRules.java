package io.homelabhub.catalog;

/** What no single entry of a catalog can tell: whether the entries fit each other. */
final class CatalogRules {
    private CatalogRules() {}

    static void check(ServiceCatalog catalog, Findings findings) {
        new ReferenceRules(catalog, findings).check();
        new OrderRules(catalog, findings).check();
        new ClashRules(catalog, findings).check();
    }
}
