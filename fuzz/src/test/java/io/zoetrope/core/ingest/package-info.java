@NullMarked
package io.zoetrope.core.ingest;

import org.jspecify.annotations.NullMarked;
