package io.homelabhub.testkit;

import io.homelabhub.api.Api;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a class whose tests are handed an engine in memory, a virtual clock, and a runtime on both; see {@link
 * HomelabExtension}.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(HomelabExtension.class)
@Api(Api.Status.PROVISIONAL)
public @interface HomelabTest {
    /**
     * The catalog, relative to the working directory or to a folder above it. Default: {@code
     * orchestration/services.yaml}; not looked at if {@link #compose} is given.
     */
    String catalog() default "orchestration/services.yaml";

    /** Compose files in place of a catalog, found likewise. */
    String[] compose() default {};

    /** The only variables that the files see, as {@code NAME=value}. Default: none. */
    String[] variables() default {};

    /**
     * What the order of threads, timings and the order of events follow from. Default: 0. The system property {@code
     * homelab.seed} goes before it: a failed test names its seed.
     */
    long seed() default 0;
}
