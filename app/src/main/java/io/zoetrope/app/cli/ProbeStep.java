package io.zoetrope.app.cli;

/** How far a probe has come. */
enum ProbeStep {
  NAME,
  PORT,
  OPEN,
  RATE
}
