package io.homelabhub.rotation;

/** What a service that keeps a secret itself has to be told, beside its containers' settings. */
sealed interface ServiceStep permits PostgresStep, RedisStep, CatalogStep {
    /** The service, by its Compose name. */
    String service();

    /** What is done, for people: {@code ALTER ROLE}. */
    String describe();

    /**
     * Has it use another value. What has it already is left so.
     *
     * @throws StepFailure if it does not
     */
    void change(ContainerShell shell, Change change);

    /**
     * Whether the value is in force.
     *
     * @throws StepFailure if it is not
     */
    void check(ContainerShell shell, String value);
}
