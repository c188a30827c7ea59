package io.zoetrope.app.cli.devices;

import io.zoetrope.app.cli.CommandFailedException;
import io.zoetrope.app.cli.CommandLineRunner;
import io.zoetrope.drivers.v4l2.LocalCamera;
import io.zoetrope.drivers.v4l2.LocalCameras;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "devices",
    header = "List this machine's webcams, with names that survive a reboot.")
public final class DevicesCommand implements Callable<Integer> {
  private final LocalCameras cameras;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "For programs: everything, as JSON.")
  private boolean json;

  public DevicesCommand() {
    this(LocalCameras.ofThisMachine());
  }

  DevicesCommand(LocalCameras cameras) {
    this.cameras = cameras;
  }

  @Override
  public Integer call() throws CommandFailedException {
    List<LocalCamera> found;
    try {
      found = cameras.list();
    } catch (IOException e) {
      throw new CommandFailedException(CommandLineRunner.FAILED, String.valueOf(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(DeviceJson.of(found).toPrettyString());
    } else {
      DeviceReport.of(found).forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
