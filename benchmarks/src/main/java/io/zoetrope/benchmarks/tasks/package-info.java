/** Task queues under load: this project's, peers, and the bare round trips. */
@NullMarked
package io.zoetrope.benchmarks.tasks;

import org.jspecify.annotations.NullMarked;
