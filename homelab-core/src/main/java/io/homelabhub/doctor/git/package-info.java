/** What a git repository says of files: which it tracks, which it ignores. Git itself is not run, and nothing is written. */
@NullMarked
package io.homelabhub.doctor.git;

import org.jspecify.annotations.NullMarked;
