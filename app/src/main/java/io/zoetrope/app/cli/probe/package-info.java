/** Probes a camera step by step. */
@NullMarked
package io.zoetrope.app.cli.probe;

import org.jspecify.annotations.NullMarked;
