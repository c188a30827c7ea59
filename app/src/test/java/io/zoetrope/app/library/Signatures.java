package io.zoetrope.app.library;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A type as its users see it: a line each for itself and its members. */
final class Signatures {

  private Signatures() {}

  /** Whether classes outside its package can name it. */
  static boolean isOpen(Class<?> type) {
    Class<?> enclosing = type.getEnclosingClass();
    return isOpen(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.getSimpleName().equals("package-info")
        && (enclosing == null || isOpen(enclosing));
  }

  static List<String> of(Class<?> type) {
    List<String> lines = new ArrayList<>();
    lines.add(declaration(type));
    for (Field field : type.getDeclaredFields()) {
      if (counts(type, field)) {
        lines.add(member(type, field, text(field.getAnnotatedType()) + " " + field.getName()));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (counts(type, constructor)) {
        lines.add(member(type, constructor, "new" + parameters(constructor)));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (counts(type, method)) {
        String variables = variables(method.getTypeParameters());
        String result = text(method.getAnnotatedReturnType());
        lines.add(
            member(type, method, variables + result + " " + method.getName() + parameters(method)));
      }
    }
    return lines;
  }

  private static String declaration(Class<?> type) {
    String text = type.getName() + " : " + type.toGenericString();
    if (type.getGenericSuperclass() != null && type.getSuperclass() != Object.class) {
      text += " extends " + type.getGenericSuperclass().getTypeName();
    }
    if (type.getGenericInterfaces().length > 0) {
      text += " implements " + names(Arrays.stream(type.getGenericInterfaces()));
    }
    Class<?>[] permitted = type.getPermittedSubclasses();
    return permitted == null ? text : text + " permits " + names(Arrays.stream(permitted));
  }

  private static String names(Stream<? extends Type> types) {
    return types.map(Type::getTypeName).sorted().collect(joining(", "));
  }

  private static String member(Class<?> type, Member member, String text) {
    int kept = member.getModifiers() & (Modifier.fieldModifiers() | Modifier.methodModifiers());
    // How a method keeps its promises is nobody's business; and a variable number of arguments has
    // the bit of a field that is transient.
    kept &= ~(Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.VOLATILE | Modifier.TRANSIENT);
    String byDefault = member instanceof Method method && method.isDefault() ? " default" : "";
    return "%s . %s%s %s".formatted(type.getName(), Modifier.toString(kept), byDefault, text);
  }

  private static String parameters(Executable executable) {
    String parameters =
        Arrays.stream(executable.getAnnotatedParameterTypes())
            .map(Signatures::text)
            .collect(joining(", ", "(", ")"));
    Class<?>[] thrown = executable.getExceptionTypes();
    return thrown.length == 0 ? parameters : parameters + " throws " + names(Arrays.stream(thrown));
  }

  private static String variables(TypeVariable<Method>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables).map(Object::toString).collect(joining(", ", "<", "> "));
  }

  private static String text(AnnotatedType type) {
    return type.toString().replace("@org.jspecify.annotations.Nullable()", "@Nullable");
  }

  private static boolean counts(Class<?> type, Member member) {
    boolean inherited =
        Modifier.isPublic(member.getModifiers()) || !Modifier.isFinal(type.getModifiers());
    boolean given =
        type.isRecord() && Set.of("equals", "hashCode", "toString").contains(member.getName());
    return !given && !member.isSynthetic() && isOpen(member.getModifiers()) && inherited;
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
