import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads lines of `<pattern> <value>` in hexadecimal UTF-8 and writes `<matches> <find>`, or `refused`, for each. */
public class Answer {
  public static void main(String[] arguments) throws Exception {
    List<String> answers = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      String[] cells = line.split(" ", -1);
      answers.add(answer(text(cells[0]), text(cells[1])));
    }
    Files.write(Path.of(arguments[1]), answers);
  }

  private static String answer(String pattern, String value) {
    try {
      Pattern compiled = Pattern.compile(pattern);
      return compiled.matcher(value).matches() + " " + compiled.matcher(value).find();
    } catch (PatternSyntaxException refused) {
      return "refused";
    }
  }

  private static String text(String hexadecimal) {
    byte[] bytes = new byte[hexadecimal.length() / 2];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) Integer.parseInt(hexadecimal.substring(2 * at, 2 * at + 2), 16);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
