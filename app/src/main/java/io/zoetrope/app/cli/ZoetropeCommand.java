package io.zoetrope.app.cli;

import io.zoetrope.app.cli.devices.DevicesCommand;
import io.zoetrope.app.cli.probe.ProbeCommand;
import io.zoetrope.app.cli.warmup.WarmUpCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "zoetrope",
    synopsisHeading = "%n",
    customSynopsis = {
      "zoetrope                       a demo camera on http://127.0.0.1:8080",
      "zoetrope COMMAND [OPTION...]   what is listed below; zoetrope help COMMAND explains it"
    },
    header = "Live cameras in any browser.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "A camera is given by its URI. Put it in quotes if there is a ? or & in it:",
      "  rtsp://user:password@192.0.2.7/stream1   an IP camera (also rtsps, rtmp, srt, udp)",
      "  'v4l2:/dev/video0?size=1280x720&fps=30'  a webcam; zoetrope devices lists them",
      "  http://192.0.2.8/video                   MJPEG or other video over HTTP",
      "  push:                                    a phone or a program that sends pictures here",
      "  'file:clip.mp4?loop=true'                a video file",
      "  'screen::0?fps=10'                       a desktop",
      "  'slideshow:DIR?fps=1'                    the JPEGs of a folder",
      "  'test:?size=1280x720&fps=30'             a test picture with a clock",
    },
    subcommands = {
      ServeCommand.class,
      CheckConfigCommand.class,
      ProbeCommand.class,
      SnapshotCommand.class,
      DevicesCommand.class,
      WorkerCommand.class,
      HelpCommand.class,
      WarmUpCommand.class
    })
final class ZoetropeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
