package streamkata.grader.classroom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import streamkata.grader.kit.Refusal;
import streamkata.grader.submission.Archive;
import streamkata.grader.submission.Piece;
import streamkata.grader.submission.Submission;

/**
 * What one student has handed in, or several together.
 *
 * @param people whose it is
 * @param parts the files and folders that it consists of
 * @param attempt counted from 1
 * @param isLate whether it came late
 * @param remarks what is to be said of it before it is opened
 */
record HandedIn(
    List<Person> people, List<Part> parts, int attempt, boolean isLate, List<String> remarks) {

  private static final int MOST_PACKED = 256 << 20;

  /**
   * A file or folder.
   *
   * @param name what it is called, if it is one file as the student called it
   * @param item where it lies
   */
  record Part(String name, Shelf.Item item) {

    private boolean isArchive() {
      return !item.isFolder() && Archive.isNamed(item.name());
    }

    private List<Piece> pieces() throws IOException {
      return item.isFolder()
          ? item.pieces().list()
          : item.pieces().list().stream().map(piece -> piece.named(name)).toList();
    }
  }

  /**
   * Reads it.
   *
   * @throws Refusal with one sentence, if it cannot be read
   */
  Submission read() {
    try {
      if (parts.size() == 1 && parts.get(0).isArchive()) {
        Piece file = parts.get(0).pieces().get(0);
        if (file.problem().isPresent()) {
          throw new Refusal("%s was not read: %s.".formatted(file.name(), file.problem().get()));
        }
        try (Archive archive = Archive.open(file.name(), file.read(MOST_PACKED))) {
          return Submission.of(parts.get(0).name(), archive.pieces(), true);
        }
      }
      return Submission.of(parts.get(0).name(), allPieces(), false);
    } catch (IOException e) {
      throw new Refusal(
          "%s cannot be read: %s."
              .formatted(
                  parts.get(0).name(),
                  e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    }
  }

  private List<Piece> allPieces() throws IOException {
    List<Piece> all = new ArrayList<>();
    for (Part part : parts) {
      for (Piece piece : part.pieces()) {
        boolean isBelow = parts.size() > 1 && part.item().isFolder();
        all.add(isBelow ? piece.named(part.name() + "/" + piece.name()) : piece);
      }
    }
    return all;
  }
}
