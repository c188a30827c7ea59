/** The web server: routes in packages of their own, one per way of watching or asking. */
@NullMarked
package io.zoetrope.web;

import org.jspecify.annotations.NullMarked;
