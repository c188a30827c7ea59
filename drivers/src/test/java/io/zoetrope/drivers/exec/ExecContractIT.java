package io.zoetrope.drivers.exec;

import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.CameraDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ExecContractIT extends FailingCameraContract {

  @Override
  protected CameraDriver driver() {
    return new ExecDriver();
  }

  @Override
  protected TestedSource source(Path folder) throws IOException {
    Command command = new Command(folder);
    Path script =
        Files.writeString(
            folder.resolve("grab"),
            "#!/bin/sh\nwhile cat '%s' 2>/dev/null; do sleep 0.02; done\necho The lens cap is on >&2\nexit 3\n"
                .formatted(command.picture()));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("%s cannot be made a program".formatted(script));
    }
    command.comeBack();
    return command;
  }

  /** A program that goes on as long as it has a picture to show. */
  private record Command(Path folder) implements TestedSource {

    Path picture() {
      return folder.resolve("picture.jpg");
    }

    @Override
    public String uri() {
      return "exec:%s --token hunter2".formatted(folder.resolve("grab"));
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal("exec:%s hunter2".formatted(folder.resolve("none")), "there is no program"),
          new Refusal("exec:echo hunter2", "what is there is not video that FFmpeg can read"),
          new Refusal("exec:false hunter2", "has ended with exit code 1"));
    }

    @Override
    public void fail() throws IOException {
      Files.delete(picture());
    }

    @Override
    public String failure() {
      return "the program 'grab' has ended with exit code 3: The lens cap is on";
    }

    @Override
    public void comeBack() throws IOException {
      Files.write(picture(), Pictures.numbered(1));
    }

    @Override
    public void close() {}
  }
}
