/** Files of variables: {@code .env}, {@code env_file} and {@code label_file}. Which files are read is not decided here. */
@NullMarked
package io.homelabhub.compose.dotenv;

import org.jspecify.annotations.NullMarked;
