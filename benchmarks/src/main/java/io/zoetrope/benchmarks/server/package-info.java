/** The servers that are measured, and what they cost the machine. */
@NullMarked
package io.zoetrope.benchmarks.server;

import org.jspecify.annotations.NullMarked;
