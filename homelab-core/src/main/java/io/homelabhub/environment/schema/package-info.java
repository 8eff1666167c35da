/**
 * JSON Schemas that an owner brings along for the environment. The only place that knows a library for them; nobody else may reach it
 * but where there is a schema.
 */
@NullMarked
package io.homelabhub.environment.schema;

import org.jspecify.annotations.NullMarked;
