package io.zoetrope.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number that has bounds. */
abstract class WholeNumber implements ITypeConverter<Integer> {
  private final int lowest;
  private final int highest;

  WholeNumber(int lowest, int highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  /** What it takes, as part of a sentence. */
  String expected() {
    return "a number from %d to %d".formatted(lowest, highest);
  }

  @Override
  public Integer convert(String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered like one that is out of bounds.
    }
    throw new TypeConversionException("'%s' is not %s".formatted(value, expected()));
  }

  /** Of TCP; 0 stands for any free one. */
  static final class Port extends WholeNumber {
    Port() {
      super(0, 65_535);
    }
  }

  /** How much is done at a time. */
  static final class Slots extends WholeNumber {
    Slots() {
      super(1, 1000);
    }
  }
}
