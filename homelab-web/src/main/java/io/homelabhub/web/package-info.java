/** The stack in a browser: a page, and the calls that it is made of. Shows no secret, opens no shell, reads no file for anybody. */
@NullMarked
package io.homelabhub.web;

import org.jspecify.annotations.NullMarked;
