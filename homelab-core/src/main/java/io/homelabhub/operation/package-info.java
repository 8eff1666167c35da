/** What is done with a project's services between two deploys. */
@NullMarked
package io.homelabhub.operation;

import org.jspecify.annotations.NullMarked;
