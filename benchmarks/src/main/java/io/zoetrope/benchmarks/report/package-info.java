/** Tables for people, Markdown for documents, JSON for programs. */
@NullMarked
package io.zoetrope.benchmarks.report;

import org.jspecify.annotations.NullMarked;
