import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rewrites the classes of a jar, which must be on the class path, in the format of Java 17. The JVM
 * can record a start only of classes that are not older than Java 6.
 */
final class NewerClasses {
  private static final ClassFileVersion NEWER = ClassFileVersion.of(ClassFile.JAVA_17_VERSION, 0);

  private NewerClasses() {}

  public static void main(String[] args) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]));
        Stream<Path> files = Files.walk(jar.getPath("/"))) {
      for (Path file : files.filter(NewerClasses::isOfProgram).toList()) {
        rewrite(file);
      }
    }
  }

  private static boolean isOfProgram(Path file) {
    return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
  }

  private static void rewrite(Path file) throws IOException {
    ClassFile format = ClassFile.of();
    var old = format.parse(Files.readAllBytes(file));
    if (old.majorVersion() >= ClassFile.JAVA_6_VERSION) {
      return;
    }
    // Taking each method's code apart makes the format write the frames that the verifier wants.
    byte[] made =
        format.transformClass(
            old,
            ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                .andThen(
                    (builder, element) ->
                        builder.with(element instanceof ClassFileVersion ? NEWER : element)));
    List<VerifyError> faults = format.verify(made);
    if (!faults.isEmpty()) {
      throw new IOException(file + " cannot be rewritten", faults.getFirst());
    }
    Files.write(file, made);
  }
}
