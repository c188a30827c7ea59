package io.zoetrope.app.cli.probe;

/** How far a probe has come. */
enum ProbeStep {
  NAME,
  PORT,
  OPEN,
  RATE
}
