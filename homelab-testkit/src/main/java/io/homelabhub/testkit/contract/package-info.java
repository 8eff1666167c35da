/**
 * What every engine has to do, as tests with numbers. What only one engine does is not here; where engines differ, the
 * clause says how.
 */
@NullMarked
package io.homelabhub.testkit.contract;

import org.jspecify.annotations.NullMarked;
